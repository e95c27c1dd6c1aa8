import type { Id } from "../../_generated/dataModel";
import type { DbCtx } from "../context";

/** The tasks of a channel, or of none, that were done in a span, the last first. */
export function doneIn(
  { db }: DbCtx,
  channelId: Id<"channels"> | undefined,
  { from, until = Infinity }: { from: number; until?: number },
) {
  return db
    .query("tasks")
    .withIndex("by_channelId_and_deletedAt_and_completedAt", (q) =>
      q
        .eq("channelId", channelId)
        .eq("deletedAt", undefined)
        .gte("completedAt", from)
        .lt("completedAt", until),
    )
    .order("desc");
}
