import { clsx } from "clsx";
import { X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { ANIMATED_TYPE } from "@convex/shared/files";
import { LIMITS } from "@convex/shared/limits";
import { useMedia } from "@/platform/useMedia";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton, OVER_A_CORNER } from "@/ui/IconButton";
import { filmPlace, isFilm, isPicture, type FileInfo } from "./file";
import { useFileUrl } from "./FilesContext";
import { Viewer } from "./viewer/Viewer";

const FileCard = lazy(retryImport(async () => ({ default: (await import("./FileCard")).FileCard })));

/** Largest size of one picture in a message. */
const MOST_WIDTH = 420;
const MOST_HEIGHT = 320;

type Props = {
  files: readonly FileInfo[];
  /** Where they can be taken away one by one. */
  onRemove?: (file: FileInfo) => void;
};

/** The files of a message or a task: pictures as they are, the others as cards. */
export function ShownFiles({ files, onRemove }: Props) {
  const [openId, setOpenId] = useState<string>();
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  return (
    <>
      {pictures.length === 1 && <Picture file={pictures[0]!} onOpen={setOpenId} onRemove={onRemove} />}
      {pictures.length > 1 && (
        <ul
          className={clsx(
            "my-1 grid max-w-[420px] gap-1 overflow-hidden rounded-pane",
            pictures.length === 2 || pictures.length === 4 ? "!grid-cols-2" : "!grid-cols-3",
          )}
        >
          {pictures.map((file) => (
            <li key={file._id} className="aspect-square">
              <Picture file={file} isTile onOpen={setOpenId} onRemove={onRemove} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="my-1 flex max-w-[420px] flex-col gap-1.5">
          {others.map((file) => (
            <li key={file._id} className="min-h-14.5">
              <Suspense
                fallback={isFilm(file) && <div className="mt-14.5 max-h-80" style={filmPlace(file)} />}
              >
                <FileCard file={file} onOpen={setOpenId} onRemove={onRemove} />
              </Suspense>
            </li>
          ))}
        </ul>
      )}
      <Viewer files={files} openId={openId} onShow={setOpenId} />
    </>
  );
}

type PictureProps = {
  file: FileInfo;
  isTile?: boolean;
  onOpen: (id: string) => void;
  onRemove: Props["onRemove"];
};

function Picture({ onRemove, ...rest }: PictureProps) {
  if (!onRemove) return <OpenPicture {...rest} />;
  const { file, isTile } = rest;
  return (
    <div className={clsx("group/file relative", isTile ? "size-full" : "w-fit max-w-full")}>
      <OpenPicture {...rest} />
      <IconButton
        isSmall
        label={texts.files.remove(file.name)}
        className={`${OVER_A_CORNER} group-hover/file:opacity-100 group-focus-within/file:opacity-100`}
        onClick={() => onRemove(file)}
      >
        <Icon of={X} size={14} />
      </IconButton>
    </div>
  );
}

/** The place of a picture has its size before it loads, so that nothing below moves. */
function OpenPicture({ file, isTile = false, onOpen }: Omit<PictureProps, "onRemove">) {
  const urlOf = useFileUrl();
  // An animation moves where it is shown, but for those who want nothing to move: they have its first picture.
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const isMoving =
    (file.isAnimated || file.type === ANIMATED_TYPE) && !isStill && file.size <= LIMITS.filePart;
  const url = urlOf(file._id, { isPreview: !isMoving });
  const { width = 320, height = 200, colour = "var(--bg-active)" } = file;
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  return (
    <button
      type="button"
      aria-label={texts.files.open(file.name)}
      className={clsx("block max-w-full overflow-hidden", isTile ? "size-full" : "my-1 rounded-pane")}
      style={{
        backgroundColor: colour,
        ...(!isTile && {
          width: Math.max(48, Math.round(width * scale)),
          aspectRatio: `${width} / ${height}`,
          maxHeight: MOST_HEIGHT,
        }),
      }}
      onClick={() => onOpen(file._id)}
    >
      {url && (
        <img
          src={url}
          alt={file.name}
          loading="lazy"
          decoding="async"
          draggable={false}
          className={clsx(
            "size-full",
            isTile || height / width > 4 || width / height > 4 ? "object-cover" : "object-contain",
          )}
        />
      )}
    </button>
  );
}
