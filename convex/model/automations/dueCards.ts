/**
 * Automations that go by due days: once a day, in the morning where whoever made them is.
 *
 *   its morning comes ──▶ the next morning is noted ──▶ a call for each range of cards ──▶ a transaction for each card
 *
 * Rules  A day is looked at once: mornings that were missed are made up for by the next look, each card once. What is done by
 *        then, or is on the board no more, is left alone.
 */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { DAY_MS } from "../../shared/time";
import { dueDayAt, morningAfter } from "../settings/zones";

type Automation = Doc<"automations">;

/** Looked for at once, and cards of one range. */
const AT_ONCE = 50;

/** When one looks first, and at which day. Nothing for others. */
export function firstLook(
  { when, isOn }: Pick<Automation, "when" | "isOn">,
  timeZone: string,
): Pick<Automation, "nextAt" | "nextDay"> {
  if (when.kind !== "due" || !isOn) return { nextAt: undefined, nextDay: undefined };
  const nextAt = morningAfter(Date.now(), timeZone, 0);
  return { nextAt, nextDay: dueDayAt(nextAt, timeZone) + when.days * DAY_MS };
}

/** Calls for each whose morning has come. */
export async function sweep(ctx: MutationCtx): Promise<void> {
  const rows = await ctx.db
    .query("automations")
    .withIndex("by_nextAt", (q) => q.gt("nextAt", 0).lte("nextAt", Date.now()))
    .take(AT_ONCE);
  for (const { _id, when, timeZone, nextDay } of rows) {
    if (when.kind !== "due" || nextDay === undefined) {
      await ctx.db.patch("automations", _id, { nextAt: undefined });
      continue;
    }
    const until = dueDayAt(Date.now(), timeZone) + when.days * DAY_MS + DAY_MS;
    await ctx.db.patch("automations", _id, {
      nextAt: morningAfter(Date.now(), timeZone, 0),
      nextDay: until,
    });
    const range = { automationId: _id, from: nextDay, until };
    await ctx.scheduler.runAfter(0, internal.scheduled.automations.dueCards, range);
  }
}

export const toLook = {
  automationId: v.id("automations"),
  /** Due days: the first, and the one behind the last. */
  from: v.number(),
  until: v.number(),
  cursor: v.optional(v.string()),
};
const toLookValidator = v.object(toLook);

/** Calls for each open card that is due on these days. */
export async function look(ctx: MutationCtx, wanted: Infer<typeof toLookValidator>): Promise<void> {
  const { automationId, from, until, cursor = null } = wanted;
  const automation = await ctx.db.get("automations", automationId);
  if (automation?.isOn !== true) return;
  const { channelId, madeBy: userId } = automation;
  const { page, isDone, continueCursor } = await ctx.db
    .query("tasks")
    .withIndex("by_channelId_and_away_and_dueDate", (q) =>
      q
        .eq("channelId", channelId)
        .eq("deletedAt", undefined)
        .eq("archivedAt", undefined)
        .gte("dueDate", from)
        .lt("dueDate", until),
    )
    .paginate({ cursor, numItems: AT_ONCE });
  for (const { _id: taskId, status } of page)
    if (status !== "done")
      await ctx.scheduler.runAfter(0, internal.scheduled.automations.begin, {
        automationId,
        userId,
        taskId,
        path: [],
      });
  if (!isDone)
    await ctx.scheduler.runAfter(0, internal.scheduled.automations.dueCards, {
      ...wanted,
      cursor: continueCursor,
    });
}
