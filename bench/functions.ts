/**
 * B15: what a function costs by itself, without sockets and threads, on the engine in memory or on the mock of
 * `convex-test`. A process of its own: each of the two makes its own global `Convex`.
 *
 *   node functions.ts engine|mock        answers a JSON line: microseconds per call
 */
import {
  defineSchema,
  defineTable,
  makeFunctionReference,
  mutationGeneric,
  queryGeneric,
} from "convex/server";
import { v } from "convex/values";
import { TEXT } from "./pace.ts";
import { median, round } from "./stats.ts";

export type FunctionCosts = { emptyQueryUs: number; insertUs: number };

const ROUNDS = 5;
const CALLS = 1_000;

const rows = {
  nothing: queryGeneric({ args: {}, handler: () => null }),
  add: mutationGeneric({
    args: { channel: v.string(), text: v.string() },
    handler: async ({ db }, row) => await db.insert("rows", row),
  }),
};
const schema = defineSchema({
  rows: defineTable({ channel: v.string(), text: v.string() }).index("by_channel", ["channel"]),
});
const modules = {
  "./rows.ts": () => Promise.resolve(rows),
  "./_generated/server.ts": () => Promise.resolve({}),
};
const nothing = makeFunctionReference<"query">("rows:nothing");
const add = makeFunctionReference<"mutation">("rows:add");

const { convexTest } =
  process.argv[2] === "mock" ? await import("convex-test") : await import("../engine/testing/index.ts");

async function usPerCall(call: (i: number) => Promise<unknown>): Promise<number> {
  const rounds: number[] = [];
  for (let done = 0; done < ROUNDS; done++) {
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) await call(i);
    rounds.push(((performance.now() - start) * 1_000) / CALLS);
  }
  return round(median(rounds), 1);
}

const t = convexTest({ schema, modules });
const costs: FunctionCosts = {
  emptyQueryUs: await usPerCall(async () => await t.query(nothing, {})),
  insertUs: await usPerCall(async (i) => await t.mutation(add, { channel: `c${i % 3}`, text: TEXT })),
};
process.stdout.write(`${JSON.stringify(costs)}\n`);
