/** What a search answers, apart from how it finds it: who only passes it on loads no more. */
import { literals } from "convex-helpers/validators";
import { paginationResultValidator } from "convex/server";
import { v, type Infer } from "convex/values";
import { TASK_STATUSES } from "../../shared/tasks";
import { fileView } from "../files/files";

const around = v.object({ id: v.id("messages"), authorId: v.id("users"), text: v.string() });

export const messageResult = v.object({
  kind: v.literal("message"),
  id: v.id("messages"),
  channelId: v.id("channels"),
  /** The first message of its thread. */
  threadId: v.optional(v.id("messages")),
  at: v.number(),
  authorId: v.id("users"),
  /** The piece of its text that has the words. */
  text: v.string(),
  /** Its neighbours in the channel outside threads, or in its thread. */
  before: v.optional(around),
  after: v.optional(around),
});

export const taskResult = v.object({
  kind: v.literal("task"),
  id: v.id("tasks"),
  channelId: v.optional(v.id("channels")),
  at: v.number(),
  number: v.number(),
  title: v.string(),
  status: literals(...TASK_STATUSES),
  assigneeId: v.optional(v.id("users")),
  dueDate: v.optional(v.number()),
  tags: v.array(v.string()),
  /** The piece of its description that has the words. */
  text: v.string(),
});

export const fileResult = v.object({
  kind: v.literal("file"),
  id: v.id("files"),
  channelId: v.optional(v.id("channels")),
  at: v.number(),
  file: fileView,
  /** The piece of what stands in it that has the words. */
  text: v.string(),
});

export const noteResult = v.object({
  kind: v.literal("note"),
  id: v.id("notes"),
  channelId: v.id("channels"),
  at: v.number(),
  title: v.string(),
  changedBy: v.id("users"),
  /** The piece of its text that has the words. */
  text: v.string(),
});

export const result = v.union(messageResult, taskResult, fileResult, noteResult);
export type Result = Infer<typeof result>;

/** `isCut`: more may be found once the search says more precisely what. */
export const resultPage = paginationResultValidator(result).extend({ isCut: v.boolean() });
export const counted = v.object({ count: v.number(), isMore: v.boolean() });
