import type { Id } from "@convex/_generated/dataModel";
import { clsx } from "clsx";
import { useRef, useState } from "react";
import { texts } from "@/texts";
import { columnTitle, isFull, type Column } from "../columns/column";
import { ColumnCount } from "../columns/ColumnCount";
import { ColumnIcon } from "../columns/ColumnIcon";
import type { Task, TaskId } from "../task";
import { NewTaskField } from "./NewTaskField";
import type { Move } from "./placing";
import { DropLine, TaskCard } from "./TaskCard";
import { useColumnDrop } from "./useBoardDrop";
import { useGrowing } from "./useGrowing";

type Props = {
  column: Column;
  /** The cards to show: of those that are loaded the ones that pass the filter. */
  tasks: readonly Task[];
  isFiltered: boolean;
  channelId: Id<"channels"> | undefined;
  channelNames: ReadonlyMap<string, string>;
  openTaskId: string | undefined;
  canWrite: boolean;
  onMove: (move: Move) => void;
};

export function BoardColumn(props: Props) {
  const { tasks, column: part, isFiltered, channelId, channelNames, openTaskId, canWrite, onMove } = props;
  const column = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { key, status } = part;
  const title = columnTitle(part);
  const isOpen = !isFull(part) && part.isEnding !== true;
  const isOver = useColumnDrop(column, scroller, key, !isOpen);
  const [made, setMade] = useState<TaskId>();
  const { shown, foot } = useGrowing(scroller, tasks, tasks.findIndex(({ _id }) => _id === made) + 1);
  // A finished column begins with its last cards: what is not loaded is above them.
  const isFromEnd = status === "done";
  const more = <MoreCards column={part} isFiltered={isFiltered} isEarlier={isFromEnd} />;
  return (
    <section
      ref={column}
      aria-label={title}
      className={clsx(
        "flex max-h-full min-w-60 max-w-100 flex-1 snap-start flex-col self-start rounded-pane bg-bg-sunken transition-colors max-wide:min-w-[86vw]",
        isOver && "bg-bg-active",
      )}
    >
      <h2 className="flex h-10 shrink-0 items-center gap-2 px-3 font-medium">
        <ColumnIcon column={part} />
        <span dir="auto" className="truncate">
          {title}
        </span>
        <ColumnCount column={part} shown={isFiltered ? tasks.length : undefined} />
      </h2>
      <div ref={scroller} className="min-h-8 flex-1 overflow-y-auto px-2" tabIndex={-1}>
        {isFromEnd && more}
        <ul aria-label={texts.board.tasksOf(title)}>
          {shown.map((task, index) => (
            <TaskCard
              key={task._id}
              task={task}
              channelName={task.channelId && channelNames.get(task.channelId)}
              isOpen={task._id === openTaskId}
              index={index}
              column={key}
              isColumnOpen={isOpen}
              columnSize={tasks.length}
              canWrite={canWrite}
              onMove={onMove}
            />
          ))}
        </ul>
        {foot}
        {!isFromEnd && !foot && more}
        {tasks.length === 0 && !isOver && !part.hasMore && (
          <p className="px-1 py-2 text-small text-text-muted">{emptyText(part, isFiltered)}</p>
        )}
        {isOver && (
          <div className="relative h-2">
            <DropLine className="top-0.5" />
          </div>
        )}
      </div>
      {canWrite && part.isEnding !== true && (
        <NewTaskField column={part} channelId={channelId} onMade={setMade} />
      )}
    </section>
  );
}

function emptyText({ status, isEnding }: Column, isFiltered: boolean): string {
  if (isFiltered) return texts.ui.noMatches;
  if (isEnding) return texts.columns.ending;
  return status === "done" ? texts.board.noneDone : texts.board.noneYet;
}

type MoreProps = { column: Column; isFiltered: boolean; isEarlier: boolean };

/** Says how many cards of the column are not loaded, and loads them. */
function MoreCards({
  column: { cards, total, hasMore, isLoading, loadMore },
  isFiltered,
  isEarlier,
}: MoreProps) {
  if (!hasMore) return null;
  const count = Math.max(total - cards.length, 1);
  return (
    <button
      type="button"
      disabled={isLoading}
      className="row-focus my-1 flex h-8 w-full items-center justify-center rounded-control text-small text-text-muted hover:bg-bg-hover hover:text-text touch:h-11"
      onClick={loadMore}
    >
      {isLoading || isFiltered
        ? texts.ui.loading
        : isEarlier
          ? texts.board.showEarlier(count)
          : texts.board.showMore(count)}
    </button>
  );
}
