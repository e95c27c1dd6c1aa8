import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import { LIMITS } from "../../shared/limits";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time";
import { boardOf, makeWorkspace, refusal } from "../../testing.setup";

const at = (text: string) => Date.parse(text);
const NOW = at("2026-11-30T12:00:00Z");
const DUE = at("2026-12-04T14:00:00Z");
const DAY = at("2026-12-04");

beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: NOW }));
afterEach(() => vi.useRealTimers());

async function open() {
  const workspace = await makeWorkspace();
  const { t, as } = workspace;
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Meet", dueDate: DAY, dueAt: DUE });
  const update = async (changes: object) =>
    await as("Ben").mutation(api.tasks.update, { taskId, ...changes });
  const set = async (before: 0 | 10 | 60 | 1440 | null, who: "Ana" | "Ben" = "Ana") =>
    await as(who).mutation(api.board.dueReminders.set, { taskId, before });
  const times = async () =>
    (await as("Ana").query(api.reminders.list, {})).map((row) => new Date(row.at).toISOString());
  const told = async (who: "Ana" | "Ben" = "Ana") =>
    (await t.run(async ({ db }) => await db.query("notices").collect())).filter(
      ({ kind, userId }) => kind === "reminder" && userId === workspace[who === "Ana" ? "ana" : "ben"],
    ).length;
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    await t.finishInProgressScheduledFunctions();
  };
  return { ...workspace, taskId, update, set, times, told, pass };
}

test("a due day has a time, which another day takes away, and its undo brings back", async () => {
  const { as, taskId, update } = await open();
  const get = async () => await as("Ben").query(api.tasks.get, { taskId });
  expect(await get()).toMatchObject({ dueDate: DAY, dueAt: DUE });
  expect(await boardOf(as("Ben"))).toMatchObject([{ dueAt: DUE }]);
  await update({ dueDate: DAY + DAY_MS });
  expect(await get()).not.toHaveProperty("dueAt");
  await as("Ben").mutation(api.undo.last, {});
  expect(await get()).toMatchObject({ dueDate: DAY, dueAt: DUE });
  await update({ dueDate: DAY + DAY_MS, dueAt: DUE + DAY_MS });
  expect(await get()).toMatchObject({ dueDate: DAY + DAY_MS, dueAt: DUE + DAY_MS });
  await update({ dueAt: null });
  expect(await get()).toMatchObject({ dueDate: DAY + DAY_MS });
  await update({ dueAt: DUE + DAY_MS });
  await update({ dueDate: null });
  for (const field of ["dueDate", "dueAt"]) expect(await get()).not.toHaveProperty(field);
});

test.each([
  ["no day", { dueDate: null, dueAt: DUE }],
  ["another day, wherever one is", { dueAt: DAY - 15 * HOUR_MS }],
  ["a day later, wherever one is", { dueAt: DAY + 38 * HOUR_MS }],
  ["no number", { dueAt: Number.NaN }],
])("a time on %s is refused", async (_what, changes) => {
  const { update, as, taskId } = await open();
  await expect(update(changes)).rejects.toMatchObject(refusal("DATE_INVALID"));
  const { dueDate, dueAt } = changes as { dueDate?: null; dueAt: number };
  const create = as("Ana").mutation(api.tasks.create, {
    title: "No",
    ...(dueDate !== null && { dueDate: DAY }),
    dueAt,
  });
  await expect(create).rejects.toMatchObject(refusal("DATE_INVALID"));
  expect(await as("Ana").query(api.tasks.get, { taskId })).toMatchObject({ dueAt: DUE });
  // The first and the last moment that a day has anywhere.
  await update({ dueAt: DAY - 14 * HOUR_MS });
  await update({ dueAt: DAY + 38 * HOUR_MS - 1 });
});

test("one is told so long before, once, and each who wants to", async () => {
  const { as, taskId, set, times, told, pass } = await open();
  await set(60);
  await set(60);
  await set(0, "Ben");
  expect(await times()).toEqual(["2026-12-04T13:00:00.000Z"]);
  expect(await as("Ana").query(api.board.dueReminders.get, { taskId })).toBe(60);
  await pass(DUE - HOUR_MS - NOW);
  expect([await told(), await told("Ben")]).toEqual([1, 0]);
  expect(await as("Ana").query(api.board.dueReminders.get, { taskId })).toBeNull();
  await pass(HOUR_MS);
  expect([await told(), await told("Ben"), await times()]).toEqual([1, 1, []]);
});

test("it moves with the time, and an earlier call finds it not due", async () => {
  const { update, set, times, told, pass } = await open();
  await set(10);
  await update({ dueDate: DAY + DAY_MS, dueAt: DUE + DAY_MS });
  expect(await times()).toEqual(["2026-12-05T13:50:00.000Z"]);
  await pass(DUE - NOW);
  expect(await told()).toBe(0);
  await pass(DAY_MS - 10 * MINUTE_MS);
  expect(await told()).toBe(1);
});

test.each([
  [
    "done",
    async ({ as, taskId }: Awaited<ReturnType<typeof open>>) =>
      as("Ben").mutation(api.tasks.move, { taskId, status: "done" }),
  ],
  [
    "deleted",
    async ({ as, taskId }: Awaited<ReturnType<typeof open>>) =>
      as("Ben").mutation(api.tasks.remove, { taskId }),
  ],
  ["without its time", async ({ update }: Awaited<ReturnType<typeof open>>) => update({ dueAt: null })],
  [
    "on another day",
    async ({ update }: Awaited<ReturnType<typeof open>>) => update({ dueDate: DAY + DAY_MS }),
  ],
  [
    "due so soon that the moment has passed",
    async ({ update }: Awaited<ReturnType<typeof open>>) =>
      update({ dueDate: at("2026-11-30"), dueAt: NOW + MINUTE_MS }),
  ],
])("nobody is told of one that is %s", async (_what, change) => {
  const workspace = await open();
  const { set, times, told, pass } = workspace;
  await set(1440);
  await change(workspace);
  expect(await times()).toEqual([]);
  await pass(5 * DAY_MS);
  expect(await told()).toBe(0);
});

test("what is no moment to come, and what one may not read, is refused", async () => {
  const { as, taskId, set, update, hiring } = await open();
  await update({ dueAt: null });
  await expect(set(10)).rejects.toMatchObject(refusal("DATE_INVALID"));
  await update({ dueDate: at("2026-11-30"), dueAt: NOW + 10 * MINUTE_MS });
  await expect(set(10)).rejects.toMatchObject(refusal("DATE_INVALID"));
  await set(0);
  await set(null);
  await set(null);
  const far = NOW + (LIMITS.daysAhead + 2) * DAY_MS;
  await update({ dueDate: far, dueAt: far });
  await expect(set(0)).rejects.toMatchObject(refusal("DATE_INVALID"));
  await update({ channelId: hiring });
  const zoe = as("Zoe");
  await expect(zoe.query(api.board.dueReminders.get, { taskId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  const call = zoe.mutation(api.board.dueReminders.set, { taskId, before: 0 });
  await expect(call).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("a reminder that is put off by hand goes by the due time no more", async () => {
  const { as, update, set, times } = await open();
  await set(60);
  const [row] = await as("Ana").query(api.reminders.list, {});
  await as("Ana").mutation(api.reminders.update, { id: row!._id, at: NOW + DAY_MS });
  await update({ dueDate: DAY + DAY_MS, dueAt: DUE + DAY_MS });
  expect(await times()).toEqual(["2026-12-01T12:00:00.000Z"]);
});
