/** Whom a message may ring, or be found by a word of: they are gone through in transactions of their own, see model/ringing. */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { WithoutSystemFields } from "convex/server";
import { LISTED_KINDS } from "../../shared/notices";
import * as Levels from "../settings/levels";

type Message = Pick<
  Doc<"messages">,
  "channelId" | "authorId" | "threadId" | "mentions" | "calls" | "groups"
> & {
  _id: Id<"messages">;
};

/** To be called for every new message. Of a reply its followers are rung once they have been told. */
export async function posted(
  ctx: MutationCtx,
  { _id: messageId, channelId, authorId, threadId, mentions, calls, groups }: Message,
  { directMemberIds = [] }: Pick<Doc<"channels">, "directMemberIds">,
): Promise<void> {
  const people = [...mentions, ...(threadId === undefined ? directMemberIds : [])];
  const userIds = [...new Set(people)].filter((userId) => userId !== authorId);
  if (userIds.length > 0)
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.ringPeople, { messageId, userIds });
  if (calls) await ctx.scheduler.runAfter(0, internal.scheduled.ringing.callAll, { messageId });
  // Who is called with all is not told as one of a group: those come after.
  else if (groups) await ctx.scheduler.runAfter(0, internal.scheduled.ringing.callGroups, { messageId });
  if (threadId === undefined && (await Levels.hasListeners(ctx, channelId)))
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.ringListeners, { messageId });
  if (directMemberIds.length === 0 && (await Levels.hasKeywords(ctx)))
    await ctx.scheduler.runAfter(0, internal.scheduled.ringing.tellListeners, { messageId });
}

/** To be called when a message was edited, deleted or restored: it rings nobody, but what it tells may have come or gone. */
export async function changed(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  for (const kind of LISTED_KINDS) {
    const told = await ctx.db
      .query("notices")
      .withIndex("by_messageId_and_kind_and_userId", (q) => q.eq("messageId", messageId).eq("kind", kind))
      .first();
    if (told !== null || (kind === "keyword" && (await Levels.hasKeywords(ctx))))
      await ctx.scheduler.runAfter(0, internal.scheduled.ringing.renewNotices, { messageId, kind });
  }
}

/** Tells of what is no message, and rings. */
export async function tell(ctx: MutationCtx, row: WithoutSystemFields<Doc<"notices">>): Promise<void> {
  const noticeId = await ctx.db.insert("notices", row as Parameters<typeof ctx.db.insert<"notices">>[1]);
  await ctx.scheduler.runAfter(0, internal.scheduled.ringing.ringOfNotice, { noticeId });
}
