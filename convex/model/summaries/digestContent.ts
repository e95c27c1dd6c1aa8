import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { TASK_STATUSES } from "../../shared/tasks";

export const digestTask = v.object({
  taskId: v.id("tasks"),
  number: v.number(),
  title: v.string(),
  channelId: v.optional(v.id("channels")),
  isOverdue: v.boolean(),
});

/** A task that a text names, as its reader may read it when the mail goes. */
export const namedTask = v.object({
  taskId: v.id("tasks"),
  number: v.number(),
  title: v.string(),
  status: literals(...TASK_STATUSES),
  channelId: v.optional(v.id("channels")),
});

export const mentionItem = v.object({
  messageId: v.id("messages"),
  channelId: v.id("channels"),
  /** The thread of a reply. */
  threadId: v.optional(v.id("messages")),
  channel: v.string(),
  author: v.string(),
  text: v.string(),
  /** Those that its text names, of mails; absent for none. */
  tasks: v.optional(v.array(namedTask)),
});

/** What one person was named in and did not see. Every entry names its channel, so that others can be shown less of it. */
export const mentionsContent = v.object({
  kind: v.literal("mentions"),
  name: v.string(),
  /** `_creationTime` of the messages, both ends included. */
  since: v.number(),
  until: v.number(),
  mentions: v.array(mentionItem),
  /** Beyond those. */
  moreCount: v.number(),
});

/** What one person is told on one day. Every entry names its channel, so that others can be shown less of it. */
export const digestContent = v.object({
  kind: v.literal("digest"),
  name: v.string(),
  /** "2026-11-21", where the person is. */
  day: v.string(),
  /** What was assigned after this is new. */
  since: v.number(),
  due: v.array(digestTask),
  assigned: v.array(digestTask),
  /** Due and nobody's. */
  unowned: v.array(digestTask),
  mentions: v.array(mentionItem),
  channels: v.array(v.object({ channelId: v.id("channels"), name: v.string(), unread: v.number() })),
});
