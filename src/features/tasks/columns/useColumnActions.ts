import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { BoardColumn } from "@convex/shared/board/columns";
import type { TaskStatus } from "@convex/shared/tasks";
import { useMutation } from "convex/react";
import type { FunctionArgs } from "convex/server";

export type ColumnChanges = Omit<FunctionArgs<typeof api.board.columns.update>, "channelId" | "key">;

/** Arranges the board of a channel. */
export function useColumnActions(channelId: Id<"channels">) {
  const add = useMutation(api.board.columns.add);
  const update = useMutation(api.board.columns.update).withOptimisticUpdate((store, { key, ...changes }) => {
    const columns = store.getQuery(api.board.columns.list, { channelId });
    const next = columns?.map((column) => (column.key === key ? changed(column, changes) : column));
    if (next) store.setQuery(api.board.columns.list, { channelId }, next);
  });
  const move = useMutation(api.board.columns.move);
  const remove = useMutation(api.board.columns.remove);
  return {
    add: (status: TaskStatus, name: string) => add({ channelId, status, name }),
    update: (key: string, changes: ColumnChanges) => update({ channelId, key, ...changes }),
    move: (key: string, before: string | undefined) =>
      move({ channelId, key, ...(before !== undefined && { before }) }),
    remove: (key: string) => remove({ channelId, key }),
  };
}

function changed(column: BoardColumn, { name, colour, limit, rule }: ColumnChanges): BoardColumn {
  return {
    ...column,
    ...(name !== undefined && { name: name ?? undefined }),
    ...(colour !== undefined && { colour: colour ?? undefined }),
    ...(limit !== undefined && { limit: limit ?? undefined }),
    ...(rule !== undefined && { rule: rule ?? undefined }),
  };
}
