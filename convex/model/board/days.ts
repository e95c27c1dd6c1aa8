/**
 * What boards held day by day, for their reports: once a day, from the sums that are kept anyway, so that no card is read.
 *
 *   every hour ──▶ was it done today? ──no──▶ channels by age, some in each transaction ──▶ a row for each that ever had a card
 *
 * Rules   A day on which no server ran has no row. An archived channel gets none: its tasks stay as they are.
 */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { startOfDayUtc } from "../../shared/board/flow";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { requireReader } from "../access";
import { eachRow, KIB, type Need } from "../batches";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Tallies from "../tallies";
import { keyOf } from "./counts";

/** A row is kept for as long as a report shows it, and some days more. */
export const KEPT_MS = (LIMITS.flowWeeks + 1) * 7 * DAY_MS;

const AT_ONCE = 100;
/** What one board uses: sums of which nothing was folded yet. */
const NEED: Need = {
  documentsRead: LIMITS.tallyChangesRead,
  bytesRead: 512 * KIB,
  databaseQueries: 2,
  documentsWritten: 1,
};

/** @param after  the age of the channel that was counted last; absent at the beginning, where it asks whether today was counted */
export async function sweep(ctx: MutationCtx, after?: number): Promise<void> {
  const day = startOfDayUtc(Date.now());
  if (after === undefined && (await isCounted(ctx, day))) return;
  const channels = await ctx.db
    .query("channels")
    .withIndex("by_creation_time", (q) => q.gt("_creationTime", after ?? 0))
    .take(AT_ONCE);
  let last: Doc<"channels"> | undefined;
  const isAll = await eachRow(ctx, channels, {
    need: () => NEED,
    step: async (channel) => {
      last = channel;
      await count(ctx, channel, day);
    },
    failed: async () => await Promise.resolve(),
  });
  if (last && (!isAll || channels.length === AT_ONCE))
    await ctx.scheduler.runAfter(0, internal.scheduled.boards.countDays, { after: last._creationTime });
}

async function isCounted(ctx: DbCtx, day: number): Promise<boolean> {
  const row = await ctx.db
    .query("boardDays")
    .withIndex("by_day", (q) => q.eq("day", day))
    .first();
  return row !== null;
}

async function count(ctx: MutationCtx, { _id: channelId, archivedAt }: Doc<"channels">, day: number) {
  if (archivedAt !== undefined) return;
  const counts = await Tallies.sumsBefore(ctx, keyOf(channelId));
  if (Object.keys(counts).length > 0) await ctx.db.insert("boardDays", { channelId, day, counts });
}

const counts = v.record(v.string(), v.number());

export const flowView = v.object({
  /** In their order; those on which nothing was counted are not there. */
  days: v.array(v.object({ day: v.number(), counts })),
  now: counts,
});

/** What a board held on each day from one on, and now. @throws NOT_SIGNED_IN | NOT_FOUND | DATE_INVALID */
export async function flow(
  ctx: DbCtx & Pick<QueryCtx, "runQuery">,
  { channelId, from }: { channelId: Id<"channels">; from: number },
): Promise<Infer<typeof flowView>> {
  await requireReader(ctx, channelId);
  requireDay(from);
  const rows = await ctx.db
    .query("boardDays")
    .withIndex("by_channelId_and_day", (q) => q.eq("channelId", channelId).gte("day", from))
    .take(KEPT_MS / DAY_MS);
  return {
    days: rows.map(({ day, counts: held }) => ({ day, counts: held })),
    now: await Tallies.sumsOf(ctx, keyOf(channelId)),
  };
}

/** The midnight of a day, in UTC. @throws DATE_INVALID */
export function requireDay(day: number): void {
  if (!Number.isSafeInteger(day) || day % DAY_MS !== 0) throw fail("DATE_INVALID");
}
