import { channelPath } from "@convex/shared/addresses";
import { columnKeyOf, PLAIN_COLUMNS, type BoardColumn } from "@convex/shared/board/columns";
import { CircleDashed, Diamond, ExternalLink, Hash, Tag, UserRound } from "lucide-react";
import { Link } from "react-router";

import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Menu, MenuChoice } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { Tooltip } from "@/ui/floating/Tooltip";
import { AssigneePicker } from "../AssigneePicker";
import { CategoryButton } from "../categorisations/CategoryButton";
import { PriorityRow } from "../priority/PriorityRow";
import { columnTitle } from "../columns/column";
import { ColumnIcon } from "../columns/ColumnIcon";
import { useColumns } from "../columns/useColumns";
import { TagsField } from "../TagsField";
import { TaskChannelPicker } from "../TaskChannelPicker";
import type { FullTask } from "../task";
import { useClaimTask, useMoveTask, useUpdateTask, type TaskChanges } from "../useTaskChanges";
import { BlockedRow } from "./BlockedRow";
import { HelpersRow } from "./HelpersRow";
import { PlanRows } from "./PlanRows";
import { PROPERTY_VALUE, PropertyRow } from "./PropertyRow";
import { WatchersRow } from "./WatchersRow";

/** The facts of a task as rows: a name and a value to change. */
export function TaskProperties({ task }: { task: FullTask }) {
  const update = useUpdateTask();
  const claim = useClaimTask();
  const change = (changes: TaskChanges) => void reportRefusal(update(task._id, changes));
  return (
    <dl className="grid gap-0.5">
      <StatusRow task={task} />
      <PriorityRow task={task} onChange={(priority) => change({ priority })} />
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
      <HelpersRow task={task} />
      <WatchersRow task={task} />
      <PlanRows task={task} onChange={change} />
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
  const columns = useColumns(task.channelId) ?? PLAIN_COLUMNS;
  const at = columns.find(({ key }) => key === columnKeyOf(task)) ?? task;
  return (
    <PropertyRow icon={CircleDashed} name={texts.tasks.status}>
      <Menu
        trigger={
          <button
            type="button"
            className={PROPERTY_VALUE}
            aria-label={texts.taskPane.statusIs(columnTitle(at))}
          >
            <ColumnIcon column={at} />
            {columnTitle(at)}
          </button>
        }
      >
        {columns.map((column) => (
          <MenuChoice
            key={column.key}
            isChosen={column === at}
            leading={<ColumnIcon column={column} />}
            onSelect={() => column !== at && void reportRefusal(move(placeIn(task, column)))}
          >
            {columnTitle(column)}
          </MenuChoice>
        ))}
      </Menu>
    </PropertyRow>
  );
}

/** In a channel the column is named: without that it would be the first one of its status. */
const placeIn = ({ _id, channelId }: FullTask, { key, status }: BoardColumn) => ({
  taskId: _id,
  status,
  ...(channelId && { column: key }),
});

type EditProps = { task: FullTask; onChange: (changes: TaskChanges) => void };

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
