import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { makeWorkspace } from "../testing.setup";
import { eachRow, hasRoomFor, NoRoom, reasonOf, takeWithin } from "./batches";

type Ctx = Parameters<typeof eachRow>[0];
type Row = "good" | "bad" | "large";

/** Runs the rows in a transaction, and answers what became of each. */
async function work(rows: Row[], needOfLarge = 0) {
  const { t } = await makeWorkspace();
  const done: string[] = [];
  const isDone = await t.run(
    async (ctx) =>
      await eachRow(ctx, rows, {
        need: (row) => ({ databaseQueries: row === "large" ? needOfLarge : 0 }),
        step: async (row, isFirst) => {
          await Promise.resolve();
          if (row === "bad") throw new Error("It is bad.");
          if (row === "large" && needOfLarge === 0) throw new NoRoom();
          done.push(isFirst ? `first ${row}` : row);
        },
        failed: async (row, reason) => {
          await Promise.resolve();
          done.push(`${row}: ${reason}`);
        },
      }),
  );
  return [isDone, ...done];
}

test("a row whose step fails is moved on with the reason, and the others are done", async () => {
  expect(await work(["good", "bad", "good"])).toEqual([true, "first good", "bad: It is bad.", "good"]);
});

test("a row that does not fit any more is left with those after it, and comes first in the next transaction", async () => {
  expect(await work(["good", "large", "good"], 2_049)).toEqual([false, "first good"]);
  expect(await work(["good", "large", "good"])).toEqual([false, "first good"]);
  expect(await work(["large", "good"], 1_000_000)).toEqual([true, "first large", "good"]);
});

test("a first row that finds no room is a bad one: else it would be tried for ever", async () => {
  expect(await work(["large", "good"])).toEqual([true, "large: ", "good"]);
});

test("there is room up to half of a limit, and no further", async () => {
  const { t } = await makeWorkspace();
  const answers = await t.run(async (ctx: Ctx) => {
    const { used, remaining } = (await ctx.meta.getTransactionMetrics()).documentsRead;
    const half = (used + remaining) / 2;
    return [
      await hasRoomFor(ctx, { documentsRead: half - used }),
      await hasRoomFor(ctx, { documentsRead: half - used + 1 }),
    ];
  });
  expect(answers).toEqual([true, false]);
});

test("rows are read until there are enough of them, or of their bytes, which are those of UTF-8", async () => {
  const { t } = await makeWorkspace();
  const taken = await t.run(async (ctx) => {
    for (let i = 0; i < 6; i++)
      await ctx.db.insert("suppressions", { email: "ben@example.com", reason: "あ".repeat(1_000) });
    const all = () => ctx.db.query("suppressions");
    return await Promise.all([
      takeWithin(all(), { rows: 2, bytes: 1_000_000 }),
      takeWithin(all(), { rows: 100, bytes: 4_000 }),
      takeWithin(all(), { rows: 100, bytes: 1_000_000 }),
    ]);
  });
  expect(taken.map(({ rows, isCut }) => [rows.length, isCut])).toEqual([
    [2, true],
    [2, true],
    [6, false],
  ]);
  expect(taken[2].size).toBeGreaterThan(18_000);
});

test.each([
  [new Error("Uncaught Error: It broke\n    at somewhere"), "It broke"],
  [new ConvexError({ code: "NOT_FOUND", message: "It is gone." }), "It is gone."],
  ["a text", "a text"],
  [undefined, "undefined"],
  [new Error(`half ${"\ud83d"}`), "half \ufffd"],
])("the reason of %s is one line that a store takes", (thrown, reason) => {
  expect(reasonOf(thrown)).toBe(reason);
});
