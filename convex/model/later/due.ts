/** What scheduled messages and reminders have in common: their times, and the sweep for those that were lost. */
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { DAY_MS, MINUTE_MS } from "../../shared/time";
import { fail } from "../errors";
import { requireDate } from "../text";

/** A time that has passed means now. @throws DATE_INVALID for none, or one that is too far ahead */
export function requireLater(at: number): number {
  if (requireDate(at) > Date.now() + LIMITS.daysAhead * DAY_MS) throw fail("DATE_INVALID");
  return at;
}

/** The code of a refusal; what nobody foresaw has none of its own. */
export function codeOf(error: unknown): string {
  const { data } = Object(error) as { data?: { code?: unknown } };
  return typeof data?.code === "string" ? data.code : "UNEXPECTED";
}

/** Who is so late was lost by the scheduler, not only slow. */
const LATE_MS = 2 * MINUTE_MS;
const AT_ONCE = 25;
/** One that is still there after so many rounds cannot be done. */
const MOST_ROUNDS = 3;

/** Calls once more for each that should be gone: each has a transaction of its own, and stops no other. */
export async function sweep(ctx: MutationCtx): Promise<void> {
  const before = Date.now() - LATE_MS;
  const messages = await ctx.db
    .query("scheduledMessages")
    .withIndex("by_failure_and_sendAt", (q) => q.eq("failure", undefined).lt("sendAt", before))
    .take(AT_ONCE);
  for (const { _id: id, rounds = 0 } of messages) {
    if (rounds >= MOST_ROUNDS) await ctx.db.patch("scheduledMessages", id, { failure: "UNEXPECTED" });
    else {
      await ctx.db.patch("scheduledMessages", id, { rounds: rounds + 1 });
      await ctx.scheduler.runAfter(0, internal.scheduled.later.send, { id });
    }
  }
  const reminders = await ctx.db
    .query("reminders")
    .withIndex("by_at", (q) => q.lt("at", before))
    .take(AT_ONCE);
  for (const { _id: id, rounds = 0 } of reminders) {
    if (rounds >= MOST_ROUNDS) await ctx.db.delete("reminders", id);
    else {
      await ctx.db.patch("reminders", id, { rounds: rounds + 1 });
      await ctx.scheduler.runAfter(0, internal.scheduled.later.remind, { id });
    }
  }
}
