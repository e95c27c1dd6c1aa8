import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { boardOf, makeWorkspace, refusal } from "../../testing.setup";

async function makeMany() {
  const workspace = await makeWorkspace();
  const { as } = workspace;
  const create = async (channelId?: Id<"channels">) =>
    await as("Ana").mutation(api.tasks.create, { title: "Plan", ...(channelId && { channelId }) });
  const get = async (taskId: Id<"tasks">) => await as("Ana").query(api.tasks.get, { taskId });
  return { ...workspace, create, get };
}

test("several tasks are changed, moved and deleted at once, and all of it is taken back at once", async () => {
  const { as, ben, create, get } = await makeMany();
  const taskIds = [await create(), await create(), await create()];
  const before = await boardOf(as("Ana"));
  const change = as("Ana").mutation.bind(as("Ana"));
  const all = { changed: 3, commitTs: expect.any(BigInt) as bigint, refused: [] };
  const update = { kind: "update" as const, changes: { assigneeId: ben, tags: ["docs"] } };
  expect(await change(api.tasks.changeMany, { taskIds, change: update })).toEqual(all);
  expect(await get(taskIds[2]!)).toMatchObject({ assigneeId: ben, tags: ["docs"] });
  const move = { kind: "move" as const, status: "done" as const };
  expect(await change(api.tasks.changeMany, { taskIds, change: move })).toEqual(all);
  expect((await boardOf(as("Ana"))).map(({ status }) => status)).toEqual(["done", "done", "done"]);
  expect(await change(api.tasks.changeMany, { taskIds, change: { kind: "remove" } })).toEqual(all);
  expect(await boardOf(as("Ana"))).toEqual([]);

  for (let i = 0; i < 3; i++) expect(await change(api.undo.last, {})).toMatchObject({ count: 3 });
  expect(await boardOf(as("Ana"))).toEqual(before);
  for (let i = 0; i < 3; i++) expect(await change(api.undo.redo, {})).toMatchObject({ count: 3 });
  expect(await boardOf(as("Ana"))).toEqual([]);
});

test("a task that refuses is left as it was, and said; the others change", async () => {
  const { as, zoe, hiring, create, get } = await makeMany();
  const [open, secret] = [await create(), await create(hiring)];
  const change = { kind: "update" as const, changes: { assigneeId: zoe } };
  const answer = await as("Ana").mutation(api.tasks.changeMany, { taskIds: [secret, open, open], change });
  expect(answer).toMatchObject({ changed: 1, refused: [{ taskId: secret, code: "ASSIGNEE_NOT_MEMBER" }] });
  expect(await get(open)).toMatchObject({ assigneeId: zoe });
  expect(await get(secret)).not.toHaveProperty("assigneeId");

  const move = { kind: "move" as const, status: "done" as const };
  const asked = { taskIds: [secret, open], change: move };
  expect(await as("Zoe").mutation(api.tasks.changeMany, asked)).toMatchObject({
    changed: 1,
    refused: [{ taskId: secret, code: "NOT_FOUND" }],
  });
  const many = Array.from({ length: 51 }, async () => await create());
  await expect(
    as("Ana").mutation(api.tasks.changeMany, { taskIds: await Promise.all(many), change: move }),
  ).rejects.toMatchObject(refusal("TOO_MANY_IDS"));
});

test("several are moved to a column of their board, as far as it has room", async () => {
  const { as, general: channelId, hiring, create, get } = await makeMany();
  const place = { channelId, status: "in_progress" as const, name: "Review" };
  const column = await as("Ana").mutation(api.board.columns.add, place);
  await as("Ana").mutation(api.board.columns.update, { channelId, key: column, limit: 1 });
  const taskIds = [await create(channelId), await create(channelId), await create(hiring), await create()];
  const change = { kind: "move" as const, status: "in_progress" as const, column };
  const answer = await as("Ana").mutation(api.tasks.changeMany, { taskIds, change });
  expect(answer).toMatchObject({
    changed: 2,
    refused: [
      { taskId: taskIds[1], code: "COLUMN_FULL" },
      { taskId: taskIds[2], code: "COLUMN_GONE" },
    ],
  });
  expect(await get(taskIds[0]!)).toMatchObject({ status: "in_progress", column });
  expect(await get(taskIds[2]!)).toMatchObject({ status: "todo" });
  // What is in no channel has a status alone.
  expect(await get(taskIds[3]!)).toMatchObject({ status: "in_progress" });
  expect(await get(taskIds[3]!)).not.toHaveProperty("column");
});

test("an action is taken back by its commit, whatever was done since, once", async () => {
  const { as, ben, create, get } = await makeMany();
  const taskIds = [await create(), await create()];
  const change = { kind: "update" as const, changes: { assigneeId: ben } };
  const { commitTs } = await as("Ana").mutation(api.tasks.changeMany, { taskIds, change });
  await as("Ana").mutation(api.tasks.update, { taskId: taskIds[0]!, title: "Later" });
  const action = commitTs as bigint;
  await expect(as("Ben").mutation(api.undo.action, { commitTs: action })).rejects.toMatchObject(
    refusal("UNDO_NOTHING"),
  );
  expect(await as("Ana").mutation(api.undo.action, { commitTs: action })).toMatchObject({ count: 2 });
  expect(await get(taskIds[0]!)).toMatchObject({ title: "Later" });
  expect(await get(taskIds[0]!)).not.toHaveProperty("assigneeId");
  await expect(as("Ana").mutation(api.undo.action, { commitTs: action })).rejects.toMatchObject(
    refusal("UNDO_NOTHING"),
  );
});
