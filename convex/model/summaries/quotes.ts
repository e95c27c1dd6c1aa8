/** Messages as mails quote them. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { titleFor } from "../chat/channels";
import type { mentionItem } from "./digestContent";

/** A message as a mail to `readerId` quotes it, its mentions by name. */
export async function quote(
  ctx: Pick<QueryCtx, "db">,
  message: Doc<"messages">,
  readerId: Id<"users">,
): Promise<Infer<typeof mentionItem>> {
  const channel = await ctx.db.get("channels", message.channelId);
  const author = await ctx.db.get("users", message.authorId);
  const people = await Promise.all(message.mentions.map(async (id) => await ctx.db.get("users", id)));
  let text = message.text;
  for (const person of people) if (person) text = text.replaceAll(`<@${person._id}>`, `@${person.name}`);
  return {
    messageId: message._id,
    channelId: message.channelId,
    threadId: message.threadId,
    channel: channel ? await titleFor(ctx, channel, readerId) : "",
    author: author?.name ?? "somebody",
    text: text.length > LIMITS.digestText ? `${text.slice(0, LIMITS.digestText - 1)}…` : text,
  };
}
