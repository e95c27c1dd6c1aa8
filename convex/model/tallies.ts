/**
 * Sums that many add to at once: of members, of tasks.
 *
 *   sums as of the last fold  +  changes since  =  sums now
 */
import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import type { DbCtx } from "./context";
import { isTimeToFold } from "./folding";

export type Sums = Record<string, number>;

async function find(ctx: DbCtx, key: string) {
  return await ctx.db
    .query("tallies")
    .withIndex("by_key", (q) => q.eq("key", key))
    .unique();
}

function added(sums: Sums, rows: readonly { by: Sums }[]): Sums {
  const all = { ...sums };
  for (const { by } of rows)
    for (const [name, value] of Object.entries(by)) all[name] = (all[name] ?? 0) + value;
  return all;
}

/** A sum that was never added to is not in it. */
export async function sumsOf(ctx: DbCtx, key: string): Promise<Sums> {
  const tally = await find(ctx, key);
  const changes = await ctx.db
    .query("tallyChanges")
    .withIndex("by_key_and_commitTs", (q) => q.eq("key", key))
    .take(LIMITS.tallyChangesRead);
  return added(tally?.sums ?? {}, changes);
}

export async function add(ctx: MutationCtx, key: string, by: Sums): Promise<void> {
  await ctx.db.insert("tallyChanges", { key, by, commitTs: ctx.db.vars.commitTs });
  if (isTimeToFold()) await ctx.scheduler.runAfter(0, internal.folding.tally, { key });
}

/** Takes the changes up to this moment into the sums. */
export async function fold(ctx: MutationCtx, key: string): Promise<void> {
  const changes = await ctx.db
    .query("tallyChanges")
    .withIndex("by_key_and_commitTs", (q) => q.eq("key", key).lte("commitTs", ctx.meta.getSnapshotTs()))
    .take(LIMITS.tallyChangesRead);
  if (changes.length === 0) return;
  const tally = await find(ctx, key);
  const sums = added(tally?.sums ?? {}, changes);
  if (tally) await ctx.db.patch("tallies", tally._id, { sums });
  else await ctx.db.insert("tallies", { key, sums });
  for (const { _id } of changes) await ctx.db.delete("tallyChanges", _id);
  if (changes.length === LIMITS.tallyChangesRead)
    await ctx.scheduler.runAfter(0, internal.folding.tally, { key });
}
