import { afterEach, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { makeWorkspace } from "../testing.setup";
import * as Tallies from "./tallies";

afterEach(() => vi.restoreAllMocks());

test("a sum is the same before, between and after folds", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99); // no fold but those below
  const { t } = await makeWorkspace();
  const key = "tasks somewhere";
  const expected = { todo: 0, done: 0 };
  for (let step = 1; step <= 30; step++) {
    const by = step % 3 === 0 ? { todo: -1, done: 1 } : { todo: 2, done: 0 };
    await t.run(async (ctx) => await Tallies.add(ctx, key, by));
    expected.todo += by.todo;
    expected.done += by.done;
    if (step % 7 === 0) await t.mutation(internal.scheduled.folding.tally, { key });
    expect(await t.run(async (ctx) => await Tallies.sumsOf(ctx, key))).toEqual(expected);
  }
  const left = await t.run(async (ctx) => await ctx.db.query("tallies").collect());
  expect(left.filter((row) => row.key === key)).toHaveLength(1 + (30 % 7));
  await t.mutation(internal.scheduled.folding.tally, { key: "nothing of the kind" });
});

test("numbers are given out in turn at first, later from shards, and none twice", async () => {
  const { t, as } = await makeWorkspace();
  const create = async () => {
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Task" });
    return (await as("Ana").query(api.tasks.get, { taskId })).number;
  };
  expect([await create(), await create()]).toEqual([1, 2]);
  await t.run(async (ctx) => {
    const row = await ctx.db.query("counters").first();
    await ctx.db.patch("counters", row!._id, { value: 998 });
  });
  const numbers: number[] = [];
  for (let i = 0; i < 80; i++) numbers.push(await create());
  expect(numbers.slice(0, 2)).toEqual([999, 1_000]);
  expect(new Set(numbers).size).toBe(80);
  expect(Math.min(...numbers.slice(2))).toBeGreaterThan(1_000);
  expect(Math.max(...numbers)).toBeLessThan(1_500);
});
