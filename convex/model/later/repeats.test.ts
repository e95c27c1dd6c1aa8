import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { dayAfter, formatRepeat, type Repeat } from "../../shared/board/repeats";
import { DAY_MS } from "../../shared/time";
import { boardOf, makeWorkspace, refusal } from "../../testing.setup";
import { localDay, startOfDueDay } from "../settings/zones";

const ZONE = "Europe/Berlin";
const at = (text: string) => Date.parse(text);
/** Monday, noon in Berlin. */
const MONDAY = at("2026-11-30T11:00:00Z");

beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: MONDAY }));
afterEach(() => vi.useRealTimers());

async function open() {
  const workspace = await makeWorkspace();
  const { t, as } = workspace;
  const create = async (rule: string, more: object = {}) =>
    await as("Ana").mutation(api.tasks.create, {
      title: "Water",
      repeats: { rule, timeZone: ZONE },
      ...more,
    });
  const sweep = async (now: string) => {
    vi.setSystemTime(at(now));
    await t.mutation(internal.scheduled.repeats.sweep, {});
    await t.finishAllScheduledFunctions(vi.runAllTimers);
  };
  const board = async () =>
    (await boardOf(as("Ana"))).map(({ number, status, dueDate, repeats }) =>
      [
        `T-${number}`,
        status,
        dueDate === undefined ? "-" : new Date(dueDate).toISOString().slice(0, 10),
        repeats ?? "-",
      ].join(" "),
    );
  const finish = async (taskId: Id<"tasks">, who: "Ana" | "Ben" = "Ana") =>
    await as(who).mutation(api.tasks.move, { taskId, status: "done" });
  const idOf = async (number: number) => {
    const found = (await boardOf(as("Ana"))).find((task) => task.number === number);
    return found!._id;
  };
  return { ...workspace, create, sweep, board, finish, idOf };
}

test("the next one comes when a task is done, with all that it says, on its days", async () => {
  const { as, ana, ben, hiring: channelId, create, finish } = await open();
  const facts = {
    channelId,
    tags: ["plants"],
    priority: "high" as const,
    estimate: 2,
    assigneeId: ben,
    description: "All of them",
    startDate: at("2026-12-03"),
    dueDate: at("2026-12-04"),
  };
  const taskId = await create("week/1", facts);
  await as("Ana").mutation(api.board.taskHelpers.set, { taskId, userId: ana, isHelping: true });
  expect(await as("Ben").query(api.board.repeats.get, { taskId })).toEqual({
    rule: "week/1 on=5",
    timeZone: ZONE,
    nextDay: at("2026-12-11"),
  });
  await finish(taskId, "Ben");
  const [next, former] = await boardOf(as("Ana"));
  expect(next).toMatchObject({
    number: 2,
    title: "Water",
    status: "todo",
    repeats: "week/1 on=5",
    createdBy: ana,
    helperIds: [ana],
    channelId,
    tags: ["plants"],
    priority: "high",
    estimate: 2,
    assigneeId: ben,
    startDate: at("2026-12-10"),
    dueDate: at("2026-12-11"),
  });
  expect(former).toMatchObject({ _id: taskId, status: "done" });
  expect(former).not.toHaveProperty("repeats");
  expect(await as("Ben").query(api.tasks.get, { taskId: next!._id })).toMatchObject({
    description: "All of them",
  });
  await finish(taskId);
  expect(await boardOf(as("Ana"))).toHaveLength(2);
});

test("the next one comes when its day comes there, whether the former was done or not, and once", async () => {
  const { create, sweep, board } = await open();
  await create("day/1");
  expect(await board()).toEqual(["T-1 todo 2026-11-30 day/1"]);
  await sweep("2026-11-30T22:59:00Z");
  expect(await board()).toEqual(["T-1 todo 2026-11-30 day/1"]);
  for (let i = 0; i < 3; i++) await sweep("2026-11-30T23:00:00Z");
  expect(await board()).toEqual(["T-1 todo 2026-11-30 -", "T-2 todo 2026-12-01 day/1"]);
});

test("a server that was down for ten days makes one", async () => {
  const { create, sweep, board } = await open();
  await create("day/1");
  await sweep("2026-12-10T12:00:00Z");
  await sweep("2026-12-10T12:05:00Z");
  expect(await board()).toEqual(["T-1 todo 2026-11-30 -", "T-2 todo 2026-12-10 day/1"]);
  await sweep("2026-12-10T23:00:00Z");
  expect((await board()).at(-1)).toBe("T-3 todo 2026-12-11 day/1");
});

test("one that is counted from when it is done never comes by itself", async () => {
  const { create, sweep, board, finish } = await open();
  const taskId = await create("day/3 afterDone");
  expect(await board()).toEqual(["T-1 todo - day/3 afterDone"]);
  // Late in the evening it is tomorrow in Berlin.
  await sweep("2026-12-10T23:30:00Z");
  expect(await board()).toEqual(["T-1 todo - day/3 afterDone"]);
  await finish(taskId);
  expect(await board()).toEqual(["T-2 todo 2026-12-14 day/3 afterDone", "T-1 done - -"]);
});

test("the time of the day stays on the clocks there, over their change", async () => {
  const { as, create, finish } = await open();
  vi.setSystemTime(at("2027-03-27T10:00:00Z"));
  const taskId = await create("day/1", { dueDate: at("2027-03-27"), dueAt: at("2027-03-27T14:00:00Z") });
  await finish(taskId);
  const [next] = await boardOf(as("Ana"));
  expect(next).toMatchObject({ dueDate: at("2027-03-28"), dueAt: at("2027-03-28T13:00:00Z") });
});

test("it ends with its last day and with its last time", async () => {
  const { create, board, finish, idOf } = await open();
  const days = await create("day/1 until=2026-12-01");
  await finish(days);
  await finish(await idOf(2));
  expect(await board()).toEqual(["T-1 done 2026-11-30 -", "T-2 done 2026-12-01 -"]);
  await finish(await create("week/1 on=3 times=2", { title: "Twice" }));
  await finish(await idOf(4));
  await finish(await idOf(5));
  expect((await board()).slice(2)).toEqual([
    "T-3 done 2026-12-02 -",
    "T-4 done 2026-12-09 -",
    "T-5 done 2026-12-16 -",
  ]);
});

test("whoever takes back that it was done takes back the next one; done again, it goes on", async () => {
  const { as, create, board, finish, sweep } = await open();
  const taskId = await create("week/1 on=1 times=1");
  await finish(taskId);
  expect(await board()).toEqual(["T-2 todo 2026-12-07 -", "T-1 done 2026-11-30 -"]);
  await as("Ana").mutation(api.undo.last, {});
  expect(await board()).toEqual(["T-1 todo 2026-11-30 week/1 on=1 times=1"]);
  await finish(taskId);
  expect(await board()).toEqual(["T-3 todo 2026-12-07 -", "T-1 done 2026-11-30 -"]);
  const other = await create("week/1 on=1", { title: "Other" });
  await finish(other);
  await as("Ana").mutation(api.undo.last, {});
  await sweep("2026-12-21T12:00:00Z");
  await sweep("2026-12-21T12:05:00Z");
  expect((await board()).filter((line) => line.includes("week/1"))).toEqual([
    "T-6 todo 2026-12-21 week/1 on=1",
  ]);
});

test("a rule that was taken away makes nothing, and comes back with its undo", async () => {
  const { as, create, board, sweep } = await open();
  const taskId = await create("day/1");
  await as("Ben").mutation(api.board.repeats.remove, { taskId });
  await as("Ben").mutation(api.undo.last, {});
  await sweep("2026-12-01T12:00:00Z");
  expect(await board()).toEqual(["T-1 todo 2026-11-30 -", "T-2 todo 2026-12-01 day/1"]);
  const [, { _id: second } = { _id: taskId }] = await boardOf(as("Ana"));
  await as("Ben").mutation(api.board.repeats.remove, { taskId: second });
  await sweep("2026-12-05T12:00:00Z");
  expect(await board()).toHaveLength(2);
});

test("a task that was deleted ends its series; one in an archived channel waits", async () => {
  const { as, hiring: general, create, board, sweep } = await open();
  const gone = await create("day/1");
  await as("Ana").mutation(api.tasks.remove, { taskId: gone });
  await create("day/1", { channelId: general });
  await as("Ana").mutation(api.channels.archive, { channelId: general });
  await sweep("2026-12-01T12:00:00Z");
  expect(await board()).toEqual(["T-2 todo 2026-11-30 day/1"]);
  await as("Ana").mutation(api.channels.unarchive, { channelId: general });
  await sweep("2026-12-03T12:00:00Z");
  expect(await board()).toEqual(["T-2 todo 2026-11-30 -", "T-3 todo 2026-12-03 day/1"]);
});

test("who has left, or may not read it any more, has no part in the next one", async () => {
  const { as, ana, ben, hiring: channelId, create, finish } = await open();
  const taskId = await create("day/1", { channelId, assigneeId: ben });
  await as("Ana").mutation(api.board.taskHelpers.set, { taskId, userId: ana, isHelping: true });
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  await finish(taskId);
  const [next] = await boardOf(as("Ana"));
  expect(next).toMatchObject({ number: 2, helperIds: [ana] });
  expect(next).not.toHaveProperty("assigneeId");
});

test("a column that is full for people takes what comes again", async () => {
  const { as, hiring: channelId, create, finish } = await open();
  const [taskId] = [await create("day/1", { channelId, status: "in_progress" })];
  await as("Ana").mutation(api.tasks.create, { title: "Other", channelId });
  await as("Ana").mutation(api.board.columns.update, { channelId, key: "todo", limit: 1 });
  await finish(taskId, "Ben");
  expect(await boardOf(as("Ana"))).toMatchObject([
    { number: 2 },
    { number: 3, repeats: "day/1" },
    { number: 1 },
  ]);
});

test("a rule is set and changed later, from the day that the task has", async () => {
  const { as, board } = await open();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Water" });
  const set = async (rule: string, timeZone = ZONE) =>
    await as("Ben").mutation(api.board.repeats.set, { taskId, rule, timeZone });
  await set("month/1 day=15");
  expect(await board()).toEqual(["T-1 todo 2026-12-15 month/1 day=15"]);
  await set("month/1 nth=-1,5");
  expect(await as("Ana").query(api.board.repeats.get, { taskId })).toMatchObject({
    nextDay: at("2026-12-25"),
  });
  for (const [rule, zone, code] of [
    ["hour/1", ZONE, "REPEAT_INVALID"],
    ["x".repeat(100_000), ZONE, "REPEAT_INVALID"],
    ["day/1", "Mars/Olympus", "TIME_ZONE_INVALID"],
  ] as const)
    await expect(set(rule, zone)).rejects.toMatchObject(refusal(code));
  await as("Ana").mutation(api.board.repeats.remove, { taskId });
  expect(await as("Ana").query(api.board.repeats.get, { taskId })).toBeNull();
  await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
  await expect(set("day/1")).rejects.toMatchObject(refusal("TASK_DONE"));
});

test("strangers to a private channel can neither read nor set how its tasks come again", async () => {
  const { as, hiring: channelId, create } = await open();
  const taskId = await create("day/1", { channelId });
  const zoe = as("Zoe");
  const notFound = refusal("NOT_FOUND");
  await expect(zoe.query(api.board.repeats.get, { taskId })).rejects.toMatchObject(notFound);
  const set = zoe.mutation(api.board.repeats.set, { taskId, rule: "day/1", timeZone: ZONE });
  await expect(set).rejects.toMatchObject(notFound);
  await expect(zoe.mutation(api.board.repeats.remove, { taskId })).rejects.toMatchObject(notFound);
  const bad = { title: "Bad", repeats: { rule: "never", timeZone: ZONE } };
  await expect(as("Ana").mutation(api.tasks.create, bad)).rejects.toMatchObject(refusal("REPEAT_INVALID"));
  expect(await boardOf(as("Ana"))).toHaveLength(1);
});

test("several who finish it at the same time, while its day comes, make one next", async () => {
  const { t, create, finish, board } = await open();
  const taskId = await create("day/1");
  vi.setSystemTime(at("2026-12-01T12:00:00Z"));
  await Promise.all([
    finish(taskId),
    t.mutation(internal.scheduled.repeats.sweep, {}),
    finish(taskId, "Ben"),
    t.mutation(internal.scheduled.repeats.sweep, {}),
  ]);
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await board()).toEqual(["T-2 todo 2026-12-01 day/1", "T-1 done 2026-11-30 -"]);
});

describe("in every zone, over every change of its clocks", () => {
  const ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "America/Asuncion",
    "UTC",
  ];
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * most);
  };

  test("a day begins with the first moment that is that day there: two thousand of them", () => {
    for (let i = 0; i < 2_000; i++) {
      const zone = ZONES[random(ZONES.length)]!;
      const rules: Repeat[] = [
        { unit: "day", every: 1 + random(3) },
        { unit: "week", every: 1, on: [1 + random(7)] },
        { unit: "month", every: 1, day: 1 + random(31) },
      ];
      const rule = rules[random(3)]!;
      const day = dayAfter(rule, at("2010-01-01") + random(8_000) * DAY_MS);
      const start = startOfDueDay(day, zone);
      const name = new Date(day).toISOString().slice(0, 10);
      // A day that was left out, as in Samoa, begins where it would have.
      const isLeftOut = zone === "Pacific/Apia" && name === "2011-12-30";
      const seen = [localDay(start - 1, zone) < name, localDay(start, zone)];
      expect(seen, `${formatRepeat(rule)} ${zone}`).toEqual([true, isLeftOut ? "2011-12-31" : name]);
    }
  });
});
