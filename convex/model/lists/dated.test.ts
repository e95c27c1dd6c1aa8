import { describe, expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { makeWorkspace, refusal } from "../../testing.setup";

const MONDAY = Date.UTC(2026, 10, 30);

async function makeDated() {
  const workspace = await makeWorkspace();
  const { as, hiring } = workspace;
  const make = async (title: string, day: number, channelId?: Id<"channels">) =>
    await as("Ana").mutation(api.tasks.create, {
      title,
      dueDate: MONDAY + day * DAY_MS,
      ...(channelId && { channelId }),
    });
  const week = async (name: "Ben" | "Zoe", channelId?: Id<"channels">, from = MONDAY) => {
    const found = await as(name).query(api.board.calendar.week, { from, ...(channelId && { channelId }) });
    return { titles: found.tasks.map(({ title }) => title), isCut: found.isCut };
  };
  return { ...workspace, hiring, make, week };
}

describe("a week", () => {
  test("has what is due in it, by its days, of what the caller may see", async () => {
    const { as, hiring, make, week } = await makeDated();
    await make("sunday", 6);
    await make("hidden", 2, hiring);
    await make("monday", 0);
    await make("before", -1);
    await make("after", 7);
    const gone = await make("gone", 3);
    await as("Ana").mutation(api.tasks.remove, { taskId: gone });
    const old = await make("old", 3);
    await as("Ana").mutation(api.tasks.move, { taskId: old, status: "done" });
    await as("Ana").mutation(api.board.archive.set, { taskId: old, isArchived: true });
    expect(await week("Ben")).toEqual({ titles: ["monday", "hidden", "sunday"], isCut: false });
    expect((await week("Zoe")).titles).toEqual(["monday", "sunday"]);
    expect((await week("Ben", hiring)).titles).toEqual(["hidden"]);
    await expect(week("Zoe", hiring)).rejects.toMatchObject(refusal("NOT_FOUND"));
  });

  test("says when it is cut", async () => {
    const { t, ana, week } = await makeDated();
    const row = {
      title: "T",
      status: "todo" as const,
      tags: [],
      audience: "workspace" as const,
      createdBy: ana,
    };
    await t.run(async ({ db }) => {
      for (let number = 0; number <= LIMITS.weekTasks; number++)
        await db.insert("tasks", { ...row, number, rank: `a${number}`, dueDate: MONDAY });
    });
    const found = await week("Zoe");
    expect([found.titles.length, found.isCut]).toEqual([LIMITS.weekTasks, true]);
  });

  test.each([1, MONDAY + 0.5, Number.NaN, Number.POSITIVE_INFINITY])("from %s is none", async (from) => {
    const { week } = await makeDated();
    await expect(week("Ben", undefined, from)).rejects.toMatchObject(refusal("DATE_INVALID"));
  });
});

describe("some days", () => {
  const UNTIL = MONDAY + 14 * DAY_MS;

  async function makeSpans() {
    const made = await makeDated();
    const { as } = made;
    const add = async (title: string, start: number | undefined, due: number, channelId?: Id<"channels">) =>
      await as("Ana").mutation(api.tasks.create, {
        title,
        ...(start !== undefined && { startDate: MONDAY + start * DAY_MS + 5 }),
        dueDate: MONDAY + due * DAY_MS + 3,
        ...(channelId && { channelId }),
      });
    const span = async (name: "Ana" | "Zoe", channelId?: Id<"channels">, more: object = {}) => {
      const args = { from: MONDAY, until: UNTIL, ...(channelId && { channelId }), ...more };
      const { tasks, ...rest } = await as(name).query(api.board.calendar.span, args);
      return { ...rest, titles: tasks.map(({ title }) => title) };
    };
    return { ...made, add, span };
  }

  test("have what begins, ends or only goes on in them, each once, of what the caller may see", async () => {
    const { hiring, add, span } = await makeSpans();
    await add("over", -40, -1);
    await add("ends", -3, 0);
    await add("point", undefined, 13);
    await add("begins", 13, 20);
    await add("crosses", -2, 25);
    await add("crosses far", -400, 500);
    await add("long, soon", -30, 16);
    await add("after", 14, 20);
    await add("long after", 14, 90);
    await add("point after", undefined, 14);
    await add("hidden", 1, 2, hiring);
    await add("hidden far", -50, 50, hiring);
    const inTime = ["ends", "point", "long, soon", "begins", "crosses"];
    expect(await span("Zoe")).toEqual({ titles: [...inTime, "crosses far"], blocks: [], isCut: false });
    expect((await span("Ana", hiring)).titles).toEqual(["hidden", "hidden far"]);
    expect((await span("Ana")).titles).toEqual([
      "ends",
      "hidden",
      ...inTime.slice(1),
      "hidden far",
      "crosses far",
    ]);
    await expect(span("Zoe", hiring)).rejects.toMatchObject(refusal("NOT_FOUND"));
  });

  test("follow what is made longer, shorter, undated, archived and deleted", async () => {
    const { as, add, span } = await makeSpans();
    const taskId = await add("task", -1, 1);
    const change = async (changes: object) =>
      await as("Ana").mutation(api.tasks.update, { taskId, ...changes });
    const isThere = async () => (await span("Zoe")).titles.length === 1;
    await change({ startDate: MONDAY - 60 * DAY_MS, dueDate: MONDAY + 60 * DAY_MS });
    expect(await isThere()).toBe(true);
    await change({ startDate: MONDAY + 50 * DAY_MS });
    expect(await isThere()).toBe(false);
    await change({ startDate: MONDAY - 60 * DAY_MS });
    await change({ dueDate: null });
    expect(await isThere()).toBe(false);
    await change({ dueDate: MONDAY + 60 * DAY_MS });
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    expect(await isThere()).toBe(true);
    await as("Ana").mutation(api.board.archive.set, { taskId, isArchived: true });
    expect(await isThere()).toBe(false);
    await as("Ana").mutation(api.undo.last, {});
    expect(await isThere()).toBe(true);
    await as("Ana").mutation(api.tasks.remove, { taskId });
    expect(await isThere()).toBe(false);
  });

  test("tell which of their tasks wait for which, and nothing of others", async () => {
    const { as, hiring, add, span } = await makeSpans();
    const [one, two, later] = [await add("one", 0, 1), await add("two", 2, 3), await add("later", 30, 31)];
    const secret = await add("secret", 0, 1, hiring);
    for (const otherId of [one, later, secret])
      await as("Ana").mutation(api.tasks.relate, { taskId: two, kind: "blockedBy", otherId });
    expect((await span("Zoe")).blocks).toEqual([{ taskId: two, blockerId: one }]);
    expect((await span("Ana")).blocks).toHaveLength(2);
    await as("Ana").mutation(api.tasks.move, { taskId: one, status: "done" });
    expect((await span("Zoe")).blocks).toEqual([]);
  });

  test("say when they are cut, and are so many at most", async () => {
    const { t, ana, span } = await makeSpans();
    const row = {
      title: "T",
      status: "todo" as const,
      tags: [],
      audience: "workspace" as const,
      createdBy: ana,
    };
    await t.run(async ({ db }) => {
      for (let number = 0; number <= LIMITS.timelineTasks; number++)
        await db.insert("tasks", { ...row, number, rank: `a${number}`, dueDate: MONDAY });
    });
    const found = await span("Zoe");
    expect([found.titles.length, found.isCut]).toEqual([LIMITS.timelineTasks, true]);
    for (const bad of [
      { from: MONDAY + 1 },
      { until: MONDAY },
      { until: MONDAY - DAY_MS },
      { until: MONDAY + (LIMITS.timelineDays + 1) * DAY_MS },
      { from: Number.NaN },
      { until: Number.POSITIVE_INFINITY },
    ])
      await expect(span("Zoe", undefined, bad)).rejects.toMatchObject(refusal("DATE_INVALID"));
  });
});
