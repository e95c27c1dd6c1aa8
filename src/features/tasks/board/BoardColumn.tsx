import type { Id } from "@convex/_generated/dataModel";
import { clsx } from "clsx";
import { useRef } from "react";
import { StatusIcon } from "../StatusIcon";
import { STATUS_NAMES, type Task, type TaskStatus } from "../task";
import { NewTaskField } from "./NewTaskField";
import type { Move } from "./placing";
import { DropLine, TaskCard } from "./TaskCard";
import { useColumnDrop } from "./useBoardDrop";
import { useGrowing } from "./useGrowing";

type Props = {
  status: TaskStatus;
  tasks: readonly Task[];
  channelId: Id<"channels"> | undefined;
  channelNames: ReadonlyMap<string, string>;
  openTaskId: string | undefined;
  canWrite: boolean;
  /** Whether some of its tasks may be hidden by the filter. */
  isFiltered: boolean;
  onMove: (move: Move) => void;
};

export function BoardColumn(props: Props) {
  const { status, tasks, channelId, channelNames, openTaskId, canWrite, isFiltered, onMove } = props;
  const column = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const isOver = useColumnDrop(column, scroller, status);
  const { shown, foot } = useGrowing(scroller, tasks);
  return (
    <section
      ref={column}
      aria-label={STATUS_NAMES[status]}
      className={clsx(
        "flex max-h-full min-w-60 max-w-100 flex-1 snap-start flex-col self-start rounded-pane bg-bg-sunken transition-colors max-wide:min-w-[86vw]",
        isOver && "bg-bg-active",
      )}
    >
      <h2 className="flex h-10 shrink-0 items-center gap-2 px-3 font-medium">
        <StatusIcon status={status} />
        {STATUS_NAMES[status]}
        <span className="tabular text-text-muted">{tasks.length}</span>
      </h2>
      <div ref={scroller} className="min-h-8 flex-1 overflow-y-auto px-2" tabIndex={-1}>
        <ul aria-label={`${STATUS_NAMES[status]} tasks`}>
          {shown.map((task, index) => (
            <TaskCard
              key={task._id}
              task={task}
              channelName={task.channelId && channelNames.get(task.channelId)}
              isOpen={task._id === openTaskId}
              index={index}
              columnSize={tasks.length}
              canWrite={canWrite}
              onMove={onMove}
            />
          ))}
        </ul>
        {foot}
        {tasks.length === 0 && !isOver && (
          <p className="px-1 py-2 text-small text-text-muted">
            {isFiltered ? "No matches" : status === "done" ? "Finished tasks appear here" : "No tasks yet"}
          </p>
        )}
        {isOver && (
          <div className="relative h-2">
            <DropLine className="top-0.5" />
          </div>
        )}
      </div>
      {canWrite && <NewTaskField status={status} channelId={channelId} />}
    </section>
  );
}
