/** Whether what is to be pushed still concerns its person. */
import type { Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { DbCtx } from "../context";
import { isUnread } from "../inbox/why";
import type { about } from "../push/about";

export async function isDue(ctx: DbCtx, userId: Id<"users">, what: Infer<typeof about>): Promise<boolean> {
  if (what.kind === "test") return true;
  if (what.kind === "notice") {
    const notice = await ctx.db.get("notices", what.noticeId);
    return notice?.state === "unread" && notice.doneAt === undefined && notice.snoozedUntil === undefined;
  }
  const message = await ctx.db.get("messages", what.messageId);
  return message?.deletedAt === undefined && message !== null && (await isUnread(ctx, userId, message));
}
