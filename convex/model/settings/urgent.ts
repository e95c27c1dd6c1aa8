/** Messages that ring in spite of pauses and quiet hours: a few an hour of each person. */
import { LIMITS } from "../../shared/limits";
import { HOUR_MS } from "../../shared/time";
import type { UserMutationCtx } from "../access";
import { fail } from "../errors";
import * as Levels from "./levels";

/** Notes that the caller says of a message that it cannot wait. @throws TOO_MANY_URGENT */
export async function noteUrgent(ctx: UserMutationCtx): Promise<void> {
  const userId = ctx.user._id;
  const row = await Levels.settingsOf(ctx, userId);
  const now = Date.now();
  const last = (row?.urgentAt ?? []).filter((at) => at > now - HOUR_MS && at <= now);
  if (last.length >= LIMITS.urgentPerHour) throw fail("TOO_MANY_URGENT");
  const urgentAt = [...last, now];
  if (row) await ctx.db.patch("ringSettings", row._id, { urgentAt });
  else await ctx.db.insert("ringSettings", { userId, keywords: [], urgentAt, changedAt: 0 });
}
