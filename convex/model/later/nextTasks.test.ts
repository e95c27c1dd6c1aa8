import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { removeUnused } from "../files/sweep";
import { boardOf, makeWorkspace, png, putUpload } from "../../testing.setup";

const at = (text: string) => Date.parse(text);
const MONDAY = at("2026-11-30T11:00:00Z");
const DUE = { dueDate: at("2026-12-01"), dueAt: at("2026-12-01T14:00:00Z") };

beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: MONDAY }));
afterEach(() => vi.useRealTimers());

/** A task of every week, T-1, whose parts Ana makes. */
async function open(more: object = {}) {
  const workspace = await makeWorkspace();
  const { t, as } = workspace;
  const make = async (title: string, fields: object = {}) =>
    await as("Ana").mutation(api.tasks.create, { title, ...fields });
  const taskId = await make("Whole", {
    ...DUE,
    repeats: { rule: "week/1", timeZone: "Europe/Berlin" },
    ...more,
  });
  const finish = async (id: Id<"tasks">, who: "Ana" | "Ben" = "Ana") =>
    await as(who).mutation(api.tasks.move, { taskId: id, status: "done" });
  const next = async () => {
    const found = (await boardOf(as("Ana"))).find(({ repeats }) => repeats !== undefined);
    return await as("Ana").query(api.tasks.get, { taskId: found!._id });
  };
  const partsOf = async (id: Id<"tasks">) =>
    (await as("Ana").query(api.board.subtasks.list, { taskId: id })).map(
      ({ number, title, status }) => `${number} ${title} ${status}`,
    );
  const byDay = async (now: string) => {
    await vi.advanceTimersByTimeAsync(at(now) - Date.now());
    await t.finishInProgressScheduledFunctions();
    await t.mutation(internal.scheduled.repeats.sweep, {});
    await vi.advanceTimersByTimeAsync(1_000);
    await t.finishInProgressScheduledFunctions();
  };
  return { ...workspace, taskId, make, finish, next, partsOf, byDay };
}

test("boxes are open again, and what names a part names the new one", async () => {
  const { as, taskId, finish, next, partsOf } = await open({
    description: "- [x] one\n- [ ] two\n- [x] three",
  });
  await as("Ana").mutation(api.board.checklists.toSubtask, { taskId, line: 1, text: "two" });
  await finish(taskId);
  const { _id, description, checkCount, checksDone } = await next();
  expect([description, checkCount, checksDone]).toEqual(["- [ ] one\n- [x] T-4\n- [ ] three", 3, 1]);
  expect(await partsOf(_id)).toEqual(["4 two todo"]);
});

test("parts come along as open cards of their own, with parts of theirs, their order, people and days", async () => {
  const { as, ben, taskId, make, finish, next, partsOf } = await open();
  const one = await make("One", {
    parentId: taskId,
    assigneeId: ben,
    dueDate: at("2026-12-02"),
    tags: ["a"],
  });
  await make("Two", { parentId: taskId });
  const inner = await make("Inner", { parentId: one });
  await finish(inner);
  await finish(one);
  await finish(taskId);
  const { _id, subtaskCount, subtasksDone } = await next();
  expect([subtaskCount, subtasksDone]).toEqual([2, undefined]);
  expect(await partsOf(_id)).toEqual(["6 One todo", "7 Two todo"]);
  const [{ _id: copy } = { _id }] = await as("Ana").query(api.board.subtasks.list, { taskId: _id });
  expect(await as("Ben").query(api.tasks.get, { taskId: copy })).toMatchObject({
    assigneeId: ben,
    tags: ["a"],
    dueDate: at("2026-12-09"),
  });
  expect(await partsOf(copy)).toEqual(["8 Inner todo"]);
  expect(await partsOf(taskId)).toEqual(["2 One done", "3 Two todo"]);
});

test("all of it goes with the undo of what was done, and comes again with its redo, once", async () => {
  const { as, taskId, make, finish } = await open();
  await make("One", { parentId: taskId });
  const before = await boardOf(as("Ana"));
  await finish(taskId);
  const after = await boardOf(as("Ana"));
  expect(after).toHaveLength(4);
  await as("Ana").mutation(api.undo.last, {});
  expect(await boardOf(as("Ana"))).toEqual(before);
  await as("Ana").mutation(api.undo.redo, {});
  expect(await boardOf(as("Ana"))).toEqual(after);
});

test("parts that others may not read stay with the former, and so do those of an archived channel", async () => {
  const { as, hiring, taskId, make, finish, next, partsOf } = await open();
  const old = await as("Ana").mutation(api.channels.create, { name: "old" });
  await make("Secret", { parentId: taskId, channelId: hiring });
  await make("Old", { parentId: taskId, channelId: old });
  await make("Both", { parentId: taskId });
  await as("Ana").mutation(api.channels.archive, { channelId: old });
  await finish(taskId);
  expect(await partsOf((await next())._id)).toEqual(["6 Both todo"]);
});

test("more parts than come along at once are left, and the history says how many", async () => {
  const { as, t, taskId, make, finish, next } = await open();
  for (let i = 0; i < LIMITS.duplicated + 1; i++) await make(`P${i}`, { parentId: taskId });
  await finish(taskId);
  const { _id, subtaskCount } = await next();
  expect(subtaskCount).toBe(LIMITS.duplicated - 1);
  const events = await t.run(async ({ db }) => await db.query("events").collect());
  const left = events.filter(({ changes }) => changes.some(({ field }) => field === "partsLeft"));
  expect(left.map(({ subject, changes }) => [subject, changes[0]?.after])).toEqual([[_id, 2]]);
  await as("Ana").mutation(api.undo.last, {});
  expect((await next())._id).toBe(taskId);
});

test("who watches goes on watching, and who has left does not", async () => {
  const { as, ana, ben, zoe, taskId, finish, next } = await open();
  for (const name of ["Ben", "Zoe"] as const) await as(name).mutation(api.board.taskWatchers.add, { taskId });
  await as("Ana").mutation(api.users.deactivate, { userId: zoe });
  await finish(taskId, "Ben");
  expect(await as("Ana").query(api.board.taskWatchers.list, { taskId: (await next())._id })).toEqual([
    ana,
    ben,
  ]);
});

test("who is told before the due time is told of the next one too, though they were told of the former", async () => {
  const { as, zoe, taskId, finish, next, byDay } = await open();
  for (const [name, before] of [
    ["Ana", 60],
    ["Ben", 0],
    ["Zoe", 10],
  ] as const)
    await as(name).mutation(api.board.dueReminders.set, { taskId, before });
  await as("Ana").mutation(api.users.deactivate, { userId: zoe });
  const times = async (name: "Ana" | "Ben") =>
    (await as(name).query(api.reminders.list, {})).map((row) => new Date(row.at).toISOString());
  await finish(taskId);
  const second = await next();
  expect(await as("Ben").query(api.board.dueReminders.get, { taskId: second._id })).toBe(0);
  expect(await times("Ana")).toEqual(["2026-12-08T13:00:00.000Z"]);
  await as("Ben").mutation(api.board.dueReminders.set, { taskId: second._id, before: null });
  // Told an hour before, and nobody does it for a week.
  await byDay("2026-12-08T13:30:00Z");
  expect(await times("Ana")).toEqual([]);
  await byDay("2026-12-14T23:30:00Z");
  expect(await times("Ana")).toEqual(["2026-12-15T13:00:00.000Z"]);
  expect(await times("Ben")).toEqual([]);
});

/** Puts so many pictures on a task; answers their ids. */
async function putFiles({ t, as }: Awaited<ReturnType<typeof open>>, taskId: Id<"tasks">, count: number) {
  const fileIds: Id<"files">[] = [];
  for (let i = 0; i < count; i++) {
    const storageId = await putUpload(t, png(1), "image/png");
    const file = { storageId, name: `${i}.png`, type: "image/png" };
    fileIds.push(await as("Ana").mutation(api.files.save, file));
    await as("Ana").mutation(api.tasks.addFiles, { taskId, fileIds: fileIds.slice(-1) });
  }
  return fileIds;
}

test("files come along, the cover is one of them, and the bytes are there until the last is gone", async () => {
  const opened = await open();
  const { as, t, taskId, finish, next } = opened;
  const [first] = await putFiles(opened, taskId, 2);
  await as("Ana").mutation(api.board.covers.set, { taskId, fileId: first! });
  await finish(taskId);
  const made = await next();
  const files = await as("Ben").query(api.files.ofTask, { taskId: made._id });
  expect([made.fileCount, files.map(({ name }) => name)]).toEqual([2, ["0.png", "1.png"]]);
  expect(made.coverId).toBe(files[0]!._id);
  expect(made.coverId).not.toBe(first);
  const kept = async () =>
    await t.run(async ({ db }) => (await db.system.query("_storage").collect()).length);
  const bytes = await kept();
  await as("Ana").mutation(api.tasks.removeFile, { taskId, fileId: first! });
  await vi.advanceTimersByTimeAsync(31 * DAY_MS);
  await t.run(async (ctx) => void (await removeUnused(ctx as never, 10)));
  expect([await kept(), (await next()).fileCount]).toEqual([bytes, 2]);
  await as("Ana").mutation(api.tasks.removeFile, { taskId: made._id, fileId: files[0]!._id });
  await vi.advanceTimersByTimeAsync(31 * DAY_MS);
  await t.run(async (ctx) => void (await removeUnused(ctx as never, 10)));
  expect(await kept()).toBe(bytes - 1);
});

test("files go with the undo of what was done and come again with its redo; more than one task may have are left", async () => {
  const opened = await open();
  const { as, t, taskId, make, finish, next } = opened;
  const part = await make("Part", { parentId: taskId });
  await putFiles(opened, taskId, LIMITS.filesPerTask - 1);
  await putFiles(opened, part, 3);
  await finish(taskId);
  const { _id } = await next();
  const names = async () => (await as("Ana").query(api.files.ofTask, { taskId: _id })).length;
  expect(await names()).toBe(LIMITS.filesPerTask - 1);
  const events = await t.run(async ({ db }) => await db.query("events").collect());
  const left = events.flatMap(({ subject, changes }) =>
    changes.flatMap(({ field, after }) => (field === "filesLeft" ? [[subject, after]] : [])),
  );
  expect(left).toEqual([[_id, 2]]);
  await as("Ana").mutation(api.undo.last, {});
  expect((await next())._id).toBe(taskId);
  await as("Ana").mutation(api.undo.redo, {});
  expect([(await next())._id, await names()]).toEqual([_id, LIMITS.filesPerTask - 1]);
});

test("what a look into a file finds is said of all that share its bytes", async () => {
  const opened = await open();
  const { as, t, taskId, finish, next } = opened;
  const [fileId] = await putFiles(opened, taskId, 1);
  await finish(taskId);
  const made = await next();
  await t.mutation(internal.files.inspected, { fileId: fileId!, type: "text/plain", text: "Weigh the tank" });
  const files = await as("Ben").query(api.files.ofTask, { taskId: made._id });
  expect(files.map(({ type }) => type)).toEqual(["text/plain"]);
});

test("the history of the former says that the next one was made, and undo takes both back", async () => {
  const { as, t, taskId, finish, next } = await open();
  await finish(taskId);
  const events = await t.run(async ({ db }) => await db.query("events").collect());
  const told = events.filter(({ changes }) => changes.some(({ field }) => field === "nextDay"));
  expect(told.map(({ subject, changes }) => [subject, changes.at(-1)])).toEqual([
    [taskId, { field: "nextDay", after: at("2026-12-08") }],
  ]);
  await as("Ana").mutation(api.undo.last, {});
  expect(await next()).toMatchObject({ _id: taskId, status: "todo" });
});
