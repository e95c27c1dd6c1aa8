/**
 * Lines that boards write into conversations: messages that ring nobody, name nobody and are of nobody's words. Whose task it
 * is and who did it hear of it by their notices.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { taskLabel } from "../../shared/tasks";
import { settledTs } from "../commitTs";
import type { DbCtx } from "../context";
import * as Entries from "../entries/entries";
import type { BoardLine } from "./boardLine";
import * as Heads from "./heads";
import * as ReadPositions from "./readPositions";
import * as Threads from "./threads";

type Place = {
  channelId: Id<"channels">;
  /** The first message of the thread. */
  root?: Doc<"messages">;
  /** Whose it is where messages need somebody. */
  authorId: Id<"users">;
};

/** Writes a line at the end of a channel or of a thread. */
export async function post(ctx: MutationCtx, { channelId, root, authorId }: Place, line: BoardLine) {
  const channel = await ctx.db.get("channels", channelId);
  if (!channel) return;
  const readers = root ? [] : await upToDate(ctx, channelId, line.by);
  const sentAt = Date.now();
  const labels = line.tasks.flatMap(({ numbers }) => numbers.map((number) => taskLabel({ number })));
  const text = labels.join(", ");
  const message = { channelId, authorId, text, sentAt, threadId: root?._id, mentions: [], line };
  const messageId = await ctx.db.insert("messages", { ...message, commitTs: ctx.db.vars.commitTs });
  await Entries.posted(ctx, { ...message, _id: messageId }, channel, []);
  await Heads.posted(ctx, { channelId, threadId: root?._id, sentAt });
  for (const userId of readers) await ReadPositions.moveToEnd(ctx, { channelId, userId });
  if (!root || root.hasReplies === true) return;
  await ctx.db.patch("messages", root._id, { hasReplies: true });
  await Entries.renewMessage(ctx, root._id);
}

/** Of those who did it, whoever had read all: what one did oneself is no news. */
async function upToDate(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  by: readonly Id<"users">[],
): Promise<Id<"users">[]> {
  const [last = 0n] = (await Heads.headOf(ctx, { channelId }, ctx.meta.getSnapshotTs())).recentTimes;
  const readers: Id<"users">[] = [];
  for (const userId of by) {
    const position = await ReadPositions.positionIn(ctx, { channelId, userId });
    if (position && settledTs(position.lastReadTs) >= last) readers.push(userId);
  }
  return readers;
}

/** The first message of a task's discussion, while that is to be seen. */
export async function rootOf(ctx: DbCtx, { threadId }: Doc<"tasks">): Promise<Doc<"messages"> | null> {
  const root = threadId && (await ctx.db.get("messages", threadId));
  return root && (await Threads.isVisible(ctx, root)) ? root : null;
}
