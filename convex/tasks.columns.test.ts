import { describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { LIMITS } from "./shared/limits";
import type { TaskStatus } from "./shared/tasks";
import { boardOf, firstPage, makeWorkspace, refusal } from "./testing.setup";

type Name = "Ana" | "Ben" | "Zoe";

/** Ana's and Ben's private #hiring has `hidden` tasks; the workspace, for all, has `open` ones between them. */
async function makeBoard({ hidden = 7, open = 5 } = {}) {
  const workspace = await makeWorkspace();
  const { as, hiring } = workspace;
  const make = async (title: string, more: { channelId?: Id<"channels">; status?: TaskStatus } = {}) =>
    await as("Ana").mutation(api.tasks.create, { title, ...more });
  for (let i = 0; i < Math.max(hidden, open); i += 1) {
    if (i < hidden) await make(`hidden ${i}`, { channelId: hiring });
    if (i < open) await make(`open ${i}`);
  }
  type Wanted = { channelId?: Id<"channels">; order?: "asc" | "desc"; status?: TaskStatus };
  const pages = async (name: Name, numItems: number, wanted: Wanted = {}) => {
    const titles: string[][] = [];
    let cursor: string | null = null;
    for (let isDone = false; !isDone && titles.length < 100;) {
      const paginationOpts = { numItems, cursor };
      const result: { page: { title: string }[]; isDone: boolean; continueCursor: string } = await as(
        name,
      ).query(api.tasks.column, { status: "todo", ...wanted, paginationOpts });
      titles.push(result.page.map(({ title }) => title));
      ({ isDone, continueCursor: cursor } = result);
    }
    return titles;
  };
  return { ...workspace, make, pages };
}

describe("a column", () => {
  test("is cut after the access filter: what others hide takes no place on a page", async () => {
    const { pages } = await makeBoard({ hidden: 30, open: 5 });
    expect(await pages("Zoe", 3)).toEqual([
      ["open 0", "open 1", "open 2"],
      ["open 3", "open 4"],
    ]);
    expect((await pages("Ben", 200)).flat()).toHaveLength(35);
  });

  test("goes on from page to page in the order of the board, from either end", async () => {
    const { as, pages } = await makeBoard();
    const board = (await boardOf(as("Ben"))).map(({ title }) => title);
    for (const numItems of [1, 2, 5, 12, 40]) {
      expect((await pages("Ben", numItems)).flat()).toEqual(board);
      expect((await pages("Ben", numItems, { order: "desc" })).flat()).toEqual(board.toReversed());
    }
  });

  test("of a channel has that channel's tasks, for those who may read it", async () => {
    const { as, hiring: channelId, pages } = await makeBoard({ hidden: 3 });
    expect(await pages("Ben", 2, { channelId })).toEqual([["hidden 0", "hidden 1"], ["hidden 2"]]);
    const paginationOpts = { numItems: 2, cursor: null };
    const strange = as("Zoe").query(api.tasks.column, { channelId, status: "todo", paginationOpts });
    await expect(strange).rejects.toMatchObject(refusal("NOT_FOUND"));
    const counts = as("Zoe").query(api.tasks.counts, { channelId });
    await expect(counts).rejects.toMatchObject(refusal("NOT_FOUND"));
  });

  test("a page with an end holds what came into it, and the next one neither misses nor repeats", async () => {
    const { as, make } = await makeBoard({ hidden: 0, open: 4 });
    const page = async (cursor: string | null, endCursor?: string) =>
      await as("Zoe").query(api.tasks.column, {
        status: "todo",
        paginationOpts: { numItems: 2, cursor, ...(endCursor !== undefined && { endCursor }) },
      });
    const first = await page(null);
    const taskId = await make("new");
    const [top] = first.page;
    await as("Ana").mutation(api.tasks.move, { taskId, status: "todo", before: top!._id });
    const grown = await page(null, first.continueCursor);
    expect(grown.page.map(({ title }) => title)).toEqual(["open 0", "new", "open 1"]);
    expect(grown.continueCursor).toBe(first.continueCursor);
    expect((await page(grown.continueCursor)).page.map(({ title }) => title)).toEqual(["open 2", "open 3"]);
  });

  test("a person who leaves a channel sees none of its cards, nor their number, in the same commit", async () => {
    const { as, ben, hiring: channelId, pages } = await makeBoard({ hidden: 3, open: 1 });
    expect(await as("Ben").query(api.tasks.counts, {})).toMatchObject({ todo: 4 });
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    expect(await pages("Ben", 10)).toEqual([["open 0"]]);
    expect(await as("Ben").query(api.tasks.counts, {})).toMatchObject({ todo: 1 });
  });
});

describe("counts", () => {
  test("are those of what the caller may read, also beyond what one page holds", async () => {
    const { as, hiring: channelId } = await makeBoard({ hidden: 30, open: 5 });
    const none = { in_progress: 0, done: 0 };
    expect(await as("Zoe").query(api.tasks.counts, {})).toEqual({ todo: 5, ...none });
    expect(await as("Ben").query(api.tasks.counts, {})).toEqual({ todo: 35, ...none });
    expect(await as("Ben").query(api.tasks.counts, { channelId })).toMatchObject({ todo: 30, ...none });
  });

  test("follow every change of a task", async () => {
    const { as, make, hiring, general } = await makeBoard({ hidden: 0, open: 0 });
    const taskId = await make("One", { channelId: general });
    const one = { todo: 1, in_progress: 0, done: 0 };
    expect(await as("Zoe").query(api.tasks.counts, {})).toEqual(one);
    expect(await as("Zoe").query(api.tasks.counts, { channelId: general })).toMatchObject(one);
    await as("Ben").mutation(api.tasks.move, { taskId, status: "done" });
    expect(await as("Zoe").query(api.tasks.counts, {})).toEqual({ todo: 0, in_progress: 0, done: 1 });
    await as("Ana").mutation(api.tasks.update, { taskId, channelId: hiring });
    expect(await as("Zoe").query(api.tasks.counts, {})).toEqual({ todo: 0, in_progress: 0, done: 0 });
    expect(await as("Zoe").query(api.tasks.counts, { channelId: general })).toMatchObject({ done: 0 });
    expect(await as("Ben").query(api.tasks.counts, { channelId: hiring })).toMatchObject({ done: 1 });
    await as("Ana").mutation(api.tasks.remove, { taskId });
    await as("Ana")
      .mutation(api.tasks.remove, { taskId })
      .catch(() => {});
    expect(await as("Ben").query(api.tasks.counts, {})).toMatchObject({ done: 0 });
    await as("Ana").mutation(api.tasks.restore, { taskId });
    await as("Ana").mutation(api.tasks.restore, { taskId });
    expect(await as("Ben").query(api.tasks.counts, {})).toMatchObject({ done: 1 });
  });
});

test("my tasks are my open ones, the most pressing first, without those of channels that I left", async () => {
  const { as, ben, hiring } = await makeBoard({ hidden: 0, open: 0 });
  const day = Date.UTC(2026, 10, 28);
  const make = async (title: string, more: { dueDate?: number; channelId?: Id<"channels"> }) =>
    await as("Ana").mutation(api.tasks.create, { title, assigneeId: ben, ...more });
  await make("some day", {});
  await make("later", { dueDate: 2 * day });
  await make("hidden", { dueDate: day, channelId: hiring });
  await make("first", { dueDate: day });
  await make("also some day", {});
  const taskId = await make("finished", { dueDate: day });
  await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
  await as("Ana").mutation(api.tasks.create, { title: "Ana's", dueDate: day });

  const all = async (numItems: number) => {
    const titles: string[] = [];
    let cursor: string | null = null;
    for (let isDone = false; !isDone;) {
      const result: { page: { title: string }[]; isDone: boolean; continueCursor: string } = await as(
        "Ben",
      ).query(api.tasks.mine, { paginationOpts: { numItems, cursor } });
      titles.push(...result.page.map(({ title }) => title));
      ({ isDone, continueCursor: cursor } = result);
    }
    return titles;
  };
  const expected = ["hidden", "first", "later", "some day", "also some day"];
  for (const numItems of [1, 2, 3, 10]) expect(await all(numItems)).toEqual(expected);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  for (const numItems of [1, 10]) expect(await all(numItems)).toEqual(expected.slice(1));
  const broken = as("Ben").query(api.tasks.mine, { paginationOpts: { numItems: 1, cursor: "[1" } });
  await expect(broken).rejects.toMatchObject(refusal("CURSOR_INVALID"));
});

test("a text finds tasks by words and by number, only those that the caller may read", async () => {
  const { as, hiring, make } = await makeBoard({ hidden: 0, open: 0 });
  await make("Ship the importer");
  await make("Importer of secrets", { channelId: hiring });
  const find = async (name: Name, text: string) =>
    (await as(name).query(api.tasks.find, { text })).map(({ number }) => number).toSorted((a, b) => a - b);
  expect(await find("Ben", "importer")).toEqual([1, 2]);
  expect(await find("Zoe", "importer")).toEqual([1]);
  expect(await find("Ben", "T-2")).toEqual([2]);
  expect(await find("Zoe", "t-2")).toEqual([]);
  expect(await find("Zoe", " ")).toEqual([]);
});

describe("a task from a message", () => {
  test("is one, whoever asks and how often", async () => {
    const { as, say, general } = await makeBoard({ hidden: 0, open: 0 });
    const text = "Please look\nat the importer";
    const messageId = await say("Ana", general, text);
    const ids = await Promise.all([
      as("Ana").mutation(api.tasks.createFromMessage, { messageId }),
      as("Ben").mutation(api.tasks.createFromMessage, { messageId }),
      as("Ana").mutation(api.tasks.createFromMessage, { messageId }),
    ]);
    expect(new Set(ids).size).toBe(1);
    expect(await as("Zoe").query(api.tasks.get, { taskId: ids[0] })).toMatchObject({
      title: "Please look",
      description: text,
      channelId: general,
      fromMessageId: messageId,
    });
    expect(await as("Zoe").query(api.messages.get, { messageId })).toMatchObject({ taskId: ids[0] });
  });

  test("that was deleted returns, and the message knows it again", async () => {
    const { as, say, general } = await makeBoard({ hidden: 0, open: 0 });
    const messageId = await say("Ana", general, "Do it");
    const taskId = await as("Ana").mutation(api.tasks.createFromMessage, { messageId });
    await as("Ana").mutation(api.tasks.remove, { taskId });
    expect(await as("Ana").query(api.messages.get, { messageId })).not.toHaveProperty("taskId");
    expect(await as("Ben").mutation(api.tasks.createFromMessage, { messageId })).toBe(taskId);
    expect(await as("Ana").query(api.messages.get, { messageId })).toMatchObject({ taskId });
  });

  test("names the people it mentions, and is cut at whole characters", async () => {
    const { as, say, ben, general } = await makeBoard({ hidden: 0, open: 0 });
    const messageId = await say("Ana", general, `<@${ben}> ${"👩‍👩‍👧‍👦".repeat(30)}`);
    const taskId = await as("Ana").mutation(api.tasks.createFromMessage, { messageId });
    const { title } = await as("Ana").query(api.tasks.get, { taskId });
    expect(title).toMatch(/^@Ben (👩‍👩‍👧‍👦)+…$/u);
    expect(title.length).toBeLessThanOrEqual(200);
  });

  test("is refused to those who may not read the message, or not write where it is", async () => {
    const { as, say, hiring } = await makeBoard({ hidden: 0, open: 0 });
    const secret = await say("Ana", hiring, "Secret");
    const strange = as("Zoe").mutation(api.tasks.createFromMessage, { messageId: secret });
    await expect(strange).rejects.toMatchObject(refusal("NOT_FOUND"));
    const open = await as("Ana").mutation(api.channels.create, { name: "open" });
    const said = await say("Ana", open, "Do it");
    const outside = as("Zoe").mutation(api.tasks.createFromMessage, { messageId: said });
    await expect(outside).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
    await as("Ana").mutation(api.messages.remove, { messageId: said });
    const gone = as("Ana").mutation(api.tasks.createFromMessage, { messageId: said });
    await expect(gone).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

describe("a task from several messages", () => {
  const setUp = async () => {
    const board = await makeBoard({ hidden: 0, open: 0 });
    const { as, say, ben, general } = board;
    const one = await say("Ana", general, "Please look\nat the importer");
    const two = await say("Ana", general, `<@${ben}> knows it`);
    const three = await say("Ben", general, "On it");
    const from = async (name: "Ana" | "Ben" | "Zoe", messageIds: Id<"messages">[]) =>
      await as(name).mutation(api.tasks.createFromMessages, { messageIds });
    const taskOf = async (messageId: Id<"messages">) =>
      (await as("Ana").query(api.messages.get, { messageId })).taskId;
    return { ...board, one, two, three, from, taskOf };
  };

  test("says who said what, in the order of the conversation; all of them know it", async () => {
    const { as, general, one, two, three, from, taskOf } = await setUp();
    const taskId = await from("Ben", [three, one, two, one]);
    expect(await as("Zoe").query(api.tasks.get, { taskId })).toMatchObject({
      title: "Please look",
      description: "**Ana**\n\nPlease look\nat the importer\n\n@Ben knows it\n\n**Ben**\n\nOn it",
      channelId: general,
      fromMessageId: one,
      fromMessageIds: [one, two, three],
    });
    expect(await Promise.all([one, two, three].map(taskOf))).toEqual([taskId, taskId, taskId]);
    const { page } = await as("Zoe").query(api.tasks.column, { status: "todo", paginationOpts: firstPage });
    expect(page[0]).not.toHaveProperty("fromMessageIds");
  });

  test("is one for two who ask; those that have one keep it", async () => {
    const { as, one, two, three, from, taskOf } = await setUp();
    const [first, second] = await Promise.all([from("Ana", [one, two]), from("Ben", [two, one])]);
    expect(second).toBe(first);
    const other = await from("Ana", [two, three]);
    expect(other).not.toBe(first);
    expect(await as("Ana").query(api.tasks.get, { taskId: other })).toMatchObject({ title: "On it" });
    expect(await Promise.all([one, two, three].map(taskOf))).toEqual([first, first, other]);
    expect(await as("Ana").mutation(api.tasks.createFromMessage, { messageId: two })).toBe(first);
  });

  test("that was deleted returns to those that have no other one", async () => {
    const { as, one, two, from, taskOf } = await setUp();
    const taskId = await from("Ana", [one, two]);
    await as("Ana").mutation(api.tasks.remove, { taskId });
    expect(await Promise.all([one, two].map(taskOf))).toEqual([undefined, undefined]);
    expect(await from("Ben", [one, two])).toBe(taskId);
    await as("Ana").mutation(api.tasks.remove, { taskId });
    const other = await as("Ana").mutation(api.tasks.createFromMessage, { messageId: one });
    expect(other).not.toBe(taskId);
    await as("Ana").mutation(api.tasks.restore, { taskId });
    expect(await Promise.all([one, two].map(taskOf))).toEqual([other, taskId]);
    await as("Ana").mutation(api.tasks.remove, { taskId });
    expect(await Promise.all([one, two].map(taskOf))).toEqual([other, undefined]);
    await as("Ana").mutation(api.tasks.remove, { taskId: other });
    expect(await as("Ana").mutation(api.tasks.createFromMessage, { messageId: one })).toBe(other);
  });

  test("is refused where one of them may not be read, is elsewhere, or where there are none or too many", async () => {
    const { as, say, hiring, one, two, from, taskOf } = await setUp();
    const secret = await say("Ana", hiring, "Secret");
    await expect(from("Zoe", [one, secret])).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(from("Ana", [one, secret])).rejects.toMatchObject(refusal("MESSAGES_APART"));
    await expect(from("Ana", [])).rejects.toMatchObject(refusal("NOT_FOUND"));
    const many = await Promise.all(
      Array.from({ length: LIMITS.messagesChosen + 1 }, async (_, i) => await say("Ana", hiring, `${i}`)),
    );
    await expect(from("Ana", many)).rejects.toMatchObject(refusal("TOO_MANY_IDS"));
    await from("Ana", many.slice(1));
    const long = [
      await say("Ana", hiring, "あ".repeat(LIMITS.taskDescription)),
      await say("Ana", hiring, "Z"),
    ];
    await expect(from("Ana", long)).rejects.toMatchObject(refusal("MESSAGES_TOO_LONG"));
    await as("Ana").mutation(api.messages.remove, { messageId: two });
    await expect(from("Ana", [one, two])).rejects.toMatchObject(refusal("NOT_FOUND"));
    expect(await taskOf(one)).toBeUndefined();
    const open = await as("Ana").mutation(api.channels.create, { name: "open" });
    const said = [await say("Ana", open, "Do it"), await say("Ana", open, "Now")];
    await expect(from("Zoe", said)).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
  });
});

test("of those who take a task at once one has it; the others are told", async () => {
  const { as, ben, make } = await makeBoard({ hidden: 0, open: 0 });
  const taskId = await make("Mine");
  const names = ["Ben", "Ana", "Zoe"] as const;
  const taken = await Promise.allSettled(
    names.map(async (name) => await as(name).mutation(api.tasks.claim, { taskId })),
  );
  expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of taken)
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject(refusal("TASK_TAKEN"));
  const { assigneeId } = await as("Ana").query(api.tasks.get, { taskId });
  await as("Ana").mutation(api.tasks.update, { taskId, assigneeId: ben });
  await as("Ben").mutation(api.tasks.claim, { taskId });
  await expect(as("Zoe").mutation(api.tasks.claim, { taskId })).rejects.toMatchObject(refusal("TASK_TAKEN"));
  expect(assigneeId).toBeDefined();

  const finished = await make("Finished");
  await as("Ana").mutation(api.tasks.move, { taskId: finished, status: "done" });
  const late = as("Ben").mutation(api.tasks.claim, { taskId: finished });
  await expect(late).rejects.toMatchObject(refusal("TASK_DONE"));
});

test("an archived channel's tasks stay as they are", async () => {
  const { as, make } = await makeBoard({ hidden: 0, open: 0 });
  const channelId = await as("Ana").mutation(api.channels.create, { name: "old" });
  const taskId = await make("Kept", { channelId });
  const gone = await make("Gone", { channelId });
  await as("Ana").mutation(api.tasks.remove, { taskId: gone });
  await as("Ana").mutation(api.channels.archive, { channelId });
  const tries = [
    as("Ana").mutation(api.tasks.update, { taskId, title: "Changed" }),
    as("Ana").mutation(api.tasks.move, { taskId, status: "done" }),
    as("Ana").mutation(api.tasks.claim, { taskId }),
    as("Ana").mutation(api.tasks.remove, { taskId }),
    as("Ana").mutation(api.tasks.restore, { taskId: gone }),
  ];
  for (const tried of tries) await expect(tried).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
  expect(await as("Ben").query(api.tasks.get, { taskId })).toMatchObject({ isClosed: true });
  await as("Ana").mutation(api.channels.unarchive, { channelId });
  expect(await as("Ben").query(api.tasks.get, { taskId })).not.toHaveProperty("isClosed");
  await as("Ana").mutation(api.tasks.update, { taskId, title: "Changed" });
});
