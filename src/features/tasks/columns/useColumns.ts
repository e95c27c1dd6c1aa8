import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { PLAIN_COLUMNS, type BoardColumn } from "@convex/shared/board/columns";
import { useQuery } from "convex/react";

/** The columns of a channel's board, or those of every board; undefined until they are known. */
export function useColumns(channelId: Id<"channels"> | undefined): readonly BoardColumn[] | undefined {
  const columns = useQuery(api.board.columns.list, channelId ? { channelId } : "skip");
  return channelId ? columns : PLAIN_COLUMNS;
}
