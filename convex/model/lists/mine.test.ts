/** The lists of a person's open tasks, and what of them they see later. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";
import type { Mine } from "./assigned";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = "Ana" | "Ben" | "Zoe";

const TODAY = Date.UTC(2026, 10, 30);

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const make = async (name: Name, title: string, more: object = {}) =>
  await workspace.as(name).mutation(api.tasks.create, { title, ...more });
const later = async (name: Name, taskId: Id<"tasks">, showFrom: number | null) =>
  await workspace.as(name).mutation(api.board.deferrals.set, { taskId, showFrom });

/** The list of a person, in pages of so many. */
async function listOf(name: Name, which: Mine, { numItems = 2, today = TODAY } = {}): Promise<string> {
  const found: string[] = [];
  let [cursor, isDone]: [string | null, boolean] = [null, false];
  while (!isDone) {
    const result: { page: { title: string }[]; isDone: boolean; continueCursor: string } = await workspace
      .as(name)
      .query(api.tasks.mine, { which, today, paginationOpts: { numItems, cursor } });
    found.push(...result.page.map(({ title }) => title));
    [cursor, isDone] = [result.continueCursor, result.isDone];
  }
  return found.join(" ");
}

const laterOf = async (name: Name, today = TODAY) => {
  const paginationOpts = firstPage;
  const { page } = await workspace.as(name).query(api.board.deferrals.list, { today, paginationOpts });
  return page.map(({ task, showFrom }) => `${task.title} ${(showFrom - TODAY) / DAY_MS}`);
};

test("what one made and what one watches are lists of their own, the most pressing first", async () => {
  const { as, ben } = workspace;
  await make("Ana", "some-day");
  const dated = await make("Ana", "friday", { dueDate: TODAY + 4 * DAY_MS });
  const soon = await make("Ben", "today", { dueDate: TODAY, assigneeId: ben });
  await as("Ana").mutation(api.board.taskWatchers.add, { taskId: soon });
  for (const numItems of [1, 2, 10]) {
    expect(await listOf("Ana", "created", { numItems })).toBe("friday some-day");
    expect(await listOf("Ana", "watched", { numItems })).toBe("today friday some-day");
  }
  expect(await listOf("Ana", "assigned")).toBe("");
  expect(await listOf("Ben", "assigned")).toBe("today");

  // They follow the day, the end and the way back of their tasks.
  await as("Ben").mutation(api.tasks.update, { taskId: soon, dueDate: null });
  expect(await listOf("Ana", "watched")).toBe("friday some-day today");
  await as("Ben").mutation(api.tasks.move, { taskId: dated, status: "done" });
  await as("Ben").mutation(api.tasks.remove, { taskId: soon });
  expect([await listOf("Ana", "watched"), await listOf("Ana", "created")]).toEqual(["some-day", "some-day"]);
  await as("Ben").mutation(api.tasks.restore, { taskId: soon });
  expect(await listOf("Ana", "watched")).toBe("some-day today");
  await as("Ana").mutation(api.board.taskWatchers.remove, { taskId: soon });
  expect(await listOf("Ana", "watched")).toBe("some-day");
});

test("no list shows what its person may not read any more", async () => {
  const { as, hiring, ben } = workspace;
  const taskId = await make("Ben", "hire", { channelId: hiring, assigneeId: ben });
  await later("Ben", taskId, TODAY + DAY_MS);
  expect(await laterOf("Ben")).toEqual(["hire 1"]);
  expect(await listOf("Ben", "created")).toBe("");
  await later("Ben", taskId, null);
  expect(await listOf("Ben", "created")).toBe("hire");
  await later("Ben", taskId, TODAY + DAY_MS);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(await laterOf("Ben")).toEqual([]);
  const tomorrow = { today: TODAY + DAY_MS };
  for (const which of ["assigned", "watched", "created"] as const)
    expect(await listOf("Ben", which, tomorrow)).toBe("");
  await expect(later("Ben", taskId, null)).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("what one wants to see later is in one's lists from that day on, and in those of others before", async () => {
  const { ben } = workspace;
  const taskId = await make("Ana", "plan", { assigneeId: ben });
  await make("Ana", "other", { assigneeId: ben });
  await later("Ben", taskId, TODAY + 2 * DAY_MS + 5);
  expect([await listOf("Ben", "assigned"), await listOf("Ana", "created")]).toEqual(["other", "plan other"]);
  expect(await laterOf("Ben")).toEqual(["plan 2"]);
  expect(await laterOf("Ana")).toEqual([]);
  expect(await listOf("Ben", "assigned", { today: TODAY + 2 * DAY_MS })).toBe("plan other");
  expect(await laterOf("Ben", TODAY + 2 * DAY_MS)).toEqual([]);

  for (let i = 0; i < 2; i++) await later("Ben", taskId, TODAY + DAY_MS);
  expect(await laterOf("Ben")).toEqual(["plan 1"]);
  for (let i = 0; i < 2; i++) await later("Ben", taskId, null);
  expect(await listOf("Ben", "assigned")).toBe("plan other");
});

test("what is done or deleted is not shown later either, and its history tells nothing", async () => {
  const { as } = workspace;
  const [done, gone] = [await make("Ana", "done"), await make("Ana", "gone")];
  const historyOf = async () =>
    (await as("Ana").query(api.events.list, { taskId: done, paginationOpts: firstPage })).page.length;
  const before = await historyOf();
  for (const taskId of [done, gone]) await later("Ana", taskId, TODAY + DAY_MS);
  expect(await historyOf()).toBe(before);
  await as("Ana").mutation(api.tasks.move, { taskId: done, status: "done" });
  await as("Ana").mutation(api.tasks.remove, { taskId: gone });
  expect(await laterOf("Ana")).toEqual([]);
});

test("a day that is none is refused, and so is more than one may put off, until some days are over", async () => {
  const { t, ana, as } = workspace;
  const taskId = await make("Ana", "one-more");
  for (const day of [-1, NaN, Infinity, 1e15])
    await expect(later("Ana", taskId, day)).rejects.toMatchObject(refusal("DATE_INVALID"));
  const list = as("Ana").query(api.board.deferrals.list, { today: NaN, paginationOpts: firstPage });
  await expect(list).rejects.toMatchObject(refusal("DATE_INVALID"));

  const other = await make("Ana", "other");
  await t.run(async ({ db }) => {
    for (let i = 0; i < LIMITS.tasksDeferred; i++)
      await db.insert("taskDeferrals", { userId: ana, taskId: other, showFrom: TODAY + i * DAY_MS });
  });
  vi.spyOn(Date, "now").mockReturnValue(TODAY);
  await expect(later("Ana", taskId, TODAY + DAY_MS)).rejects.toMatchObject(refusal("TOO_MANY_WAITING"));
  vi.spyOn(Date, "now").mockReturnValue(TODAY + 5 * DAY_MS);
  await later("Ana", taskId, TODAY + 9 * DAY_MS);
  expect(await laterOf("Ana", TODAY + 8 * DAY_MS)).toContain("one-more 9");
});
