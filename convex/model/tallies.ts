/**
 * Sums that many add to at once: of members, of tasks, of what a provider has cost.
 *
 *   tallies   sums up to the last fold │ change │ change        sums now = all rows of a key: one range
 */
import { v, type Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import type { DbCtx } from "./context";
import { settledTs } from "./commitTs";
import { isTimeToFold } from "./folding";

export type Sums = Record<string, number>;

type Row = Doc<"tallies">;

function sumOf(rows: readonly Row[]): Sums {
  const all: Sums = {};
  for (const row of rows)
    for (const [name, value] of Object.entries(row.sums)) all[name] = (all[name] ?? 0) + value;
  return all;
}

/** A sum that was never added to is not in it. */
export async function sumsOf(ctx: DbCtx, key: string): Promise<Sums> {
  const rows = await ctx.db
    .query("tallies")
    .withIndex("by_key_and_commitTs", (q) => q.eq("key", key))
    .take(LIMITS.tallyChangesRead);
  return sumOf(rows);
}

/** The same for a mutation that only wants to know: as of its snapshot, so that what others add beside it is no matter. */
export const sumsBefore = async (ctx: MutationCtx, key: string): Promise<Sums> =>
  sumOf(await committed(ctx, key));

async function committed(ctx: MutationCtx, key: string): Promise<Row[]> {
  return await ctx.db
    .query("tallies")
    .withIndex("by_key_and_commitTs", (q) => q.eq("key", key).lte("commitTs", ctx.meta.getSnapshotTs()))
    .take(LIMITS.tallyChangesRead);
}

/** A list of sums, and the sum by whose size they are in it. */
export const listing = v.object({ name: v.string(), by: v.string() });
type Listing = Infer<typeof listing>;

const listedIn = (list: Listing | undefined, sums: Sums) =>
  list && { list: list.name, size: sums[list.by] ?? 0 };

/** What is in a list is folded each time: its place there is that of the sum. */
export async function add(ctx: MutationCtx, key: string, sums: Sums, list?: Listing): Promise<void> {
  const change = { key, sums, commitTs: ctx.db.vars.commitTs };
  await ctx.db.insert("tallies", { ...change, ...listedIn(list, sums) });
  if (list || isTimeToFold())
    await ctx.scheduler.runAfter(0, internal.scheduled.folding.tally, { key, list });
}

/** The keys and sums of a list that are largest, the largest first. */
export async function largest(ctx: DbCtx, { name, by }: Listing, most: number): Promise<[string, Sums][]> {
  // Some are not folded yet, and there more than once.
  const rows = await ctx.db
    .query("tallies")
    .withIndex("by_list_and_size", (q) => q.eq("list", name))
    .order("desc")
    .take(4 * most);
  const keys = [...new Set(rows.map(({ key }) => key))].slice(0, 2 * most);
  const sums = await Promise.all(
    keys.map(async (key): Promise<[string, Sums]> => [key, await sumsOf(ctx, key)]),
  );
  return sums.sort(([, a], [, b]) => (b[by] ?? 0) - (a[by] ?? 0)).slice(0, most);
}

/** Takes the changes up to this moment into the first row. */
export async function fold(ctx: MutationCtx, key: string, list?: Listing): Promise<void> {
  const rows = await committed(ctx, key);
  const [first, ...changes] = rows;
  const newest = changes.at(-1);
  if (!first || !newest) return;
  const sums = sumOf(rows);
  const commitTs = settledTs(newest.commitTs);
  await ctx.db.patch("tallies", first._id, { sums, commitTs, ...listedIn(list, sums) });
  for (const { _id } of changes) await ctx.db.delete("tallies", _id);
  if (rows.length === LIMITS.tallyChangesRead)
    await ctx.scheduler.runAfter(0, internal.scheduled.folding.tally, { key, list });
}
