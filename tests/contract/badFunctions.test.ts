/**
 * F-17: functions that never end, take all memory, throw odd things or meddle with what is everybody's. Each is
 * stopped and reported; others go on, and the next call finds everything as it was.
 */
import { ConvexClient, type ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SmallApp, succeeded } from "../support/smallApp.ts";

const BAD = `
import { actionGeneric as action, internalMutationGeneric as internalMutation, mutationGeneric as mutation,
  queryGeneric as query, anyApi } from "convex/server";
const eat = () => { const eaten = []; for (;;) eaten.push({ x: Array.from({ length: 1000 }, (_, i) => "y" + i) }); };
export const add = mutation(async (ctx) => { await ctx.db.insert("notes", { text: "x" }); });
export const count = query(async (ctx) => (await ctx.db.query("notes").collect()).length);
export const loop = query(() => { for (;;); });
export const loopAfterWrite = mutation(async (ctx) => { await ctx.db.insert("notes", { text: "x" }); for (;;); });
export const loopOverReads = query(async (ctx) => { for (;;) await ctx.db.query("notes").first(); });
export const microtasks = query(async () => { for (;;) await null; });
export const regex = query(() => /^(a+)+$/.test("a".repeat(40) + "!"));
export const recursion = query(() => { const f = () => f() + 1; return f(); });
export const throwsNull = mutation(async (ctx) => { await ctx.db.insert("notes", { text: "x" }); throw null; });
export const throwsText = query(() => { throw "just text"; });
export const throwsProxy = query(() => { throw new Proxy({}, { get() { throw new Error("trap"); } }); });
export const rejectsLater = query(async () => { void Promise.reject(new Error("nobody listens")); return 1; });
export const forgetsFailure = mutation(async (ctx) => {
  await ctx.db.insert("notes", { text: "x" });
  void ctx.db.patch("no id", {});
});
export const forgetsNested = mutation(async (ctx) => { void ctx.runMutation(anyApi.bad.throwsNull, {}); });
export const catchesFailure = mutation(async (ctx) => { await ctx.db.patch("no id", {}).catch(() => {}); return "caught"; });
export const throwsInMicrotask = query(async (ctx) => {
  queueMicrotask(() => { throw new Error("in a microtask"); });
  await ctx.db.query("notes").first();
});
export const writesLate = mutation((ctx) => { (async () => { for (let i = 0; i < 50; i++) await null; await ctx.db.insert("notes", { text: "late" }); })(); });
export const breaksConvex = query(() => { delete Convex.syscall; delete Convex.asyncSyscall; return "broken"; });
export const actionForgets = action(async () => {
  void Promise.reject(new Error("forgotten"));
  await new Promise((resolve) => setTimeout(resolve, 5_000));
});
export const actionThrowsLater = action(async () => {
  setTimeout(() => { throw new Error("in a timer"); }, 10);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
});
export const exits = query(() => { process.exit(1); });
export const evals = query(() => new Function("return 1 + 1")());
export const hugeResult = query(() => "x".repeat(20 * 1024 * 1024));
export const notAValue = query(() => ({ f: () => 1 }));
export const tampers = query(() => {
  JSON.parse = () => { throw new Error("tampered"); };
  Array.prototype.map = () => [];
  globalThis.Convex = null;
  return 1;
});
export const planLoop = mutation(async (ctx) => {
  await ctx.scheduler.runAfter(0, anyApi.bad.scheduledLoop, {});
  await ctx.scheduler.runAfter(0, anyApi.bad.scheduledAdd, {});
});
export const scheduledLoop = internalMutation(() => { for (;;); });
export const scheduledAdd = internalMutation(async (ctx) => { await ctx.db.insert("notes", { text: "x" }); });
export const jobs = query(async (ctx) =>
  (await ctx.db.system.query("_scheduled_functions").collect()).map(({ name, state }) => [name, state.kind, state.error ?? ""]));
export const actionLoops = action(() => { for (;;); });
export const actionEats = action(eat);
export const actionWaits = action(() => new Promise((resolve) => setTimeout(() => resolve("waited"), 300)));
export const actionWorks = action(async (ctx) => await ctx.runQuery(anyApi.bad.throwsNothing, {}));
export const throwsNothing = query(() => "fine");
export const throwsFar = query(() => { throw new Error("far"); });
export const actionThrowsFar = action(() => { throw new Error("far"); });
`;

const NODE = `"use node";
import { actionGeneric as action } from "convex/server";
export const exits = action(() => process.exit(1));
export const works = action(() => "fine");
export const throwsFar = action((): string => { throw new Error("far"); });
`;

const bad = anyApi.bad!;
const node = anyApi.node!;
let app: SmallApp;
let client: ConvexHttpClient;

beforeAll(async () => {
  app = await SmallApp.start(
    "bad-functions",
    { "convex/bad.ts": BAD, "convex/node.ts": NODE },
    { functionTimeoutMs: 2_000, showsErrors: true },
  );
  succeeded(await app.deploy());
  client = app.http();
});
afterAll(async () => await app.close());

const count = async () => (await client.query(bad.count!, {})) as number;

test("[WK1] what never ends is stopped, leaves nothing, and the watchers of others are served", async () => {
  const watching = new ConvexClient(app.url, { unsavedChangesWarning: false, logger: false });
  const seen: number[] = [];
  watching.onUpdate(bad.count!, {}, (value) => seen.push(value as number));
  let expected = await count();
  for (const name of ["loop", "loopOverReads", "microtasks", "regex"])
    await expect(client.query(bad[name]!, {}), name).rejects.toThrow(/timed out|too many/i);
  await expect(client.mutation(bad.loopAfterWrite!, {})).rejects.toThrow(/timed out/);
  expect(await count()).toBe(expected);
  await client.mutation(bad.add!, {});
  expected++;
  await expect.poll(() => seen.at(-1)).toBe(expected);
  await watching.close();
});

test("[FN3] odd errors and results are refused with a sentence, and write nothing", async () => {
  const before = await count();
  await expect(client.mutation(bad.throwsNull!, {})).rejects.toThrow(/null/);
  await expect(client.query(bad.throwsText!, {})).rejects.toThrow(/just text/);
  await expect(client.query(bad.throwsProxy!, {})).rejects.toThrow(/Uncaught/);
  await expect(client.query(bad.recursion!, {})).rejects.toThrow(/Maximum call stack/);
  await expect(client.query(bad.exits!, {})).rejects.toThrow(/process\\.exit|not a function/);
  await expect(client.query(bad.notAValue!, {})).rejects.toThrow(/not a supported Convex/);
  await expect(client.query(bad.hugeResult!, {})).rejects.toThrow(/16 MiB|too large/i);
  expect(await client.query(bad.rejectsLater!, {})).toBe(1);
  expect(await count()).toBe(before);
});

const restarts = () => app.engine.deployment.database.restarts;

test("[FN16] what a function does not wait for and nobody catches fails that function alone", async () => {
  const before = { notes: await count(), restarts: restarts() };
  await expect(client.mutation(bad.forgetsFailure!, {})).rejects.toThrow(/not an ID/);
  await expect(client.mutation(bad.forgetsNested!, {})).rejects.toThrow(/null/);
  await expect(client.query(bad.throwsInMicrotask!, {})).rejects.toThrow(/in a microtask/);
  expect(await client.mutation(bad.catchesFailure!, {})).toBe("caught");
  expect(await client.query(bad.rejectsLater!, {})).toBe(1);
  await client.mutation(bad.writesLate!, {});
  expect({ notes: await count(), restarts: restarts() }).toEqual(before);
});

test("[AC7] what an action leaves uncaught fails that action alone", async () => {
  const waiting = client.action(bad.actionWaits!, {});
  await expect(client.action(bad.actionForgets!, {})).rejects.toThrow(/forgotten/);
  await expect(client.action(bad.actionThrowsLater!, {})).rejects.toThrow(/in a timer/);
  expect(await waiting).toBe("waited");
});

test("[FN6] an error says where it was thrown, in the source", async () => {
  const lineOf = (source: string, name: string) =>
    source.split("\n").findIndex((line) => line.startsWith(`export const ${name} `)) + 1;
  const at = (file: string, line: number) => `Uncaught Error: far\n    at ../convex/${file}.ts:${line}:`;
  await expect(client.query(bad.throwsFar!, {})).rejects.toThrow(at("bad", lineOf(BAD, "throwsFar")));
  await expect(client.action(bad.actionThrowsFar!, {})).rejects.toThrow(
    at("bad", lineOf(BAD, "actionThrowsFar")),
  );
  await expect(client.action(node.throwsFar!, {})).rejects.toThrow(at("node", lineOf(NODE, "throwsFar")));
});

test("[WK5] what meddles with the globals meddles with nobody else", async () => {
  await client.query(bad.tampers!, {}).catch(() => {});
  const before = restarts();
  await client.query(bad.breaksConvex!, {}).catch(() => {});
  expect(await count()).toBeGreaterThanOrEqual(0);
  expect(restarts()).toBe(before);
  expect(await client.query(bad.throwsNothing!, {})).toBe("fine");
  expect(typeof (await count())).toBe("number");
});

test("[SC2] [WK4] a scheduled mutation that loops fails alone", async () => {
  const before = await count();
  await client.mutation(bad.planLoop!, {});
  await expect.poll(count, { timeout: 30_000 }).toBe(before + 1);
  await expect
    .poll(async () => await client.query(bad.jobs!, {}), { timeout: 30_000 })
    .toEqual(expect.arrayContaining([["bad:scheduledLoop", "failed", expect.stringContaining("timed out")]]));
});

test("[AC5] [AC6] an action that blocks or ends its thread has failed, and the next one runs", async () => {
  const waiting = client.action(bad.actionWaits!, {});
  expect(await waiting).toBe("waited");
  await expect(client.action(bad.actionLoops!, {})).rejects.toThrow(/busy|Transient/);
  expect(await client.action(bad.actionWorks!, {})).toBe("fine");
  await expect(client.action(bad.actionEats!, {})).rejects.toThrow(/Transient/);
  expect(await client.action(bad.actionWorks!, {})).toBe("fine");
  await expect(client.action(node.exits!, {})).rejects.toThrow(/Transient/);
  expect(await client.action(node.works!, {})).toBe("fine");
});

test("a hundred bad calls leave the engine as it was", async () => {
  for (let i = 0; i < 100; i++)
    await client.query(bad[["throwsText", "recursion", "exits", "notAValue"][i % 4]!]!, {}).catch(() => {});
  expect(await client.query(bad.throwsNothing!, {})).toBe("fine");
});
