/**
 * Numbers that are given out once each, from 1 on. A young workspace gets them in turn; where there are many, most likely
 * many people ask at once, and they take them from different shards:
 *
 *   1 2 3 … 1000 │ shard 0: 1001 1065 1129 …    shard 1: 1002 1066 …    … shard 63
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

type Name = Doc<"counters">["name"];

/** Numbers that are given out in turn. */
const IN_TURN = 1_000;
const SHARDS = 64;

async function find(
  ctx: MutationCtx,
  name: Name,
  shard: number | undefined,
): Promise<Doc<"counters"> | null> {
  return await ctx.db
    .query("counters")
    .withIndex("by_name_and_shard", (q) => q.eq("name", name).eq("shard", shard))
    .unique();
}

async function take(
  ctx: MutationCtx,
  row: Doc<"counters"> | null,
  next: Omit<Doc<"counters">, "_id" | "_creationTime">,
) {
  if (row) await ctx.db.patch("counters", row._id, next);
  else await ctx.db.insert("counters", next);
  return next.value;
}

/** Takes the next number. Two callers never get the same one. */
export async function nextNumber(ctx: MutationCtx, name: Name): Promise<number> {
  const first = await find(ctx, name, undefined);
  const given = first?.value ?? 0;
  if (given < IN_TURN) return await take(ctx, first, { name, shard: undefined, value: given + 1 });
  const shard = Math.floor(Math.random() * SHARDS);
  const row = await find(ctx, name, shard);
  // An imported workspace may have come to any number in turn.
  return await take(ctx, row, { name, shard, value: row ? row.value + SHARDS : given + 1 + shard });
}
