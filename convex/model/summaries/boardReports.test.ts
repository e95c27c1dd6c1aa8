/** What the report of a board says after what happens to its cards: on the mock and on the engine in memory, whose time the test sets. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { makeWorkspace, refusal } from "../../testing.setup";

/** Midnight of a Monday. */
const MONDAY = Date.parse("2026-11-23T00:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: MONDAY + 9 * HOUR_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

type Status = "todo" | "in_progress" | "done";

/** Ana and Ben work on the board of #hiring; Zoe is a stranger there. */
async function makeBoard() {
  const workspace = await makeWorkspace();
  const { t, as, hiring: channelId } = workspace;
  const make = async (title: string, more: { status?: Status; channelId?: Id<"channels"> } = {}) =>
    await as("Ana").mutation(api.tasks.create, { title, channelId, ...more });
  const move = async (taskId: Id<"tasks">, status: Status, column?: string) =>
    await as("Ben").mutation(api.tasks.move, { taskId, status, ...(column !== undefined && { column }) });
  const sweep = async () => {
    await t.mutation(internal.scheduled.boards.countDays, {});
    await t.finishAllScheduledFunctions(vi.runAllTimers);
  };
  const flow = async (from = 0) => await as("Ben").query(api.board.reports.flow, { channelId, from });
  const done = async (from = 0) => await as("Ben").query(api.board.reports.done, { channelId, from });
  const open = async () => await as("Ben").query(api.board.reports.open, { channelId });
  const startedAt = async (taskId: Id<"tasks">) =>
    (await t.run(async ({ db }) => await db.get("tasks", taskId)))?.startedAt;
  return { ...workspace, channelId, make, move, sweep, flow, done, open, startedAt };
}

const days = (count: number) => vi.setSystemTime(Date.now() + count * DAY_MS);

describe("when work on a task began", () => {
  test("is the first time that it came into progress, and stays when it goes back and comes again", async () => {
    const { make, move, startedAt } = await makeBoard();
    const [waiting, begun] = [await make("Waits"), await make("Begun", { status: "in_progress" })];
    expect([await startedAt(waiting), await startedAt(begun)]).toEqual([undefined, Date.now()]);
    const first = Date.now() + DAY_MS;
    days(1);
    await move(waiting, "in_progress");
    for (const status of ["todo", "in_progress", "done", "in_progress"] as const) {
      days(1);
      await move(waiting, status);
    }
    expect(await startedAt(waiting)).toBe(first);
  });

  test("is not known of what went past progress, nor of what was made as done", async () => {
    const { make, move, startedAt, done } = await makeBoard();
    const [passed, made] = [await make("Passed"), await make("Made", { status: "done" })];
    await move(passed, "done");
    expect([await startedAt(passed), await startedAt(made)]).toEqual([undefined, undefined]);
    expect((await done()).tasks.map((task) => "startedAt" in task)).toEqual([false, false]);
  });

  test("of a row from before that was kept, is since when it was in its column, and comes off again by undo", async () => {
    const { t, as, make, move, startedAt, open } = await makeBoard();
    const taskId = await make("Old");
    await move(taskId, "in_progress");
    const since = Date.now();
    await t.run(async ({ db }) => await db.patch("tasks", taskId, { startedAt: undefined }));
    days(3);
    expect((await open()).tasks).toMatchObject([{ startedAt: since }]);
    await move(taskId, "done");
    expect(await startedAt(taskId)).toBe(since);
    await as("Ben").mutation(api.undo.last, {});
    expect(await startedAt(taskId)).toBeUndefined();
    expect((await open()).tasks).toMatchObject([{ startedAt: since }]);
  });

  test("is as before once the move that began it is taken back", async () => {
    const { as, make, move, startedAt } = await makeBoard();
    const taskId = await make("Ship");
    await move(taskId, "in_progress");
    expect(await startedAt(taskId)).toBe(Date.now());
    await as("Ben").mutation(api.undo.last, {});
    expect(await startedAt(taskId)).toBeUndefined();
  });
});

describe("the flow of a board", () => {
  test("is counted once a day, as the day began, and now", async () => {
    const { make, move, sweep, flow } = await makeBoard();
    const taskId = await make("One");
    await make("Two");
    await sweep();
    await move(taskId, "in_progress");
    await sweep();
    expect(await flow()).toMatchObject({
      days: [{ day: MONDAY, counts: { todo: 2 } }],
      now: { todo: 1, in_progress: 1 },
    });
    days(1);
    await sweep();
    days(2);
    await sweep();
    const { days: counted } = await flow();
    expect(counted.map(({ day }) => (day - MONDAY) / DAY_MS)).toEqual([0, 1, 3]);
    expect((await flow(MONDAY + DAY_MS)).days).toHaveLength(2);
  });

  test("is right after moves, deletion, return, archive, reopening, and a move to another board", async () => {
    const { as, general, make, move, flow, channelId } = await makeBoard();
    const now = async () => {
      const counts = (await flow()).now;
      return [counts["todo"], counts["in_progress"], counts["done"], counts["archived"]].map((n) => n ?? 0);
    };
    const taskId = await make("Ship");
    await move(taskId, "done");
    expect(await now()).toEqual([0, 0, 1, 0]);
    await as("Ana").mutation(api.board.archive.set, { taskId, isArchived: true });
    expect(await now()).toEqual([0, 0, 0, 1]);
    await as("Ana").mutation(api.tasks.remove, { taskId });
    expect(await now()).toEqual([0, 0, 0, 0]);
    await as("Ana").mutation(api.tasks.restore, { taskId });
    expect(await now()).toEqual([0, 0, 0, 1]);
    await move(taskId, "in_progress");
    expect(await now()).toEqual([0, 1, 0, 0]);
    await as("Ana").mutation(api.tasks.update, { taskId, channelId: general });
    expect(await now()).toEqual([0, 0, 0, 0]);
    const other = await as("Ana").query(api.board.reports.flow, { channelId: general, from: 0 });
    expect(other.now).toMatchObject({ in_progress: 1 });
    await as("Ana").mutation(api.tasks.update, { taskId, channelId });
    expect(await now()).toEqual([0, 1, 0, 0]);
  });

  test("tells a column's cards by its key, and of what is archived the board tells nothing", async () => {
    const { as, channelId, make, move, flow } = await makeBoard();
    const place = { channelId, status: "in_progress" as const, name: "Review" };
    const review = await as("Ana").mutation(api.board.columns.add, place);
    await move(await make("Ship"), "in_progress", review);
    const finished = await make("Done", { status: "done" });
    await as("Ana").mutation(api.board.archive.set, { taskId: finished, isArchived: true });
    expect((await flow()).now).toMatchObject({ in_progress: 1, [review]: 1, archived: 1 });
    const counts = await as("Ben").query(api.tasks.counts, { channelId });
    expect(counts).toMatchObject({ in_progress: 1, done: 0, added: { [review]: 1 } });
    expect(counts.added).not.toHaveProperty("archived");
  });

  test("is not counted of archived channels, nor of those that never had a card; old days go", async () => {
    const { t, as, channelId, make, sweep } = await makeBoard();
    await make("Ship");
    await sweep();
    const rows = async () => await t.run(async ({ db }) => await db.query("boardDays").collect());
    expect((await rows()).map((row) => row.channelId)).toEqual([channelId]);
    await as("Ana").mutation(api.channels.archive, { channelId });
    days(1);
    await sweep();
    expect(await rows()).toHaveLength(1);
    days((LIMITS.flowWeeks + 1) * 7);
    await t.mutation(internal.operator.cronRuns.cleanUp, {});
    expect(await rows()).toEqual([]);
  });

  test("of more channels than one transaction counts is counted to the last", async () => {
    const { t, as, sweep } = await makeBoard();
    const channels: Id<"channels">[] = [];
    for (let i = 0; i < 105; i++)
      channels.push(await as("Ana").mutation(api.channels.create, { name: `c${i}`, isPrivate: false }));
    await as("Ana").mutation(api.tasks.create, { title: "Last", channelId: channels.at(-1)! });
    await sweep();
    const rows = await t.run(async ({ db }) => await db.query("boardDays").collect());
    expect(rows).toMatchObject([{ channelId: channels.at(-1), counts: { todo: 1 } }]);
  });
});

describe("the cards of a report", () => {
  test("are those that were done since a day, the last first, archived ones too, and not what was reopened or deleted", async () => {
    const { as, make, move, done } = await makeBoard();
    const early = await make("Early");
    await move(early, "in_progress");
    days(2);
    await move(early, "done");
    const [late, again, gone] = [await make("Late"), await make("Again"), await make("Gone")];
    days(1);
    for (const taskId of [late, again, gone]) await move(taskId, "done");
    await move(again, "in_progress");
    await as("Ana").mutation(api.tasks.remove, { taskId: gone });
    await as("Ana").mutation(api.board.archive.set, { taskId: early, isArchived: true });
    const { tasks, isCut } = await done();
    expect([tasks.map(({ title }) => title), isCut]).toEqual([["Late", "Early"], false]);
    expect(tasks[1]!.completedAt - tasks[1]!.startedAt!).toBe(2 * DAY_MS);
    expect((await done(MONDAY + 3 * DAY_MS)).tasks).toHaveLength(1);
  });

  test("that are in progress come by when they were begun, whatever column they are in and who has them", async () => {
    const { as, ben, channelId, make, move, open } = await makeBoard();
    const place = { channelId, status: "in_progress" as const, name: "Review" };
    const review = await as("Ana").mutation(api.board.columns.add, place);
    const [first, second] = [await make("First"), await make("Second")];
    await move(first, "in_progress");
    days(1);
    await move(second, "in_progress");
    await move(first, "todo");
    days(1);
    await move(first, "in_progress", review);
    await as("Ana").mutation(api.tasks.update, { taskId: first, assigneeId: ben });
    expect((await open()).tasks).toMatchObject([
      { title: "First", column: review, assigneeId: ben },
      { title: "Second", column: "in_progress" },
    ]);
  });

  test("are told to be cut where there are more than a report tells of", async () => {
    const { t, ana, channelId, done, open } = await makeBoard();
    const card = { title: "Many", tags: [], channelId, audience: channelId, createdBy: ana };
    const insert = async (status: Status, count: number, completedAt?: number) =>
      await t.run(async ({ db }) => {
        for (let number = 0; number < count; number++)
          await db.insert("tasks", {
            ...card,
            number,
            status,
            rank: `${status}${number}`,
            ...(completedAt !== undefined && { completedAt }),
          });
      });
    await insert("done", LIMITS.flowDone - 1, MONDAY);
    await insert("in_progress", LIMITS.flowOpen - 1);
    expect([(await done()).isCut, (await open()).isCut]).toEqual([false, false]);
    await insert("done", 2, MONDAY);
    await insert("in_progress", 2);
    const [finished, begun] = [await done(), await open()];
    expect([finished.isCut, begun.isCut]).toEqual([true, true]);
    expect([finished.tasks.length, begun.tasks.length]).toEqual([LIMITS.flowDone, LIMITS.flowOpen]);
  });
});

test("a report is for those who may read the channel, and asks for days", async () => {
  const { as, t, ben, channelId, make, done } = await makeBoard();
  await make("Secret", { status: "done" });
  const asked = (name: "Ana" | "Ben" | "Zoe" | "Max") => [
    as(name).query(api.board.reports.flow, { channelId, from: 0 }),
    as(name).query(api.board.reports.done, { channelId, from: 0 }),
    as(name).query(api.board.reports.open, { channelId }),
  ];
  for (const answer of asked("Ben")) await answer;
  for (const answer of asked("Zoe")) await expect(answer).rejects.toMatchObject(refusal("NOT_FOUND"));
  for (const answer of asked("Max")) await expect(answer).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  for (const from of [1, 0.5, Number.NaN, Infinity]) {
    await expect(done(from)).rejects.toMatchObject(refusal("DATE_INVALID"));
    const flow = as("Ben").query(api.board.reports.flow, { channelId, from });
    await expect(flow).rejects.toMatchObject(refusal("DATE_INVALID"));
    // Strangers are told nothing of what they ask for.
    const stranger = as("Zoe").query(api.board.reports.done, { channelId, from });
    await expect(stranger).rejects.toMatchObject(refusal("NOT_FOUND"));
  }
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  for (const answer of asked("Ben")) await expect(answer).rejects.toMatchObject(refusal("NOT_FOUND"));
  expect(t).toBeDefined();
});
