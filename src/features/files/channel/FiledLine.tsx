import { clsx } from "clsx";
import { Ellipsis, FolderInput, Pencil, Trash2 } from "lucide-react";
import { useRef, type ReactNode, type RefObject } from "react";
import { Link } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { texts } from "@/texts";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { Icon, type IconShape } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { Filed } from "./folder";
import { useFilingDrag } from "./useFilingDrag";
import { useFiling } from "./useFolders";

export type FiledActions = {
  onMove: (thing: Filed) => void;
  onRename: (thing: Filed) => void;
};

type Props = FiledActions & {
  thing: Exclude<Filed, { kind: "file" }>;
  icon: IconShape;
  to: string;
  canWrite: boolean;
  mayRename: boolean;
  mayRemove: boolean;
  isOver?: boolean;
  row?: RefObject<HTMLLIElement | null>;
  children?: ReactNode;
};

/** The row of a folder or a note: the way to it, and what can be done with it. */
export function FiledLine({ thing, icon, to, canWrite, isOver, children, row, ...rest }: Props) {
  const own = useRef<HTMLLIElement>(null);
  const place = row ?? own;
  const isDragged = useFilingDrag(place, thing, canWrite);
  return (
    <li
      ref={place}
      className={clsx(
        "flex min-h-14 items-center gap-3 py-1.5",
        isDragged && "opacity-40",
        isOver && "bg-accent-soft outline-2 -outline-offset-2 outline-accent-line",
      )}
    >
      <span className="grid size-10 shrink-0 place-items-center rounded-[5px] bg-bg-active text-text-muted">
        <Icon of={icon} size={20} />
      </span>
      <div className="min-w-0 flex-1">
        <Link
          to={to}
          state={KEEPS_VIEW}
          dir="auto"
          draggable={false}
          title={thing.name}
          className="block max-w-full truncate text-left font-medium hover:underline touch:leading-8"
        >
          {thing.name}
        </Link>
        {children}
      </div>
      {canWrite && <FiledMenu thing={thing} {...rest} />}
    </li>
  );
}

type MenuProps = FiledActions & Pick<Props, "thing" | "mayRename" | "mayRemove">;

export function FiledMenu({ thing, mayRename, mayRemove, onMove, onRename }: MenuProps) {
  const { remove } = useFiling();
  const isNote = thing.kind === "note";
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={texts.files.actionsOf(thing.name)}>
          <Icon of={Ellipsis} />
        </IconButton>
      }
    >
      {mayRename && (
        <MenuItem icon={Pencil} onSelect={() => onRename(thing)}>
          {texts.files.rename}
        </MenuItem>
      )}
      <MenuItem icon={FolderInput} onSelect={() => onMove(thing)}>
        {texts.folders.moveTo}
      </MenuItem>
      {mayRemove && (
        <MenuItem icon={Trash2} isDanger onSelect={() => void remove(thing)}>
          {isNote ? texts.notes.delete : texts.folders.delete}
        </MenuItem>
      )}
    </Menu>
  );
}
