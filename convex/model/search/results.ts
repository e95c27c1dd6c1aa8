/** What is shown of the things that a search has found: the words in their context. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { excerptOf } from "../../shared/search/matches";
import type { Clause } from "../../shared/search/query";
import { cutText } from "../../shared/text";
import { TASK_STATUSES } from "../../shared/tasks";
import { hasRoomFor, MIB } from "../batches";
import { withNames } from "../chat/mentionNames";
import type { UserQueryCtx } from "../access";
import type { Found } from "./candidates";

const around = v.object({ id: v.id("messages"), authorId: v.id("users"), text: v.string() });

export const messageResult = v.object({
  kind: v.literal("message"),
  id: v.id("messages"),
  channelId: v.id("channels"),
  /** The first message of its thread. */
  threadId: v.optional(v.id("messages")),
  at: v.number(),
  authorId: v.id("users"),
  /** The piece of its text that has the words, with names for mentions. */
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

export const result = v.union(messageResult, taskResult);
export type Result = Infer<typeof result>;

/** A message with its neighbours, and room for their greatest size. */
const ROOM = { documentsRead: 200, bytesRead: 0.5 * MIB };

export async function toResult(
  ctx: UserQueryCtx,
  { at, thing }: Found,
  clauses: readonly Clause[],
): Promise<Result> {
  if (thing.kind === "message") return await messageOf(ctx, thing.message, clauses);
  const { _id: id, number, title, status, assigneeId, dueDate, tags, channelId } = thing.task;
  const text = excerptOf(thing.description, clauses, LIMITS.searchExcerpt);
  return { kind: "task", id, channelId, at, number, title, status, assigneeId, dueDate, tags, text };
}

async function messageOf(
  ctx: UserQueryCtx,
  message: Doc<"messages">,
  clauses: readonly Clause[],
): Promise<Infer<typeof messageResult>> {
  const { _id: id, channelId, threadId, sentAt: at, authorId } = message;
  const text = excerptOf(await withNames(ctx, message), clauses, LIMITS.searchExcerpt);
  const found = { kind: "message" as const, id, channelId, threadId, at, authorId, text };
  if (!(await hasRoomFor(ctx, ROOM))) return found;
  const [before, after] = await Promise.all([
    neighbour(ctx, message, "desc"),
    neighbour(ctx, message, "asc"),
  ]);
  return { ...found, ...(before && { before }), ...(after && { after }) };
}

/** The message next to another, unless that is deleted. Who may read the one may read the other: they are in one channel. */
async function neighbour(ctx: UserQueryCtx, message: Doc<"messages">, order: "asc" | "desc") {
  const { channelId, threadId, commitTs } = message;
  const next = await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) => {
      const inConversation = q.eq("channelId", channelId).eq("threadId", threadId);
      return order === "desc"
        ? inConversation.lt("commitTs", commitTs)
        : inConversation.gt("commitTs", commitTs);
    })
    .order(order)
    .first();
  if (!next || next.deletedAt !== undefined) return undefined;
  const text = cutText(await withNames(ctx, next), LIMITS.searchAround);
  return { id: next._id, authorId: next.authorId, text };
}
