import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Ellipsis, OctagonPause } from "lucide-react";
import { reportRefusal } from "@/platform/reportRefusal";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "@/ui/floating/Menu";
import { StatusIcon } from "../StatusIcon";
import { isBlocked, STATUS_NAMES, STATUSES, type Task } from "../task";
import { useToggleBlocked } from "../useTasks";
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

/** Moving without dragging, by column and by position; and marking as blocked. */
export function CardMenu({ task, columnSize, index, onMove }: Props) {
  const toggleBlocked = useToggleBlocked();
  const last = columnSize - 1;
  const to = (next: number) => () => onMove({ task, status: task.status, index: next });
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={`Move T-${task.number}`} isSmall className={LOOK}>
          <Icon of={Ellipsis} />
        </IconButton>
      }
    >
      <MenuLabel>Move to</MenuLabel>
      {STATUSES.map((status) => (
        <MenuChoice
          key={status}
          isChosen={status === task.status}
          leading={<StatusIcon status={status} />}
          onSelect={() => status !== task.status && onMove({ task, status, index: 0 })}
        >
          {STATUS_NAMES[status]}
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuItem icon={ArrowUpToLine} isDisabled={index === 0} onSelect={to(0)}>
        Move to the top
      </MenuItem>
      <MenuItem
        icon={ArrowUp}
        keys={CARD_COMMANDS.moveUp.keys}
        isDisabled={index === 0}
        onSelect={to(index - 1)}
      >
        Move up
      </MenuItem>
      <MenuItem
        icon={ArrowDown}
        keys={CARD_COMMANDS.moveDown.keys}
        isDisabled={index === last}
        onSelect={to(index + 1)}
      >
        Move down
      </MenuItem>
      <MenuItem icon={ArrowDownToLine} isDisabled={index === last} onSelect={to(last)}>
        Move to the bottom
      </MenuItem>
      {task.status !== "done" && (
        <>
          <MenuLine />
          <MenuItem
            icon={OctagonPause}
            keys={CARD_COMMANDS.block.keys}
            onSelect={() => void reportRefusal(toggleBlocked(task))}
          >
            {isBlocked(task) ? "Unblock" : "Mark as blocked"}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
