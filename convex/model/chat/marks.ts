/** Messages that a channel has pinned for everybody in it, and those that a person has saved for themselves. */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx, UserQueryCtx } from "../access";
import * as Entries from "../entries/entries";
import * as Events from "../events/events";

type Message = Doc<"messages">;

/** Whoever pinned it first stays the one who did. */
export async function pin(ctx: UserMutationCtx, message: Message): Promise<void> {
  if (message.pinnedBy === undefined) await setPinned(ctx, message, ctx.user._id);
}

export async function unpin(ctx: UserMutationCtx, message: Message): Promise<void> {
  if (message.pinnedBy !== undefined) await setPinned(ctx, message, undefined);
}

export async function setPinned(
  ctx: UserMutationCtx,
  { _id: messageId, pinnedBy: before }: Message,
  after: Id<"users"> | undefined,
): Promise<void> {
  await ctx.db.patch("messages", messageId, { pinnedBy: after });
  await Entries.renewMessage(ctx, messageId);
  const changes = [{ field: "pinnedBy", ...(before && { before }), ...(after && { after }) }];
  await Events.record(ctx, { noun: "message", verb: "changed", subject: messageId, changes });
}

async function savedRow(ctx: UserQueryCtx, messageId: Id<"messages">): Promise<Doc<"saves"> | null> {
  return await ctx.db
    .query("saves")
    .withIndex("by_userId_and_messageId", (q) => q.eq("userId", ctx.user._id).eq("messageId", messageId))
    .unique();
}

export async function save(ctx: UserMutationCtx, { _id: messageId, channelId }: Message): Promise<void> {
  if (await savedRow(ctx, messageId)) return;
  await ctx.db.insert("saves", { userId: ctx.user._id, messageId, channelId });
}

/** Also for what its person may no longer read. */
export async function unsave(ctx: UserMutationCtx, messageId: Id<"messages">): Promise<void> {
  const row = await savedRow(ctx, messageId);
  if (row) await ctx.db.delete("saves", row._id);
}

export async function isSaved(ctx: UserQueryCtx, messageId: Id<"messages">): Promise<boolean> {
  return (await savedRow(ctx, messageId)) !== null;
}

/** What the caller has saved of a channel: the last `LIMITS.savesShown`. */
export async function savedIn(ctx: UserQueryCtx, channelId: Id<"channels">): Promise<Id<"messages">[]> {
  const rows = await ctx.db
    .query("saves")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", ctx.user._id).eq("channelId", channelId))
    .order("desc")
    .take(LIMITS.savesShown);
  return rows.map(({ messageId }) => messageId);
}

/** What the caller has saved anywhere: the last `LIMITS.savesSearched`, and whether there is more. */
export async function saved(ctx: UserQueryCtx): Promise<{ ids: Id<"messages">[]; isMore: boolean }> {
  const rows = await ctx.db
    .query("saves")
    .withIndex("by_userId", (q) => q.eq("userId", ctx.user._id))
    .order("desc")
    .take(LIMITS.savesSearched + 1);
  const ids = rows.slice(0, LIMITS.savesSearched).map(({ messageId }) => messageId);
  return { ids, isMore: rows.length > LIMITS.savesSearched };
}
