import { describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { DAY_MS } from "./shared/time";
import { boardOf, firstPage, makeWorkspace, refusal } from "./testing.setup";

test("a task starts at the end of its column, with a number of its own", async () => {
  const { as, ana } = await makeWorkspace();
  const first = await as("Ana").mutation(api.tasks.create, { title: " Ship the\nimporter " });
  await as("Ben").mutation(api.tasks.create, { title: "Write notes" });

  const board = await boardOf(as("Zoe"));
  expect(board).toMatchObject([
    { number: 1, title: "Ship the importer", status: "todo", tags: [], createdBy: ana },
    { number: 2, title: "Write notes" },
  ]);
  expect(await as("Zoe").query(api.tasks.get, { taskId: first })).toMatchObject({
    number: 1,
    description: "",
  });
});

test("a task keeps what it is given, and null takes it away", async () => {
  const { as, ben, hiring: channelId } = await makeWorkspace();
  const dueDate = Date.UTC(2026, 11, 1);
  const details = { assigneeId: ben, dueDate, channelId };
  const taskId = await as("Ana").mutation(api.tasks.create, {
    title: "Call candidates",
    description: "  Both of them ",
    tags: [" docs", "Launch  day", "Docs"],
    ...details,
  });
  const get = async () => await as("Ben").query(api.tasks.get, { taskId });
  expect(await get()).toMatchObject({
    ...details,
    description: "Both of them",
    tags: ["docs", "Launch day"],
  });

  await as("Ben").mutation(api.tasks.update, { taskId, category: "urgent", title: "Call all", tags: [] });
  expect(await get()).toMatchObject({ ...details, title: "Call all", category: "urgent", tags: [] });
  await as("Ben").mutation(api.tasks.update, { taskId, priority: "high" });
  expect(await get()).toMatchObject({ priority: "high", category: "urgent" });
  expect(await boardOf(as("Ben"), { channelId })).toMatchObject([{ priority: "high" }]);
  const nothing = { assigneeId: null, dueDate: null, channelId: null, category: null, priority: null };
  await as("Ben").mutation(api.tasks.update, { taskId, ...nothing });
  for (const field of Object.keys(nothing)) expect(await get()).not.toHaveProperty(field);
});

test("a task has a day on which it starts, on the day it is due at the latest, and hours it may take", async () => {
  const { as } = await makeWorkspace();
  const taskId = await as("Ana").mutation(api.tasks.create, {
    title: "Plan",
    startDate: 3 * DAY_MS,
    estimate: 0.5,
  });
  const update = async (changes: object) =>
    await as("Ben").mutation(api.tasks.update, { taskId, ...changes });
  const get = async () => await as("Ben").query(api.tasks.get, { taskId });
  expect(await get()).toMatchObject({ startDate: 3 * DAY_MS, estimate: 0.5 });
  await update({ dueDate: 3 * DAY_MS, estimate: 1_000 });
  expect(await boardOf(as("Ben"))).toMatchObject([{ dueDate: 3 * DAY_MS, estimate: 1_000 }]);
  await expect(update({ dueDate: 2 * DAY_MS })).rejects.toMatchObject(refusal("START_AFTER_DUE"));
  await expect(update({ startDate: 4 * DAY_MS })).rejects.toMatchObject(refusal("START_AFTER_DUE"));
  await update({ startDate: 4 * DAY_MS, dueDate: 4 * DAY_MS });
  await update({ startDate: 6 * DAY_MS, dueDate: null });
  await update({ startDate: null, estimate: null });
  for (const field of ["startDate", "dueDate", "estimate"]) expect(await get()).not.toHaveProperty(field);
});

describe("refusals, the same for a new task and a change", () => {
  const cases = [
    [{ title: " " }, "TEXT_EMPTY"],
    [{ title: "x".repeat(201) }, "TEXT_TOO_LONG"],
    [{ description: "x".repeat(10_001) }, "TEXT_TOO_LONG"],
    [{ tags: Array.from({ length: 11 }, (_, index) => `${index}`) }, "TOO_MANY_TAGS"],
    [{ tags: ["docs", " "] }, "TAG_INVALID"],
    [{ tags: ["x".repeat(31)] }, "TAG_INVALID"],
    [{ dueDate: Number.NaN }, "DATE_INVALID"],
    [{ dueDate: Number.POSITIVE_INFINITY }, "DATE_INVALID"],
    [{ dueDate: 1e15 }, "DATE_INVALID"],
    [{ startDate: Number.NaN }, "DATE_INVALID"],
    [{ startDate: 2 * DAY_MS, dueDate: 2 * DAY_MS - 1 }, "START_AFTER_DUE"],
    [{ estimate: 0 }, "ESTIMATE_INVALID"],
    [{ estimate: -1 }, "ESTIMATE_INVALID"],
    [{ estimate: 0.3 }, "ESTIMATE_INVALID"],
    [{ estimate: 1_000.5 }, "ESTIMATE_INVALID"],
    [{ estimate: Number.NaN }, "ESTIMATE_INVALID"],
    [{ estimate: Number.POSITIVE_INFINITY }, "ESTIMATE_INVALID"],
  ] as const;

  test.each(cases)("%o", async (fields, code) => {
    const { as } = await makeWorkspace();
    const given = { ...fields, ...("tags" in fields && { tags: [...fields.tags] }) } as { title?: string };
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Plan" });
    const create = as("Ana").mutation(api.tasks.create, { title: "Plan", ...given });
    await expect(create).rejects.toMatchObject(refusal(code));
    const update = as("Ana").mutation(api.tasks.update, { taskId, ...given });
    await expect(update).rejects.toMatchObject(refusal(code));
    expect(await boardOf(as("Ana"))).toHaveLength(1);
  });
});

describe("who sees a task", () => {
  test("a private channel's tasks are its members' alone", async () => {
    const { as, zoe, hiring: channelId } = await makeWorkspace();
    const taskId = await as("Ben").mutation(api.tasks.create, { title: "Call", channelId });
    expect(await boardOf(as("Ana"), { channelId })).toHaveLength(1);
    expect(await boardOf(as("Ana"))).toHaveLength(1);

    const notFound = refusal("NOT_FOUND");
    const outsider = as("Zoe");
    expect(await boardOf(outsider)).toEqual([]);
    await expect(boardOf(outsider, { channelId })).rejects.toMatchObject(notFound);
    await expect(outsider.query(api.tasks.get, { taskId })).rejects.toMatchObject(notFound);
    await expect(outsider.mutation(api.tasks.update, { taskId, assigneeId: zoe })).rejects.toMatchObject(
      notFound,
    );
    await expect(outsider.mutation(api.tasks.move, { taskId, status: "done" })).rejects.toMatchObject(
      notFound,
    );
    await expect(outsider.mutation(api.tasks.remove, { taskId })).rejects.toMatchObject(notFound);
    await expect(outsider.mutation(api.tasks.restore, { taskId })).rejects.toMatchObject(notFound);
    const create = outsider.mutation(api.tasks.create, { title: "Mine", channelId });
    await expect(create).rejects.toMatchObject(notFound);
  });

  test("a public channel's tasks are everybody's; putting one there is for members", async () => {
    const { as } = await makeWorkspace();
    const channelId = await as("Ana").mutation(api.channels.create, { name: "design" });
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Draw", channelId });

    await as("Zoe").mutation(api.tasks.update, { taskId, title: "Draw icons" });
    expect(await boardOf(as("Zoe"))).toMatchObject([{ title: "Draw icons" }]);
    const create = as("Zoe").mutation(api.tasks.create, { title: "Mine", channelId });
    await expect(create).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
    const own = await as("Zoe").mutation(api.tasks.create, { title: "Mine" });
    const put = as("Zoe").mutation(api.tasks.update, { taskId: own, channelId });
    await expect(put).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
  });

  test("nobody is given a task they cannot open", async () => {
    const { t, as, ben, zoe, hiring: channelId } = await makeWorkspace();
    const code = refusal("ASSIGNEE_NOT_MEMBER");
    const create = as("Ana").mutation(api.tasks.create, { title: "Call", channelId, assigneeId: zoe });
    await expect(create).rejects.toMatchObject(code);
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Call", assigneeId: zoe });
    await expect(as("Ana").mutation(api.tasks.update, { taskId, channelId })).rejects.toMatchObject(code);
    await as("Ana").mutation(api.tasks.update, { taskId, channelId, assigneeId: ben });

    await t.run(async (ctx) => await ctx.db.patch("users", zoe, { deactivatedAt: 1 }));
    const toGone = as("Ana").mutation(api.tasks.create, { title: "Call", assigneeId: zoe });
    await expect(toGone).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

test("a deleted task is gone, and comes back to its place", async () => {
  const { as } = await makeWorkspace();
  const ids: Id<"tasks">[] = [];
  for (const title of ["a", "b", "c"]) ids.push(await as("Ana").mutation(api.tasks.create, { title }));
  const [a, b] = ids as [Id<"tasks">, Id<"tasks">];
  const titles = async () => (await boardOf(as("Ben"))).map(({ title }) => title);

  await as("Ana").mutation(api.tasks.remove, { taskId: b });
  expect(await titles()).toEqual(["a", "c"]);
  await expect(as("Ana").query(api.tasks.get, { taskId: b })).rejects.toMatchObject(refusal("NOT_FOUND"));
  const update = as("Ana").mutation(api.tasks.update, { taskId: b, title: "x" });
  await expect(update).rejects.toMatchObject(refusal("NOT_FOUND"));

  const d = await as("Ana").mutation(api.tasks.create, { title: "d" });
  await as("Ana").mutation(api.tasks.move, { taskId: d, status: "todo", before: a });
  await as("Ben").mutation(api.tasks.restore, { taskId: b });
  expect(await titles()).toEqual(["a", "d", "b", "c"]);
});

test("finishing is dated, and reopening takes the date away", async () => {
  const { as } = await makeWorkspace();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship" });
  const move = async (status: "todo" | "done") => {
    await as("Ana").mutation(api.tasks.move, { taskId, status });
    return (await as("Ana").query(api.tasks.get, { taskId })).completedAt;
  };
  const finished = await move("done");
  while (Date.now() === finished); // the clock must have moved on for the next line to mean anything
  expect(finished).toBeTypeOf("number");
  expect(await move("done")).toBe(finished);
  expect(await move("todo")).toBeUndefined();
});

test("messages and tasks do not take each other's ids", async () => {
  const { as, say, general } = await makeWorkspace();
  const messageId = await say("Ana", general, "Hello");
  const taskId = messageId as string as Id<"tasks">;
  await expect(as("Ana").query(api.tasks.get, { taskId })).rejects.toThrow(/tasks/);
  const task = await as("Ana").mutation(api.tasks.create, { title: "Plan" });
  const query = { messageId: task as string as Id<"messages">, paginationOpts: firstPage };
  await expect(as("Ana").query(api.messages.thread, query)).rejects.toThrow(/messages/);
});

test("a blocked task keeps since when; it waits no more when it is done, or is unblocked", async () => {
  const { as } = await makeWorkspace();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship" });
  const block = async (blockedReason: string | null) =>
    await as("Ben").mutation(api.tasks.update, { taskId, blockedReason });
  const task = async () => await as("Zoe").query(api.tasks.get, { taskId });
  await block("");
  const { blockedAt } = await task();
  expect(await task()).toMatchObject({ blockedReason: "", blockedAt: expect.any(Number) });
  await block(" the\nparser ");
  expect(await task()).toMatchObject({ blockedReason: "the parser", blockedAt });
  expect(await boardOf(as("Zoe"))).toMatchObject([{ blockedReason: "the parser" }]);
  await block(null);
  expect(await task()).not.toHaveProperty("blockedReason");
  await block("again");
  await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
  expect(await task()).not.toHaveProperty("blockedAt");
});

test("a task is not blocked when it is done, by a stranger to its channel, or for a reason too long", async () => {
  const { as, hiring } = await makeWorkspace();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship", channelId: hiring });
  const block = async (name: "Ben" | "Zoe" | "Max", blockedReason: string) =>
    await as(name).mutation(api.tasks.update, { taskId, blockedReason });
  await expect(block("Zoe", "x")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(block("Max", "x")).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await expect(block("Ben", "x".repeat(201))).rejects.toMatchObject(refusal("TEXT_TOO_LONG"));
  await block("Ben", "x".repeat(200));
  await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
  await expect(block("Ben", "x")).rejects.toMatchObject(refusal("TASK_DONE"));
});
