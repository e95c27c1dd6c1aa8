/** What channels are told of their boards, and what they are not. */
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { countUnread } from "../../shared/unread";
import { MINUTE_MS } from "../../shared/time";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = "Ana" | "Ben" | "Zoe" | "Max";
type Status = "todo" | "in_progress" | "done";

let workspace: Workspace;
let tasks: Id<"tasks">[];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 30, 12) });
  workspace = await makeWorkspace();
  tasks = [];
  for (const title of ["A", "B", "C"])
    tasks.push(await workspace.as("Ana").mutation(api.tasks.create, { title, channelId: workspace.hiring }));
  return () => vi.useRealTimers();
});

const setTold = async (name: Name, areTold = true) =>
  await workspace.as(name).mutation(api.board.moves.setTold, { channelId: workspace.hiring, areTold });
const areTold = async (name: Name) =>
  await workspace.as(name).query(api.board.moves.areTold, { channelId: workspace.hiring });
const move = async (name: Name, at: number, status: Status, more: { column?: string } = {}) =>
  await workspace.as(name).mutation(api.tasks.move, { taskId: tasks[at]!, status, ...more });
const pass = async (minutes: number) => {
  await vi.advanceTimersByTimeAsync(minutes * MINUTE_MS);
  await workspace.t.finishInProgressScheduledFunctions();
};
const lines = async (channelId = workspace.hiring) => {
  const { page } = await workspace
    .as("Ana")
    .query(api.messages.paginated, { channelId, paginationOpts: firstPage });
  return page.flatMap(({ line, text }) => (line ? [{ ...line, text }] : [])).toReversed();
};

test("nothing is told until those who arrange the board want it, and no more once they do not", async () => {
  const { as } = workspace;
  await move("Ana", 0, "done");
  await pass(LIMITS.movesToldMinutes);
  expect([await areTold("Ben"), await lines()]).toEqual([false, []]);
  await expect(setTold("Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(areTold("Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(setTold("Max")).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await setTold("Ben");
  expect(await areTold("Ana")).toBe(true);
  expect(await as("Ana").query(api.board.columns.list, { channelId: workspace.hiring })).toHaveLength(3);
  await move("Ana", 1, "done");
  await setTold("Ana", false);
  await pass(LIMITS.movesToldMinutes);
  expect(await lines()).toEqual([]);
});

test("all moves of some minutes are one line, by who did them and where the cards are now", async () => {
  const { as, ana, ben, hiring: channelId } = workspace;
  await setTold("Ana");
  const column = await as("Ana").mutation(api.board.columns.add, {
    channelId,
    status: "in_progress",
    name: "Review",
  });
  await move("Ana", 0, "in_progress");
  await move("Ana", 0, "done");
  await pass(5);
  await move("Ben", 1, "done");
  await move("Ben", 2, "in_progress", { column });
  expect(await lines()).toEqual([]);
  await pass(5);
  expect(await lines()).toEqual([
    {
      kind: "moved",
      by: [ana, ben],
      tasks: [
        { numbers: [3], status: "in_progress", name: "Review" },
        { numbers: [1, 2], status: "done" },
      ],
      text: "T-3, T-1, T-2",
    },
  ]);
  await move("Ben", 0, "todo");
  await pass(LIMITS.movesToldMinutes);
  expect((await lines()).slice(1)).toMatchObject([{ by: [ben], tasks: [{ numbers: [1], status: "todo" }] }]);
});

test("what came back, or is gone by then, is not told, nor what only changed its place in its column", async () => {
  const { as } = workspace;
  await setTold("Ana");
  await move("Ana", 0, "done");
  await as("Ana").mutation(api.undo.last, {});
  await move("Ana", 1, "done");
  await as("Ana").mutation(api.tasks.remove, { taskId: tasks[1]! });
  await move("Ana", 2, "todo");
  await pass(LIMITS.movesToldMinutes);
  expect(await lines()).toEqual([]);
});

test("a line rings nobody, is nobody's news who did it, and nobody puts other words into it", async () => {
  const { as, ben, hiring: channelId } = workspace;
  for (const name of ["Ana", "Ben"] as const) await as(name).mutation(api.channels.markRead, { channelId });
  await setTold("Ana");
  await as("Ben").mutation(api.tasks.update, { taskId: tasks[0]!, assigneeId: ben });
  await as("Ben").mutation(api.notices.markSeen, { taskId: tasks[0]! });
  const told = await as("Ben").query(api.notices.unread, {});
  await move("Ana", 1, "done");
  await pass(LIMITS.movesToldMinutes);
  const unread = async (name: Name) => {
    const position = await as(name).query(api.channels.position, { channelId });
    const head = await as(name).query(api.channels.head, { channelId, isFull: true });
    return position && countUnread(head, position);
  };
  expect([await unread("Ana"), await unread("Ben")]).toEqual([0, 1]);
  expect(await as("Ben").query(api.notices.unread, {})).toEqual(told);
  const { page } = await as("Ana").query(api.messages.paginated, { channelId, paginationOpts: firstPage });
  const [line] = page;
  await expect(
    as("Ana").mutation(api.messages.update, { messageId: line!._id, text: "Mine" }),
  ).rejects.toMatchObject(refusal("FORBIDDEN"));
  await as("Ana").mutation(api.messages.remove, { messageId: line!._id });
  expect(await lines()).toEqual([]);
});

test("an archived channel is told nothing, and of many cards some are named", async () => {
  const { as, hiring: channelId } = workspace;
  await setTold("Ana");
  for (let i = 0; i < LIMITS.movesShown + 2; i += 1) {
    const taskId = await as("Ana").mutation(api.tasks.create, { title: `More ${i}`, channelId });
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
  }
  await pass(LIMITS.movesToldMinutes);
  const [line] = await lines();
  expect(line?.tasks).toMatchObject([{ status: "done", more: 2 }]);
  expect(line?.tasks[0]?.numbers).toHaveLength(LIMITS.movesShown);
  await move("Ana", 0, "done");
  await as("Ana").mutation(api.channels.archive, { channelId });
  await pass(LIMITS.movesToldMinutes);
  expect(await lines()).toHaveLength(1);
});

test("a task that is waited for hears it in its discussion, and those who wait when it is done", async () => {
  const { as, ana, ben } = workspace;
  const [wanted, waiting, silent] = tasks as [Id<"tasks">, Id<"tasks">, Id<"tasks">];
  for (const taskId of [wanted, waiting]) await as("Ana").mutation(api.tasks.post, { taskId, text: "Hello" });
  const said = async (taskId: Id<"tasks">) => {
    const { threadId } = await as("Ben").query(api.tasks.get, { taskId });
    if (!threadId) return [];
    const { page } = await as("Ben").query(api.messages.thread, {
      messageId: threadId,
      paginationOpts: firstPage,
    });
    return page.flatMap(({ line }) => (line ? [line] : []));
  };
  for (const taskId of [waiting, silent])
    await as("Ben").mutation(api.tasks.relate, { taskId, kind: "blockedBy", otherId: wanted });
  expect(await said(wanted)).toEqual([
    { kind: "waits", by: [ben], tasks: [{ numbers: [3] }] },
    { kind: "waits", by: [ben], tasks: [{ numbers: [2] }] },
  ]);
  await as("Ana").mutation(api.tasks.move, { taskId: wanted, status: "done" });
  expect(await said(waiting)).toEqual([{ kind: "free", by: [ana], tasks: [{ numbers: [1] }] }]);
  // Nobody has talked of it: its pane says it, and no conversation begins with that.
  expect(await said(silent)).toEqual([]);
  await as("Ana").mutation(api.tasks.move, { taskId: wanted, status: "todo" });
  await as("Ana").mutation(api.tasks.remove, { taskId: wanted });
  expect(await said(waiting)).toHaveLength(1);
});

test("a discussion names no task that not all of its readers may read", async () => {
  const { as, general } = workspace;
  const open = await as("Ana").mutation(api.tasks.create, { title: "Open", channelId: general });
  await as("Ana").mutation(api.tasks.post, { taskId: open, text: "Hello" });
  await as("Ben").mutation(api.tasks.relate, { taskId: tasks[0]!, kind: "blockedBy", otherId: open });
  const { threadId } = await as("Zoe").query(api.tasks.get, { taskId: open });
  const { page } = await as("Zoe").query(api.messages.thread, {
    messageId: threadId!,
    paginationOpts: firstPage,
  });
  expect(page.map(({ text }) => text)).toEqual(["Hello"]);
});
