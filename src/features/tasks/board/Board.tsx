import type { Id } from "@convex/_generated/dataModel";
import { lazy, Suspense, useRef, type ReactNode } from "react";
import { retryImport } from "@/lib/retryImport";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import type { BoardColumns } from "../columns/column";
import { ColumnsContext } from "../columns/ColumnsContext";
import { useLeftDrafts } from "../columns/useLeftDrafts";
import { BoardBar } from "./BoardBar";
import { BoardColumn } from "./BoardColumn";
import { BoardSkeleton } from "./BoardSkeleton";
import { filterTasks, hasFilter } from "../filter/filter";
import { HiddenFacts } from "../filter/useShownFacts";
import { ColumnGone } from "../filter/ColumnGone";
import { FilterBar } from "../filter/FilterBar";
import { useBoardDrop } from "./useBoardDrop";
import { useBoardFilter } from "../filter/useBoardFilter";
import { useBoardKeys } from "./useBoardKeys";
import { useBoardMoves } from "./useBoardMoves";
import { useCardKeys } from "./useCardKeys";
import { useLoadAll } from "./useLoadAll";

const Swimlanes = lazy(retryImport(async () => ({ default: (await import("./Swimlanes")).Swimlanes })));

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
    <ColumnsContext value={columns}>
      <div className="flex min-h-0 flex-1 flex-col">
        <LoadedBoard columns={columns} {...props} />
      </div>
    </ColumnsContext>
  );
}

function LoadedBoard({ columns: loaded, tools, ...props }: Props) {
  const { channelId } = props;
  const { filter, setFilter } = useBoardFilter(channelId);
  const now = useNow();
  const isFiltered = hasFilter(filter);
  const { group } = filter;
  useLeftDrafts(loaded, channelId);
  const columns = loaded.map((column) => ({ ...column, cards: filterTasks(column.cards, filter, now) }));
  useLoadAll(loaded, isFiltered || group !== undefined);
  return (
    <HiddenFacts value={filter.hidden}>
      <BoardBar tools={tools}>
        <FilterBar
          tasks={loaded.flatMap(({ cards }) => cards)}
          channelId={channelId}
          filter={filter}
          canGroup
          onChange={setFilter}
        />
      </BoardBar>
      <ColumnGone columns={loaded} filter={filter} onChange={setFilter} />
      {group ? (
        <Suspense fallback={<div className="flex-1" />}>
          <Swimlanes {...props} columns={columns} by={group} isFiltered={isFiltered} />
        </Suspense>
      ) : (
        <Columns {...props} loaded={loaded} columns={columns} isFiltered={isFiltered} />
      )}
    </HiddenFacts>
  );
}

type ColumnsProps = Omit<Props, "tools"> & { loaded: BoardColumns; isFiltered: boolean };

function Columns({ loaded, columns, isFiltered, canWrite, channelId, ...shown }: ColumnsProps) {
  const board = useRef<HTMLDivElement>(null);
  const move = useBoardMoves(columns, channelId !== undefined);
  useBoardDrop(board, columns, move);
  const { handleCardKey, asked } = useCardKeys(canWrite);
  const handleKey = useBoardKeys({
    board,
    tasks: columns.flatMap(({ cards }) => cards),
    columnsAt: () => columns,
    canWrite,
    onMove: (next) => move(next),
    onCardKey: handleCardKey,
  });
  return (
    <>
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
            {...shown}
            column={column}
            tasks={columns[i]?.cards ?? []}
            isFiltered={isFiltered}
            channelId={channelId}
            canWrite={canWrite}
            onMove={move}
          />
        ))}
      </div>
      {asked}
    </>
  );
}
