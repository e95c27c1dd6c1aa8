/**
 * What a conversation has come to: a channel outside threads, or the replies of one thread. Posting writes the message and
 * nothing that others write too, so that two who post at once never wait for each other.
 *
 *   messages   m1 … m40 │ m41  m42  m43
 *              folded   │ tail           head = the folded row, and the few messages after it
 *
 * Now and then a post has its tail folded. A message's place is its `commitTs`, so nothing comes to the folded part later.
 * Readers take the messages in the same parts, so that the engine computes each once, and one more costs them its tail:
 *
 *   … m300 │ m301 … m352 │ m353 … m371 │ m372 m373
 *   part   │ part        │ partedTs …  │ foldedTs …
 */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { BEFORE_ALL, timesOf, timesText } from "../../shared/unread";
import { settledTs } from "../commitTs";
import type { DbCtx } from "../context";
import { isTimeToFold } from "../folding";

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
  /** `commitTs` of the last folded message, and of the last of a whole part; 0 before the first. */
  foldedTs: bigint;
  partedTs: bigint;
};

const NOTHING: Head = {
  count: 0,
  lastMessageAt: 0,
  lastSentAt: undefined,
  recentTimes: [],
  foldedTs: BEFORE_ALL,
  partedTs: BEFORE_ALL,
};
/** Messages of a part, or a few more: what a window shows at first. */
const PART = 50;
/** Messages that one fold takes: a part is never larger than a page of the two together. */
const FOLDED_AT_ONCE = 100;

async function find(ctx: DbCtx, { channelId, threadId }: Conversation): Promise<Doc<"heads"> | null> {
  return await ctx.db
    .query("heads")
    .withIndex("by_channelId_and_threadId", (q) => q.eq("channelId", channelId).eq("threadId", threadId))
    .unique();
}

/** The messages after one moment and up to another. */
function messagesIn(ctx: DbCtx, { channelId, threadId }: Conversation, after: bigint, until?: bigint) {
  return ctx.db.query("messages").withIndex("by_channelId_and_threadId_and_commitTs", (q) => {
    const later = q.eq("channelId", channelId).eq("threadId", threadId).gt("commitTs", after);
    return until === undefined ? later : later.lte("commitTs", until);
  });
}

/** Takes messages into a head, newest first. */
function withMessages(head: Head, newestFirst: readonly Doc<"messages">[]): Head {
  const shown = newestFirst.filter(({ deletedAt }) => deletedAt === undefined);
  const times = shown.map((message) => settledTs(message.commitTs));
  return {
    ...head,
    count: head.count + shown.length,
    lastMessageAt: newestFirst[0]?._creationTime ?? head.lastMessageAt,
    lastSentAt: shown[0]?.sentAt ?? head.lastSentAt,
    recentTimes: [...times, ...head.recentTimes].slice(0, LIMITS.unreadCounted),
  };
}

function fromRow(row: Doc<"heads"> | null): Head {
  if (row === null) return NOTHING;
  const { count, lastMessageAt, lastSentAt, recentTimes, foldedTs, partedTs } = row;
  return { count, lastMessageAt, lastSentAt, recentTimes: [...timesOf(recentTimes)], foldedTs, partedTs };
}

/**
 * The head of a conversation as it is now.
 *
 * @param until  for a mutation, its snapshot: what is posted beside it is no reason to try it again
 */
export async function headOf(ctx: DbCtx, conversation: Conversation, until?: bigint): Promise<Head> {
  const folded = fromRow(await find(ctx, conversation));
  const tail = await messagesIn(ctx, conversation, folded.foldedTs, until)
    .order("desc")
    .take(LIMITS.messagesFolded);
  return withMessages(folded, tail);
}

/** To be called for every new message. */
export async function posted(ctx: MutationCtx, conversation: Conversation): Promise<void> {
  if (isTimeToFold()) await ctx.scheduler.runAfter(0, internal.folding.head, conversation);
}

/** Takes the tail into the row: what it reads up to this moment no other post can change. */
export async function fold(ctx: MutationCtx, conversation: Conversation): Promise<void> {
  const row = await find(ctx, conversation);
  const folded = fromRow(row);
  const snapshotTs = ctx.meta.getSnapshotTs();
  const tail = await messagesIn(ctx, conversation, folded.foldedTs, snapshotTs).take(FOLDED_AT_ONCE);
  const newest = tail.at(-1);
  if (!newest) return;
  const foldedTs = settledTs(newest.commitTs);
  const sincePart = (row?.sincePart ?? 0) + tail.length;
  const isWhole = sincePart >= PART;
  await write(ctx, conversation, row, {
    ...withMessages(folded, tail.toReversed()),
    foldedTs,
    partedTs: isWhole ? foldedTs : folded.partedTs,
    sincePart: isWhole ? 0 : sincePart,
  });
  if (tail.length === FOLDED_AT_ONCE) await ctx.scheduler.runAfter(0, internal.folding.head, conversation);
}

/** After a message was deleted (-1), restored (1) or given another time (0). */
export async function recount(ctx: MutationCtx, message: Doc<"messages">, by: 1 | -1 | 0): Promise<void> {
  const row = await find(ctx, message);
  if (row === null || settledTs(message.commitTs) > row.foldedTs) return;
  const newestFirst = await messagesIn(ctx, message, BEFORE_ALL, row.foldedTs)
    .order("desc")
    .take(LIMITS.unreadScanned);
  const { lastSentAt, recentTimes } = withMessages(NOTHING, newestFirst);
  const { sincePart } = row;
  const count = row.count + by;
  await write(ctx, message, row, { ...fromRow(row), sincePart, count, lastSentAt, recentTimes });
}

async function write(
  ctx: MutationCtx,
  { channelId, threadId }: Conversation,
  row: Doc<"heads"> | null,
  { recentTimes, ...known }: Head & Pick<Doc<"heads">, "sincePart">,
): Promise<void> {
  const head = { ...known, recentTimes: timesText(recentTimes) };
  if (row) await ctx.db.patch("heads", row._id, head);
  else await ctx.db.insert("heads", { channelId, threadId, ...head });
}
