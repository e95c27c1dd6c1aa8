/** That an automation of a person's was refused: one row for the automation, renewed once a day at most. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { DAY_MS } from "../../shared/time";
import { canRead } from "../access";
import * as Listeners from "./listeners";

const rowOf = async (ctx: MutationCtx, automationId: Id<"automations">) =>
  await ctx.db
    .query("notices")
    .withIndex("by_automationId", (q) => q.eq("automationId", automationId))
    .unique();

/** Tells whoever made it or changed it last. `setOffBy` may be the same: they hear of it too, since it is theirs. */
export async function tell(
  ctx: MutationCtx,
  { automationId, setOffBy }: { automationId: Id<"automations">; setOffBy: Id<"users"> },
): Promise<void> {
  const automation = await ctx.db.get("automations", automationId);
  if (!automation) return;
  const { channelId, madeBy: userId } = automation;
  const row = await rowOf(ctx, automationId);
  const postedAt = Date.now();
  if (row && row.postedAt > postedAt - DAY_MS) return;
  const user = await ctx.db.get("users", userId);
  if (!user || user.deactivatedAt !== undefined || !(await canRead(ctx, channelId, userId))) return;
  if (row) await ctx.db.delete("notices", row._id);
  const about = { userId, kind: "refused" as const, channelId, automationId };
  const made = { postedAt, commitTs: ctx.db.vars.commitTs, state: "unread" as const };
  await Listeners.tell(ctx, { ...about, ...made, ...(setOffBy !== userId && { actorId: setOffBy }) });
}

/** It is another one by now, or gone. */
export async function withdraw(ctx: MutationCtx, automationId: Id<"automations">): Promise<void> {
  const row = await rowOf(ctx, automationId);
  if (row) await ctx.db.delete("notices", row._id);
}
