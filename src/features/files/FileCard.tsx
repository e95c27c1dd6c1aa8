import { kindOf } from "@convex/shared/files";
import { X } from "lucide-react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { DownloadLink } from "./DownloadLink";
import { filmPlace, isFilm, type FileInfo } from "./file";
import { FileIcon } from "./FileIcon";
import { useFileUrl } from "./FilesContext";

type Props = {
  file: FileInfo;
  onOpen: (id: string) => void;
  onRemove?: ((file: FileInfo) => void) | undefined;
};

/** A file that is no picture; sound and film play where they are. */
export function FileCard({ file, onOpen, onRemove }: Props) {
  const urlOf = useFileUrl();
  const kind = kindOf(file.type);
  const url = urlOf(file._id);
  return (
    <div className="overflow-hidden rounded-pane border bg-bg-raised">
      <div className="flex h-14 items-center gap-3 pr-2 pl-3">
        <FileIcon type={file.type} name={file.name} className="shrink-0 text-text-muted" />
        <button type="button" className="min-w-0 flex-1 text-left" onClick={() => onOpen(file._id)}>
          <span dir="auto" className="block truncate font-medium hover:underline" title={file.name}>
            {file.name}
          </span>
          <span className="tabular block text-meta text-text-muted">{texts.ui.bytes(file.size)}</span>
        </button>
        <DownloadLink file={file} />
        {onRemove && (
          <IconButton label={texts.files.remove(file.name)} onClick={() => onRemove(file)}>
            <Icon of={X} />
          </IconButton>
        )}
      </div>
      {url && kind === "audio" && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what people send has none
        <audio controls preload="none" src={url} aria-label={file.name} className="h-10 w-full" />
      )}
      {isFilm(file) && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- what people send has none
        <video
          controls
          preload="metadata"
          src={url}
          poster={file.hasPreview ? urlOf(file._id, { isPreview: true }) : undefined}
          aria-label={file.name}
          className="max-h-80 w-full bg-bg-active"
          style={filmPlace(file)}
        />
      )}
    </div>
  );
}
