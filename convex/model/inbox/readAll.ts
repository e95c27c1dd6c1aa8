/** Everything read at once: channels, threads and notices; and that taken back. */
import { v, type Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import { headOf } from "../chat/heads";
import * as ReadPositions from "../chat/readPositions";
import { hasRoomFor, type Need } from "../batches";
import { fail } from "../errors";
import * as Follows from "../notices/follows";
import * as Notices from "../notices/notices";
import * as Inbox from "./inbox";
import * as Triage from "./triage";

/** What was moved, and from where, for whoever takes it back. */
export const movedView = v.object({
  /** Where the positions are now. */
  to: v.int64(),
  channels: v.array(
    v.object({ channelId: v.id("channels"), lastReadTs: v.int64(), ownTimes: v.array(v.int64()) }),
  ),
  threads: v.array(v.object({ threadId: v.id("messages"), lastReadTs: v.int64() })),
  noticeIds: v.array(v.id("notices")),
  /** Whether something is left, since there is more than fits in one transaction. */
  isMore: v.boolean(),
});
type Moved = Infer<typeof movedView>;

/** Marks read all that was there when it began. */
export async function markAllRead(ctx: UserMutationCtx): Promise<Moved> {
  const to = ctx.meta.getSnapshotTs();
  const threads = await readThreads(ctx, to);
  const unread = await Notices.unreadOf(ctx, ctx.user._id, READ_AT_ONCE);
  for (const row of unread) await Notices.setRead(ctx, row);
  const noticeIds = unread.map(({ _id }) => _id);
  const { moved: channels, isCut } = await readChannels(ctx, to);
  return { to, channels, threads, noticeIds, isMore: isCut || unread.length === READ_AT_ONCE };
}

/** Notices that no position tells of, and channels between two looks at how much room there is. */
const READ_AT_ONCE = 200;
const CHANNELS_AT_ONCE = 50;
const NEED: Need = { databaseQueries: 4 * CHANNELS_AT_ONCE, documentsWritten: CHANNELS_AT_ONCE };

async function readChannels(ctx: UserMutationCtx, to: bigint) {
  const userId = ctx.user._id;
  const moved: Moved["channels"] = [];
  for (const [i, position] of (await ReadPositions.positionsOf(ctx, userId)).entries()) {
    if (i % CHANNELS_AT_ONCE === 0 && !(await hasRoomFor(ctx, NEED))) return { moved, isCut: true };
    const { channelId, lastReadTs } = position;
    const [newest] = (await headOf(ctx, { channelId }, to)).recentTimes;
    if (newest === undefined || newest <= lastReadTs) continue;
    await ReadPositions.moveForward(ctx, { channelId, userId }, to);
    moved.push(position);
  }
  return { moved, isCut: false };
}

async function readThreads(ctx: UserMutationCtx, to: bigint): Promise<Moved["threads"]> {
  const moved: Moved["threads"] = [];
  const threads = (await Notices.unreadSaid(ctx, ctx.user._id)).flatMap(({ threadId }) => threadId ?? []);
  for (const threadId of new Set(threads)) {
    const lastReadTs = await Follows.positionIn(ctx, ctx.user._id, threadId);
    if (lastReadTs === undefined || !(await Follows.moveOn(ctx, ctx.user._id, threadId, to))) continue;
    moved.push({ threadId, lastReadTs });
  }
  return moved;
}

/** Puts back what nobody has moved since. @throws TOO_MANY_IDS | NOT_FOUND */
export async function takeBack(
  ctx: UserMutationCtx,
  { to, channels, threads, noticeIds }: Moved,
): Promise<void> {
  const userId = ctx.user._id;
  if (
    channels.length > LIMITS.channelsPerPerson ||
    threads.length + noticeIds.length > 2 * LIMITS.noticesRead
  )
    throw fail("TOO_MANY_IDS");
  for (const { channelId, ...before } of channels)
    await ReadPositions.moveBack(ctx, { channelId, userId }, { ...before, movedTo: to });
  for (const { threadId, lastReadTs } of threads)
    await Follows.moveBack(ctx, userId, threadId, { lastReadTs, movedTo: to });
  const reader = new Inbox.Reader(ctx, userId);
  for (const id of noticeIds) await unread(ctx, id, reader);
}

async function unread(ctx: UserMutationCtx, id: Id<"notices">, reader: Inbox.Reader): Promise<void> {
  const row = await ctx.db.get("notices", id);
  if (row?.userId !== ctx.user._id) throw fail("NOT_FOUND");
  if (row.state === "read" && row.doneAt === undefined) await Triage.setUnread(ctx, row, reader);
}
