import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace } from "../../testing.setup";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  return () => vi.useRealTimers();
});

type Name = "Ana" | "Ben" | "Zoe";
type TaskId = Id<"tasks">;
const { create, relate, unrelate, move, remove, restore } = api.tasks;

async function open() {
  const workspace = await makeWorkspace();
  const { as, t } = workspace;
  const make = async (title: string, more: { channelId?: Id<"channels">; assigneeId?: Id<"users"> } = {}) =>
    await as("Ben").mutation(create, { title, ...more });
  const blocked = async (name: Name, taskId: TaskId, otherId: TaskId) =>
    await as(name).mutation(relate, { taskId, kind: "blockedBy", otherId });
  const settle = async () => await t.finishAllScheduledFunctions(vi.runAllTimers);
  return { ...workspace, make, blocked, settle };
}

type Notice = Pick<Doc<"notices">, "kind" | "taskId" | "otherTaskId">;

describe("people are told", () => {
  async function started() {
    const workspace = await open();
    const { as, make, blocked, ana, zoe, hiring } = workspace;
    const plan = await make("Plan", { assigneeId: ana });
    const ship = await make("Ship", { assigneeId: zoe });
    for (const name of ["Ana", "Ben", "Zoe"] as const) await as(name).mutation(api.notices.markAllRead, {});
    const told = async (name: Name, isUnread = true) =>
      (await as(name).query(api.notices.list, { paginationOpts: firstPage })).page
        .filter((notice) => ["waiting", "unblocked"].includes(notice.kind) && notice.isUnread === isUnread)
        .map(({ kind, taskNumber, other }) => [kind, taskNumber, other]);
    const counts = async (name: Name) => (await as(name).query(api.notices.counts, {})).unread;
    return { ...workspace, plan, ship, told, counts, hiring, blocked };
  }
  const other = (number: number, more: object = {}) => ({ number, isDeleted: false, left: 0, ...more });

  test("that somebody waits for them: who has the task, or made it, and not who said it", async () => {
    const { as, plan, ship, told, counts, blocked, make, settle } = await started();
    await blocked("Ben", ship, plan);
    expect(await told("Ana")).toEqual([["waiting", 1, other(2)]]);
    expect([await told("Zoe"), await told("Ben")]).toEqual([[], []]);
    await settle();
    expect(await as("Ana").query(api.inbox.ringing.latest, {})).toMatchObject([
      { cause: "waiting", taskId: plan, text: "Plan" },
    ]);
    await as("Ana").mutation(api.notices.markSeen, { taskId: plan });
    expect([await told("Ana"), await told("Ana", false)]).toEqual([[], [["waiting", 1, other(2)]]]);
    const own = await make("Ben's");
    await blocked("Ben", ship, own);
    expect(await told("Ben")).toEqual([]);
    await as("Ben").mutation(unrelate, { taskId: ship, kind: "blockedBy", otherId: own });
    await blocked("Zoe", ship, own);
    expect([await told("Ben"), await counts("Ben")]).toEqual([[["waiting", 3, other(2)]], 1]);
    await as("Zoe").mutation(unrelate, { taskId: ship, kind: "blockedBy", otherId: own });
    expect([await told("Ben"), await counts("Ben")]).toEqual([[], 0]);
  });

  test("that what they waited for is done, in the same transaction, and no more once it is open again", async () => {
    const { as, plan, ship, told, counts, blocked, settle } = await started();
    await blocked("Zoe", ship, plan);
    await as("Ben").mutation(move, { taskId: plan, status: "done" });
    expect([await told("Zoe"), await counts("Zoe")]).toEqual([[["unblocked", 2, other(1)]], 1]);
    await settle();
    expect(await as("Zoe").query(api.inbox.ringing.latest, {})).toMatchObject([
      { cause: "unblocked", taskId: ship, text: "Ship" },
    ]);
    await as("Ben").mutation(move, { taskId: plan, status: "todo" });
    expect([await told("Zoe"), await counts("Zoe")]).toEqual([[], 0]);
    expect(await as("Zoe").query(api.inbox.ringing.latest, {})).toEqual([]);
    await as("Ben").mutation(remove, { taskId: plan });
    expect(await told("Zoe")).toEqual([["unblocked", 2, other(1, { isDeleted: true })]]);
    await as("Ben").mutation(restore, { taskId: plan });
    expect(await told("Zoe")).toEqual([]);
    await as("Ben").mutation(move, { taskId: plan, status: "done" });
    await as("Zoe").mutation(api.notices.markSeen, { taskId: ship });
    await as("Ben").mutation(move, { taskId: plan, status: "todo" });
    // What was seen is not said as long as it is not so.
    expect(await told("Zoe", false)).toEqual([]);
    await as("Zoe").mutation(move, { taskId: plan, status: "done" });
    expect(await told("Zoe", false)).toEqual([["unblocked", 2, other(1)]]);
  });

  test("how many others it still waits for; and nothing of one that is done itself, or by themselves", async () => {
    const { as, plan, ship, told, blocked, make } = await started();
    await blocked("Ben", ship, plan);
    await blocked("Ben", ship, await make("Test"));
    await as("Zoe").mutation(move, { taskId: plan, status: "done" });
    expect(await told("Zoe")).toEqual([]);
    await as("Ben").mutation(move, { taskId: plan, status: "todo" });
    await as("Ben").mutation(move, { taskId: plan, status: "done" });
    expect(await told("Zoe")).toEqual([["unblocked", 2, other(1, { left: 1 })]]);
    await as("Ben").mutation(move, { taskId: plan, status: "todo" });
    await as("Ben").mutation(move, { taskId: ship, status: "done" });
    await as("Ben").mutation(move, { taskId: plan, status: "done" });
    expect(await told("Zoe")).toEqual([]);
  });

  test("only what they may read when it happens and when they look", async () => {
    const { as, plan, ship, told, counts, blocked, make, hiring, zoe } = await started();
    const secret = await make("Secret", { channelId: hiring });
    await blocked("Ben", ship, secret);
    await as("Ana").mutation(move, { taskId: secret, status: "done" });
    await blocked("Ben", secret, plan);
    expect([await told("Zoe"), await counts("Zoe")]).toEqual([[], 0]);
    await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: zoe });
    // What she could not read then she is not told afterwards.
    expect(await told("Zoe")).toEqual([]);
    await as("Zoe").mutation(api.notices.markAllRead, {});
    await as("Ana").mutation(move, { taskId: secret, status: "todo" });
    await as("Ana").mutation(move, { taskId: secret, status: "done" });
    expect([await told("Zoe"), await counts("Zoe")]).toEqual([[["unblocked", 2, other(3)]], 1]);
    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: zoe });
    expect([await told("Zoe"), await counts("Zoe")]).toEqual([[], 0]);
    expect((await as("Zoe").query(api.notices.unseen, {})).map(({ kind }) => kind)).toEqual([]);
  });

  test("of many who wait some in each transaction, everybody once, and nobody once it is open again", async () => {
    const { t, as, plan, make, blocked, zoe, settle } = await started();
    const many = LIMITS.waitingTold * 2 + 1;
    for (let i = 0; i < many; i++) await blocked("Ana", await make(`Next ${i}`, { assigneeId: zoe }), plan);
    await settle();
    const unblocked = async () =>
      (await t.run(async ({ db }) => await db.query("notices").collect()))
        .filter(({ kind, state }) => kind === "unblocked" && state === "unread")
        .map(({ taskId }: Notice) => taskId);
    await as("Ana").mutation(move, { taskId: plan, status: "done" });
    expect(await unblocked()).toHaveLength(LIMITS.waitingTold);
    await settle();
    expect(new Set(await unblocked()).size).toBe(many);
    expect(await unblocked()).toHaveLength(many);
    await as("Ana").mutation(move, { taskId: plan, status: "todo" });
    expect(await unblocked()).toEqual([]);
    await as("Ana").mutation(move, { taskId: plan, status: "done" });
    await as("Ana").mutation(move, { taskId: plan, status: "todo" });
    await settle();
    expect(await unblocked()).toEqual([]);
  });
});

test("of several that are done at once, all who wait for any of them are told", async () => {
  const { t, as, make, blocked, zoe, settle } = await open();
  const done: TaskId[] = [];
  for (let i = 0; i < 3; i++) {
    done.push(await make(`Done ${i}`));
    for (let k = 0; k < 3; k++)
      await blocked("Ana", await make(`Next ${i} ${k}`, { assigneeId: zoe }), done[i]!);
  }
  await as("Ana").mutation(api.tasks.changeMany, { taskIds: done, change: { kind: "move", status: "done" } });
  await settle();
  const told = (await t.run(async ({ db }) => await db.query("notices").collect())).filter(
    ({ kind, userId }) => kind === "unblocked" && userId === zoe,
  );
  expect(new Set(told.map(({ taskId }) => taskId)).size).toBe(9);
});
