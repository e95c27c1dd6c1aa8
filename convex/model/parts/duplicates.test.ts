import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { ErrorCode } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { boardOf, makeWorkspace, refusal } from "../../testing.setup";

type Name = "Ana" | "Ben" | "Zoe" | "Max";
type TaskId = Id<"tasks">;

async function open() {
  const workspace = await makeWorkspace();
  const { as, t } = workspace;
  const make = async (title: string, more: object = {}) =>
    await as("Ben").mutation(api.tasks.create, { title, ...more });
  const duplicate = async (name: Name, taskId: TaskId) =>
    await as(name).mutation(api.board.duplicates.make, { taskId });
  const titles = async (taskId: TaskId) =>
    (await as("Ana").query(api.board.subtasks.list, { taskId })).map(
      ({ title, number }) => `${number} ${title}`,
    );
  const refused = async (answer: Promise<unknown>, code: ErrorCode) =>
    await expect(answer).rejects.toMatchObject(refusal(code));
  const row = async (taskId: TaskId) =>
    (await t.run(async ({ db }) => await db.get("tasks", taskId))) as Doc<"tasks">;
  return { ...workspace, make, duplicate, titles, refused, row };
}

test("a copy says what the card says, stands directly below it, and is its maker's", async () => {
  const { as, make, duplicate, general, ana, zoe, row } = await open();
  await make("Above", { channelId: general });
  const said = {
    title: "Launch",
    description: "At length\n- [x] one\n- [ ] two",
    tags: ["docs"],
    priority: "high" as const,
    estimate: 2.5,
    startDate: 86_400_000,
    dueDate: 172_800_000,
    channelId: general,
    assigneeId: ana,
  };
  const taskId = await make("Launch", said);
  await make("Below", { channelId: general });
  await as("Ben").mutation(api.tasks.update, { taskId, category: "urgent", blockedReason: "Paper" });
  const { taskId: copyId } = await duplicate("Zoe", taskId);
  const copy = await as("Ana").query(api.tasks.get, { taskId: copyId });
  expect(copy).toMatchObject({ ...said, number: 4, createdBy: zoe, category: "urgent", checkCount: 2 });
  expect(copy).not.toHaveProperty("blockedReason");
  const cards = await boardOf(as("Ana"), { channelId: general });
  expect(cards.map(({ title, number }) => `${number} ${title}`)).toEqual([
    "1 Above",
    "2 Launch",
    "4 Launch",
    "3 Below",
  ]);
  expect((await row(copyId)).assignedAt).toBeDefined();
});

test("its parts come with it, in their order and at every depth, as far as one may read them", async () => {
  const { make, duplicate, titles, hiring, row, as } = await open();
  const whole = await make("Whole");
  const [one, two] = [await make("One", { parentId: whole }), await make("Two", { parentId: whole })];
  const [deep, hidden] = [
    await make("Deep", { parentId: one }),
    await make("H", { parentId: whole, channelId: hiring }),
  ];
  await as("Ben").mutation(api.board.subtasks.place, { taskId: two, after: one });
  await as("Ben").mutation(api.tasks.move, { taskId: deep, status: "done" });
  const { taskId: byZoe } = await duplicate("Zoe", whole);
  expect(await titles(byZoe)).toEqual(["7 Two", "8 One"]);
  expect(await row(byZoe)).toMatchObject({ subtaskCount: 2 });
  const { taskId: byBen } = await duplicate("Ben", whole);
  expect(await titles(byBen)).toEqual(["11 Two", "12 One", "13 H"]);
  // A part is duplicated as a part, below itself.
  const { taskId: part } = await duplicate("Zoe", two);
  expect(await titles(whole)).toEqual(["3 Two", "15 Two", "2 One", "5 H"]);
  expect([(await row(part)).parentId, hidden]).toEqual([whole, expect.any(String)]);
});

test("all of it is one action to take back", async () => {
  const { t, as, make, duplicate } = await open();
  const whole = await make("Whole");
  await make("One", { parentId: whole });
  const before = await boardOf(as("Ana"));
  await duplicate("Ben", whole);
  const after = await boardOf(as("Ana"));
  expect(after).toHaveLength(4);
  const done = { verb: "created", count: 2 };
  expect(await as("Ben").mutation(api.undo.last, {})).toMatchObject(done);
  expect(await boardOf(as("Ana"))).toEqual(before);
  expect(await as("Ben").mutation(api.undo.redo, {})).toMatchObject(done);
  expect(await boardOf(as("Ana"))).toEqual(after);
  expect(await as("Ben").mutation(api.undo.last, {})).toMatchObject(done);
  expect(await boardOf(as("Ana"))).toEqual(before);
  expect(await t.run(async ({ db }) => (await db.query("tasks").collect()).length)).toBe(4);
});

test("who has left, or may not read it, does not get another one", async () => {
  const { as, make, duplicate, row, hiring, ben, zoe } = await open();
  const inHiring = await make("Hire", { channelId: hiring, assigneeId: ben });
  const forZoe = await make("Ask", { assigneeId: zoe });
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await as("Ana").mutation(api.users.deactivate, { userId: zoe });
  for (const taskId of [inHiring, forZoe]) {
    const copy = await row((await duplicate("Ana", taskId)).taskId);
    expect([copy.assigneeId, copy.assignedAt]).toEqual([undefined, undefined]);
  }
});

test("who may not read or write it makes nothing of it, and neither of one with too many parts", async () => {
  const { t, as, make, duplicate, refused, hiring, general, ben } = await open();
  const taskId = await make("Hire", { channelId: hiring });
  await refused(duplicate("Zoe", taskId), "NOT_FOUND");
  await refused(duplicate("Max", taskId), "NOT_SIGNED_IN");
  await duplicate("Ben", taskId);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await refused(duplicate("Ben", taskId), "NOT_FOUND");
  await as("Ana").mutation(api.channels.archive, { channelId: hiring });
  await refused(duplicate("Ana", taskId), "CHANNEL_ARCHIVED");

  const whole = await make("Whole", { channelId: general });
  const part = await make("Part", { parentId: whole });
  const more = async (count: number) =>
    await t.run(async ({ db }) => {
      const { _id, _creationTime, ...fields } = (await db.get("tasks", part))!;
      for (let i = 0; i < count; i++) await db.insert("tasks", { ...fields, number: 900 + i, rank: `z${i}` });
    });
  await more(LIMITS.duplicated - 2);
  await duplicate("Ana", whole);
  await more(1);
  await refused(duplicate("Ana", whole), "COPY_TOO_LARGE");
  const kept = await t.run(async ({ db }) => await db.query("tasks").collect());
  expect(kept.filter(({ title }) => title === "Whole")).toHaveLength(2);
});
