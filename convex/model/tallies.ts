/**
 * Sums that many add to at once: of members, of tasks, of what a provider has cost.
 *
 *   sums as of the last fold  +  changes since  =  sums now
 */
import { v, type Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
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

/** The same for a mutation that only wants to know: as of its snapshot, so that what others add beside it is no matter. */
export async function sumsBefore(ctx: MutationCtx, key: string): Promise<Sums> {
  const tally = await find(ctx, key);
  const changes = await committed(ctx, key);
  const own = await ctx.db
    .query("tallyChanges")
    .withIndex("by_key_and_commitTs", (q) => q.eq("key", key).eq("commitTs", ctx.db.vars.commitTs))
    .take(LIMITS.tallyChangesRead);
  return added(tally?.sums ?? {}, [...changes, ...own]);
}

async function committed(ctx: MutationCtx, key: string): Promise<Doc<"tallyChanges">[]> {
  return await ctx.db
    .query("tallyChanges")
    .withIndex("by_key_and_commitTs", (q) => q.eq("key", key).lte("commitTs", ctx.meta.getSnapshotTs()))
    .take(LIMITS.tallyChangesRead);
}

/** A list of sums, and the sum by whose size they are in it. */
export const listing = v.object({ name: v.string(), by: v.string() });
type Listing = Infer<typeof listing>;

/** What is in a list is folded each time, so that the list knows of it. */
export async function add(ctx: MutationCtx, key: string, by: Sums, list?: Listing): Promise<void> {
  await ctx.db.insert("tallyChanges", { key, by, commitTs: ctx.db.vars.commitTs });
  if (list || isTimeToFold()) await ctx.scheduler.runAfter(0, internal.folding.tally, { key, list });
}

/** Changes of a list's sums that are not folded yet: of the last moment, and so few. */
const UNFOLDED = 500;

/** The largest sums of a list whose keys begin with its name and a blank, the largest first. */
export async function largest(ctx: DbCtx, { name, by }: Listing, most: number): Promise<[string, Sums][]> {
  const folded = await ctx.db
    .query("tallies")
    .withIndex("by_list_and_size", (q) => q.eq("list", name))
    .order("desc")
    .take(most);
  const unfolded = await ctx.db
    .query("tallyChanges")
    .withIndex("by_key_and_commitTs", (q) => q.gte("key", `${name} `).lt("key", `${name}!`))
    .take(UNFOLDED);
  const keys = new Set([...folded, ...unfolded].map(({ key }) => key));
  const sums = await Promise.all(
    [...keys].map(async (key): Promise<[string, Sums]> => [key, await sumsOf(ctx, key)]),
  );
  return sums.sort(([, a], [, b]) => (b[by] ?? 0) - (a[by] ?? 0)).slice(0, most);
}

/** Takes the changes up to this moment into the sums. */
export async function fold(ctx: MutationCtx, key: string, list?: Listing): Promise<void> {
  const changes = await committed(ctx, key);
  if (changes.length === 0) return;
  const tally = await find(ctx, key);
  const sums = added(tally?.sums ?? {}, changes);
  const folded = { sums, ...(list && { list: list.name, size: sums[list.by] ?? 0 }) };
  if (tally) await ctx.db.patch("tallies", tally._id, folded);
  else await ctx.db.insert("tallies", { key, ...folded });
  for (const { _id } of changes) await ctx.db.delete("tallyChanges", _id);
  if (changes.length === LIMITS.tallyChangesRead)
    await ctx.scheduler.runAfter(0, internal.folding.tally, { key, list });
}
