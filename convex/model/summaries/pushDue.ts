/** Whether what is to be pushed is still wanted: as everything that rings. */
import type { Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { DbCtx } from "../context";
import type { about } from "../push/about";
import * as Rings from "../ringing/rings";

export async function isDue(ctx: DbCtx, userId: Id<"users">, what: Infer<typeof about>): Promise<boolean> {
  switch (what.kind) {
    case "test":
      return true;
    case "notice":
      return await Rings.isDue(ctx, { userId, noticeId: what.noticeId });
    case "message":
      return await Rings.isDue(ctx, { userId, messageId: what.messageId });
    default:
      return what satisfies never;
  }
}
