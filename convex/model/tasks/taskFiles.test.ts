/** The files of tasks: who puts them in and takes them off, who reads them, and what becomes of them. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { boardOf, firstPage, makeWorkspace, refusal } from "../../testing.setup";
import { applied } from "../events/changes";
import { passFor, passUntil } from "../files/passes";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = Parameters<Workspace["as"]>[0];

const NOON = Date.parse("2026-11-29T12:00:00Z");

let workspace: Workspace;
let taskId: Id<"tasks">;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: NOON });
  workspace = await makeWorkspace();
  taskId = await workspace
    .as("Ana")
    .mutation(api.tasks.create, { title: "Ship", channelId: workspace.general });
  return () => void vi.useRealTimers();
});

async function save(name: Name, fileName = "plan.gif"): Promise<Id<"files">> {
  const storageId = await workspace.t.run(async ({ storage }) => await storage.store(new Blob(["GIF89a"])));
  return await workspace.as(name).mutation(api.files.save, { storageId, name: fileName, type: "image/gif" });
}

const add = async (name: Name, fileIds: Id<"files">[], to = taskId) =>
  await workspace.as(name).mutation(api.tasks.addFiles, { taskId: to, fileIds });
async function added(name: Name, fileName?: string): Promise<Id<"files">> {
  const fileId = await save(name, fileName);
  await add(name, [fileId]);
  return fileId;
}
const filesOf = async (name: Name, of = taskId) =>
  (await workspace.as(name).query(api.files.ofTask, { taskId: of })).map(({ _id }) => _id);
const countOf = async (name: Name = "Ana") =>
  (await workspace.as(name).query(api.tasks.get, { taskId })).fileCount;
const listed = async (name: Name, channelId: Id<"channels">) =>
  (await workspace.as(name).query(api.files.list, { channelId, paginationOpts: firstPage })).page.map(
    ({ _id, taskId: of }) => [_id, of],
  );
/** What the door answers at this moment. */
async function opens(name: "ana" | "ben" | "zoe", fileId: Id<"files">): Promise<boolean> {
  const { t } = workspace;
  await t.mutation(internal.emails.linkKey, { candidate: "0".repeat(64) });
  const pass = await t.run(async ({ db }) => await passFor({ db }, workspace[name], passUntil(Date.now())));
  return (await t.query(internal.files.opened, { fileId, pass: pass!, part: "file" })) !== null;
}

test("files are read with the task and counted on its card, and the channel lists them with the way to it", async () => {
  const [first, second] = [await save("Ben", "one.gif"), await save("Ben", "two.gif")];
  expect(await opens("ana", first)).toBe(false);
  await add("Ben", [first, second]);
  expect(await filesOf("Zoe")).toEqual([first, second]);
  expect(await boardOf(workspace.as("Zoe"))).toMatchObject([{ _id: taskId, fileCount: 2 }]);
  expect(await listed("Zoe", workspace.general)).toEqual([
    [second, taskId],
    [first, taskId],
  ]);
  expect([await opens("ana", first), await opens("zoe", second)]).toEqual([true, true]);
});

test("what is sent twice is there once", async () => {
  const fileId = await added("Ben");
  await add("Ben", [fileId, fileId]);
  expect([await filesOf("Ben"), await countOf()]).toEqual([[fileId], 1]);
  await workspace.as("Zoe").mutation(api.tasks.removeFile, { taskId, fileId });
  // Nor does it bring back what was taken off meanwhile.
  await add("Ben", [fileId]);
  expect([await filesOf("Ben"), await countOf()]).toEqual([[], undefined]);
});

describe("refused", () => {
  test("for strangers, for those who may not read the task, and in an archived channel", async () => {
    const { as, hiring } = workspace;
    const hidden = await as("Ana").mutation(api.tasks.create, { title: "Secret", channelId: hiring });
    const fileId = await save("Zoe");
    for (const [name, to, code] of [
      ["Max", taskId, "NOT_SIGNED_IN"],
      ["Zoe", hidden, "NOT_FOUND"],
    ] as const) {
      const task = { taskId: to };
      const file = { ...task, fileId };
      await expect(add(name, [fileId], to)).rejects.toMatchObject(refusal(code));
      await expect(filesOf(name, to)).rejects.toMatchObject(refusal(code));
      await expect(as(name).mutation(api.tasks.removeFile, file)).rejects.toMatchObject(refusal(code));
      await expect(as(name).mutation(api.tasks.restoreFile, file)).rejects.toMatchObject(refusal(code));
    }
    const other = await as("Ana").mutation(api.channels.create, { name: "old", isPrivate: false });
    const old = await as("Ana").mutation(api.tasks.create, { title: "Old", channelId: other });
    await as("Ana").mutation(api.channels.archive, { channelId: other });
    await expect(add("Ana", [await save("Ana")], old)).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
    // From the same place it is done where it may be.
    await add("Zoe", [fileId]);
    expect(await filesOf("Zoe")).toEqual([fileId]);
  });

  test("of another's file, one that something has, and one of another task", async () => {
    const { as, general } = workspace;
    const bens = await save("Ben");
    await expect(add("Zoe", [bens])).rejects.toMatchObject(refusal("NOT_FOUND"));
    const sent = await save("Zoe");
    await as("Zoe").mutation(api.messages.create, { channelId: general, text: "", fileIds: [sent] });
    await expect(add("Zoe", [sent])).rejects.toMatchObject(refusal("NOT_FOUND"));
    const other = await as("Zoe").mutation(api.tasks.create, { title: "Other" });
    const mine = await added("Zoe");
    await expect(add("Zoe", [mine], other)).rejects.toMatchObject(refusal("NOT_FOUND"));
    for (const fileId of [mine, sent, bens])
      await expect(as("Zoe").mutation(api.tasks.removeFile, { taskId: other, fileId })).rejects.toMatchObject(
        refusal("NOT_FOUND"),
      );
    await expect(
      as("Zoe").mutation(api.messages.create, { channelId: general, text: "", fileIds: [mine] }),
    ).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(as("Zoe").mutation(api.files.remove, { fileId: mine })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    expect(await filesOf("Zoe")).toEqual([mine]);
  });

  test("beyond ten at once and thirty together, taken off or not", async () => {
    const { as } = workspace;
    const many = async (count: number) =>
      await Promise.all(Array.from({ length: count }, async () => await save("Ben")));
    await expect(add("Ben", await many(LIMITS.filesPerMessage + 1))).rejects.toMatchObject(
      refusal("TOO_MANY_FILES"),
    );
    for (let i = 0; i < LIMITS.filesPerTask; i += 10) await add("Ben", await many(10));
    const one = await many(1);
    await expect(add("Ben", one)).rejects.toMatchObject(refusal("TOO_MANY_TASK_FILES"));
    const [first] = await filesOf("Ben");
    await as("Ben").mutation(api.tasks.removeFile, { taskId, fileId: first! });
    await add("Ben", one);
    await expect(as("Ben").mutation(api.tasks.restoreFile, { taskId, fileId: first! })).rejects.toMatchObject(
      refusal("TOO_MANY_TASK_FILES"),
    );
    expect(await countOf()).toBe(LIMITS.filesPerTask);
  });
});

test("whoever has the task takes a file off and puts it back, and its history says so by name", async () => {
  const { as } = workspace;
  const fileId = await added("Ben", "plan.gif");
  await as("Zoe").mutation(api.tasks.removeFile, { taskId, fileId });
  await as("Zoe").mutation(api.tasks.removeFile, { taskId, fileId });
  expect([await filesOf("Ana"), await countOf(), await opens("ben", fileId)]).toEqual([[], undefined, false]);
  await as("Ana").mutation(api.tasks.restoreFile, { taskId, fileId });
  await as("Ana").mutation(api.tasks.restoreFile, { taskId, fileId });
  expect([await filesOf("Ana"), await countOf(), await opens("ben", fileId)]).toEqual([[fileId], 1, true]);
  const { page } = await as("Zoe").query(api.events.list, { taskId, paginationOpts: firstPage });
  const told = page
    .filter(({ changes }) => changes.some(({ field }) => field === "file"))
    .map(({ actorId, changes }) => [actorId, changes]);
  expect(told).toEqual([
    [workspace.ana, [{ field: "file", after: "plan.gif" }]],
    [workspace.zoe, [{ field: "file", before: "plan.gif" }]],
    [workspace.ben, [{ field: "file", after: "plan.gif" }]],
  ]);
});

test("the events of a task give its count", async () => {
  const { as, t } = workspace;
  const fileId = await added("Ben");
  await added("Ben");
  await as("Ben").mutation(api.tasks.removeFile, { taskId, fileId });
  const events = await t.run(
    async ({ db }) =>
      await db
        .query("events")
        .withIndex("by_subject", (q) => q.eq("subject", taskId))
        .collect(),
  );
  const state: object = events.reduce((now, { changes }) => applied(now, changes), {});
  expect(state).toMatchObject({ title: "Ship", fileCount: 1 });
});

test("a task that goes to another channel takes its files along, and those who cannot follow lose them at once", async () => {
  const { as, general, hiring } = workspace;
  const [fileId, off] = [await added("Ben"), await added("Ben")];
  await as("Ben").mutation(api.tasks.removeFile, { taskId, fileId: off });
  expect(await opens("zoe", fileId)).toBe(true);
  await as("Ben").mutation(api.tasks.update, { taskId, channelId: hiring });
  expect([await opens("zoe", fileId), await opens("ben", fileId)]).toEqual([false, true]);
  await expect(as("Zoe").query(api.files.getUrl, { fileId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(filesOf("Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  expect([await listed("Zoe", general), await listed("Ben", hiring)]).toEqual([[], [[fileId, taskId]]]);
  // What is put back comes where the task is now.
  await as("Ben").mutation(api.tasks.restoreFile, { taskId, fileId: off });
  expect(await listed("Ben", hiring)).toHaveLength(2);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: workspace.ben });
  expect(await opens("ben", fileId)).toBe(false);
  await as("Ana").mutation(api.tasks.update, { taskId, channelId: null });
  expect([await opens("zoe", fileId), await listed("Ana", hiring)]).toEqual([true, []]);
});

test("files go with a deleted task and come back with it, without those that were taken off", async () => {
  const { as, general } = workspace;
  const [fileId, off] = [await added("Ben"), await added("Ben")];
  await as("Ben").mutation(api.tasks.removeFile, { taskId, fileId: off });
  await as("Ana").mutation(api.tasks.remove, { taskId });
  expect([await opens("ben", fileId), await listed("Ben", general)]).toEqual([false, []]);
  await expect(filesOf("Ben")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await as("Ana").mutation(api.tasks.restore, { taskId });
  expect([await opens("ben", fileId), await filesOf("Ben")]).toEqual([true, [fileId]]);
  expect(await opens("ben", off)).toBe(false);
});

test("who is deactivated reads none, and a file of a task stays while its uploader is gone", async () => {
  const fileId = await added("Ben");
  await workspace.as("Ana").mutation(api.users.deactivate, { userId: workspace.ben });
  expect([await opens("ben", fileId), await opens("ana", fileId)]).toEqual([false, true]);
});

test("the sweep leaves files of tasks, and removes those that were taken off a month ago", async () => {
  const { as, t } = workspace;
  const [fileId, off] = [await added("Ben"), await added("Ben")];
  await as("Ben").mutation(api.tasks.removeFile, { taskId, fileId: off });
  vi.setSystemTime(NOON + 31 * DAY_MS);
  await t.mutation(internal.operator.cronRuns.cleanUp, {});
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await filesOf("Ben")).toEqual([fileId]);
  const left = await t.run(async ({ db }) => await db.query("files").collect());
  expect(left.map(({ _id }) => _id)).toEqual([fileId]);
  expect(await opens("ben", fileId)).toBe(true);
  await expect(as("Ben").mutation(api.tasks.restoreFile, { taskId, fileId: off })).rejects.toMatchObject(
    refusal("NOT_FOUND"),
  );
});

test("`has:file` finds tasks that have one", async () => {
  const { as } = workspace;
  const found = async () =>
    (await as("Zoe").query(api.search.all, { text: "has:file ship", paginationOpts: firstPage })).page.length;
  expect(await found()).toBe(0);
  const fileId = await added("Ben");
  expect(await found()).toBe(1);
  await as("Ben").mutation(api.tasks.removeFile, { taskId, fileId });
  expect(await found()).toBe(0);
});

test("its uploader renames a file of a task, and others do not", async () => {
  const { as } = workspace;
  const fileId = await added("Ben");
  await expect(as("Zoe").mutation(api.files.rename, { fileId, name: "x.gif" })).rejects.toMatchObject(
    refusal("FORBIDDEN"),
  );
  await as("Ben").mutation(api.files.rename, { fileId, name: "x.gif" });
  expect(await as("Zoe").query(api.files.ofTask, { taskId })).toMatchObject([{ name: "x.gif" }]);
});

describe("the cover of a card", () => {
  const cover = async (name: Name, fileId: Id<"files"> | null, of = taskId) =>
    await workspace.as(name).mutation(api.board.covers.set, { taskId: of, fileId });
  const coverOf = async () => (await boardOf(workspace.as("Zoe"))).map(({ coverId }) => coverId);

  test("is one of its pictures, until another is chosen, or it is taken off", async () => {
    const [first, second] = [await added("Ben", "one.gif"), await added("Ben", "two.gif")];
    await cover("Zoe", first);
    await cover("Zoe", second);
    expect(await coverOf()).toEqual([second]);
    await workspace.as("Ben").mutation(api.tasks.removeFile, { taskId, fileId: first });
    expect(await coverOf()).toEqual([second]);
    await cover("Zoe", null);
    expect(await coverOf()).toEqual([undefined]);
    expect(await workspace.as("Zoe").mutation(api.undo.last, {})).toMatchObject({ verb: "changed" });
    expect(await coverOf()).toEqual([second]);
    await workspace.as("Ben").mutation(api.tasks.removeFile, { taskId, fileId: second });
    expect([await coverOf(), await countOf()]).toEqual([[undefined], undefined]);
    // Nothing that is gone comes back.
    await expect(workspace.as("Zoe").mutation(api.undo.last, {})).rejects.toMatchObject(
      refusal("UNDO_CHANGED"),
    );
  });

  test("is no other file, and nobody's choice who may not write the card", async () => {
    const own = await added("Ben");
    const other = await workspace.as("Ana").mutation(api.tasks.create, { title: "Other" });
    const [waiting, gone] = [await save("Ben"), await added("Ben")];
    await workspace.as("Ben").mutation(api.tasks.removeFile, { taskId, fileId: gone });
    const storageId = await workspace.t.run(async ({ storage }) => await storage.store(new Blob(["text"])));
    const note = { storageId, name: "a.txt", type: "text/plain" };
    const text = await workspace.as("Ben").mutation(api.files.save, note);
    await add("Ben", [text]);
    const refused = async (
      answer: Promise<unknown>,
      code: "NOT_FOUND" | "NOT_SIGNED_IN" | "CHANNEL_ARCHIVED",
    ) => await expect(answer).rejects.toMatchObject(refusal(code));
    for (const fileId of [waiting, gone, text]) await refused(cover("Ben", fileId), "NOT_FOUND");
    await refused(cover("Ben", own, other), "NOT_FOUND");
    await refused(cover("Max", own), "NOT_SIGNED_IN");
    await workspace.as("Ana").mutation(api.tasks.update, { taskId, channelId: workspace.hiring });
    await refused(cover("Zoe", own), "NOT_FOUND");
    await cover("Ben", own);
    await workspace.as("Ana").mutation(api.channels.archive, { channelId: workspace.hiring });
    await refused(cover("Ben", null), "CHANNEL_ARCHIVED");
    expect((await workspace.as("Ana").query(api.tasks.get, { taskId })).coverId).toBe(own);
  });
});
