/** Messages as mails quote them. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { cutText } from "../../shared/text";
import { titleFor } from "../chat/channels";
import { withNames } from "../chat/mentionNames";
import type { mentionItem } from "./digestContent";
import type { DbCtx } from "../context";

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
    text: cutText(await withNames(ctx, message), LIMITS.digestText),
  };
}
