/** The daily digest: what a person has not seen yet and what is due, read when it is sent, through their own doors. */
import type { Infer } from "convex/values";
import type { Doc, Id, TableNames } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { countUnread } from "../../shared/unread";
import { canRead } from "../access";
import { titleFor } from "../chat/channels";
import type { digestContent, digestTask } from "./digestContent";
import { headOf } from "../chat/heads";
import * as MailSettings from "../settings/mailSettings";
import { positionsOf } from "../chat/readPositions";
import * as Notices from "../notices/notices";
import { quote } from "./quotes";
import { toHeadView, type headView } from "../chat/unread";
import { dueDayAt, localDay } from "../settings/zones";
import { DAY_MS } from "../../shared/time";
import type { DbCtx } from "../context";

type Digest = Infer<typeof digestContent>;
type Place = { channel: Doc<"channels">; head: Infer<typeof headView> };

/** What the digests of one transaction have in common: each is read once for all of its people. */
export type Shared = DbCtx & {
  /** The channels among these that are not archived, with their heads. */
  placesOf: (channelIds: Id<"channels">[]) => Promise<ReadonlyMap<Id<"channels">, Place | null>>;
  /** The open tasks of nobody. */
  unowned: () => Promise<Doc<"tasks">[]>;
};

/**
 * Remembers what it has read, of `db` what was read by its id: not for a transaction that writes any of it.
 *
 * @param until  as in `headOf`
 */
export function shareReads({ db }: DbCtx, until?: bigint): Shared {
  const documents = new Map<string, ReturnType<typeof db.get>>();
  const get = (table: TableNames, id: Id<TableNames>) => {
    const document = documents.get(id) ?? db.get(table, id);
    documents.set(id, document);
    return document;
  };
  const ctx = { db: { ...db, get: get as typeof db.get } };
  const places = new Map<Id<"channels">, Place | null>();
  let tasks: Promise<Doc<"tasks">[]> | null = null;
  return {
    ...ctx,
    placesOf: async (channelIds) => {
      const missing = channelIds.filter((id) => !places.has(id));
      await Promise.all(missing.map(async (id) => places.set(id, await readPlace(ctx, id, until))));
      return places;
    },
    unowned: async () => await (tasks ??= openTasks(ctx, undefined)),
  };
}

async function readPlace(ctx: DbCtx, channelId: Id<"channels">, until?: bigint): Promise<Place | null> {
  const channel = await ctx.db.get("channels", channelId);
  const isOpen = channel && channel.archivedAt === undefined;
  return isOpen
    ? { channel, head: toHeadView(await headOf(ctx, { channelId }, until), LIMITS.unreadCounted) }
    : null;
}

type Reader = { user: Doc<"users">; timeZone: string; since: number };

/** What there is to say to a person now. With nothing new and nothing due, all sections are empty. */
async function build(shared: Shared, { user, timeZone, since }: Reader): Promise<Digest> {
  const now = Date.now();
  const today = dueDayAt(now, timeZone);
  const tomorrow = today + DAY_MS;
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

  const own = await openTasks(shared, user._id);
  const unowned = (await shared.unowned()).filter(isDue);
  const isReadable = await readableTo(shared, [...own, ...unowned], user._id);
  const isNew = (task: Doc<"tasks">) => (task.assignedAt ?? 0) > since && !isDue(task);
  return {
    kind: "digest",
    name: user.name,
    day: localDay(now, timeZone),
    since,
    due: pick(own.filter((task) => isDue(task) && isReadable(task))),
    assigned: pick(own.filter((task) => isNew(task) && isReadable(task))),
    unowned: pick(unowned.filter(isReadable)),
    ...(await newsOf(shared, user._id)),
  };
}

/** The next digest of a person, as it would be now. */
export async function ofNow(ctx: DbCtx, user: Doc<"users">): Promise<Digest> {
  const { timeZone, lastDigestAt } = await MailSettings.require(ctx, user._id);
  return await build(shareReads(ctx), { user, timeZone, since: lastDigestAt });
}

/** The same to be mailed; null when there is nothing to say. */
export async function toSend(
  shared: Shared,
  user: Doc<"users">,
  { timeZone, lastDigestAt: since }: Doc<"mailSettings">,
): Promise<Digest | null> {
  const digest = await build(shared, { user, timeZone, since });
  return isEmpty(digest) ? null : digest;
}

/** A queued digest once more, as it is now; null when nothing is left to say, or the person wants none any more. */
export async function refreshed(shared: Shared, user: Doc<"users">, queued: Digest): Promise<Digest | null> {
  const { timeZone, digestDays } = await MailSettings.require(shared, user._id);
  if (digestDays === "never") return null;
  const content = { ...(await build(shared, { user, timeZone, since: queued.since })), day: queued.day };
  return isEmpty(content) ? null : content;
}

/** Tasks of nobody are everybody's business, and no reason to write to anybody. */
function isEmpty({ due, assigned, mentions, channels }: Digest): boolean {
  return due.length + assigned.length + mentions.length + channels.length === 0;
}

async function openTasks(ctx: DbCtx, assigneeId: Id<"users"> | undefined): Promise<Doc<"tasks">[]> {
  // The open states follow "done" in the order of the index.
  return await ctx.db
    .query("tasks")
    .withIndex("by_assigneeId_and_deletedAt_and_status", (q) =>
      q.eq("assigneeId", assigneeId).eq("deletedAt", undefined).gt("status", "done"),
    )
    .order("desc")
    .take(LIMITS.digestTasks);
}

type InChannel = { channelId?: Id<"channels"> };

/** Tells which of these a person may read. What is in no channel is everybody's. */
async function readableTo(ctx: DbCtx, items: InChannel[], readerId: Id<"users">) {
  const mayRead = new Map<Id<"channels"> | undefined, boolean>([[undefined, true]]);
  for (const { channelId } of items)
    if (!mayRead.has(channelId)) mayRead.set(channelId, await canRead(ctx, channelId!, readerId));
  return ({ channelId }: InChannel) => mayRead.get(channelId) === true;
}

/** The unread mentions and the busiest unread channels. Only what is mentioned is read, the rest is counted by time. */
async function newsOf(ctx: Shared, userId: Id<"users">): Promise<Pick<Digest, "mentions" | "channels">> {
  const behind = await channelsBehind(ctx, userId);
  const named = await Promise.all(
    behind.map(async (place) => ({ ...place, name: await titleFor(ctx, place.channel, userId) })),
  );
  const positions = new Map(behind.map(({ channel, lastReadTs }) => [channel._id, lastReadTs]));
  const messages = await Notices.messagesAfter(ctx, userId, positions, LIMITS.digestItems);
  const replies = await Notices.unreadReplyMessages(ctx, userId, LIMITS.digestItems);
  const newest = [...messages, ...replies].sort((a, b) => a._creationTime - b._creationTime);
  const mentions = await Promise.all(
    newest.slice(-LIMITS.digestItems).map(async (message) => await quote(ctx, message, userId)),
  );
  const channels = named
    .map(({ channel, name, unread }) => ({ channelId: channel._id, name, unread }))
    .sort((a, b) => b.unread - a.unread)
    .slice(0, LIMITS.digestItems);
  return { mentions, channels };
}

async function channelsBehind(shared: Shared, userId: Id<"users">) {
  const positions = await positionsOf(shared, userId);
  const places = await shared.placesOf(positions.map(({ channelId }) => channelId));
  const behind = positions.flatMap(({ channelId, lastReadTs, ownTimes }) => {
    const place = places.get(channelId);
    const unread = place ? countUnread(place.head, { lastReadTs, ownTimes }) : 0;
    return unread > 0 ? [{ ...place!, lastReadTs, unread }] : [];
  });
  return behind.sort((a, b) => b.head.lastMessageAt - a.head.lastMessageAt).slice(0, LIMITS.digestChannels);
}

/** Only what another person may read too: for an admin who looks at somebody else's mail. */
export async function readableBy(ctx: DbCtx, digest: Digest, readerId: Id<"users">): Promise<Digest> {
  const sections = [digest.due, digest.assigned, digest.unowned, digest.mentions, digest.channels];
  const isReadable = await readableTo(ctx, sections.flat(), readerId);
  return {
    ...digest,
    due: digest.due.filter(isReadable),
    assigned: digest.assigned.filter(isReadable),
    unowned: digest.unowned.filter(isReadable),
    mentions: digest.mentions.filter(isReadable),
    channels: digest.channels.filter(isReadable),
  };
}
