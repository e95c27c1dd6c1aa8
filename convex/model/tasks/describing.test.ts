import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace, refusal } from "../../testing.setup";

const BASE = "one\ntwo\nthree";

async function makeTask() {
  const { as } = await makeWorkspace();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Plan", description: BASE });
  const save = async (name: "Ana" | "Ben", description: string, descriptionBase?: string) =>
    await as(name).mutation(api.tasks.update, {
      taskId,
      description,
      ...(descriptionBase !== undefined && { descriptionBase }),
    });
  const text = async () => (await as("Zoe").query(api.tasks.get, { taskId })).description;
  return { as, taskId, save, text };
}

test("what two people change of a description at once is joined, in either order and once more", async () => {
  const { save, text } = await makeTask();
  await save("Ana", "ONE\ntwo\nthree", BASE);
  await save("Ben", "one\ntwo\nthree\nfour", BASE);
  expect(await text()).toBe("ONE\ntwo\nthree\nfour");
  await save("Ben", "one\ntwo\nthree\nfour", BASE);
  await save("Ana", "ONE\ntwo\nthree", BASE);
  expect(await text()).toBe("ONE\ntwo\nthree\nfour");
});

test("where both changed the same line nothing is written, and the later one hears of it", async () => {
  const { save, text } = await makeTask();
  await save("Ana", "one\nTWO\nthree", BASE);
  await expect(save("Ben", "one\n2\nthree", BASE)).rejects.toMatchObject(refusal("TEXT_CONFLICT"));
  expect(await text()).toBe("one\nTWO\nthree");
  await save("Ben", "one\n2\nthree", "one\nTWO\nthree");
  expect(await text()).toBe("one\n2\nthree");
});

test("both together are never longer than a description may be", async () => {
  const { save } = await makeTask();
  const half = "x".repeat(LIMITS.taskDescription * 0.6);
  await save("Ana", `${half}\n${BASE}`, BASE);
  const long = save("Ben", `${BASE}\n${half}`, BASE);
  await expect(long).rejects.toMatchObject(refusal("TEXT_CONFLICT"));
});

test("who does not say what they began with replaces the text", async () => {
  const { save, text } = await makeTask();
  await save("Ana", "mine");
  expect(await text()).toBe("mine");
});
