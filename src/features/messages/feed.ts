/** What the list draws: the server's messages and the ones on their way, as one sequence of rows. */
import { BEFORE_ALL } from "@convex/shared/unread";
import type { Id } from "@convex/_generated/dataModel";
import type { FunctionArgs } from "convex/server";
import type { ComponentType } from "react";
import { isSameDay } from "@/lib/time";
import type { OutboxItem } from "@/platform/outbox";
import type { SavedMessage } from "./message";
import { createMessage } from "./messageMutations";
import type { TypedView } from "./sending/asTask";

export type Reaction = { emoji: string; userIds: readonly string[] };

export type FeedMessage = {
  /** Stays the same while a message goes from pending to saved. */
  key: string;
  /** Absent until the server has it. */
  id: Id<"messages"> | undefined;
  clientId: string | undefined;
  channelId: Id<"channels">;
  authorId: Id<"users">;
  text: string;
  /** The time shown. */
  at: number;
  /** The place in the order, and what reading positions compare with; absent until the server has it. */
  commitTs: bigint | undefined;
  editedAt: number | undefined;
  /** Deleted, but still there to hold its thread, or for me to bring it back. */
  isDeleted: boolean;
  /** Whether I deleted it just now. */
  canRestore: boolean;
  reactions: readonly Reaction[];
  replyCount: number;
  lastReplyAt: number | undefined;
  /** Who said that its thread is settled. */
  resolvedBy: Id<"users"> | undefined;
  /** Of a reply that was sent to the channel too, in the channel: its thread. */
  fromThreadId: Id<"messages"> | undefined;
  files: SavedMessage["files"];
  linkPreviews: SavedMessage["linkPreviews"];
  /** Its author said that it cannot wait. */
  isUrgent: boolean;
  /** An automation wrote it, set off by its author. */
  isAutomatic: boolean;
  /** Whether it calls all who are in its channel. */
  isCall: boolean;
  /** Who pinned it. */
  pinnedBy: Id<"users"> | undefined;
  /** What a board says in the place of a person. */
  line?: SavedMessage["line"];
  /** The task that was made of it. */
  taskId: Id<"tasks"> | undefined;
  status: "sent" | "sending" | "failed";
  errorCode: string | undefined;
};

/** What messages do with the one task that can be made of them. */
export type TaskTools = {
  create: (messageIds: Id<"messages">[]) => void;
  /** Asks in which column of the board. */
  createIn?: (messageId: Id<"messages">) => void;
  open: (taskId: Id<"tasks">) => void;
  Chip: ComponentType<{ taskId: Id<"tasks"> }>;
  /** Says what task a line of a message will be. */
  Typed?: TypedView;
};

export function toFeed(message: SavedMessage): FeedMessage {
  return {
    key: message.clientId ?? message._id,
    id: message._id,
    clientId: message.clientId,
    channelId: message.channelId,
    authorId: message.authorId,
    text: message.text,
    at: message.sentAt,
    commitTs: message.commitTs,
    editedAt: message.editedAt,
    isDeleted: message.deletedAt !== undefined,
    canRestore: false,
    reactions: message.reactions,
    replyCount: message.replyCount,
    lastReplyAt: message.lastReplyAt,
    resolvedBy: message.resolvedBy,
    fromThreadId: message.fromThreadId,
    files: message.files,
    linkPreviews: message.linkPreviews,
    isUrgent: message.isUrgent === true,
    isAutomatic: message.automationId !== undefined,
    isCall: message.calls !== undefined,
    pinnedBy: message.pinnedBy,
    line: message.line,
    taskId: message.taskId,
    status: "sent",
    errorCode: undefined,
  };
}

type Place = { channelId: string; threadId?: string | undefined };

/** The messages of a place that are on their way. */
export function pendingIn({ channelId, threadId }: Place, items: readonly OutboxItem[], myId: string) {
  return items
    .filter(({ name, args }) => name === createMessage.name && args["channelId"] === channelId)
    .filter(({ args }) => args["threadId"] === threadId)
    .map((item) => pendingToFeed(item, myId));
}

/** A message as it shows before the server has it. */
export function pendingToFeed(item: OutboxItem, myId: string): FeedMessage {
  const { channelId, text } = item.args as FunctionArgs<typeof createMessage.mutation>;
  return {
    key: item.id,
    id: undefined,
    clientId: item.id,
    channelId: channelId,
    authorId: myId as Id<"users">,
    text,
    at: item.createdAt,
    commitTs: undefined,
    editedAt: undefined,
    isDeleted: false,
    canRestore: false,
    reactions: [],
    replyCount: 0,
    lastReplyAt: undefined,
    resolvedBy: undefined,
    fromThreadId: undefined,
    files: [],
    linkPreviews: [],
    isUrgent: false,
    isAutomatic: false,
    isCall: false,
    pinnedBy: undefined,
    taskId: undefined,
    status: item.status,
    errorCode: item.errorCode,
  };
}

function isSameReaction(a: Reaction, b: Reaction | undefined): boolean {
  return (
    a.emoji === b?.emoji &&
    a.userIds.length === b.userIds.length &&
    a.userIds.every((id, i) => id === b.userIds[i])
  );
}

const NESTED: ReadonlySet<keyof FeedMessage> = new Set(["reactions", "files", "linkPreviews", "line"]);

/**
 * Whether two messages look alike. Each answer of the server brings new objects for a whole page; this keeps the
 * rows that did not change from being drawn again.
 */
export function isSameMessage(a: FeedMessage, b: FeedMessage): boolean {
  const names = Object.keys(a) as (keyof FeedMessage)[];
  return (
    a === b ||
    (names.every((name) => NESTED.has(name) || a[name] === b[name]) &&
      JSON.stringify(a.files) === JSON.stringify(b.files) &&
      JSON.stringify(a.linkPreviews) === JSON.stringify(b.linkPreviews) &&
      a.reactions.length === b.reactions.length &&
      a.reactions.every((reaction, i) => isSameReaction(reaction, b.reactions[i])))
  );
}

export type FeedRow = {
  message: FeedMessage;
  /** Part of the run above: no picture, no name. */
  isGrouped: boolean;
  startsDay: boolean;
  startsUnread: boolean;
};

/** As `isSameMessage`, with what stands around the message. */
export function isSameRow(a: FeedRow, b: FeedRow): boolean {
  return (
    a.isGrouped === b.isGrouped &&
    a.startsDay === b.startsDay &&
    a.startsUnread === b.startsUnread &&
    isSameMessage(a.message, b.message)
  );
}

const GROUP_MS = 5 * 60_000;

function isSameRun(before: FeedMessage | undefined, message: FeedMessage): boolean {
  return (
    before !== undefined &&
    !before.line &&
    before.authorId === message.authorId &&
    message.at - before.at < GROUP_MS &&
    isSameDay(before.at, message.at)
  );
}

/** Whether a message stands after a reading position: one that the server has not yet is after all. */
export function isAfter({ commitTs }: Pick<FeedMessage, "commitTs">, position: bigint): boolean {
  return commitTs === undefined || commitTs > position;
}

/** The position of the newest message that the server has; 0 where there is none. */
export function newestTs(messages: readonly FeedMessage[]): bigint {
  return messages.findLast((message) => message.status === "sent")?.commitTs ?? BEFORE_ALL;
}

/**
 * Rows for messages in order, oldest first.
 *
 * @param unreadAfter  the first message of somebody else after this position opens the unread part
 */
export function toRows(messages: readonly FeedMessage[], unreadAfter?: bigint, myId?: string): FeedRow[] {
  let isUnreadMarked = unreadAfter === undefined;
  return messages.map((message, i) => {
    const before = messages[i - 1];
    const startsDay = !before || !isSameDay(before.at, message.at);
    const startsUnread =
      !isUnreadMarked && isAfter(message, unreadAfter ?? BEFORE_ALL) && message.authorId !== myId;
    if (startsUnread) isUnreadMarked = true;
    return {
      message,
      startsDay,
      startsUnread,
      // Of a line its author is no matter.
      isGrouped: !!message.line || (!startsDay && !startsUnread && isSameRun(before, message)),
    };
  });
}

/** Adds messages on their way after the saved ones, leaving out any the server already has. */
export function withPending(saved: readonly FeedMessage[], pending: readonly FeedMessage[]): FeedMessage[] {
  if (pending.length === 0) return [...saved];
  const known = new Set(saved.map((message) => message.clientId));
  return [...saved, ...pending.filter((message) => !known.has(message.clientId))];
}
