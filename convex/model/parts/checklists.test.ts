import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { ErrorCode } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace, refusal } from "../../testing.setup";

const { tick, toSubtask } = api.board.checklists;
const TEXT = "Before\n- [ ] one\n- [x] **two**\n- [ ] three";

async function open() {
  const workspace = await makeWorkspace();
  const { as, t } = workspace;
  const taskId = await as("Ben").mutation(api.tasks.create, { title: "Launch", description: TEXT });
  const get = async () => await as("Ben").query(api.tasks.get, { taskId });
  const text = async () => (await get()).description;
  const row = async () => (await t.run(async ({ db }) => await db.get("tasks", taskId))) as Doc<"tasks">;
  const counts = async () => {
    const { checkCount, checksDone } = await row();
    return [checksDone, checkCount];
  };
  const mark = async (name: "Ana" | "Ben" | "Zoe" | "Max", line: number, said: string, isDone = true) =>
    await as(name).mutation(tick, { taskId, line, text: said, isDone });
  const refused = async (answer: Promise<unknown>, code: ErrorCode) =>
    await expect(answer).rejects.toMatchObject(refusal(code));
  return { ...workspace, taskId, get, text, row, counts, mark, refused };
}

test("boxes are ticked and counted; the same again changes nothing", async () => {
  const { as, taskId, text, counts, mark } = await open();
  expect(await counts()).toEqual([1, 3]);
  await mark("Zoe", 1, "one");
  await mark("Zoe", 1, "one");
  expect([await text(), await counts()]).toEqual([TEXT.replace("[ ] one", "[x] one"), [2, 3]]);
  await mark("Ben", 1, "one", false);
  expect([await text(), await counts()]).toEqual([TEXT, [1, 3]]);
  const paginationOpts = { numItems: 10, cursor: null };
  const { page } = await as("Ana").query(api.events.list, { taskId, paginationOpts });
  expect(page.slice(0, 2).map(({ changes }) => changes)).toEqual([
    [{ field: "check", before: "one" }],
    [{ field: "check", after: "one" }],
  ]);
  await as("Ana").mutation(api.tasks.update, { taskId, description: "Nothing" });
  expect(await counts()).toEqual([undefined, undefined]);
});

test("two who tick different boxes of what they saw lose nothing, also where a line came above", async () => {
  const { as, taskId, text, mark, refused } = await open();
  await mark("Ana", 1, "one");
  await mark("Ben", 3, "three");
  await as("Zoe").mutation(api.tasks.update, { taskId, description: `New\n${await text()}` });
  await mark("Ana", 2, "**two**", false);
  expect(await text()).toBe("New\nBefore\n- [x] one\n- [ ] **two**\n- [x] three");
  await as("Zoe").mutation(api.tasks.update, { taskId, description: "- [ ] other" });
  await refused(mark("Ana", 0, "one"), "CHECK_GONE");
  await refused(mark("Ana", -1e9, "x".repeat(LIMITS.taskDescription)), "CHECK_GONE");
  expect(await text()).toBe("- [ ] other");
});

test("what stands behind a box becomes a subtask, which the line names and links", async () => {
  const { as, taskId, text, counts } = await open();
  const partId = await as("Zoe").mutation(toSubtask, { taskId, line: 1, text: "one" });
  const done = await as("Zoe").mutation(toSubtask, { taskId, line: 2, text: "**two**" });
  expect([await text(), await counts()]).toEqual(["Before\n- [x] T-2\n- [x] T-3\n- [ ] three", [2, 3]]);
  const parts = await as("Ana").query(api.board.subtasks.list, { taskId });
  expect(parts.map(({ _id, title, status }) => [_id, title, status])).toEqual([
    [partId, "one", "todo"],
    [done, "two", "done"],
  ]);
});

test("a subtask made of a box is one action to take back, and a tick is one", async () => {
  const { as, taskId, text, counts, row, mark, refused } = await open();
  const before = await row();
  await as("Zoe").mutation(toSubtask, { taskId, line: 1, text: "one" });
  expect(await as("Zoe").mutation(api.undo.last, {})).toMatchObject({ count: 2 });
  expect([await text(), await counts(), await row()]).toEqual([
    TEXT,
    [1, 3],
    { ...before, hasSubtasks: true },
  ]);
  expect(await as("Ana").query(api.board.subtasks.list, { taskId })).toEqual([]);
  await as("Zoe").mutation(api.undo.redo, {});
  expect([await text(), await counts()]).toEqual([TEXT.replace("[ ] one", "[x] T-2"), [2, 3]]);
  await as("Zoe").mutation(api.undo.last, {});
  await mark("Zoe", 1, "one");
  await mark("Ben", 3, "three");
  await refused(as("Zoe").mutation(api.undo.last, {}), "UNDO_CHANGED");
  await as("Ben").mutation(api.undo.last, {});
  await as("Zoe").mutation(api.undo.last, {});
  expect([await text(), await counts()]).toEqual([TEXT, [1, 3]]);
});

test("who may not write the task ticks nothing, and makes nothing of it", async () => {
  const workspace = await open();
  const { as, taskId, mark, refused, text, ben } = workspace;
  await as("Ben").mutation(api.tasks.update, { taskId, channelId: workspace.hiring });
  await refused(mark("Zoe", 1, "one"), "NOT_FOUND");
  await refused(mark("Max", 1, "one"), "NOT_SIGNED_IN");
  await refused(as("Zoe").mutation(toSubtask, { taskId, line: 1, text: "one" }), "NOT_FOUND");
  await mark("Ben", 1, "one");
  await as("Ana").mutation(api.channels.removeMember, { channelId: workspace.hiring, userId: ben });
  await refused(mark("Ben", 3, "three"), "NOT_FOUND");
  await as("Ana").mutation(api.channels.archive, { channelId: workspace.hiring });
  await refused(mark("Ana", 3, "three"), "CHANNEL_ARCHIVED");
  await refused(as("Ana").mutation(toSubtask, { taskId, line: 3, text: "three" }), "CHANNEL_ARCHIVED");
  await as("Ana").mutation(api.channels.unarchive, { channelId: workspace.hiring });
  await as("Ana").mutation(api.channels.addMember, { channelId: workspace.hiring, userId: ben });
  expect(await text()).toBe(TEXT.replace("[ ] one", "[x] one"));
  await as("Ana").mutation(api.tasks.remove, { taskId });
  await refused(mark("Ana", 3, "three"), "NOT_FOUND");
});
