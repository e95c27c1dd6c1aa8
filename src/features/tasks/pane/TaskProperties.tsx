import { channelPath } from "@convex/shared/addresses";
import { CalendarDays, CircleDashed, Diamond, ExternalLink, Hash, Tag, UserRound, X } from "lucide-react";
import { Link } from "react-router";

import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Menu, MenuChoice } from "@/ui/floating/Menu";
import { DateField } from "@/ui/form/DateField";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { Tooltip } from "@/ui/floating/Tooltip";
import { AssigneePicker } from "../AssigneePicker";
import { CategoryButton } from "../categorisations/CategoryButton";
import { StatusIcon } from "../StatusIcon";
import { TagsField } from "../TagsField";
import { DueBadge } from "../TaskBadges";
import { TaskChannelPicker } from "../TaskChannelPicker";
import { STATUSES, type FullTask } from "../task";
import { useClaimTask, useMoveTask, useUpdateTask, type TaskChanges } from "../useTasks";
import { BlockedRow } from "./BlockedRow";
import { PROPERTY_VALUE, PropertyRow } from "./PropertyRow";

/** The facts of a task as rows: a name and a value to change. */
export function TaskProperties({ task }: { task: FullTask }) {
  const update = useUpdateTask();
  const claim = useClaimTask();
  const change = (changes: TaskChanges) => void reportRefusal(update(task._id, changes));
  return (
    <dl className="grid gap-0.5">
      <StatusRow task={task} />
      <PropertyRow icon={Diamond} name={texts.tasks.category}>
        <CategoryButton task={task} className={PROPERTY_VALUE} />
      </PropertyRow>
      <PropertyRow icon={UserRound} name={texts.tasks.assignee}>
        <AssigneePicker
          assigneeId={task.assigneeId}
          channelId={task.channelId}
          className={PROPERTY_VALUE}
          onChange={(assigneeId) => change({ assigneeId: assigneeId ?? null })}
          onClaim={() => void reportRefusal(claim(task._id))}
        />
      </PropertyRow>
      <DueRow task={task} onChange={change} />
      <BlockedRow task={task} />
      <PropertyRow icon={Tag} name={texts.tasks.tags}>
        <TagsField tags={task.tags} onChange={(tags) => change({ tags })} />
      </PropertyRow>
      <ChannelRow task={task} onChange={change} />
    </dl>
  );
}

function StatusRow({ task }: { task: FullTask }) {
  const move = useMoveTask();
  return (
    <PropertyRow icon={CircleDashed} name={texts.tasks.status}>
      <Menu
        trigger={
          <button
            type="button"
            className={PROPERTY_VALUE}
            aria-label={texts.taskPane.statusIs(texts.tasks.statuses[task.status])}
          >
            <StatusIcon status={task.status} />
            {texts.tasks.statuses[task.status]}
          </button>
        }
      >
        {STATUSES.map((status) => (
          <MenuChoice
            key={status}
            isChosen={status === task.status}
            leading={<StatusIcon status={status} />}
            onSelect={() => status !== task.status && void reportRefusal(move({ taskId: task._id, status }))}
          >
            {texts.tasks.statuses[status]}
          </MenuChoice>
        ))}
      </Menu>
    </PropertyRow>
  );
}

type EditProps = { task: FullTask; onChange: (changes: TaskChanges) => void };

function DueRow({ task, onChange }: EditProps) {
  return (
    <PropertyRow icon={CalendarDays} name={texts.tasks.due}>
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 touch:min-h-11">
        <DateField
          label={texts.taskPane.dueDate}
          value={task.dueDate}
          className="h-7 min-w-0 rounded-control bg-transparent px-2 hover:bg-bg-hover touch:h-11"
          onChange={(dueDate) => onChange({ dueDate: dueDate ?? null })}
        />
        {task.dueDate !== undefined && (
          <IconButton
            label={texts.taskPane.removeDueDate}
            isSmall
            onClick={() => onChange({ dueDate: null })}
          >
            <Icon of={X} size={14} />
          </IconButton>
        )}
        <DueBadge task={task} />
      </div>
    </PropertyRow>
  );
}

function ChannelRow({ task: { channelId }, onChange }: EditProps) {
  return (
    <PropertyRow icon={Hash} name={texts.tasks.channel}>
      <div className="flex min-w-0 items-center">
        <TaskChannelPicker
          channelId={channelId}
          className={PROPERTY_VALUE}
          onChange={(next) => onChange({ channelId: next ?? null })}
        />
        {channelId && (
          <Tooltip label={texts.taskPane.openChannel}>
            <Link
              to={channelPath(channelId)}
              aria-label={texts.taskPane.openChannel}
              className="grid size-7 shrink-0 place-items-center rounded-control text-text-muted hover:bg-bg-hover hover:text-text touch:size-11"
            >
              <Icon of={ExternalLink} size={14} />
            </Link>
          </Tooltip>
        )}
      </div>
    </PropertyRow>
  );
}
