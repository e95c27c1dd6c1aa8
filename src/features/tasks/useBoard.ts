import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { PLAIN_COLUMNS, type BoardColumn } from "@convex/shared/board/columns";
import { usePaginatedQuery } from "convex-helpers/react";
import { useQuery } from "convex/react";
import { useState } from "react";
import type { BoardColumns, Column } from "./columns/column";
import { useColumns } from "./columns/useColumns";

const FIRST = 50;
const MORE = 100;

type Place = { channelId?: Id<"channels"> };
type Part = Pick<Column, "cards" | "hasMore" | "isLoading" | "loadMore">;

/** The columns of a channel's board, or of the workspace's; undefined until the first cards have come. */
export function useBoard(channelId: Id<"channels"> | undefined): BoardColumns | undefined {
  const place = channelId ? { channelId } : {};
  const columns = useColumns(channelId);
  const counts = useQuery(api.tasks.counts, place);
  const parts = useParts(place, columns ?? PLAIN_COLUMNS);
  const [shown, setShown] = useState<string>();
  const board = channelId ?? "workspace";
  if (!columns || !counts) return undefined;
  const isAllThere = columns.every(({ key }) => parts.has(key));
  if (isAllThere && shown !== board) setShown(board);
  // A board that is there stays when somebody adds a column to it.
  if (!isAllThere && shown !== board) return undefined;
  const added = counts.added ?? {};
  const countOf = ({ key, status }: BoardColumn): number => {
    if (key !== status) return added[key] ?? 0;
    const others = columns.filter((column) => column.status === status && column.key !== key);
    return others.reduce((count, other) => count - (added[other.key] ?? 0), counts[status]);
  };
  return columns.map((column): Column => {
    const part = parts.get(column.key);
    if (!part) return { ...column, ...LOADING, total: countOf(column) };
    // A card that is only on its way is counted before the server counts it.
    const total = part.hasMore ? Math.max(countOf(column), part.cards.length) : part.cards.length;
    return { ...column, ...part, total };
  });
}

const LOADING: Part = { cards: [], hasMore: true, isLoading: true, loadMore: () => undefined };

/** By the keys of the columns. Hooks are called by their places: there is one for each column that a board may have. */
function useParts(place: Place, columns: readonly BoardColumn[]): Map<string, Part> {
  const [todo, inProgress, done] = PLAIN_COLUMNS;
  const added = columns.filter(({ key, status }) => key !== status);
  const wanted = (column: BoardColumn | undefined) => {
    const isSplit = added.some(({ status }) => status === column?.status);
    return column && { ...place, status: column.status, ...(isSplit && { column: column.key }) };
  };
  const parts: [string | undefined, Part | undefined][] = [
    [todo?.key, useColumn(wanted(todo))],
    [inProgress?.key, useColumn(wanted(inProgress))],
    [done?.key, useColumn(wanted(done))],
    [added[0]?.key, useColumn(wanted(added[0]))],
    [added[1]?.key, useColumn(wanted(added[1]))],
    [added[2]?.key, useColumn(wanted(added[2]))],
    [added[3]?.key, useColumn(wanted(added[3]))],
    [added[4]?.key, useColumn(wanted(added[4]))],
    [added[5]?.key, useColumn(wanted(added[5]))],
    [added[6]?.key, useColumn(wanted(added[6]))],
    [added[7]?.key, useColumn(wanted(added[7]))],
    [added[8]?.key, useColumn(wanted(added[8]))],
  ];
  return new Map(parts.flatMap(([key, part]): [string, Part][] => (key && part ? [[key, part]] : [])));
}

type Wanted = Place & Pick<BoardColumn, "status"> & { column?: string };

function useColumn(wanted: Wanted | undefined): Part | undefined {
  const order = wanted?.status === "done" ? ("desc" as const) : ("asc" as const);
  const { results, status, loadMore } = usePaginatedQuery(
    api.tasks.column,
    wanted ? { ...wanted, order } : "skip",
    { initialNumItems: FIRST },
  );
  if (status === "LoadingFirstPage") return undefined;
  return {
    cards: order === "desc" ? results.toReversed() : results,
    hasMore: status !== "Exhausted",
    isLoading: status === "LoadingMore",
    loadMore: () => loadMore(MORE),
  };
}
