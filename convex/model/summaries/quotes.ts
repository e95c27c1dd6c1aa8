/** Messages as mails quote them. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { cutText } from "../../shared/text";
import { titleFor } from "../chat/channels";
import { withNames } from "../chat/mentionNames";
import type { mentionItem } from "./digestContent";
import type { DbCtx } from "../context";

/** Characters of a message that are looked at: a mention is longer than the name it is shown as. */
const LOOKED_AT = 4 * LIMITS.digestText;

/** A message as a mail to `readerId` quotes it, its mentions by name. */
export async function quote(
  ctx: DbCtx,
  message: Doc<"messages">,
  readerId: Id<"users">,
): Promise<Infer<typeof mentionItem>> {
  const channel = await ctx.db.get("channels", message.channelId);
  const author = await ctx.db.get("users", message.authorId);
  return {
    messageId: message._id,
    channelId: message.channelId,
    threadId: message.threadId,
    channel: channel ? await titleFor(ctx, channel, readerId) : "",
    author: author?.name ?? "somebody",
    text: cutText(await withNames(ctx, startOf(message)), LIMITS.digestText),
  };
}

/** The start of a text, cut before a mention and not within it, and those it mentions. */
function startOf({ text, mentions }: Doc<"messages">): Pick<Doc<"messages">, "text" | "mentions"> {
  const start = cutText(text, LOOKED_AT).replace(/<@[^<>]*…$/u, "…");
  return { text: start, mentions: mentions.filter((id) => start.includes(id)) };
}
