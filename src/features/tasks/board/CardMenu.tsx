import { taskPath } from "@convex/shared/addresses";
import { taskLabel } from "@convex/shared/tasks";
import {
  Archive,
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  ChartColumn,
  Copy,
  ListPlus,
  ListTodo,
  Ellipsis,
  Link2,
  OctagonPause,
} from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { IconButton } from "@/ui/IconButton";
import { copyLink } from "@/ui/floating/copyLink";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "@/ui/floating/Menu";
import { PriorityAsked } from "../priority/PriorityAsked";
import { useArchiveCard } from "../away/useArchiveCard";
import { columnTitle } from "../columns/column";
import { ColumnIcon } from "../columns/ColumnIcon";
import { useBoardColumns } from "../columns/ColumnsContext";
import { ParentAsked } from "../subtasks/ParentAsked";
import { useDuplicate } from "../subtasks/useDuplicate";
import { isBlocked, type Task } from "../task";
import { useToggleBlocked } from "../useTaskChanges";
import { CARD_COMMANDS } from "./cardCommands";
import type { Move } from "./placing";
import { Icon } from "@/ui/Icon";

type Props = {
  task: Task;
  /** The key of its column. */
  column: string;
  columnSize: number;
  index: number;
  onMove: (move: Move) => void;
};

const LOOK =
  "relative z-10 -my-1 opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 data-[state=open]:opacity-100 touch:opacity-100";

const SaveTemplate = lazy(retryImport(() => import("../templates/SaveTemplate")));

type Question = "priority" | "parent" | "template";

export function CardMenu(props: Props) {
  const [asked, setAsked] = useState<Question>();
  const close = () => setAsked(undefined);
  return (
    <>
      <OpenedMenu {...props} onAsk={setAsked} />
      <PriorityAsked task={asked === "priority" ? props.task : undefined} onClose={close} />
      <ParentAsked task={asked === "parent" ? props.task : undefined} onClose={close} />
      <Suspense>{asked === "template" && <SaveTemplate task={props.task} onClose={close} />}</Suspense>
    </>
  );
}

type MenuProps = Props & { onAsk: (what: Question) => void };

/** Moving without dragging, by column and by position; marking as blocked, and the priority. */
function OpenedMenu({ task, column, columnSize, index, onMove, onAsk }: MenuProps) {
  const columns = useBoardColumns();
  const last = columnSize - 1;
  const to = (next: number) => () => onMove({ task, to: column, index: next });
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={texts.board.move(taskLabel(task))} isSmall className={LOOK}>
          <Icon of={Ellipsis} />
        </IconButton>
      }
    >
      <MenuLabel>{texts.board.moveTo}</MenuLabel>
      {columns.map((one) => (
        <MenuChoice
          key={one.key}
          isChosen={one.key === column}
          leading={<ColumnIcon column={one} />}
          onSelect={() => one.key !== column && onMove({ task, to: one.key, index: 0 })}
        >
          {columnTitle(one)}
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuItem icon={ArrowUpToLine} isDisabled={index === 0} onSelect={to(0)}>
        {texts.board.moveToTheTop}
      </MenuItem>
      <MenuItem
        icon={ArrowUp}
        keys={CARD_COMMANDS.moveUp.keys}
        isDisabled={index === 0}
        onSelect={to(index - 1)}
      >
        {texts.board.keys.moveUp}
      </MenuItem>
      <MenuItem
        icon={ArrowDown}
        keys={CARD_COMMANDS.moveDown.keys}
        isDisabled={index === last}
        onSelect={to(index + 1)}
      >
        {texts.board.keys.moveDown}
      </MenuItem>
      <MenuItem icon={ArrowDownToLine} isDisabled={index === last} onSelect={to(last)}>
        {texts.board.moveToTheBottom}
      </MenuItem>
      <MenuLine />
      <Rest task={task} onAsk={onAsk} />
    </Menu>
  );
}

/** What else is done with a card. */
function Rest({ task, onAsk }: Pick<MenuProps, "task" | "onAsk">) {
  const toggleBlocked = useToggleBlocked();
  const archive = useArchiveCard(task);
  const duplicate = useDuplicate(task);
  return (
    <>
      <MenuItem icon={ChartColumn} keys={CARD_COMMANDS.priority.keys} onSelect={() => onAsk("priority")}>
        {texts.board.keys.priority}
      </MenuItem>
      <MenuItem icon={ListTodo} onSelect={() => onAsk("parent")}>
        {texts.commands.labels.subtaskOf}
      </MenuItem>
      <MenuItem icon={Copy} onSelect={duplicate}>
        {texts.subtasks.duplicate}
      </MenuItem>
      <MenuItem icon={ListPlus} onSelect={() => onAsk("template")}>
        {texts.templates.save}
      </MenuItem>
      <MenuItem
        icon={Link2}
        keys={CARD_COMMANDS.link.keys}
        onSelect={() => void copyLink(taskPath(task._id))}
      >
        {texts.board.keys.link}
      </MenuItem>
      {task.status === "done" && (
        <MenuItem icon={Archive} onSelect={() => void archive()}>
          {texts.away.archive}
        </MenuItem>
      )}
      {task.status !== "done" && (
        <>
          <MenuItem
            icon={OctagonPause}
            keys={CARD_COMMANDS.block.keys}
            onSelect={() => void reportRefusal(toggleBlocked(task))}
          >
            {isBlocked(task) ? texts.board.unblock : texts.board.block}
          </MenuItem>
        </>
      )}
    </>
  );
}
