import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";

/** Whether a channel is told what moves on its board, for those who arrange that; undefined until it is known. */
export function useMovesTold(channelId: Id<"channels">) {
  const areTold = useQuery(api.board.moves.areTold, { channelId });
  const set = useMutation(api.board.moves.setTold).withOptimisticUpdate((store, next) =>
    store.setQuery(api.board.moves.areTold, { channelId }, next.areTold),
  );
  return { areTold, setTold: (next: boolean) => set({ channelId, areTold: next }) };
}
