import { clsx } from "clsx";
import { lazy, Suspense, useState } from "react";
import { LIMITS } from "@convex/shared/limits";
import { useMedia } from "@/platform/useMedia";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { isPicture, type FileInfo } from "./file";
import { useFileUrl } from "./FilesContext";
import { Viewer } from "./viewer/Viewer";

const FileCard = lazy(retryImport(async () => ({ default: (await import("./FileCard")).FileCard })));

/** Largest size of one picture in a message. */
const MOST_WIDTH = 420;
const MOST_HEIGHT = 320;

/** The files of a message: pictures as they are, the others as cards. */
export function MessageFiles({ files }: { files: readonly FileInfo[] }) {
  const [openId, setOpenId] = useState<string>();
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  return (
    <>
      {pictures.length === 1 && <Picture file={pictures[0]!} onOpen={setOpenId} />}
      {pictures.length > 1 && (
        <ul
          className={clsx(
            "my-1 grid max-w-[420px] gap-1 overflow-hidden rounded-pane",
            pictures.length === 2 || pictures.length === 4 ? "!grid-cols-2" : "!grid-cols-3",
          )}
        >
          {pictures.map((file) => (
            <li key={file._id} className="aspect-square">
              <Picture file={file} isTile onOpen={setOpenId} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="my-1 flex max-w-[420px] flex-col gap-1.5">
          {others.map((file) => (
            <li key={file._id} className="min-h-14.5">
              <Suspense fallback={null}>
                <FileCard file={file} onOpen={setOpenId} />
              </Suspense>
            </li>
          ))}
        </ul>
      )}
      <Viewer files={files} openId={openId} onShow={setOpenId} />
    </>
  );
}

type OpenProps = { file: FileInfo; onOpen: (id: string) => void };

/** The place of a picture has its size before it loads, so that nothing below moves. */
function Picture({ file, isTile = false, onOpen }: OpenProps & { isTile?: boolean }) {
  const urlOf = useFileUrl();
  // An animation moves where it is shown, but for those who want nothing to move: they have its first picture.
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const isMoving = file.type === "image/gif" && !isStill && file.size <= LIMITS.filePart;
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
