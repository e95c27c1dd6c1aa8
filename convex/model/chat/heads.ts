/**
 * What a conversation has come to: a channel outside threads, or the replies of one thread. Posting writes the message, a
 * small row beside it, and nothing that others write too, so that two who post at once never wait for each other.
 *
 *   heads   … m40  │ m41 │ m42 │ m43
 *           folded │ a row for each message          head = the sum of these rows: one range, whatever was said
 *
 * The rows are folded into the first soon after. A message's place is its `commitTs`, so nothing comes to the folded part
 * later. Windows watch the folded part of a channel alone: it moves with a message that comes after a quiet while, and once
 * a second where there are many.
 * Where the newest few begin, which are sent again with each one more, follows from their times (shared/chat/tails.ts).
 *
 * Whoever looks at a channel is told of each message by itself; but of many in a second once, where a crowd looks: a row in
 * `rhythms` says then up to where, and the fold moves it.
 *
 *   … m40 │ m41 m42 │ m43             the row comes with the first fold of several messages, and goes when no more come
 *         │ told    │ with the next fold
 */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { tailIn } from "../../shared/chat/tails";
import { BEFORE_ALL, timesOf, timesText, tsOf } from "../../shared/unread";
import { LAST_TS, settledTs } from "../commitTs";
import type { DbCtx } from "../context";
import { isTimeToFold } from "../folding";
import { countOf } from "./memberCounts";

export type Conversation = { channelId: Id<"channels">; threadId?: Id<"messages"> | undefined };

export type Head = {
  /** Messages that are not deleted. */
  count: number;
  /** Of the newest message, deleted or not; 0 before the first. */
  lastMessageAt: number;
  /** `sentAt` of the newest that is not deleted. */
  lastSentAt: number | undefined;
  /** `commitTs` of the newest that are not deleted, newest first, `LIMITS.unreadCounted` at most. */
  recentTimes: bigint[];
  /** `commitTs` after which the newest messages come; 0 for all. */
  tailTs: bigint;
};

const NOTHING: Head = {
  count: 0,
  lastMessageAt: 0,
  lastSentAt: undefined,
  recentTimes: [],
  tailTs: BEFORE_ALL,
};
/** Where one message follows another within this time, a channel's rows are folded once in it. */
const RHYTHM_MS = 1_000;
/** In a flood, one message in so many has the rows folded besides, so that there are never many. */
const FLOOD = 64;
/** Messages that are looked at to fill up the times: of the greatest size they are a third of what a transaction reads. */
const OLDER_SCANNED = 40;
/** Of so many messages in one fold a crowd is told together from then on. */
const MANY = 3;
/** Messages that one fold takes. */
const FOLDED_AT_ONCE = 100;

type Row = Doc<"heads">;

/** The rows of a conversation that end at one commit or later, and begin at another or before. */
function rowsOf(ctx: DbCtx, { channelId, threadId }: Conversation, from: bigint, until: bigint) {
  return ctx.db
    .query("heads")
    .withIndex("by_channelId_and_threadId_and_foldedTs", (q) =>
      q.eq("channelId", channelId).eq("threadId", threadId).gte("foldedTs", from).lte("foldedTs", until),
    );
}

/** A row of one message needs no text: its time is where it ends. */
function timesIn({ recentTimes, count, foldedTs }: Row): bigint[] {
  if (recentTimes !== "") return [...timesOf(recentTimes)];
  return count > 0 ? [settledTs(foldedTs)] : [];
}

/** The sum of rows, newest first. */
function sumOf(rows: readonly Row[]): Head {
  const [newest, folded] = [rows[0], rows.at(-1)];
  if (!newest || !folded) return NOTHING;
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    lastMessageAt: newest.lastMessageAt,
    lastSentAt: rows.find(({ lastSentAt }) => lastSentAt !== undefined)?.lastSentAt,
    recentTimes: rows.flatMap(timesIn).slice(0, LIMITS.unreadCounted),
    tailTs: folded.tailTs,
  };
}

/**
 * The head of a conversation as it is now.
 *
 * @param until  for a mutation, its snapshot: what is posted beside it is no reason to try it again
 */
export async function headOf(ctx: DbCtx, conversation: Conversation, until = LAST_TS): Promise<Head> {
  const rows = await rowsOf(ctx, conversation, BEFORE_ALL, until).order("desc").take(LIMITS.messagesFolded);
  return sumOf(rows);
}

/** The head of a channel as far as it is folded, for those who watch it: a second old at most. */
export async function foldedHeadOf(ctx: DbCtx, conversation: Conversation): Promise<Head> {
  return sumOf(await rowsOf(ctx, conversation, BEFORE_ALL, LAST_TS).take(1));
}

/** To be called for every new message. */
export async function posted(
  ctx: MutationCtx,
  { channelId, threadId, sentAt }: Conversation & Pick<Doc<"messages">, "sentAt">,
): Promise<void> {
  await ctx.db.insert("heads", {
    channelId,
    threadId,
    foldedTs: ctx.db.vars.commitTs,
    tailTs: BEFORE_ALL,
    sinceTail: 1,
    count: 1,
    lastMessageAt: sentAt,
    lastSentAt: sentAt,
    recentTimes: "",
  });
  if (threadId === undefined) await foldInRhythm(ctx, channelId);
  else if (isTimeToFold())
    await ctx.scheduler.runAfter(0, internal.scheduled.folding.head, { channelId, threadId });
}

/** A message after a quiet while is folded at once, the second of many begins a rhythm, and the others wait for that. */
async function foldInRhythm(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  // A snapshot is as old as the last commit, so it is no clock; what others write after it is no reason to try again.
  const now = tsOf(Date.now());
  const [last, before] = await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q
        .eq("channelId", channelId)
        .eq("threadId", undefined)
        .gt("commitTs", now - tsOf(2 * RHYTHM_MS))
        .lte("commitTs", ctx.meta.getSnapshotTs()),
    )
    .order("desc")
    .take(2);
  // Where the clock was set back, nothing follows: each message is folded at once.
  const follows = (ts: bigint, one: Doc<"messages"> | undefined) =>
    one !== undefined && isWithin(ts - settledTs(one.commitTs), 0, RHYTHM_MS);
  const isQuiet = !follows(now, last);
  const isSecond = !isQuiet && !follows(settledTs(last!.commitTs), before);
  const fold = { channelId, ...(isSecond && { inRhythm: true }) };
  if (isQuiet || isSecond)
    await ctx.scheduler.runAfter(isSecond ? RHYTHM_MS : 0, internal.scheduled.folding.head, fold);
  else if (Math.random() * FLOOD < 1) await ctx.scheduler.runAfter(0, internal.scheduled.folding.head, fold);
}

/**
 * Takes the rows into the first: what it reads up to this moment no other post can change.
 *
 * @param inRhythm  goes on while messages come, and ends where another does
 */
export async function fold(ctx: MutationCtx, conversation: Conversation, inRhythm = false): Promise<void> {
  const now = tsOf(Date.now());
  const [first, ...tail] = await rowsOf(ctx, conversation, BEFORE_ALL, ctx.meta.getSnapshotTs()).take(
    FOLDED_AT_ONCE + 1,
  );
  if (!first || (inRhythm && (first.nextFoldTs ?? BEFORE_ALL) > now)) return;
  const newest = tail.at(-1) ?? first;
  const goesOn = inRhythm && isWithin(now - settledTs(newest.foldedTs), -RHYTHM_MS, 2 * RHYTHM_MS);
  if (tail.length > 0) {
    await take(ctx, first, tail);
    if (goesOn) await ctx.db.patch("heads", first._id, { nextFoldTs: now + tsOf(RHYTHM_MS) });
  }
  const isAlive = goesOn || (!inRhythm && (first.nextFoldTs ?? BEFORE_ALL) >= now);
  if (conversation.threadId === undefined)
    await keepTold(ctx, conversation.channelId, {
      toldTs: settledTs(newest.foldedTs),
      isAlive,
      isMany: goesOn && tail.length >= MANY,
    });
  if (goesOn)
    await ctx.scheduler.runAfter(RHYTHM_MS, internal.scheduled.folding.head, {
      ...conversation,
      inRhythm: true,
    });
  if (tail.length === FOLDED_AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.scheduled.folding.head, conversation);
}

const isWithin = (time: bigint, fromMs: number, untilMs: number) =>
  time >= tsOf(fromMs) && time <= tsOf(untilMs);

async function take(ctx: MutationCtx, first: Row, tail: Row[]): Promise<void> {
  const { recentTimes, ...known } = sumOf([first, ...tail].toReversed());
  const { tailTs = first.tailTs, since } = tailIn(tail.flatMap(timesIn), { since: first.sinceTail });
  await ctx.db.patch("heads", first._id, {
    ...known,
    recentTimes: timesText(recentTimes),
    foldedTs: settledTs(tail.at(-1)!.foldedTs),
    tailTs,
    sinceTail: since,
  });
  for (const { _id } of tail) await ctx.db.delete("heads", _id);
}

async function rhythmOf(ctx: DbCtx, channelId: Id<"channels">) {
  return await ctx.db
    .query("rhythms")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .unique();
}

/** Up to which `commitTs` a crowd is told of a channel's messages; undefined where everybody is told of each. */
export const toldTs = async (ctx: DbCtx, channelId: Id<"channels">): Promise<bigint | undefined> =>
  (await rhythmOf(ctx, channelId))?.toldTs;

type Told = {
  toldTs: bigint;
  /** Whether another fold comes. */
  isAlive: boolean;
  /** Whether there were so many that a crowd is told together. */
  isMany: boolean;
};

/** After a fold. Where no other comes, nothing is kept back. */
async function keepTold(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  { toldTs, isAlive, isMany }: Told,
): Promise<void> {
  const row = await rhythmOf(ctx, channelId);
  if (row && !isAlive) await ctx.db.delete("rhythms", row._id);
  else if (row && row.toldTs < toldTs) await ctx.db.patch("rhythms", row._id, { toldTs });
  else if (!row && isMany && (await countOf(ctx, channelId)) >= LIMITS.crowd)
    await ctx.db.insert("rhythms", { channelId, toldTs });
}

/** After a message was deleted (-1), restored (1) or given another time (0). */
export async function recount(ctx: MutationCtx, message: Doc<"messages">, by: 1 | -1 | 0): Promise<void> {
  const at = settledTs(message.commitTs);
  const row = await rowsOf(ctx, message, at, LAST_TS).first();
  if (row === null) return;
  const others = timesIn(row).filter((ts) => ts !== at);
  const isShown = by === 1 || (by === 0 && message.deletedAt === undefined);
  const known = isShown ? [...others, at].sort((a, b) => (a > b ? -1 : 1)) : others;
  const count = row.count + by;
  const most = Math.min(count, LIMITS.unreadCounted);
  const times = await withOlder(ctx, row, known.slice(0, LIMITS.unreadCounted), most);
  const lastSentAt = times[0] === undefined ? undefined : await sentAt(ctx, message, times[0]);
  const sinceTail = row.sinceTail + (at > row.tailTs ? by : 0);
  await ctx.db.patch("heads", row._id, { count, lastSentAt, recentTimes: timesText(times), sinceTail });
}

/** Fills up the times of a row from which some were taken. */
async function withOlder(ctx: MutationCtx, row: Row, times: bigint[], most: number): Promise<bigint[]> {
  if (times.length >= most) return times;
  const older = ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q
        .eq("channelId", row.channelId)
        .eq("threadId", row.threadId)
        .lt("commitTs", times.at(-1) ?? settledTs(row.foldedTs) + 1n),
    )
    .order("desc");
  const filled = [...times];
  let scanned = 0;
  for await (const { deletedAt, commitTs } of older) {
    if (deletedAt === undefined) filled.push(settledTs(commitTs));
    scanned += 1;
    if (filled.length >= most || scanned >= OLDER_SCANNED) break;
  }
  return filled;
}

async function sentAt(ctx: DbCtx, { channelId, threadId }: Conversation, ts: bigint) {
  const message = await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q.eq("channelId", channelId).eq("threadId", threadId).eq("commitTs", ts),
    )
    .first();
  return message?.sentAt;
}
