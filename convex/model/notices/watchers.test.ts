/** Who watches a task, what they are told, and what they are not. */
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = "Ana" | "Ben" | "Zoe";

let workspace: Workspace;
let taskId: Id<"tasks">;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 30, 12) });
  workspace = await makeWorkspace();
  taskId = await workspace.as("Ana").mutation(api.tasks.create, { title: "Ship" });
  return () => void vi.useRealTimers();
});

const watchersOf = async (name: Name, of = taskId) =>
  await workspace.as(name).query(api.board.taskWatchers.list, { taskId: of });
const watch = async (name: Name, userId?: Id<"users">, of = taskId) =>
  await workspace.as(name).mutation(api.board.taskWatchers.add, { taskId: of, ...(userId && { userId }) });
const unwatch = async (name: Name, userId?: Id<"users">) =>
  await workspace.as(name).mutation(api.board.taskWatchers.remove, { taskId, ...(userId && { userId }) });
const update = async (name: Name, changes: object) =>
  await workspace.as(name).mutation(api.tasks.update, { taskId, ...changes });

/** What the inbox says of the task: null where it says nothing. */
async function toldTo(name: Name) {
  const as = workspace.as(name);
  const { page } = await as.query(api.notices.list, { kind: "assignment", paginationOpts: firstPage });
  const unread = (await as.query(api.notices.unread, {})).filter((row) => row.taskId === taskId);
  const unseen = (await as.query(api.notices.unseen, {})).filter((row) => row.taskId === taskId);
  const row = page.find((one) => one.taskId === taskId);
  expect(unread.length).toBe(row?.isUnread ? 1 : 0);
  expect(unseen.length).toBe(unread.length);
  return row ? { changes: row.changes, isUnread: row.isUnread, actorId: row.actorId } : null;
}

test("who made a task watches it and is told what others do to it, and not what they do themselves", async () => {
  const { as, ana, ben } = workspace;
  expect(await watchersOf("Ben")).toEqual([ana]);
  await update("Ana", { title: "Ship it" });
  expect(await toldTo("Ana")).toBeNull();
  await update("Ben", { title: "Ship soon", dueDate: Date.UTC(2026, 11, 1) });
  await as("Zoe").mutation(api.tasks.move, { taskId, status: "done" });
  expect((await toldTo("Ana"))!.changes!.toSorted()).toEqual(["dueDate", "status", "title"]);
  await as("Ana").mutation(api.notices.markSeen, { taskId });
  await as("Ben").mutation(api.tasks.remove, { taskId });
  expect(await toldTo("Ana")).toEqual({ changes: ["deletedAt"], isUnread: true, actorId: ben });
  await as("Ben").mutation(api.tasks.restore, { taskId });
  expect(await toldTo("Ana")).toBeNull();
});

test("who watches and has the task is told once, as its assignee; what is said of other fields is for nobody", async () => {
  const { ana } = workspace;
  await update("Ben", { assigneeId: ana });
  expect(await toldTo("Ana")).toMatchObject({ changes: undefined, isUnread: true });
  await update("Ben", { description: "More", tags: ["x"], priority: "high" });
  expect(await toldTo("Ana")).toMatchObject({ changes: undefined });
  await update("Ben", { assigneeId: null });
  expect(await toldTo("Ana")).toBeNull();
  await update("Ben", { title: "Other" });
  expect(await toldTo("Ana")).toMatchObject({ changes: ["title"] });
});

test("anybody who may read a task watches it, stops, and lets others watch; twice is once", async () => {
  const { ana, ben, zoe } = workspace;
  for (const name of ["Ben", "Ben"] as const) await watch(name);
  await watch("Ben", zoe);
  expect(await watchersOf("Ana")).toEqual([ana, ben, zoe]);
  await update("Ana", { title: "Other" });
  expect([await toldTo("Ben"), await toldTo("Zoe")]).toMatchObject([{ isUnread: true }, { isUnread: true }]);
  for (const name of ["Ben", "Ben"] as const) await unwatch(name);
  await unwatch("Ana", zoe);
  expect(await watchersOf("Ana")).toEqual([ana]);
  for (const name of ["Ben", "Zoe"] as const) {
    await workspace.as(name).mutation(api.notices.markSeen, { taskId });
    await update("Ana", { title: `Not for ${name}` });
    expect(await toldTo(name)).toMatchObject({ isUnread: false });
  }
});

test("nobody watches a task that they may not read, nor one that is not there, and nobody who left", async () => {
  const { as, t, ben, zoe, hiring: channelId } = workspace;
  const secret = await as("Ana").mutation(api.tasks.create, { title: "Call", channelId });
  await watch("Ben", undefined, secret);
  await expect(watch("Zoe", undefined, secret)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(watchersOf("Zoe", secret)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(watch("Ana", zoe, secret)).rejects.toMatchObject(refusal("ASSIGNEE_NOT_MEMBER"));
  expect(await watchersOf("Ben", secret)).toHaveLength(2);
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  expect(await watchersOf("Ana", secret)).toEqual([workspace.ana]);
  await expect(watch("Ben", undefined, secret)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await t.run(async ({ db }) => await db.patch("users", zoe, { deactivatedAt: 1 }));
  await expect(watch("Ana", zoe)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await as("Ana").mutation(api.tasks.remove, { taskId });
  await expect(watch("Ben")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(unwatch("Ana")).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("a task that moves out of reach is heard of no more, also not by what was told before, until it comes back", async () => {
  const { as, t, ana, zoe, ben, hiring: channelId } = workspace;
  await watch("Zoe");
  await update("Ana", { title: "Shown" });
  expect(await toldTo("Zoe")).toMatchObject({ changes: ["title"] });
  const rowOfZoe = async () =>
    await t.run(
      async ({ db }) =>
        await db
          .query("notices")
          .withIndex("by_taskId_and_kind_and_userId", (q) =>
            q.eq("taskId", taskId).eq("kind", "assignment").eq("userId", zoe),
          )
          .unique(),
    );
  const before = await rowOfZoe();
  await update("Ana", { title: "Fire Zoe", channelId });
  await update("Ben", { title: "Fire Zoe soon" });
  expect(await rowOfZoe()).toEqual(before);
  expect(await toldTo("Zoe")).toBeNull();
  expect((await as("Zoe").query(api.notices.counts, {})).unread).toBe(0);
  expect(await watchersOf("Ben")).toEqual([ana]);
  await as("Ana").mutation(api.notices.markSeen, { taskId });
  await watch("Ben", ben);
  await update("Ana", { title: "Ship", channelId: null });
  expect(await toldTo("Zoe")).toMatchObject({ isUnread: true });
  expect(await watchersOf("Zoe")).toContain(zoe);
});

test("who wrote the messages that became a task watches it, as far as they may read it", async () => {
  const { as, say, ana, ben, hiring: channelId } = workspace;
  const zoes = await as("Zoe").mutation(api.channels.create, { name: "zoes" });
  await as("Ben").mutation(api.channels.join, { channelId: zoes });
  const messageIds = [await say("Zoe", zoes, "Who ships?"), await say("Ben", zoes, "Ana should")];
  const made = await as("Ben").mutation(api.tasks.createFromMessages, { messageIds });
  expect(new Set(await watchersOf("Ana", made))).toEqual(new Set([ben, workspace.zoe]));

  const said = await say("Ben", channelId, "Call her");
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  const secret = await as("Ana").mutation(api.tasks.createFromMessage, { messageId: said });
  expect(await watchersOf("Ana", secret)).toEqual([ana]);
  await as("Ana").mutation(api.channels.addMember, { channelId, userId: ben });
  expect(await watchersOf("Ana", secret)).toEqual([ana]);
});

test("who watches a task, or helps with it, follows what is said of it, whenever they began", async () => {
  const { as, t, ben, zoe, general } = workspace;
  const follows = async (name: Name) => {
    const { threadId: messageId } = await as("Ana").query(api.tasks.get, { taskId });
    return (await as(name).query(api.inbox.threads.mine, { messageId: messageId! })).isFollowing;
  };
  await watch("Ben");
  await unwatch("Ana");
  await as("Ana").mutation(api.tasks.post, { taskId, text: "Who ships?" });
  expect(await follows("Ben")).toBe(true);
  const { threadId } = await as("Ana").query(api.tasks.get, { taskId });
  await as("Ben").mutation(api.inbox.threads.unfollow, { messageId: threadId! });
  await watch("Ben");
  expect(await follows("Ben")).toBe(false);
  expect(await follows("Zoe")).not.toBe(true);
  await as("Ana").mutation(api.board.taskHelpers.set, { taskId, userId: zoe, isHelping: true });
  expect(await follows("Zoe")).toBe(true);
  const rows = await t.run(async ({ db }) => await db.query("threadFollows").collect());
  expect(rows.every(({ channelId }) => channelId === general)).toBe(true);
  expect(rows.map(({ userId }) => userId)).toEqual(expect.arrayContaining([ben, zoe]));
});

/** So many more people, who watch the task. */
async function crowd(size: number): Promise<Id<"users">[]> {
  return await workspace.t.run(async ({ db }) => {
    const { _id, _creationTime, ...like } = (await db.get("users", workspace.zoe))!;
    const ids: Id<"users">[] = [];
    for (let i = 0; i < size; i++) {
      const userId = await db.insert("users", { ...like, tokenIdentifier: `crowd ${i}`, name: `Crowd ${i}` });
      await db.insert("taskWatchers", { taskId, userId, isOpen: true, madeAt: 0 });
      ids.push(userId);
    }
    return ids;
  });
}

test("very many are told one after another, each once, and there is an end to how many", async () => {
  const { t, ben } = workspace;
  const ids = await crowd(LIMITS.watchersPerTask - 1);
  await expect(watch("Ben")).rejects.toMatchObject(refusal("TOO_MANY_WATCHERS"));
  await unwatch("Ana", ids[0]);
  await watch("Ben");
  await update("Zoe", { title: "Other" });
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const told = await t.run(
    async ({ db }) =>
      await db
        .query("notices")
        .withIndex("by_taskId_and_kind_and_userId", (q) => q.eq("taskId", taskId).eq("kind", "assignment"))
        .collect(),
  );
  const expected = [workspace.ana, ben, ...ids.slice(1)];
  expect(told.map(({ userId }) => userId).toSorted()).toEqual(expected.toSorted());
});
