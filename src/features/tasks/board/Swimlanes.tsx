import type { Id } from "@convex/_generated/dataModel";
import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { columnTitle, isFull, type BoardColumns, type Column } from "../columns/column";
import { ColumnCount } from "../columns/ColumnCount";
import { ColumnIcon } from "../columns/ColumnIcon";
import type { Grouping } from "../filter/filter";
import { lanesOf, type Lane } from "../filter/grouping";
import type { Move } from "./placing";
import { DropLine, TaskCard } from "./TaskCard";
import { moveOfDrop, useColumnDrop } from "./useBoardDrop";
import { useBoardKeys } from "./useBoardKeys";
import { useBoardMoves } from "./useBoardMoves";
import { isTaskData } from "./useCardDrag";
import { useCardKeys } from "./useCardKeys";
import { useLaneTitle } from "./useLaneTitle";

type Shown = {
  channelNames: ReadonlyMap<string, string>;
  openTaskId: string | undefined;
  canWrite: boolean;
};
type Props = Shown & {
  /** With the cards that pass the filter. */
  columns: BoardColumns;
  channelId?: Id<"channels"> | undefined;
  by: Grouping;
  isFiltered: boolean;
};

const cardsIn = (columns: BoardColumns, lane: Lane): BoardColumns =>
  columns.map((column) => ({ ...column, cards: column.cards.filter(lane.has) }));

/** The cards of a board in lanes across its columns; a card that is dragged into another lane becomes what that one is for. */
export function Swimlanes({ columns, channelId, by, isFiltered, ...shown }: Props) {
  const board = useRef<HTMLDivElement>(null);
  const { nameOf } = usePeople();
  const tasks = columns.flatMap(({ cards }) => cards);
  const lanes = lanesOf(tasks, by, nameOf);
  const laneAt = (element: Element | undefined): Lane | undefined => {
    const key = element?.closest<HTMLElement>("[data-lane]")?.dataset["lane"];
    return lanes.find((lane) => lane.key === key);
  };
  const columnsAt = (element: Element | undefined): BoardColumns => {
    const lane = laneAt(element);
    return lane ? cardsIn(columns, lane) : columns;
  };
  const move = useLaneMoves(columnsAt, channelId !== undefined);
  useLaneDrop(board, columnsAt, laneAt, move);
  const { handleCardKey, asked } = useCardKeys(shown.canWrite);
  const handleKey = useBoardKeys({
    board,
    tasks,
    columnsAt,
    canWrite: shown.canWrite,
    onMove: move,
    onCardKey: handleCardKey,
  });
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the focused card inside */}
      <div
        ref={board}
        role="group"
        aria-label={texts.commands.labels.board}
        className="min-h-0 flex-1 overflow-auto px-4 pb-3 max-wide:px-3"
        onKeyDown={handleKey}
      >
        <div className="w-max min-w-full">
          <Heads columns={columns} isFiltered={isFiltered} />
          {lanes.map((lane) => (
            <LaneRow key={lane.key} lane={lane} columns={cardsIn(columns, lane)} {...shown} onMove={move} />
          ))}
        </div>
      </div>
      {asked}
    </>
  );
}

const CELL = "w-64 flex-1 shrink-0 max-wide:w-[70vw]";

const Heads = ({ columns, isFiltered }: { columns: BoardColumns; isFiltered: boolean }) => (
  <div className="sticky top-0 z-20 flex gap-3 bg-bg pb-1">
    {columns.map((column) => (
      <h2
        key={column.key}
        className={`flex h-9 items-center gap-2 rounded-pane bg-bg-sunken px-3 font-medium ${CELL}`}
      >
        <ColumnIcon column={column} />
        <span dir="auto" className="truncate">
          {columnTitle(column)}
        </span>
        <ColumnCount column={column} shown={isFiltered ? column.cards.length : undefined} />
      </h2>
    ))}
  </div>
);

type RowProps = Shown & { lane: Lane; columns: BoardColumns; onMove: LaneMove };

function LaneRow({ lane, columns, ...shown }: RowProps) {
  const [isOpen, setIsOpen] = useState(true);
  const count = columns.reduce((sum, { cards }) => sum + cards.length, 0);
  const title = useLaneTitle(lane);
  return (
    <section aria-label={title} data-lane={lane.key}>
      <h3 className="sticky left-0 flex w-max">
        <button
          type="button"
          aria-expanded={isOpen}
          className="row-focus flex h-9 items-center gap-1.5 rounded-control px-1 text-small font-medium hover:bg-bg-hover touch:h-11"
          onClick={() => setIsOpen((now) => !now)}
        >
          <Icon of={ChevronDown} size={14} className={clsx(!isOpen && "-rotate-90")} />
          <span dir="auto" className="max-w-[70vw] truncate">
            {title}
          </span>
          <span className="tabular text-text-muted">{count}</span>
        </button>
      </h3>
      {isOpen && (
        <div className="flex items-stretch gap-3">
          {columns.map((column) => (
            <LaneCell key={column.key} column={column} title={title} {...shown} />
          ))}
        </div>
      )}
    </section>
  );
}

type CellProps = Shown & { column: Column; title: string; onMove: LaneMove };

function LaneCell({ column, title, channelNames, openTaskId, canWrite, onMove }: CellProps) {
  const cell = useRef<HTMLDivElement>(null);
  const isOpen = !isFull(column) && column.isEnding !== true;
  const isOver = useColumnDrop(cell, cell, column.key, !isOpen);
  const { cards } = column;
  const move = (next: Move) => onMove(next, cell.current ?? undefined);
  return (
    <div
      ref={cell}
      className={clsx("min-h-12 rounded-pane bg-bg-sunken px-2 py-1", CELL, isOver && "bg-bg-active")}
    >
      <ul aria-label={texts.board.tasksIn(columnTitle(column), title)}>
        {cards.map((task, index) => (
          <TaskCard
            key={task._id}
            task={task}
            channelName={task.channelId && channelNames.get(task.channelId)}
            isOpen={task._id === openTaskId}
            index={index}
            column={column.key}
            isColumnOpen={isOpen}
            columnSize={cards.length}
            canWrite={canWrite}
            onMove={move}
          />
        ))}
      </ul>
      {isOver && (
        <div className="relative h-2">
          <DropLine className="top-0.5" />
        </div>
      )}
    </div>
  );
}

type LaneMove = (move: Move, at: Element | undefined) => void;

/** Moves among the cards of the lane that is around the element. */
function useLaneMoves(columnsAt: (at: Element | undefined) => BoardColumns, hasOwn: boolean): LaneMove {
  const move = useBoardMoves(columnsAt(undefined), hasOwn);
  return (next, at) => move(next, columnsAt(at));
}

/** A drop in another lane changes the card as well, in the same action. */
function useLaneDrop(
  board: RefObject<HTMLElement | null>,
  columnsAt: (at: Element | undefined) => BoardColumns,
  laneAt: (at: Element | undefined) => Lane | undefined,
  onMove: LaneMove,
) {
  const drop = useEffectEvent((taskId: string, from: Element, targets: Parameters<typeof moveOfDrop>[2]) => {
    const target = (targets[0] as { element?: Element } | undefined)?.element;
    const [lane, former] = [laneAt(target), laneAt(from)];
    const task = columnsAt(undefined)
      .flatMap(({ cards }) => cards)
      .find(({ _id }) => _id === taskId);
    const columns = columnsAt(target);
    const next = task && moveOfDrop(columns, taskId, targets, task);
    if (!next || !lane || !former) return;
    onMove({ ...next, ...(lane.key !== former.key && lane.becomes(next.task, former.key)) }, target);
  });
  useEffect(() => {
    const element = board.current;
    if (!element) return;
    return combine(
      autoScrollForElements({ element }),
      monitorForElements({
        canMonitor: ({ source }) => isTaskData(source.data),
        onDrop: ({ source, location }) =>
          drop(String(source.data["taskId"]), source.element, location.current.dropTargets),
      }),
    );
  }, [board]);
}
