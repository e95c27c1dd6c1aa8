import { clsx } from "clsx";
import { Ellipsis, FolderInput, Pencil, Trash2 } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { texts } from "@/texts";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { PaneLink } from "@/ui/pane/PaneLink";
import { DownloadLink } from "../DownloadLink";
import { FileFacts } from "../FileFacts";
import type { FileInfo } from "../file";
import { FileThumbnail } from "../FileThumbnail";
import { useFileActions } from "../useFileActions";
import { FileName } from "./FileName";
import type { Filed } from "./folder";
import { useFilingDrag } from "./useFilingDrag";

type Props = {
  file: FileInfo;
  /** Where it is, in a list of more than one folder. */
  where?: ReactNode;
  canWrite: boolean;
  onOpen: () => void;
  onMove: (thing: Filed) => void;
};

export function FileLine({ file, where, canWrite, onOpen, onMove }: Props) {
  const { name, taskId } = file;
  const { mayRename, mayRemove, remove } = useFileActions();
  const [isRenaming, setIsRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const thing: Filed = { kind: "file", id: file._id, name, place: file.folderId };
  const isDragged = useFilingDrag(row, thing, canWrite && !isRenaming);
  return (
    <li ref={row} className={clsx("flex min-h-14 items-center gap-3 py-1.5", isDragged && "opacity-40")}>
      <FileThumbnail file={file} />
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <FileName file={file} onDone={() => setIsRenaming(false)} />
        ) : (
          <button
            type="button"
            dir="auto"
            draggable={false}
            className="block max-w-full truncate text-left font-medium hover:underline touch:leading-8"
            title={name}
            onClick={onOpen}
          >
            {name}
          </button>
        )}
        <FileFacts file={file} />
        {where}
      </div>
      {taskId && <CardLink taskId={taskId} name={name} />}
      <DownloadLink file={file} />
      {(canWrite || mayRemove(file)) && (
        <Menu
          align="end"
          trigger={
            <IconButton label={texts.files.actionsOf(name)}>
              <Icon of={Ellipsis} />
            </IconButton>
          }
        >
          {mayRename(file) && (
            <MenuItem icon={Pencil} onSelect={() => setIsRenaming(true)}>
              {texts.files.rename}
            </MenuItem>
          )}
          {canWrite && (
            <MenuItem icon={FolderInput} onSelect={() => onMove(thing)}>
              {texts.folders.moveTo}
            </MenuItem>
          )}
          {mayRemove(file) && (
            <MenuItem icon={Trash2} isDanger onSelect={() => void remove(file)}>
              {texts.files.delete}
            </MenuItem>
          )}
        </Menu>
      )}
    </li>
  );
}

/** The way to the card that a file is on. */
function CardLink({ taskId, name }: { taskId: string; name: string }) {
  return (
    <PaneLink
      pane="task"
      of={taskId}
      draggable={false}
      aria-label={texts.files.toCard(name)}
      className="shrink-0 rounded-control px-2 py-1 text-small text-accent-text hover:bg-bg-hover touch:py-3"
    >
      {texts.files.onCard}
    </PaneLink>
  );
}
