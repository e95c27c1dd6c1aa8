import { isPicture, type FileInfo } from "./file";
import { FileIcon } from "./FileIcon";
import { useFileUrl } from "./FilesContext";

/** A file in a list: a small picture of it, or the sign of its kind. */
export function FileThumbnail({ file }: { file: FileInfo }) {
  const url = useFileUrl()(file._id, { isPreview: true });
  const box = "grid size-10 shrink-0 place-items-center rounded-[5px] bg-bg-active text-text-muted";
  if (!url || (!isPicture(file) && !file.hasPreview))
    return <FileIcon type={file.type} name={file.name} className={box} />;
  return <img src={url} alt="" loading="lazy" draggable={false} className={`${box} object-cover`} />;
}
