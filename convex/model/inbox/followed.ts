/** The threads that a person follows: those with something unread, and all of them as they were read last. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { cutText } from "../../shared/text";
import { canRead, type UserQueryCtx } from "../access";
import * as Threads from "../chat/threads";
import * as Follows from "../notices/follows";
import * as Notices from "../notices/notices";
import { boundedPage } from "../pages";

export const followedView = v.object({
  threadId: v.id("messages"),
  channelId: v.id("channels"),
  /** Of the channel; empty for a direct conversation. */
  channelName: v.string(),
  authorId: v.id("users"),
  /** The beginning of the first message. */
  text: v.string(),
  replyCount: v.number(),
  lastReplyAt: v.optional(v.number()),
  resolvedBy: v.optional(v.id("users")),
  unread: v.number(),
});
type Followed = Infer<typeof followedView>;

/** A page of all, those that were read last first. It may come out shorter than asked for. */
export async function page(
  ctx: UserQueryCtx,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<Followed>> {
  const result = await ctx.db
    .query("threadFollows")
    .withIndex("by_userId_and_isFollowing_and_lastReadTs", (q) =>
      q.eq("userId", ctx.user._id).eq("isFollowing", true),
    )
    .order("desc")
    .paginate(
      boundedPage({ ...paginationOpts, numItems: Math.min(paginationOpts.numItems, LIMITS.noticesShown) }),
    );
  return { ...result, page: await toViews(ctx, result.page) };
}

/** Those with something unread, the newest first. */
export async function unread(ctx: UserQueryCtx): Promise<Followed[]> {
  const said = (await Notices.unreadSaid(ctx, ctx.user._id)).reverse();
  const threadIds = [...new Set(said.flatMap(({ threadId }) => threadId ?? []))];
  const follows = await Promise.all(
    threadIds
      .slice(0, LIMITS.noticesShown)
      .map(async (threadId) => await Follows.find(ctx, ctx.user._id, threadId)),
  );
  const views = await toViews(
    ctx,
    follows.filter((follow) => follow !== null),
  );
  return views.filter((view) => view.unread > 0);
}

async function toViews(ctx: UserQueryCtx, follows: Doc<"threadFollows">[]): Promise<Followed[]> {
  const views = await Promise.all(follows.map(async (follow) => await toView(ctx, follow)));
  return views.filter((view) => view !== null);
}

async function toView(
  ctx: UserQueryCtx,
  { threadId, channelId }: Pick<Doc<"threadFollows">, "threadId" | "channelId">,
): Promise<Followed | null> {
  const userId: Id<"users"> = ctx.user._id;
  if (!(await canRead(ctx, channelId, userId))) return null;
  const root = await ctx.db.get("messages", threadId);
  const channel = await ctx.db.get("channels", channelId);
  if (!root || !channel || !(await Threads.isVisible(ctx, root))) return null;
  const replies = await Threads.repliesTo(ctx, root);
  return {
    threadId,
    channelId,
    channelName: channel.name,
    authorId: root.authorId,
    text: root.deletedAt === undefined ? cutText(root.text, LIMITS.searchExcerpt) : "",
    replyCount: replies?.count ?? 0,
    lastReplyAt: replies?.lastSentAt,
    resolvedBy: root.resolvedBy,
    unread: await Threads.unreadIn(ctx, userId, { channelId, threadId }),
  };
}
