import { expect, test } from "vitest";
import { api, internal } from "../../_generated/api";
import { makeWorkspace } from "../../testing.setup";

test("a guess of the rules is no verdict", async () => {
  const { t, as } = await makeWorkspace();
  const taskId = await as("Ben").mutation(api.tasks.create, { title: "Outage" });
  const [row] = await t.run(async (ctx) => await ctx.db.query("categorisations").collect());
  await t.run(async (ctx) => {
    await ctx.db.patch("categorisations", row!._id, { rules: { ...row!.rules, confidence: 0.49 } });
    await ctx.db.patch("tasks", taskId, { category: undefined, categorySource: undefined });
  });
  await t.mutation(internal.categorisations.sweep, {});
  const task = await as("Ben").query(api.tasks.get, { taskId });
  expect([task.category, task.categorySource]).toEqual([undefined, "rules"]);
  const why = await as("Ben").query(api.categorisations.get, { taskId });
  expect(why?.rules).toMatchObject({ category: "urgent", confidence: 0.49 });
});
