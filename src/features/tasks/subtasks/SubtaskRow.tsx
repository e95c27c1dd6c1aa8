import { ArrowDown, ArrowUp, CornerUpLeft, Ellipsis, Trash2 } from "lucide-react";
import { usePerson } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { toast } from "@/ui/floating/toast";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { CARD_COMMANDS } from "../board/cardCommands";
import { StatusButton } from "../list/StatusButton";
import { TaskLink } from "../relations/Relations";
import { StatusIcon } from "../StatusIcon";
import { DueBadge, SubtasksBadge } from "../TaskBadges";
import { STATUSES, type TaskId } from "../task";
import { useMoveTask } from "../useTaskChanges";
import { useRemoveTask } from "../useTasks";
import { nameOf, type Subtask } from "./subtask";
import { useSetParent } from "./useSubtasks";

type Props = {
  /** The task that it is a part of. */
  wholeId: TaskId;
  part: Subtask;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: 1 | -1) => void;
};

/** A part in one line: its status, which a click changes, what it is, when it is due and whose it is. */
export function SubtaskRow({ part, ...rest }: Props) {
  return (
    <li
      data-subtask={part._id}
      className="group relative flex min-h-8 items-center gap-2 rounded-control px-2 hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent-text data-[edge=bottom]:shadow-[0_2px_0_var(--accent)] data-[edge=top]:shadow-[0_-2px_0_var(--accent)] touch:min-h-11"
    >
      {part.number > 0 ? (
        <StatusButton task={part} className="-mx-1.5 touch:-mx-3" />
      ) : (
        <StatusIcon status={part.status} />
      )}
      <span className="tabular shrink-0 text-meta text-text-muted">{nameOf(part)}</span>
      {part.number > 0 ? (
        <TaskLink task={part} />
      ) : (
        <span dir="auto" className="min-w-0 flex-1 truncate text-text-muted">
          {part.title}
        </span>
      )}
      <SubtasksBadge task={part} isBrief />
      <DueBadge task={part} />
      {part.assigneeId && <Assignee id={part.assigneeId} />}
      {part.number > 0 && <PartMenu part={part} {...rest} />}
    </li>
  );
}

function Assignee({ id }: { id: string }) {
  const { name, picture } = usePerson(id);
  return (
    <span title={texts.tasks.assigneeIs(name)} className="flex shrink-0">
      <Avatar id={id} name={name} picture={picture} size={20} />
    </span>
  );
}

function PartMenu({ wholeId, part, isFirst, isLast, onMove }: Props) {
  const label = nameOf(part);
  const move = useMoveTask();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label={texts.subtasks.actionsFor(label)}
          isSmall
          className="absolute end-1 z-10 !bg-bg-hover opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 touch:static touch:-me-2 touch:!bg-transparent touch:opacity-100"
        >
          <Icon of={Ellipsis} size={14} />
        </IconButton>
      }
    >
      {STATUSES.map((status) => (
        <MenuChoice
          key={status}
          isChosen={status === part.status}
          leading={<StatusIcon status={status} />}
          onSelect={() => status !== part.status && void reportRefusal(move({ taskId: part._id, status }))}
        >
          {texts.tasks.statuses[status]}
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuItem
        icon={ArrowUp}
        keys={CARD_COMMANDS.moveUp.keys}
        isDisabled={isFirst}
        onSelect={() => onMove(-1)}
      >
        {texts.board.keys.moveUp}
      </MenuItem>
      <MenuItem
        icon={ArrowDown}
        keys={CARD_COMMANDS.moveDown.keys}
        isDisabled={isLast}
        onSelect={() => onMove(1)}
      >
        {texts.board.keys.moveDown}
      </MenuItem>
      <MenuLine />
      <Ends wholeId={wholeId} part={part} label={label} />
    </Menu>
  );
}

/** How a part stops to be one. */
function Ends({ wholeId, part, label }: Pick<Props, "wholeId" | "part"> & { label: string }) {
  const setParent = useSetParent();
  const { remove, restore } = useRemoveTask();

  async function handleOwn() {
    if (await reportRefusal(setParent(part._id, null)))
      toast.undo(texts.subtasks.isOwn(label), () => void reportRefusal(setParent(part._id, wholeId)));
  }

  async function handleRemove() {
    if (await reportRefusal(remove(part._id)))
      toast.undo(texts.taskPane.wasDeleted(label), () => void reportRefusal(restore(part._id)));
  }

  return (
    <>
      <MenuItem icon={CornerUpLeft} onSelect={() => void handleOwn()}>
        {texts.subtasks.makeOwn}
      </MenuItem>
      <MenuItem icon={Trash2} isDanger onSelect={() => void handleRemove()}>
        {texts.taskPane.deleteTask}
      </MenuItem>
    </>
  );
}
