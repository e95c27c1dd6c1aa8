import type { Id } from "@convex/_generated/dataModel";
import {
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { texts } from "@/texts";
import { LabelsProvider } from "../labels/LabelsContext";
import type { BoardColumns } from "../columns/column";
import { ColumnsContext } from "../columns/ColumnsContext";
import type { Task, TaskId } from "../task";
import { BoardBar } from "./BoardBar";
import { BoardColumn } from "./BoardColumn";
import { BoardSkeleton } from "./BoardSkeleton";
import { FilterBar } from "./FilterBar";
import { filterTasks, hasFilter, keyFocus, keyMove, type Columns, type Filter } from "./placing";
import { useBoardDrop } from "./useBoardDrop";
import { useBoardFilter } from "./useBoardFilter";
import { useCardKeys } from "./useCardKeys";
import { useBoardMoves } from "./useBoardMoves";

type Props = {
  columns: BoardColumns;
  channelId?: Id<"channels">;
  /** Names of the channels of the cards; none on a channel's own board. */
  channelNames: ReadonlyMap<string, string>;
  openTaskId: string | undefined;
  canWrite: boolean;
  /** What stands beside the filter. */
  tools?: ReactNode;
};

type LoadingProps = Omit<Props, "columns"> & { columns: BoardColumns | undefined };

/** The columns, of a channel or of the whole workspace. */
export function Board({ columns, ...props }: LoadingProps) {
  if (!columns) return <BoardSkeleton />;
  return (
    <LabelsProvider>
      <ColumnsContext value={columns}>
        <LoadedBoard columns={columns} {...props} />
      </ColumnsContext>
    </LabelsProvider>
  );
}

const filtered = (columns: BoardColumns, filter: Filter): Columns =>
  columns.map((column) => ({ ...column, cards: filterTasks(column.cards, filter) }));

function LoadedBoard({ columns: loaded, channelId, channelNames, openTaskId, canWrite, tools }: Props) {
  const { filter, setFilter } = useBoardFilter(channelId);
  const board = useRef<HTMLDivElement>(null);
  const tasks = loaded.flatMap(({ cards }) => cards);
  const isFiltered = hasFilter(filter);
  const columns = filtered(loaded, filter);
  useLoadAll(loaded, isFiltered);
  const move = useBoardMoves(columns, channelId !== undefined);
  useBoardDrop(board, columns, move);
  const moveFocus = useCardFocus(board, tasks);
  const { handleCardKey, asked } = useCardKeys(canWrite);

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    const card = target.closest<HTMLElement>("[data-task-id]");
    const task = tasks.find((candidate) => candidate._id === card?.dataset["taskId"]);
    if (!task || target.tagName !== "A" || event.ctrlKey || event.metaKey) return;
    if (event.altKey && event.shiftKey) {
      const next = canWrite ? keyMove(columns, task, event.key) : undefined;
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      event.stopPropagation();
      if (next) {
        move(next);
        moveFocus(task._id);
      }
    } else if (!handleCardKey(event, task) && !event.altKey) {
      const next = keyFocus(columns, task, event.key);
      if (!next) return;
      event.preventDefault();
      moveFocus(next._id);
    }
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <BoardBar tools={tools}>
        <FilterBar tasks={tasks} channelId={channelId} filter={filter} onChange={setFilter} />
      </BoardBar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the focused card inside */}
      <div
        ref={board}
        role="group"
        aria-label={texts.commands.labels.board}
        className="flex min-h-0 flex-1 snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-3 max-wide:snap-mandatory max-wide:px-3"
        onKeyDown={handleKey}
      >
        {loaded.map((column, i) => (
          <BoardColumn
            key={column.key}
            column={column}
            tasks={columns[i]?.cards ?? []}
            isFiltered={isFiltered}
            channelId={channelId}
            channelNames={channelNames}
            openTaskId={openTaskId}
            canWrite={canWrite}
            onMove={move}
          />
        ))}
      </div>
      {asked}
    </div>
  );
}

/** A filter looks through all cards, so it loads those that are not there yet. */
function useLoadAll(columns: BoardColumns, isWanted: boolean) {
  useEffect(() => {
    if (!isWanted) return;
    for (const { hasMore, isLoading, loadMore } of columns) if (hasMore && !isLoading) loadMore();
  }, [columns, isWanted]);
}

function focusCard(board: HTMLElement | null, taskId: TaskId): void {
  const link = board?.querySelector<HTMLElement>(`[data-task-id="${taskId}"] a`);
  link?.focus();
  link?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * Moves focus to a card, also when it is only about to appear in another column, until the person looks elsewhere:
 * what others do to the board meanwhile must not take the focus from there.
 */
function useCardFocus(board: RefObject<HTMLElement | null>, tasks: readonly Task[]) {
  // Not a state: an effect that was still to run would take the focus back from where the person has just looked.
  const wanted = useRef<TaskId>(undefined);
  useLayoutEffect(() => {
    if (wanted.current !== undefined) focusCard(board.current, wanted.current);
  }, [board, tasks]);
  useEffect(() => {
    const forget = ({ target }: Event) => {
      const isWanted = target instanceof Element && target.closest(`[data-task-id="${wanted.current}"]`);
      if (!isWanted) wanted.current = undefined;
    };
    document.addEventListener("focusin", forget);
    document.addEventListener("pointerdown", forget);
    return () => {
      document.removeEventListener("focusin", forget);
      document.removeEventListener("pointerdown", forget);
    };
  }, []);
  return (taskId: TaskId) => {
    wanted.current = taskId;
    focusCard(board.current, taskId);
  };
}
