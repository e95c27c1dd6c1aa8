import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { memo, type MouseEvent } from "react";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { PaneLink } from "@/ui/pane/PaneLink";
import { useShownFacts } from "../filter/useShownFacts";
import { StatusIcon } from "../StatusIcon";
import { PriorityBadge } from "../priority/PriorityIcon";
import {
  BlockedBadge,
  ChannelBadge,
  DiscussionBadge,
  DueBadge,
  FilesBadge,
  SubtasksBadge,
  TagBadge,
} from "../TaskBadges";
import type { Task } from "../task";
import type { Choose } from "./useChosenTasks";

type Props = {
  task: Task;
  channelName: string | undefined;
  isOpen: boolean;
  isChosen: boolean;
  /** Absent for those who cannot change tasks here. */
  onChoose: Choose | undefined;
};

/** A task in a line: its box, its status, what it is, whose it is. */
export const ListRow = memo(function ListRow({ task, channelName, isOpen, isChosen, onChoose }: Props) {
  const label = taskLabel(task);
  const { shown, says } = useShownFacts(task);
  return (
    <li
      data-task-id={task._id}
      className={clsx(
        "group/row relative flex min-h-10 items-center gap-x-2.5 border-b px-4 py-1 [contain-intrinsic-size:auto_32px] nth-[n+25]:[content-visibility:auto] hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent-text touch:min-h-12 max-wide:px-3 @max-2xl:flex-wrap",
        (isOpen || isChosen) && "bg-accent-soft/50",
      )}
    >
      {onChoose && (
        <input
          type="checkbox"
          aria-label={texts.taskList.select(label)}
          className="finger relative z-10 size-4 shrink-0 accent-accent"
          checked={isChosen}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) =>
            onChoose(task._id, (event.nativeEvent as { shiftKey?: boolean }).shiftKey === true)
          }
        />
      )}
      <span title={texts.tasks.statuses[task.status]} className="flex shrink-0">
        <StatusIcon status={task.status} />
      </span>
      <span className="flex w-3.5 shrink-0">
        <PriorityBadge priority={shown.priority} />
      </span>
      {says("number") && <span className="tabular w-12 shrink-0 text-meta text-text-muted">{label}</span>}
      <PaneLink
        pane="task"
        of={task._id}
        dir="auto"
        draggable={false}
        onClick={(event: MouseEvent) => {
          if (!event.shiftKey || !onChoose) return;
          event.preventDefault();
          onChoose(task._id, true);
        }}
        aria-label={texts.board.card(label, task.title, texts.tasks.statuses[task.status])}
        className={clsx(
          "min-w-0 flex-1 truncate outline-none after:absolute after:inset-0 after:content-['']",
          task.status === "done" && "text-text-muted",
        )}
      >
        {task.title}
      </PaneLink>
      <span className="flex shrink-0 items-center gap-2.5 @max-2xl:order-last @max-2xl:basis-full @max-2xl:pl-8 @max-2xl:empty:hidden">
        <BlockedBadge task={task} />
        <DiscussionBadge task={task} />
        <SubtasksBadge task={shown} />
        <FilesBadge task={task} />
        <span className="flex gap-1 max-wide:hidden">
          {shown.tags.slice(0, 2).map((tag) => (
            <TagBadge key={tag} tag={tag} />
          ))}
        </span>
        {channelName && <ChannelBadge name={channelName} />}
        <DueBadge task={shown} />
      </span>
      <Assignee id={shown.assigneeId} />
    </li>
  );
});

function Assignee({ id }: { id: string | undefined }) {
  const people = usePeople();
  if (!id) return <span className="size-5 shrink-0 max-wide:hidden" />;
  const name = people.nameOf(id);
  return (
    <span title={name} className="flex shrink-0 max-wide:hidden">
      <span className="sr-only">{texts.board.assignedTo(name)}</span>
      <Avatar id={id} name={name} picture={people.get(id)?.picture} size={20} />
    </span>
  );
}
