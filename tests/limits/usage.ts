/** What one transaction of a function uses of Convex's limits, counted by the engine as it runs. */
import { makeFunctionReference } from "convex/server";
import { ConvexError } from "convex/values";
import type { openDeployment } from "../../convex/testing.setup";
import { seedChance } from "./chance";

type Deployment = ReturnType<typeof openDeployment>;
export type Caller = Pick<Deployment, "mutation">;
export type Ctx = Parameters<Parameters<Deployment["run"]>[0]>[0];

const COUNTED = [
  "documentsRead",
  "bytesRead",
  "databaseQueries",
  "documentsWritten",
  "bytesWritten",
  "functionsScheduled",
  "scheduledFunctionArgsBytes",
] as const;
export type Counted = (typeof COUNTED)[number];
/** `halves`: 1 is what a transaction may use. */
export type Usage = Record<Counted, { used: number; halves: number }>;

export type Call = { kind: "query" | "mutation"; path: string; args: Record<string, unknown> };

const TAKEN_BACK = "taken back";

const stepOf =
  ({ kind, path, args }: Call) =>
  async (ctx: Ctx): Promise<unknown> =>
    kind === "query"
      ? await ctx.runQuery(makeFunctionReference<"query">(path), args)
      : await ctx.runMutation(makeFunctionReference<"mutation">(path), args);

/** Runs something as a transaction of its own, which is taken back: the next one finds what this one found. */
export async function usageOf(caller: Caller, of: Call | ((ctx: Ctx) => Promise<unknown>)): Promise<Usage> {
  const step = typeof of === "function" ? of : stepOf(of);
  let usage: Usage | undefined;
  seedChance();
  const dry = caller.mutation(async (ctx: Ctx) => {
    await step(ctx);
    usage = await usedIn(ctx);
    throw new ConvexError(TAKEN_BACK);
  });
  await dry.catch((error: Error) => {
    if (!error.message.includes(TAKEN_BACK)) throw error;
  });
  return usage!;
}

/** The same, kept; with what it answers. */
export async function run(caller: Caller, call: Call): Promise<{ result: unknown; usage: Usage }> {
  let usage: Usage | undefined;
  let result: unknown;
  await caller.mutation(async (ctx: Ctx) => {
    result = await stepOf(call)(ctx);
    usage = await usedIn(ctx);
  });
  return { result, usage: usage! };
}

async function usedIn(ctx: Pick<Ctx, "meta">): Promise<Usage> {
  const metrics = await ctx.meta.getTransactionMetrics();
  const halves = COUNTED.map((name) => {
    const { used, remaining } = metrics[name];
    return [name, { used, halves: used / ((used + remaining) / 2) }] as const;
  });
  return Object.fromEntries(halves) as Usage;
}

/** The limits of which a transaction used more than half, with how many halves that was. */
export function excess(usage: Usage): Partial<Record<Counted, number>> {
  const names = COUNTED.filter((name) => usage[name].halves > 1);
  return Object.fromEntries(names.map((name) => [name, usage[name].halves]));
}

/** The larger of two workspaces fills more of what is bounded, and has its rows folded at other times. */
const CHANCE = { rows: 12, bytes: 50_000, share: 0.25 };

/** What a transaction uses more of where there is twice as much to read. */
export function growth(small: Usage, large: Usage): Partial<Record<Counted, string>> {
  const grown = COUNTED.filter((name) => {
    const most = /bytes/i.test(name) ? CHANCE.bytes : CHANCE.rows;
    return large[name].used > small[name].used * (1 + CHANCE.share) + most;
  });
  return Object.fromEntries(grown.map((name) => [name, `${small[name].used} → ${large[name].used}`]));
}
