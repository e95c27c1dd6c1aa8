import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { boardOf, makeWorkspace } from "../../testing.setup";

test("hundreds of moves between the same two cards keep ranks short and the order right", async () => {
  const { t, as } = await makeWorkspace();
  const ids = new Map<string, Id<"tasks">>();
  for (const title of ["a", "b", "c", "d"])
    ids.set(title, await as("Ana").mutation(api.tasks.create, { title }));
  const column = async () => (await boardOf(as("Ana"))).map(({ title }) => title).join("");
  let above = ids.get("a")!;
  const order: string[] = [];
  for (let i = 0; i < 400; i += 1) {
    const mover = ids.get(i % 2 === 0 ? "c" : "d")!;
    await as("Ana").mutation(api.tasks.move, {
      taskId: mover,
      status: "todo",
      before: above,
      after: ids.get("b")!,
    });
    above = mover;
    if (i % 100 === 99) order.push(await column());
  }
  const ranks = await t.run(async (ctx) => (await ctx.db.query("tasks").collect()).map(({ rank }) => rank));
  expect(Math.max(...ranks.map(({ length }) => length))).toBeLessThanOrEqual(32);
  expect(new Set(ranks).size).toBe(ranks.length);
  expect(order).toEqual(["acdb", "acdb", "acdb", "acdb"]);
});
