/** The daily digest: what a person has not seen yet and what is due, read when it is sent, through their own doors. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { countUnread } from "../shared/unread";
import { canRead } from "./access";
import { channelsOf, titleFor } from "./channels";
import type { digestContent, digestTask } from "./digestContent";
import * as MailSettings from "./mailSettings";
import * as Mentions from "./mentions";
import * as ThreadMentions from "./threadMentions";
import { headOf } from "./unread";
import { localDay, startOfDay } from "./zones";

type DbCtx = Pick<QueryCtx, "db">;
type Digest = Infer<typeof digestContent>;
type Reader = { user: Doc<"users">; timeZone: string; since: number };

/** What there is to say to a person now. With nothing new and nothing due, all sections are empty. */
async function build(ctx: DbCtx, { user, timeZone, since }: Reader): Promise<Digest> {
  const now = Date.now();
  const tomorrow = startOfDay(now, timeZone, 1);
  const today = startOfDay(now, timeZone);
  const isDue = ({ dueDate }: Doc<"tasks">) => dueDate !== undefined && dueDate < tomorrow;
  const toItem = ({ _id, number, title, channelId, dueDate }: Doc<"tasks">): Infer<typeof digestTask> => ({
    taskId: _id,
    number,
    title,
    channelId,
    isOverdue: dueDate !== undefined && dueDate < today,
  });
  const pick = (tasks: Doc<"tasks">[]) =>
    tasks
      .toSorted((a, b) => (a.dueDate ?? 0) - (b.dueDate ?? 0))
      .slice(0, LIMITS.digestItems)
      .map(toItem);

  const own = await openTasks(ctx, user._id, user._id);
  const unowned = await openTasks(ctx, undefined, user._id);
  const isNew = (task: Doc<"tasks">) => (task.assignedAt ?? 0) > since && !isDue(task);
  return {
    kind: "digest",
    name: user.name,
    day: localDay(now, timeZone),
    since,
    due: pick(own.filter(isDue)),
    assigned: pick(own.filter(isNew)),
    unowned: pick(unowned.filter(isDue)),
    ...(await newsOf(ctx, user._id)),
  };
}

/** The next digest of a person, as it would be now. */
export async function ofNow(ctx: DbCtx, user: Doc<"users">): Promise<Digest> {
  const { timeZone, lastDigestAt } = await MailSettings.require(ctx, user._id);
  return await build(ctx, { user, timeZone, since: lastDigestAt });
}

/** The same to be mailed; null when there is nothing to say. */
export async function toSend(ctx: DbCtx, user: Doc<"users">): Promise<Digest | null> {
  const digest = await ofNow(ctx, user);
  return isEmpty(digest) ? null : digest;
}

/** A queued digest once more, as it is now; null when nothing is left to say, or the person wants none any more. */
export async function refreshed(ctx: DbCtx, user: Doc<"users">, queued: Digest): Promise<Digest | null> {
  const { timeZone, digestDays } = await MailSettings.require(ctx, user._id);
  if (digestDays === "never") return null;
  const content = { ...(await build(ctx, { user, timeZone, since: queued.since })), day: queued.day };
  return isEmpty(content) ? null : content;
}

/** Tasks of nobody are everybody's business, and no reason to write to anybody. */
function isEmpty({ due, assigned, mentions, channels }: Digest): boolean {
  return due.length + assigned.length + mentions.length + channels.length === 0;
}

async function openTasks(ctx: DbCtx, assigneeId: Id<"users"> | undefined, readerId: Id<"users">) {
  const columns = await Promise.all(
    (["todo", "in_progress"] as const).map(
      async (status) =>
        await ctx.db
          .query("tasks")
          .withIndex("by_assigneeId_and_deletedAt_and_status", (q) =>
            q.eq("assigneeId", assigneeId).eq("deletedAt", undefined).eq("status", status),
          )
          .order("desc")
          .take(LIMITS.digestTasks),
    ),
  );
  const mayRead = new Map<Id<"channels">, boolean>();
  const readable: Doc<"tasks">[] = [];
  for (const task of columns.flat()) {
    const { channelId } = task;
    if (channelId && !mayRead.has(channelId)) mayRead.set(channelId, await canRead(ctx, channelId, readerId));
    if (!channelId || mayRead.get(channelId)) readable.push(task);
  }
  return readable;
}

/** The unread mentions and the busiest unread channels. Only what is mentioned is read, the rest is counted by time. */
async function newsOf(ctx: DbCtx, userId: Id<"users">): Promise<Pick<Digest, "mentions" | "channels">> {
  const behind = await channelsBehind(ctx, userId);
  const named = await Promise.all(
    behind.map(async (place) => ({ ...place, name: await titleFor(ctx, place.channel, userId) })),
  );
  const positions = new Map(behind.map(({ channel, lastReadAt }) => [channel._id, lastReadAt]));
  const messages = await Mentions.messagesAfter(ctx, userId, positions, LIMITS.digestItems);
  const replies = await ThreadMentions.unreadMessages(ctx, userId, LIMITS.digestItems);
  const newest = [...messages, ...replies].sort((a, b) => a._creationTime - b._creationTime);
  const mentions = await Promise.all(
    newest.slice(-LIMITS.digestItems).map(async (message) => await Mentions.toItem(ctx, message, userId)),
  );
  const channels = named
    .map(({ channel, name, unread }) => ({ channelId: channel._id, name, unread }))
    .sort((a, b) => b.unread - a.unread)
    .slice(0, LIMITS.digestItems);
  return { mentions, channels };
}

async function channelsBehind(ctx: DbCtx, userId: Id<"users">) {
  const cursors = await ctx.db
    .query("readCursors")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId))
    .take(LIMITS.channelsPerPerson);
  const positions = new Map(cursors.map((cursor) => [cursor.channelId, cursor]));
  const channels = (await channelsOf(ctx, userId)).filter(({ archivedAt }) => archivedAt === undefined);
  const places = await Promise.all(
    channels.map(async (channel) => {
      const head = await headOf(ctx, channel._id);
      const { lastReadAt = 0, ownTimes = [] } = positions.get(channel._id) ?? {};
      return { channel, ...head, lastReadAt, unread: countUnread(head, { lastReadAt, ownTimes }) };
    }),
  );
  return places
    .filter(({ unread }) => unread > 0)
    .sort((a, b) => b.lastMessageAt - a.lastMessageAt)
    .slice(0, LIMITS.digestChannels);
}

/** Only what another person may read too: for an admin who looks at somebody else's mail. */
export async function readableBy(ctx: DbCtx, digest: Digest, readerId: Id<"users">): Promise<Digest> {
  const mayRead = new Map<Id<"channels"> | undefined, boolean>([[undefined, true]]);
  const sections = [digest.due, digest.assigned, digest.unowned, digest.mentions, digest.channels];
  for (const { channelId } of sections.flat())
    if (!mayRead.has(channelId)) mayRead.set(channelId, await canRead(ctx, channelId!, readerId));
  const isReadable = ({ channelId }: { channelId?: Id<"channels"> }) => mayRead.get(channelId) === true;
  return {
    ...digest,
    due: digest.due.filter(isReadable),
    assigned: digest.assigned.filter(isReadable),
    unowned: digest.unowned.filter(isReadable),
    mentions: digest.mentions.filter(isReadable),
    channels: digest.channels.filter(isReadable),
  };
}
