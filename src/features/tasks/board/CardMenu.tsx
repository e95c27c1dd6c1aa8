import { taskPath } from "@convex/shared/addresses";
import { taskLabel } from "@convex/shared/tasks";
import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  ChartColumn,
  Ellipsis,
  Link2,
  OctagonPause,
} from "lucide-react";
import { useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { IconButton } from "@/ui/IconButton";
import { copyLink } from "@/ui/floating/copyLink";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "@/ui/floating/Menu";
import { PriorityAsked } from "../priority/PriorityAsked";
import { StatusIcon } from "../StatusIcon";
import { isBlocked, STATUSES, type Task } from "../task";
import { useToggleBlocked } from "../useTaskChanges";
import { CARD_COMMANDS } from "./cardCommands";
import type { Move } from "./placing";
import { Icon } from "@/ui/Icon";

type Props = {
  task: Task;
  columnSize: number;
  index: number;
  onMove: (move: Move) => void;
};

const LOOK =
  "relative z-10 -my-1 opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 data-[state=open]:opacity-100 touch:opacity-100";

export function CardMenu(props: Props) {
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <OpenedMenu {...props} onPrioritise={() => setIsAsked(true)} />
      <PriorityAsked task={isAsked ? props.task : undefined} onClose={() => setIsAsked(false)} />
    </>
  );
}

type MenuProps = Props & { onPrioritise: () => void };

/** Moving without dragging, by column and by position; marking as blocked, and the priority. */
function OpenedMenu({ task, columnSize, index, onMove, onPrioritise }: MenuProps) {
  const toggleBlocked = useToggleBlocked();
  const last = columnSize - 1;
  const to = (next: number) => () => onMove({ task, status: task.status, index: next });
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
      {STATUSES.map((status) => (
        <MenuChoice
          key={status}
          isChosen={status === task.status}
          leading={<StatusIcon status={status} />}
          onSelect={() => status !== task.status && onMove({ task, status, index: 0 })}
        >
          {texts.tasks.statuses[status]}
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
      <MenuItem icon={ChartColumn} keys={CARD_COMMANDS.priority.keys} onSelect={onPrioritise}>
        {texts.board.keys.priority}
      </MenuItem>
      <MenuItem
        icon={Link2}
        keys={CARD_COMMANDS.link.keys}
        onSelect={() => void copyLink(taskPath(task._id))}
      >
        {texts.board.keys.link}
      </MenuItem>
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
    </Menu>
  );
}
