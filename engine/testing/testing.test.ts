import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  anyApi,
  defineSchema,
  defineTable,
  internalMutationGeneric,
  mutationGeneric,
  type GenericDataModel,
  type GenericMutationCtx,
} from "convex/server";
import { v } from "convex/values";
import { tableNumberOf } from "../values/ids.ts";
import { convexTest } from "./index.ts";

test("[TS2] convexTest runs the engine itself, in the test's own process", async () => {
  const schema = defineSchema({ notes: defineTable({ text: v.string() }) });
  const t = convexTest({ schema, modules: { "./_generated/api.js": async () => ({}) } });
  let runsHere = false;
  const id = await t.run(async (ctx) => {
    runsHere = true;
    return await ctx.db.insert("notes", { text: "x" });
  });
  expect(runsHere).toBe(true);
  expect(tableNumberOf(id)).toBe(10_001);
  expect(() => convexTest({})).toThrow(/modules/);
});

test(
  "[TX2] what a caller is told of the most that may be written is what is there",
  { timeout: 20_000 },
  async () => {
    const table = Array.from({ length: 10 }).reduce<ReturnType<typeof defineTable>>(
      (made, _, i) => made.index(`by_text_${i}`, ["text"]),
      defineTable({ text: v.string() }),
    );
    const modules = { "./_generated/api.js": async () => ({}) };
    const t = convexTest({ schema: defineSchema({ notes: table }), modules });
    await t.run(async ({ db }) => {
      for (let i = 0; i < 16_000; i++) await db.insert("notes", { text: "" });
    });
    expect(await t.run(async ({ db }) => (await db.query("notes").collect()).length)).toBe(16_000);
  },
);

describe("work that is due together", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const schema = defineSchema({ notes: defineTable({ text: v.string() }) });
  const work = anyApi.work!;
  /** What the jobs of a test are given, by the order in which they are due. */
  const planned = async (plan: (ctx: GenericMutationCtx<GenericDataModel>) => Promise<void>) => {
    const modules = {
      "./_generated/api.js": async () => ({}),
      "./work.ts": async () => ({
        plan: mutationGeneric({ args: {}, handler: plan }),
        fill: mutationGeneric({
          args: {},
          handler: async ({ db }) => {
            for (let i = 0; i < 12_000; i++) await db.insert("notes", { text: "" });
          },
        }),
        readAll: internalMutationGeneric({
          args: {},
          handler: async ({ db }) => void (await db.query("notes").collect()),
        }),
        note: internalMutationGeneric({
          args: {},
          handler: async ({ db }) => void (await db.insert("notes", { text: "ran" })),
        }),
        cancel: internalMutationGeneric({
          args: { id: v.id("_scheduled_functions") },
          handler: async ({ scheduler }, { id }) => await scheduler.cancel(id),
        }),
      }),
    };
    const t = convexTest({ schema, modules });
    await t.mutation(work.fill!, {});
    await t.mutation(work.plan!, {});
    vi.advanceTimersByTime(5_000);
    await t.finishInProgressScheduledFunctions();
    return await t.run(
      async ({ db }) =>
        await db.system
          .query("_scheduled_functions")
          .collect()
          .then((jobs) => jobs.map(({ state }) => state.kind)),
    );
  };

  test("[SC8] each has the limits of a transaction for itself", async () => {
    const states = await planned(async ({ scheduler }) => {
      for (let i = 0; i < 3; i++) await scheduler.runAfter(1_000, work.readAll!, {});
    });
    expect(states).toEqual(["success", "success", "success"]);
  });

  test("[SC8] [SC4] what an earlier one cancels does not run", async () => {
    const states = await planned(async ({ scheduler }) => {
      const id = await scheduler.runAfter(2_000, work.note!, {});
      await scheduler.runAfter(1_000, work.cancel!, { id });
    });
    expect(states.toSorted()).toEqual(["canceled", "success"]);
  });
});

test("[TS3] a copy has what was stored, files and plans included, and neither reaches the other", async () => {
  vi.useFakeTimers();
  const schema = defineSchema({ notes: defineTable({ text: v.string() }) });
  const notes = anyApi.notes!;
  const modules = {
    "./_generated/api.js": async () => ({}),
    "./notes.ts": async () => ({
      add: mutationGeneric(async ({ db }, { text }: { text: string }) => await db.insert("notes", { text })),
      plan: mutationGeneric(async ({ scheduler }) => {
        await scheduler.runAfter(1_000, notes.add!, { text: "planned" });
      }),
    }),
  };
  const t = convexTest({ schema, modules });
  type Copied = typeof t & { copy(): Promise<Copied> };
  const textsOf = async (deployment: typeof t) =>
    await deployment.run(async ({ db }) => (await db.query("notes").collect()).map(({ text }) => text));
  await t.mutation(notes.add!, { text: "a" });
  await t.mutation(notes.plan!, {});
  const storageId = await t.run(async ({ storage }) => await storage.store(new Blob(["bytes"])));

  const copy = await (t as Copied).copy();
  await copy.mutation(notes.add!, { text: "of the copy" });
  await t.mutation(notes.add!, { text: "of the first" });
  expect([await textsOf(t), await textsOf(copy)]).toEqual([
    ["a", "of the first"],
    ["a", "of the copy"],
  ]);
  const file = await copy.run(async ({ storage }) => await storage.get(storageId));
  expect(await file!.text()).toBe("bytes");
  await copy.finishAllScheduledFunctions(() => void vi.runAllTimers());
  expect(await textsOf(copy)).toEqual(["a", "of the copy", "planned"]);
  vi.useRealTimers();
});
