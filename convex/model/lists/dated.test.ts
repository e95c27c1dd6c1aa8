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
