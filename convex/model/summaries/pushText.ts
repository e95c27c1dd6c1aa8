/** What a push says to its person, made of the rows as they are when it is sent, with that person's rights. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { boardAutomationsPath, channelPath, messagePath, taskPath } from "../../shared/addresses";
import { LIMITS } from "../../shared/limits";
import { plainLine } from "../../shared/markdown/plainText";
import { PUSHED_NOTICES, type PushData } from "../../shared/push/pushData";
import { cutText } from "../../shared/text";
import { canRead, canReadTask } from "../access";
import { titleFor } from "../chat/channels";
import type { DbCtx } from "../context";
import type { about } from "../push/about";
import { isDue } from "./pushDue";
import { quote } from "./quotes";

type Told = Pick<PushData, "path" | "at" | "said">;

/**
 * What is told now; null for what is read, gone or no longer for this person, and so does not ring.
 */
export async function told(ctx: DbCtx, userId: Id<"users">, what: Infer<typeof about>): Promise<Told | null> {
  if (!(await isDue(ctx, userId, what))) return null;
  if (what.kind === "test") return { path: "/", at: Date.now(), said: { kind: "test" } };
  if (what.kind === "notice") return await ofNotice(ctx, userId, await ctx.db.get("notices", what.noticeId));
  return await ofMessage(ctx, userId, await ctx.db.get("messages", what.messageId));
}

async function ofMessage(
  ctx: DbCtx,
  userId: Id<"users">,
  message: Doc<"messages"> | null,
): Promise<Told | null> {
  if (!message || !(await canRead(ctx, message.channelId, userId))) return null;
  const { _id: messageId, channelId, sentAt, fileIds = [] } = message;
  const { author, channel, text } = await quote(ctx, message, userId);
  const isDirect = !channel.startsWith("#");
  return {
    path: messagePath({ channelId, messageId }),
    at: sentAt,
    said: {
      kind: "message",
      author,
      place: channel,
      isDirect,
      text: plainLine(text),
      files: fileIds.length,
    },
  };
}

async function ofNotice(
  ctx: DbCtx,
  userId: Id<"users">,
  notice: Doc<"notices"> | null,
): Promise<Told | null> {
  const kind = PUSHED_NOTICES.find((pushed) => pushed === notice?.kind);
  if (!notice || !kind || notice.userId !== userId) return null;
  const { actorId, postedAt: at } = notice;
  const { channelId, messageId, taskId } = { ...notice, ...notice.reminderOf };
  if (channelId && kind !== "request" && !(await canRead(ctx, channelId, userId))) return null;
  const author = (actorId && (await ctx.db.get("users", actorId))?.name) ?? "";
  const channel = channelId && (await ctx.db.get("channels", channelId));
  const place = channel ? await titleFor(ctx, channel, userId) : "";
  if (taskId) {
    const task = await ctx.db.get("tasks", taskId);
    if (!task || !(await canReadTask(ctx, task, userId))) return null;
    const text = cutText(task.title, LIMITS.digestText);
    return { path: taskPath(taskId), at, said: { kind, author, place, text } };
  }
  const message = messageId ? await ctx.db.get("messages", messageId) : null;
  if (message) {
    if (!(await canRead(ctx, message.channelId, userId))) return null;
    const { text } = await quote(ctx, message, userId);
    const path = messagePath({ channelId: message.channelId, messageId: message._id });
    return { path, at, said: { kind, author, place, text: plainLine(text) } };
  }
  const pathIn = kind === "refused" ? boardAutomationsPath : channelPath;
  return { path: channelId ? pathIn(channelId) : "/inbox", at, said: { kind, author, place, text: "" } };
}
