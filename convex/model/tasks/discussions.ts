/**
 * Where a task is talked of: a thread of its channel, or of the channel of everybody for one that is in none.
 *
 *   made from a message   the thread of that message
 *   any other             a thread that the first post begins, with a line in the channel that names the task
 *   goes elsewhere        the thread stays where its readers are; the next post begins another, and a task that comes
 *                         back finds its former one
 *
 * Who may read a task may read its discussion, and nobody else. It is read, followed, answered and found as any thread.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { taskLabel } from "../../shared/tasks";
import { canRead, requireOpenChannel, type UserMutationCtx, type UserQueryCtx } from "../access";
import * as TaskRows from "../board/taskRows";
import * as Channels from "../chat/channels";
import * as Messages from "../chat/messages";
import * as Threads from "../chat/threads";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Follows from "../notices/follows";
import * as Watchers from "../notices/watchers";

type Task = Doc<"tasks">;
type Message = Doc<"messages">;
type Place = Pick<Task, "channelId">;
type Post = Pick<
  Parameters<typeof Messages.post>[1],
  "text" | "clientId" | "fileIds" | "isUrgent" | "automationId"
>;

/** The channel in which a task is talked of. */
async function channelIdOf(ctx: DbCtx, { channelId }: Place): Promise<Id<"channels"> | undefined> {
  return channelId ?? (await Channels.findDefaultId(ctx));
}

/** Whether a message can hold a discussion: what is in a thread itself cannot. */
export const canHold = ({ threadId, fromThreadId }: Message): boolean =>
  threadId === undefined && fromThreadId === undefined;

/**
 * Says something of a task. A repeated `clientId` answers the first one.
 *
 * @throws as `Messages.post`, and NOT_A_MEMBER | CHANNEL_ARCHIVED
 */
export async function post(ctx: UserMutationCtx, task: Task, draft: Post): Promise<Id<"messages">> {
  const channelId = await channelIdOf(ctx, task);
  if (channelId === undefined) throw fail("NOT_FOUND");
  const channel = await requireOpenChannel(ctx, channelId);
  const sent = await Messages.findSent(ctx, draft.clientId);
  if (sent) return sent._id;
  const threadId = (await heldBy(ctx, task, channelId)) ?? (await begin(ctx, task, channel));
  return await Messages.post(ctx, { channel, threadId, ...draft });
}

/** The message that holds the discussion, where it is still to be seen. */
async function heldBy(ctx: DbCtx, { threadId }: Task, channelId: Id<"channels">) {
  const root = threadId && (await ctx.db.get("messages", threadId));
  return root && root.channelId === channelId && (await Threads.isVisible(ctx, root)) ? root._id : undefined;
}

/** A line of the channel that names the task, for those who do not have its card open. Whose it is and who watches it follow what comes. */
async function begin(ctx: UserMutationCtx, task: Task, channel: Doc<"channels">): Promise<Id<"messages">> {
  const threadId = await Messages.post(ctx, { channel, text: taskLabel(task), isHolder: true });
  await TaskRows.patch(ctx, task, { threadId });
  for (const userId of new Set([task.assigneeId, ...(await Watchers.all(ctx, task._id))]))
    if (userId !== undefined && userId !== ctx.user._id) await follow(ctx, { ...task, threadId }, userId);
  return threadId;
}

/** Whose task it is follows its discussion, unless they have stopped to. What was said before counts as read. */
export async function follow(ctx: MutationCtx, { threadId }: Task, userId: Id<"users">): Promise<void> {
  const root = threadId && (await ctx.db.get("messages", threadId));
  if (!root || !(await canRead(ctx, root.channelId, userId))) return;
  const readTs = ctx.meta.getSnapshotTs();
  await Follows.begin(
    ctx,
    userId,
    { channelId: root.channelId, threadId: root._id },
    { reason: "task", readTs },
  );
}

/** What holds the discussion of a task that goes to another channel: nothing yet, or what held it there before. */
export async function movedTo(ctx: DbCtx, task: Task, place: Place) {
  const { threadId, formerThreadIds = [] } = task;
  const known = [...(threadId ? [threadId] : []), ...formerThreadIds];
  if (known.length === 0) return {};
  const channelId = await channelIdOf(ctx, place);
  const roots = await Promise.all(known.map(async (id) => await ctx.db.get("messages", id)));
  const there = roots.find((root) => root?.channelId === channelId)?._id;
  const others = known.filter((id) => id !== there).slice(0, LIMITS.formerDiscussions);
  return { threadId: there, formerThreadIds: others.length > 0 ? others : undefined };
}

export const formerView = v.object({
  threadId: v.id("messages"),
  channelId: v.id("channels"),
  replyCount: v.number(),
});

/** Where a task was talked of before it came to its channel, as far as the caller may read that; the last first. */
export async function formerOf(
  ctx: UserQueryCtx,
  { formerThreadIds = [] }: Task,
): Promise<Infer<typeof formerView>[]> {
  const former = await Promise.all(
    formerThreadIds.map(async (threadId) => {
      const root = await ctx.db.get("messages", threadId);
      if (!root || !(await canRead(ctx, root.channelId, ctx.user._id))) return [];
      const replyCount = (await Threads.repliesTo(ctx, root))?.count ?? 0;
      return replyCount > 0 ? [{ threadId, channelId: root.channelId, replyCount }] : [];
    }),
  );
  return former.flat();
}
