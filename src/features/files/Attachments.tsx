import { clsx } from "clsx";
import { CircleAlert, RotateCw, X } from "lucide-react";
import { errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { FileIcon } from "./FileIcon";
import { useProgress, useUploads } from "./FilesContext";
import type { Upload } from "./uploads/uploads";

type Props = {
  items: readonly Upload[];
  /** Absent where they belong to a message that is on its way. */
  onRemove?: (id: string) => void;
  onRetry: (id: string) => void;
};

/** Files that are on their way, each with what has gone of it. */
export function Attachments({ items, onRemove, onRetry }: Props) {
  return (
    <ul aria-label={texts.files.files} className="flex max-h-36 flex-wrap gap-2 overflow-y-auto py-2 pr-2">
      {items.map((upload) => (
        <Attachment key={upload.id} upload={upload} onRemove={onRemove} onRetry={onRetry} />
      ))}
    </ul>
  );
}

type OneProps = { upload: Upload; onRemove: Props["onRemove"]; onRetry: Props["onRetry"] };

function Attachment({ upload, onRemove, onRetry }: OneProps) {
  const { id, name, status, errorCode } = upload;
  return (
    <li
      className={clsx(
        "relative flex h-14 w-60 max-w-full items-center gap-2.5 overflow-hidden rounded-control border bg-bg pr-1 pl-1.5",
        status === "failed" && "border-danger/50",
      )}
    >
      <Thumbnail upload={upload} />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate text-small font-medium" title={name}>
          {name}
        </p>
        {status === "failed" ? (
          <p role="alert" className="flex items-center gap-1 truncate text-meta text-danger">
            <Icon of={CircleAlert} size={12} />
            <span className="truncate" title={errorText(errorCode ?? "UNEXPECTED")}>
              {errorText(errorCode ?? "UNEXPECTED")}
            </span>
          </p>
        ) : (
          <Sent upload={upload} />
        )}
      </div>
      {status === "failed" && (
        <IconButton label={texts.ui.retry} isSmall onClick={() => onRetry(id)}>
          <Icon of={RotateCw} size={14} />
        </IconButton>
      )}
      {onRemove && (
        <IconButton label={texts.files.remove(name)} isSmall onClick={() => onRemove(id)}>
          <Icon of={X} size={14} />
        </IconButton>
      )}
    </li>
  );
}

/** What has gone of a file, in bytes. */
function Sent({ upload: { id, size, status, name } }: { upload: Upload }) {
  const sent = useProgress(id);
  if (status === "done") return <p className="tabular text-meta text-text-muted">{texts.ui.bytes(size)}</p>;
  return (
    <>
      <p className="tabular truncate text-meta text-text-muted">
        {sent === undefined
          ? texts.ui.bytes(size)
          : texts.files.sentOf(texts.ui.bytes(Math.min(sent, size)), texts.ui.bytes(size))}
      </p>
      <progress
        aria-label={texts.files.sending(name)}
        className="absolute inset-x-0 bottom-0 h-0.5 w-full appearance-none bg-transparent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
        max={Math.max(size, 1)}
        value={sent ?? 0}
      />
    </>
  );
}

function Thumbnail({ upload }: { upload: Upload }) {
  const url = useUploads().pictureOf(upload);
  const box = "grid size-11 shrink-0 place-items-center rounded-[5px] bg-bg-active text-text-muted";
  if (!url) return <FileIcon type={upload.type} name={upload.name} className={box} />;
  return <img src={url} alt="" className={clsx(box, "object-cover")} />;
}
