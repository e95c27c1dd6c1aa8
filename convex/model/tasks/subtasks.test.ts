import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { ErrorCode } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { boardOf, makeWorkspace, refusal } from "../../testing.setup";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  return () => vi.useRealTimers();
});

type Name = "Ana" | "Ben" | "Zoe" | "Max";
type TaskId = Id<"tasks">;
const { create, move, remove, restore, update } = api.tasks;
const { list, parent, place, setParent } = api.board.subtasks;

async function open() {
  const workspace = await makeWorkspace();
  const { as, t } = workspace;
  const make = async (title: string, more: { channelId?: Id<"channels">; parentId?: TaskId } = {}) =>
    await as("Ben").mutation(create, { title, ...more });
  const put = async (name: Name, taskId: TaskId, parentId: TaskId | null) =>
    await as(name).mutation(setParent, { taskId, parentId });
  const titles = async (name: Name, taskId: TaskId) =>
    (await as(name).query(list, { taskId })).map(({ title }) => title);
  const parentOf = async (name: Name, taskId: TaskId) =>
    (await as(name).query(parent, { taskId }))?.title ?? null;
  /** "done/all" of its parts, as its card has it, and what it is a part of: "1/2 of T-3". */
  const card = async (taskId: TaskId) => {
    const row = (await t.run(async ({ db }) => await db.get("tasks", taskId))) as Doc<"tasks">;
    const counts = `${row.subtasksDone ?? 0}/${row.subtaskCount ?? 0}`;
    return row.parentNumber === undefined ? counts : `${counts} of T-${row.parentNumber}`;
  };
  const refused = async (answer: Promise<unknown>, code: ErrorCode) =>
    await expect(answer).rejects.toMatchObject(refusal(code));
  return { ...workspace, make, put, titles, parentOf, card, refused };
}

test("a part is a task of its own, in the channel of its parent unless another is named", async () => {
  const { as, make, general, titles, parentOf, card } = await open();
  const whole = await make("Launch", { channelId: general });
  const [one, two] = [await make("Write", { parentId: whole }), await make("Print", { parentId: whole })];
  expect(await titles("Zoe", whole)).toEqual(["Write", "Print"]);
  expect(await parentOf("Zoe", two)).toBe("Launch");
  expect(await as("Zoe").query(api.tasks.get, { taskId: one })).toMatchObject({
    channelId: general,
    number: 2,
    parentId: whole,
    parentNumber: 1,
  });
  expect([await card(whole), await card(one)]).toEqual(["0/2", "0/0 of T-1"]);
  const cards = await boardOf(as("Ana"), { channelId: general });
  expect(cards.map(({ title }) => title)).toEqual(["Launch", "Write", "Print"]);
});

test("what is done, deleted, restored and taken off is counted", async () => {
  const { as, make, put, card, parentOf } = await open();
  const whole = await make("Launch");
  const [one, two] = [await make("Write", { parentId: whole }), await make("Print", { parentId: whole })];
  await as("Zoe").mutation(move, { taskId: one, status: "done" });
  expect(await card(whole)).toBe("1/2");
  await as("Zoe").mutation(move, { taskId: one, status: "done" });
  await as("Zoe").mutation(remove, { taskId: one });
  expect(await card(whole)).toBe("0/1");
  await as("Zoe").mutation(restore, { taskId: one });
  expect(await card(whole)).toBe("1/2");
  await put("Zoe", one, null);
  expect([await card(whole), await card(one), await parentOf("Ana", one)]).toEqual(["0/1", "0/0", null]);
  await put("Zoe", one, two);
  await put("Zoe", one, two);
  expect([await card(whole), await card(two), await card(one)]).toEqual(["0/1", "1/1 of T-1", "0/0 of T-3"]);
  await put("Zoe", one, whole);
  expect([await card(whole), await card(two)]).toEqual(["1/2", "0/0 of T-1"]);
});

test("an archived part is none meanwhile, and says nothing of its parent where archived cards are listed", async () => {
  const { as, make, card, titles, parentOf, hiring } = await open();
  const whole = await make("Launch");
  const part = await make("Write", { parentId: whole });
  await as("Ana").mutation(move, { taskId: part, status: "done" });
  const before = await card(whole);
  const archive = async (isArchived: boolean) =>
    await as("Ana").mutation(api.board.archive.set, { taskId: part, isArchived });
  await archive(true);
  expect([before, await card(whole), await card(part)]).toEqual(["1/1", "0/0", "0/0"]);
  expect([await titles("Ana", whole), await parentOf("Ana", part)]).toEqual([[], "Launch"]);
  await as("Ana").mutation(update, { taskId: whole, channelId: hiring });
  await archive(false);
  expect([await card(whole), await card(part), await parentOf("Zoe", part)]).toEqual(["1/1", "0/0", null]);
});

test("parts of a deleted task stand on their own, and belong to it again when it comes back", async () => {
  const { as, make, card, parentOf, titles, refused } = await open();
  const whole = await make("Launch");
  const part = await make("Write", { parentId: whole });
  await as("Ana").mutation(remove, { taskId: whole });
  expect([await card(part), await parentOf("Ana", part)]).toEqual(["0/0", null]);
  expect((await as("Ana").query(api.tasks.get, { taskId: part })).parentId).toBeUndefined();
  await refused(as("Ana").mutation(create, { title: "Late", parentId: whole }), "NOT_FOUND");
  await as("Ana").mutation(move, { taskId: part, status: "done" });
  await as("Ana").mutation(restore, { taskId: whole });
  expect([await card(part), await card(whole)]).toEqual(["0/0 of T-1", "1/1"]);
  expect(await titles("Ana", whole)).toEqual(["Write"]);
});

test("parts stand in an order that people choose", async () => {
  const { as, make, titles, refused } = await open();
  const whole = await make("Launch");
  const [a, b, c] = [
    await make("A", { parentId: whole }),
    await make("B", { parentId: whole }),
    await make("C", { parentId: whole }),
  ];
  await as("Zoe").mutation(place, { taskId: c, after: a });
  expect(await titles("Ana", whole)).toEqual(["C", "A", "B"]);
  await as("Zoe").mutation(place, { taskId: c, before: a });
  expect(await titles("Ana", whole)).toEqual(["A", "C", "B"]);
  await as("Zoe").mutation(place, { taskId: a });
  expect(await titles("Ana", whole)).toEqual(["C", "B", "A"]);
  // One that is gone meanwhile is no place.
  await as("Zoe").mutation(remove, { taskId: b });
  await as("Zoe").mutation(place, { taskId: c, before: b });
  expect(await titles("Ana", whole)).toEqual(["A", "C"]);
  await refused(as("Zoe").mutation(place, { taskId: whole }), "NOT_FOUND");
});

test("a part that comes back to a place that another has taken can be passed, as often as one likes", async () => {
  const { as, make, t, titles } = await open();
  const whole = await make("Launch");
  const [a, b, c] = [
    await make("A", { parentId: whole }),
    await make("B", { parentId: whole }),
    await make("C", { parentId: whole }),
  ];
  await as("Ana").mutation(remove, { taskId: b });
  await as("Ana").mutation(place, { taskId: a, after: c });
  await t.run(async ({ db }) => {
    const taken = (await db.get("tasks", a))!;
    await db.patch("tasks", b, { subtaskRank: taken.subtaskRank! });
  });
  await as("Ana").mutation(restore, { taskId: b });
  await as("Ana").mutation(place, { taskId: c, before: a });
  expect(await titles("Ana", whole)).toEqual(["A", "C", "B"]);
  for (let i = 0; i < 120; i++) await as("Ana").mutation(place, { taskId: [b, c][i % 2]!, before: a });
  expect(await titles("Ana", whole)).toEqual(["A", "C", "B"]);
  const rows = await t.run(
    async ({ db }) => await Promise.all([a, b, c].map(async (id) => await db.get("tasks", id))),
  );
  expect(Math.max(...rows.map((row) => row!.subtaskRank!.length))).toBeLessThan(40);
});

describe("no task is a part of itself, and parts lie five deep", () => {
  test("however many are between, deleted ones and those that the caller may not read as well", async () => {
    const { as, make, put, refused, hiring, parentOf } = await open();
    const [a, b, c] = [await make("A"), await make("B"), await make("C", { channelId: hiring })];
    await refused(put("Zoe", a, a), "RELATION_CYCLE");
    await put("Ben", b, a);
    await refused(put("Zoe", a, b), "RELATION_CYCLE");
    await put("Ben", c, b);
    const d = await make("D");
    await put("Ben", d, c);
    await as("Ben").mutation(remove, { taskId: c });
    await refused(put("Zoe", a, d), "RELATION_CYCLE");
    await put("Zoe", d, null);
    await put("Zoe", a, d);
    expect(await parentOf("Zoe", a)).toBe("D");
  });

  test("counted from both ends", async () => {
    const { make, put, refused, parentOf } = await open();
    const chain = async (length: number, top: TaskId) => {
      const ids = [top];
      for (let i = 0; i < length; i++) ids.push(await make(`P${i}`, { parentId: ids.at(-1)! }));
      return ids;
    };
    const long = await chain(LIMITS.subtaskDepth, await make("Top"));
    await refused(make("Deep", { parentId: long.at(-1)! }), "SUBTASKS_TOO_DEEP");
    const short = await chain(2, await make("Short"));
    await refused(put("Ben", short[0]!, long[3]!), "SUBTASKS_TOO_DEEP");
    await put("Ben", short[0]!, long[2]!);
    expect(await parentOf("Ben", short[0]!)).toBe("P1");
  });

  test("a task has so many parts at most", async () => {
    const { t, make, put, refused, card, as } = await open();
    const whole = await make("Launch");
    const [first, other] = [await make("P", { parentId: whole }), await make("Other")];
    await t.run(async ({ db }) => {
      const { _id, _creationTime, ...row } = (await db.get("tasks", first))!;
      for (let i = 1; i < LIMITS.subtasksPerTask; i++)
        await db.insert("tasks", { ...row, number: 10 + i, rank: `z${i}` });
      await db.patch("tasks", whole, { subtaskCount: LIMITS.subtasksPerTask });
    });
    await refused(put("Ben", other, whole), "TOO_MANY_SUBTASKS");
    await refused(make("New", { parentId: whole }), "TOO_MANY_SUBTASKS");
    await as("Ben").mutation(remove, { taskId: first });
    await put("Ben", other, whole);
    expect(await card(whole)).toBe("0/100");
  });
});

describe("who may not read one of the two sees nothing of the other", () => {
  test("a hidden part of an open task is counted on no card, and listed for those who may read it", async () => {
    const { as, make, hiring, card, titles, parentOf, ben } = await open();
    const whole = await make("Launch");
    const part = await make("Hire", { parentId: whole, channelId: hiring });
    expect([await card(whole), await card(part)]).toEqual(["0/0", "0/0 of T-1"]);
    expect([await titles("Ben", whole), await titles("Zoe", whole)]).toEqual([["Hire"], []]);
    await as("Ana").mutation(update, { taskId: part, channelId: null });
    expect([await card(whole), await titles("Zoe", whole)]).toEqual(["0/1", ["Hire"]]);
    await as("Ana").mutation(update, { taskId: part, channelId: hiring });
    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
    expect([await titles("Ben", whole), await titles("Ana", whole)]).toEqual([[], ["Hire"]]);
    expect(await parentOf("Ana", part)).toBe("Launch");
  });

  test("a hidden parent is on no card, in no pane and no history of those who may not read it", async () => {
    const { as, make, put, hiring, card, parentOf, ben, refused } = await open();
    const whole = await make("Hire", { channelId: hiring });
    const part = await make("Write an ad");
    await put("Ben", part, whole);
    expect([await card(whole), await card(part)]).toEqual(["0/1", "0/0"]);
    expect([await parentOf("Ben", part), await parentOf("Zoe", part)]).toEqual(["Hire", null]);
    const seenBy = async (name: Name) => {
      const paginationOpts = { numItems: 20, cursor: null };
      const history = await as(name).query(api.events.list, { taskId: part, paginationOpts });
      return JSON.stringify([
        history.page.map(({ changes }) => changes),
        await as(name).query(api.tasks.get, { taskId: part }),
        await boardOf(as(name)),
      ]);
    };
    expect(await seenBy("Ben")).toContain(`{"after":"T-1","field":"partOf"}`);
    const forZoe = await seenBy("Zoe");
    for (const secret of ["partOf", "T-1", whole, "Hire"]) expect(forZoe).not.toContain(secret);
    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
    expect(await parentOf("Ben", part)).toBeNull();
    expect(await seenBy("Ben")).not.toContain("partOf");
    await refused(put("Zoe", part, whole), "NOT_FOUND");
    await refused(put("Ben", part, whole), "NOT_FOUND");
    await refused(as("Zoe").query(list, { taskId: whole }), "NOT_FOUND");
    await refused(as("Zoe").mutation(place, { taskId: part }), "NOT_FOUND");
    await refused(put("Max", part, null), "NOT_SIGNED_IN");
    // Whose part it is belongs to the task: who may write that takes it off without knowing of what.
    await put("Zoe", part, null);
    expect([await parentOf("Ana", part), await card(whole)]).toEqual([null, "0/0"]);
  });

  test("a parent that moves out of sight takes its name from the cards of its parts", async () => {
    const { as, make, hiring, card, general } = await open();
    const whole = await make("Launch", { channelId: general });
    const [part, same] = [await make("A", { parentId: whole }), await make("B", { parentId: whole })];
    await as("Ana").mutation(update, { taskId: whole, channelId: hiring });
    expect([await card(part), await card(whole)]).toEqual(["0/0", "0/2"]);
    await as("Ana").mutation(update, { taskId: same, channelId: hiring });
    expect([await card(same), await card(whole)]).toEqual(["0/0 of T-1", "0/2"]);
    await as("Ana").mutation(update, { taskId: whole, channelId: null });
    expect([await card(part), await card(same), await card(whole)]).toEqual([
      "0/0 of T-1",
      "0/0 of T-1",
      "0/1",
    ]);
  });
});

test("what is archived stays as it is", async () => {
  const { as, make, put, general, refused, titles } = await open();
  const shut = await as("Ben").mutation(api.channels.create, { name: "shut", isPrivate: false });
  const whole = await make("Launch", { channelId: shut });
  const [inside, outside] = [
    await make("In", { parentId: whole }),
    await make("Out", { channelId: general }),
  ];
  await as("Ben").mutation(api.channels.archive, { channelId: shut });
  await refused(put("Ben", outside, whole), "CHANNEL_ARCHIVED");
  await refused(put("Ben", inside, null), "CHANNEL_ARCHIVED");
  await refused(as("Ben").mutation(place, { taskId: inside }), "CHANNEL_ARCHIVED");
  await refused(make("New", { parentId: whole }), "CHANNEL_ARCHIVED");
  expect(await titles("Ana", whole)).toEqual(["In"]);
});

describe("taking back", () => {
  const undo = async ({ as }: Awaited<ReturnType<typeof open>>, name: Name = "Ben") =>
    await as(name).mutation(api.undo.last, {});

  test("a new part goes, and what was moved is where it was", async () => {
    const workspace = await open();
    const { t, make, put, card, titles, as } = workspace;
    const row = async (id: TaskId) => await t.run(async ({ db }) => await db.get("tasks", id));
    const [one, two] = [await make("One"), await make("Two")];
    const part = await make("Part", { parentId: one });
    const other = await make("Other", { parentId: one });
    const before = [await row(one), await row(two), await row(part)];
    await put("Ben", part, two);
    expect([await card(one), await card(two)]).toEqual(["0/1", "0/1"]);
    expect(await undo(workspace)).toMatchObject({ verb: "changed", number: 3, count: 1 });
    expect([await row(one), await row(two), await row(part)]).toEqual([
      before[0],
      { ...before[1], hasSubtasks: true },
      before[2],
    ]);
    await as("Ben").mutation(place, { taskId: other, after: part });
    await undo(workspace);
    expect(await titles("Ana", one)).toEqual(["Part", "Other"]);
    await undo(workspace);
    await undo(workspace);
    expect([await titles("Ana", one), await card(one)]).toEqual([[], "0/0"]);
  });

  test("a parent comes back with its parts, and what others made a part of another stays there", async () => {
    const workspace = await open();
    const { make, put, card, as, refused, parentOf } = workspace;
    const [one, two] = [await make("One"), await make("Two")];
    const part = await make("Part", { parentId: one });
    await as("Ben").mutation(remove, { taskId: one });
    await undo(workspace);
    expect([await card(one), await card(part)]).toEqual(["0/1", "0/0 of T-1"]);
    await put("Ben", part, two);
    await put("Zoe", part, null);
    await refused(undo(workspace), "UNDO_CHANGED");
    expect(await parentOf("Ana", part)).toBeNull();
  });

  test("nothing comes back that would close a circle by now", async () => {
    const workspace = await open();
    const { make, put, refused, parentOf } = workspace;
    const [one, two] = [await make("One"), await make("Two")];
    await put("Ben", one, two);
    await put("Ben", one, null);
    await put("Zoe", two, one);
    await refused(undo(workspace), "RELATION_CYCLE");
    expect(await parentOf("Ben", one)).toBeNull();
  });
});

test("a card comes into a column and becomes a part in one action; a refusal leaves it where it was", async () => {
  const { as, make, card, refused, hiring } = await open();
  const [whole, task] = [await make("Launch"), await make("Write")];
  const into = async (name: Name, taskId: TaskId, parentId: TaskId | null) =>
    await as(name).mutation(move, { taskId, status: "in_progress", parentId });
  const statusOf = async (taskId: TaskId) => (await as("Ben").query(api.tasks.get, { taskId })).status;
  const secret = await make("Hire", { channelId: hiring });
  await refused(into("Zoe", task, secret), "NOT_FOUND");
  await refused(into("Max", task, whole), "NOT_SIGNED_IN");
  await refused(into("Ben", whole, whole), "RELATION_CYCLE");
  expect([await statusOf(task), await statusOf(whole)]).toEqual(["todo", "todo"]);
  for (let i = 0; i < 2; i++) await into("Ben", task, whole);
  await refused(into("Ben", whole, task), "RELATION_CYCLE");
  expect([await card(task), await statusOf(task), await statusOf(whole)]).toEqual([
    "0/0 of T-1",
    "in_progress",
    "todo",
  ]);
  await as("Ben").mutation(api.undo.last, {});
  expect([await card(task), await statusOf(task)]).toEqual(["0/0 of T-1", "in_progress"]);
  await as("Ben").mutation(api.undo.last, {});
  expect([await card(task), await statusOf(task)]).toEqual(["0/0", "todo"]);
  await into("Ben", task, whole);
  await into("Ben", task, null);
  expect(await card(task)).toBe("0/0");
});
