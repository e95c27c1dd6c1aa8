/** The daily digest: what a person has not seen yet and what is due, read when it is sent, through their own doors. */
import type { Infer } from "convex/values";
import type { Doc, Id, TableNames } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { countUnread } from "../../shared/unread";
import { titleFor } from "../chat/channels";
import type { digestContent, digestTask } from "./digestContent";
import { headOf } from "../chat/heads";
import * as MailSettings from "../settings/mailSettings";
import { positionsOf, type Position } from "../chat/readPositions";
import * as Notices from "../notices/notices";
import { wantsOf } from "../ringing/mails";
import { namingOf, quoteWithTasks, readableQuotes } from "./quotes";
import { readableTo } from "./readable";
import { toHeadView, type headView } from "../chat/unread";
import { dueDayAt, localDay } from "../settings/zones";
import { DAY_MS } from "../../shared/time";
import { hasRoomFor, MIB, NoRoom, takeWithin, type Need } from "../batches";
import type { DbCtx } from "../context";

type Digest = Infer<typeof digestContent>;
type Place = { channel: Doc<"channels">; head: Infer<typeof headView> };
type ReadCtx = Pick<QueryCtx, "db" | "meta">;

/** What a digest reads apart from the heads of its person's channels, of which there is as much as there are channels. */
export const NEED: Need = { databaseQueries: 1_300, documentsRead: 4_300, bytesRead: 4.25 * MIB };

/** What the digests of one transaction have in common: each is read once for all of its people. */
export type Shared = ReadCtx & {
  headOf: (channelId: Id<"channels">) => Promise<Infer<typeof headView>>;
  /** The tasks of nobody that are due before then, the most pressing ones. */
  unowned: (before: number) => Promise<Doc<"tasks">[]>;
  /** Whether nothing else was done in the transaction: what does not fit is cut then, and else put off. */
  isFirst: boolean;
};

/**
 * Remembers what it has read, of `db` what was read by its id: not for a transaction that writes any of it.
 *
 * @param until  as in `headOf`
 */
export function shareReads({ db, meta }: ReadCtx, until?: bigint): Shared {
  const get = remembered(async (id: Id<TableNames>, table: TableNames) => await db.get(table, id));
  const ctx = {
    meta,
    db: {
      ...db,
      get: (async (table: TableNames, id: Id<TableNames>) => await get(id, table)) as typeof db.get,
    },
  };
  return {
    ...ctx,
    headOf: remembered(async (channelId: Id<"channels">) =>
      toHeadView(await headOf(ctx, { channelId }, until), LIMITS.unreadCounted),
    ),
    unowned: remembered(async (before: number) => await dueTasks(ctx, undefined, before)),
    isFirst: true,
  };
}

/** Asks once for each key. */
function remembered<Key, Rest extends unknown[], Answer>(
  ask: (key: Key, ...rest: Rest) => Promise<Answer>,
): (key: Key, ...rest: Rest) => Promise<Answer> {
  const known = new Map<Key, Promise<Answer>>();
  return async (key, ...rest) => {
    const answer = known.get(key) ?? ask(key, ...rest);
    known.set(key, answer);
    return await answer;
  };
}

/** By so much the day of a moment elsewhere is another one at most. */
const ELSEWHERE_MS = DAY_MS;

type Reader = { user: Doc<"users">; timeZone: string; since: number };

/**
 * What there is to say to a person now. With nothing new and nothing due, all sections are empty.
 *
 * @throws NoRoom
 */
async function build(shared: Shared, { user, timeZone, since }: Reader): Promise<Digest> {
  const now = Date.now();
  const today = dueDayAt(now, timeZone);
  const tomorrow = today + DAY_MS;
  // With a time it is due on the day that this has for its reader.
  const dayOf = ({ dueDate, dueAt }: Doc<"tasks">) =>
    dueAt === undefined ? (dueDate ?? Infinity) : dueDayAt(dueAt, timeZone);
  const isDue = (task: Doc<"tasks">) => dayOf(task) < tomorrow;
  const toItem = (task: Doc<"tasks">): Infer<typeof digestTask> => ({
    taskId: task._id,
    number: task.number,
    title: task.title,
    channelId: task.channelId,
    isOverdue: dayOf(task) < today,
  });
  const positions = await positionsOf(shared, user._id);
  // Who has a position in a channel is a member.
  const own = positions.map(({ channelId }) => channelId);
  const pick = async (tasks: Doc<"tasks">[]) => {
    const isReadable = await readableTo(shared, tasks, user._id, own);
    const readable = tasks.filter(isReadable).slice(0, LIMITS.digestItems);
    return readable.sort((a, b) => (a.dueDate ?? 0) - (b.dueDate ?? 0)).map(toItem);
  };

  const news = await newsOf(shared, user._id, positions);
  const fresh = await assignedTasks(shared, user._id, since);
  return {
    kind: "digest",
    name: user.name,
    day: localDay(now, timeZone),
    since,
    due: await pick((await dueTasks(shared, user._id, tomorrow + ELSEWHERE_MS)).filter(isDue)),
    assigned: await pick(fresh.filter((task) => task.status !== "done" && !isDue(task))),
    unowned: await pick((await shared.unowned(tomorrow + ELSEWHERE_MS)).filter(isDue)),
    ...news,
  };
}

/** The next digest of a person, as it would be now. */
export async function ofNow(ctx: ReadCtx, user: Doc<"users">): Promise<Digest> {
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

/** Tasks of one section that are looked at: of the greatest size some fifteen. */
const LOOKED_AT = { rows: LIMITS.digestTasks, bytes: 0.5 * MIB };

/** The open tasks of a person, or of nobody, that are due before then, the most pressing ones. */
async function dueTasks(
  ctx: DbCtx,
  assigneeId: Id<"users"> | undefined,
  before: number,
): Promise<Doc<"tasks">[]> {
  const due = ctx.db
    .query("tasks")
    .withIndex("by_assigneeId_and_deletedAt_and_completedAt_and_dueDate", (q) =>
      q
        .eq("assigneeId", assigneeId)
        .eq("deletedAt", undefined)
        .eq("completedAt", undefined)
        .gte("dueDate", 0)
        .lt("dueDate", before),
    );
  return (await takeWithin(due, LOOKED_AT)).rows;
}

/** The tasks that others made a person's since then, the newest of these. */
async function assignedTasks(ctx: DbCtx, assigneeId: Id<"users">, since: number): Promise<Doc<"tasks">[]> {
  const assigned = ctx.db
    .query("tasks")
    .withIndex("by_assigneeId_and_deletedAt_and_assignedAt", (q) =>
      q.eq("assigneeId", assigneeId).eq("deletedAt", undefined).gt("assignedAt", since),
    )
    .order("desc");
  return (await takeWithin(assigned, LOOKED_AT)).rows;
}

/** The unread mentions and the busiest unread channels. Only what is mentioned is read, the rest is counted by time. */
async function newsOf(
  ctx: Shared,
  userId: Id<"users">,
  positions: readonly Position[],
): Promise<Pick<Digest, "mentions" | "channels">> {
  const wants = await wantsOf(ctx, userId);
  const behind = await channelsBehind(ctx, positions, wants);
  const readTs = new Map(behind.map(({ channel, lastReadTs }) => [channel._id, lastReadTs]));
  const said = [
    ...(await Notices.mentionsAfter(ctx, userId, readTs, LIMITS.digestItems)),
    ...(await wanted(await Notices.readableSaid(ctx, userId, LIMITS.digestItems), wants)),
  ].sort((a, b) => a.postedAt - b.postedAt);
  const quotes = said.slice(-LIMITS.digestItems).map(async ({ messageId }) => {
    const message = await ctx.db.get("messages", messageId);
    return message && (await quoteWithTasks(ctx, message, userId));
  });
  const mentions = (await Promise.all(quotes)).filter((item) => item !== null);
  const busiest = behind.toSorted((a, b) => b.unread - a.unread).slice(0, LIMITS.digestItems);
  const channels = busiest.map(async ({ channel, unread }) => ({
    channelId: channel._id,
    name: await titleFor(ctx, channel, userId),
    unread,
  }));
  return { mentions, channels: await Promise.all(channels) };
}

type Wants = Awaited<ReturnType<typeof wantsOf>>;

async function wanted<Said extends Parameters<Wants>[0]>(said: Said[], wants: Wants): Promise<Said[]> {
  const are = await Promise.all(said.map(wants));
  return said.filter((_, i) => are[i]);
}

type Behind = Place & { lastReadTs: bigint; unread: number };

/** The open channels with something unread in which something came last, but for those that are to be silent. */
async function channelsBehind(
  shared: Shared,
  positions: readonly Position[],
  wants: Wants,
): Promise<Behind[]> {
  const behind: (Omit<Behind, "channel"> & { channelId: Id<"channels"> })[] = [];
  for (const some of chunks(positions, HEADS_AT_ONCE)) {
    if (!(await hasRoomFor(shared, NEED))) {
      // Somebody is in more channels than one transaction can look at: what they are told is of most of them.
      if (shared.isFirst) break;
      throw new NoRoom();
    }
    const heads = await Promise.all(some.map(async ({ channelId }) => await shared.headOf(channelId)));
    for (const [i, { channelId, lastReadTs, ownTimes }] of some.entries()) {
      const head = heads[i]!;
      const unread = countUnread(head, { lastReadTs, ownTimes });
      if (unread > 0 && (await wants({ channelId }))) behind.push({ channelId, head, lastReadTs, unread });
    }
  }
  behind.sort((a, b) => b.head.lastMessageAt - a.head.lastMessageAt);
  const open: Behind[] = [];
  for (const { channelId, ...place } of behind.slice(0, LIMITS.digestChannelsSeen)) {
    const channel = await shared.db.get("channels", channelId);
    if (channel && channel.archivedAt === undefined) open.push({ ...place, channel });
    if (open.length === LIMITS.digestChannels) break;
  }
  return open;
}

/** Heads between two looks at how much room there is. */
const HEADS_AT_ONCE = 50;

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** Only what another person may read too: for an admin who looks at somebody else's mail. */
export async function readableBy(ctx: DbCtx, digest: Digest, readerId: Id<"users">): Promise<Digest> {
  const sections = [digest.due, digest.assigned, digest.unowned, namingOf(digest.mentions), digest.channels];
  const isReadable = await readableTo(ctx, sections.flat(), readerId);
  return {
    ...digest,
    due: digest.due.filter(isReadable),
    assigned: digest.assigned.filter(isReadable),
    unowned: digest.unowned.filter(isReadable),
    mentions: readableQuotes(digest.mentions, isReadable),
    channels: digest.channels.filter(isReadable),
  };
}
