import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/** What moves with every message of a channel; made together with the channel. */
export async function requireHead(
  ctx: Pick<QueryCtx, "db">,
  channelId: Id<"channels">,
): Promise<Doc<"channelHeads">> {
  const head = await ctx.db
    .query("channelHeads")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .unique();
  if (!head) throw new Error(`Channel ${channelId} has no head.`);
  return head;
}
