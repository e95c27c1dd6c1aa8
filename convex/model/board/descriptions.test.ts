import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import { boardOf, makeWorkspace } from "../../testing.setup";

async function makeTask() {
  const { t, as } = await makeWorkspace();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship", description: "In June" });
  const update = async (changes: { title?: string; description?: string }) =>
    await as("Ben").mutation(api.tasks.update, { taskId, ...changes });
  const rows = async () =>
    await t.run(async (ctx) => ({
      task: await ctx.db.get("tasks", taskId),
      texts: (await ctx.db.query("taskDescriptions").collect()).map(({ text }) => text),
      changes: (await ctx.db.query("events").order("desc").first())!.changes,
    }));
  const description = async () => (await as("Zoe").query(api.tasks.get, { taskId })).description;
  return { as, taskId, update, rows, description };
}

test("a description is with its task, and with no card", async () => {
  const { as, update, description } = await makeTask();
  expect(await description()).toBe("In June");
  await update({ title: "Ship it" });
  expect(await description()).toBe("In June");
  const [card] = await boardOf(as("Zoe"));
  expect(card).toMatchObject({ title: "Ship it" });
  expect(card).not.toHaveProperty("description");
});

test("a change of a description alone is told with the former one, and leaves the task's own row as it is", async () => {
  const { update, rows, description } = await makeTask();
  const before = await rows();
  await update({ description: "In July" });
  const after = await rows();
  expect(after.changes).toEqual([{ field: "description", before: "In June", after: "In July" }]);
  expect([after.task, after.texts]).toEqual([before.task, ["In July"]]);
  expect(await description()).toBe("In July");
});

test("a description that is taken away leaves no row, and can be written again", async () => {
  const { update, rows, description } = await makeTask();
  await update({ description: " " });
  expect(await rows()).toMatchObject({
    texts: [],
    changes: [{ field: "description", before: "In June", after: "" }],
  });
  expect(await description()).toBe("");
  await update({ description: "In July" });
  expect((await rows()).texts).toEqual(["In July"]);
});

test("a task that was deleted and returns has its description", async () => {
  const { as, taskId, description } = await makeTask();
  await as("Ana").mutation(api.tasks.remove, { taskId });
  await as("Ana").mutation(api.tasks.restore, { taskId });
  expect(await description()).toBe("In June");
});
