/**
 * B15: what the engine in memory adds to a function, without sockets and threads. The floor is the same function, run by
 * `convex/server` alone over a map that answers the same documents. A process of its own: each of the two makes
 * its own global `Convex`.
 *
 *   node functions.ts engine|alone       answers a JSON line: microseconds per call
 */
import {
  defineSchema,
  defineTable,
  makeFunctionReference,
  mutationGeneric,
  queryGeneric,
  type FunctionReference,
} from "convex/server";
import { v } from "convex/values";
import { convexTest } from "../../engine/testing/index.ts";
import { runAlone } from "./functionsAlone.ts";
import { TEXT } from "../pace.ts";
import { median, round } from "../stats.ts";

export type FunctionCosts = { emptyQueryUs: number; insertUs: number; pageUs: number };
/** Runs a function of the module below. */
type Run = (name: keyof typeof rows, args: Record<string, string>) => Promise<unknown>;

const ROUNDS = 7;
const CALLS = 1_000;
const PAGE = 50;

const rows = {
  nothing: queryGeneric({ args: {}, handler: () => null }),
  add: mutationGeneric({
    args: { channel: v.string(), text: v.string() },
    handler: async ({ db }, row) => await db.insert("rows", row),
  }),
  newest: queryGeneric({
    args: { channel: v.string() },
    handler: async ({ db }, { channel }) =>
      await db
        .query("rows")
        .withIndex("by_channel", (q) => q.eq("channel", channel))
        .order("desc")
        .take(PAGE),
  }),
};

function runOnEngine(): Run {
  const schema = defineSchema({
    rows: defineTable({ channel: v.string(), text: v.string() }).index("by_channel", ["channel"]),
  });
  const modules = {
    "./rows.ts": () => Promise.resolve(rows),
    "./_generated/server.ts": () => Promise.resolve({}),
  };
  const t = convexTest({ schema, modules });
  const reference =
    <Kind extends "query" | "mutation">(kind: Kind) =>
    ([name, args]: Parameters<Run>) =>
      t[kind as "query"](makeFunctionReference<Kind>(`rows:${name}`) as FunctionReference<"query">, args);
  const [query, mutation] = [reference("query"), reference("mutation")];
  return async (...call) => await (call[0] === "add" ? mutation : query)(call);
}

async function usPerCall(call: (i: number) => Promise<unknown>): Promise<number> {
  const rounds: number[] = [];
  for (let done = 0; done < ROUNDS; done++) {
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) await call(i);
    rounds.push(((performance.now() - start) * 1_000) / CALLS);
  }
  // What follows is compiled: as in a server that has been running.
  return round(median(rounds.slice(2)), 1);
}

const run: Run = process.argv[2] === "alone" ? runAlone(rows) : runOnEngine();
for (let i = 0; i < PAGE; i++) await run("add", { channel: "page", text: TEXT });
const costs: FunctionCosts = {
  emptyQueryUs: await usPerCall(async () => await run("nothing", {})),
  insertUs: await usPerCall(async (i) => await run("add", { channel: `c${i % 3}`, text: TEXT })),
  pageUs: await usPerCall(async () => await run("newest", { channel: "page" })),
};
process.stdout.write(`${JSON.stringify(costs)}\n`);
