/** What is shown of the things that a search has found: the words in their context. */
import type { Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { excerptOf } from "../../shared/search/matches";
import type { Clause } from "../../shared/search/query";
import { cutText } from "../../shared/text";
import { hasRoomFor, MIB } from "../batches";
import type { UserQueryCtx } from "../access";
import * as Files from "../files/files";
import type { Found } from "./candidates";
import type { messageResult, Result } from "./views";
import type { Thing } from "./wanted";

/** A piece of a text without the halves of mentions at its ends. */
const wholeMentions = (piece: string): string =>
  piece.replace(/^…[^<>\s]*>/u, "…").replace(/<[^<>\s]*…$/u, "…");

type FoundFile = Extract<Thing, { kind: "file" }>;

/** What two neighbours of the greatest size need. */
const ROOM = { documentsRead: 8, bytesRead: 0.3 * MIB };

export async function toResult(
  ctx: UserQueryCtx,
  { at, thing }: Found,
  clauses: readonly Clause[],
): Promise<Result> {
  if (thing.kind === "message") return await messageOf(ctx, thing.message, clauses);
  if (thing.kind === "note") {
    const { _id: id, channelId, title, changedBy } = thing.note;
    const text = excerptOf(thing.text, clauses, LIMITS.searchExcerpt);
    return { kind: "note", id, channelId, at, title, changedBy, text };
  }
  if (thing.kind === "file") return fileResultOf(thing, at, clauses);
  const { _id: id, number, title, status, assigneeId, dueDate, tags, channelId } = thing.task;
  const text = excerptOf(thing.description, clauses, LIMITS.searchExcerpt);
  return { kind: "task", id, channelId, at, number, title, status, assigneeId, dueDate, tags, text };
}

function fileResultOf({ file, text }: FoundFile, at: number, clauses: readonly Clause[]): Result {
  const { _id: id, channelId } = file;
  const excerpt = excerptOf(text, clauses, LIMITS.searchExcerpt);
  return { kind: "file", id, channelId, at, file: Files.toView(file), text: excerpt };
}

async function messageOf(
  ctx: UserQueryCtx,
  message: Doc<"messages">,
  clauses: readonly Clause[],
): Promise<Infer<typeof messageResult>> {
  const { _id: id, channelId, threadId, sentAt: at, authorId } = message;
  const text = wholeMentions(excerptOf(message.text, clauses, LIMITS.searchExcerpt));
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
  const text = wholeMentions(cutText(next.text, LIMITS.searchAround));
  return { id: next._id, authorId: next.authorId, text };
}
