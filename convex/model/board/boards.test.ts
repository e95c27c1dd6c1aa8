import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import type { ErrorCode } from "../../shared/errors";
import { makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const ALL = { numItems: 100, cursor: null };

/** #hiring of Ana and Ben has a column "Review" within "in progress"; Zoe is a stranger there. */
async function makeBoard() {
  const workspace = await makeWorkspace();
  const { as, hiring: channelId } = workspace;
  const review = await as("Ana").mutation(api.board.columns.add, {
    channelId,
    status: "in_progress",
    name: "Review",
  });
  const make = async (title: string, more: { column?: string; channelId?: Id<"channels"> } = {}) =>
    await as("Ana").mutation(api.tasks.create, { title, channelId, ...more });
  const put = async (taskId: Id<"tasks">, column: string) =>
    await as("Ben").mutation(api.tasks.move, { taskId, status: "in_progress", column });
  const titles = async (status: "todo" | "in_progress" | "done", column?: string) => {
    const wanted = { channelId, status, ...(column !== undefined && { column }) };
    const { page } = await as("Ben").query(api.tasks.column, { ...wanted, paginationOpts: ALL });
    return page.map(({ title }) => title);
  };
  return { ...workspace, channelId, review, make, put, titles };
}

const columnsOf = async ({ as, hiring: channelId }: Workspace) =>
  await as("Ben").query(api.board.columns.list, { channelId });

describe("columns of a board", () => {
  test("are those of every board until somebody adds one, at the end of its status", async () => {
    const workspace = await makeWorkspace();
    expect(await columnsOf(workspace)).toEqual([
      { key: "todo", status: "todo" },
      { key: "in_progress", status: "in_progress" },
      { key: "done", status: "done" },
    ]);
    const board = await makeBoard();
    expect((await columnsOf(board)).map(({ key, name }) => name ?? key)).toEqual([
      "todo",
      "in_progress",
      "Review",
      "done",
    ]);
  });

  test("hold what is put into them, in the order of the board, and are counted", async () => {
    const { as, channelId, review, make, put, titles } = await makeBoard();
    const [a, b] = [await make("a"), await make("b")];
    await put(a, review);
    await put(b, "in_progress");
    expect(await titles("in_progress", review)).toEqual(["a"]);
    expect(await titles("in_progress", "in_progress")).toEqual(["b"]);
    expect(await titles("in_progress")).toEqual(["a", "b"]);
    await as("Ana").mutation(api.tasks.move, { taskId: b, status: "in_progress", column: review, after: a });
    expect(await titles("in_progress", review)).toEqual(["b", "a"]);
    expect(await as("Ben").query(api.tasks.counts, { channelId })).toMatchObject({
      in_progress: 2,
      added: { [review]: 2 },
    });
  });

  test("a task keeps its column until its status or its channel changes", async () => {
    const { as, general, review, make, put } = await makeBoard();
    const taskId = await make("a");
    await put(taskId, review);
    const column = async () => (await as("Ana").query(api.tasks.get, { taskId })).column;
    await as("Ana").mutation(api.tasks.move, { taskId, status: "in_progress" });
    await as("Ana").mutation(api.tasks.update, { taskId, title: "b" });
    expect(await column()).toBe(review);
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    expect(await column()).toBeUndefined();
    await put(taskId, review);
    await as("Ana").mutation(api.tasks.update, { taskId, channelId: general });
    expect(await column()).toBeUndefined();
  });

  test("those of other boards, of other statuses and removed ones are refused", async () => {
    const { as, hiring, general, review, make } = await makeBoard();
    const [here, there] = [await make("a"), await make("b", { channelId: general })];
    const move = async (
      taskId: Id<"tasks">,
      status: "todo" | "in_progress",
      column: string,
      code: ErrorCode,
    ) =>
      await expect(as("Ana").mutation(api.tasks.move, { taskId, status, column })).rejects.toMatchObject(
        refusal(code),
      );
    await move(here, "todo", review, "COLUMN_GONE");
    await move(there, "in_progress", review, "COLUMN_GONE");
    await move(here, "in_progress", "nothing", "COLUMN_GONE");
    await as("Ana").mutation(api.board.columns.remove, { channelId: hiring, key: review });
    await move(here, "in_progress", review, "COLUMN_GONE");
  });

  test("an undo brings a card back into its column, or is refused by name", async () => {
    const { as, hiring, review, make, put } = await makeBoard();
    const taskId = await make("a");
    await put(taskId, review);
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    await as("Ana").mutation(api.undo.last, {});
    expect((await as("Ana").query(api.tasks.get, { taskId })).column).toBe(review);
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    await as("Ana").mutation(api.board.columns.remove, { channelId: hiring, key: review });
    await expect(as("Ana").mutation(api.undo.last, {})).rejects.toMatchObject(refusal("COLUMN_GONE"));
  });
});

describe("a limit", () => {
  async function makeLimited() {
    const board = await makeBoard();
    const { as, channelId, review } = board;
    await as("Ana").mutation(api.board.columns.update, { channelId, key: review, limit: 1 });
    const taskId = await board.make("first");
    await board.put(taskId, review);
    return { ...board, first: taskId };
  }

  test("is never passed: by moving, making, restoring, taking back or bringing a card from elsewhere", async () => {
    const { as, channelId, review, make, put, first, general } = await makeLimited();
    const second = await make("second");
    await expect(put(second, review)).rejects.toMatchObject(refusal("COLUMN_FULL"));
    const draft = { title: "third", channelId, status: "in_progress" as const, column: review };
    await expect(as("Ana").mutation(api.tasks.create, draft)).rejects.toMatchObject(refusal("COLUMN_FULL"));
    await as("Ben").mutation(api.tasks.remove, { taskId: first });
    await put(second, review);
    await expect(as("Ben").mutation(api.tasks.restore, { taskId: first })).rejects.toMatchObject(
      refusal("COLUMN_FULL"),
    );
    await as("Ana").mutation(api.board.columns.update, { channelId, key: "in_progress", limit: 1 });
    await put(await make("fourth"), "in_progress");
    const elsewhere = await make("fifth", { channelId: general });
    await as("Ana").mutation(api.tasks.move, { taskId: elsewhere, status: "in_progress" });
    const bring = as("Ana").mutation(api.tasks.update, { taskId: elsewhere, channelId });
    await expect(bring).rejects.toMatchObject(refusal("COLUMN_FULL"));
  });

  test("lets cards change their place in a full column, and leave it", async () => {
    const { as, review, put, first } = await makeLimited();
    await put(first, review);
    await as("Ana").mutation(api.tasks.update, { taskId: first, title: "renamed" });
    await as("Ana").mutation(api.tasks.move, { taskId: first, status: "done" });
    await put(first, review);
    expect((await as("Ana").query(api.tasks.get, { taskId: first })).column).toBe(review);
  });

  test.each([0, -1, 1.5, LIMITS.columnLimit + 1, Number.NaN])("of %s is refused", async (limit) => {
    const { as, channelId, review } = await makeBoard();
    const change = as("Ana").mutation(api.board.columns.update, { channelId, key: review, limit });
    await expect(change).rejects.toMatchObject(refusal("LIMIT_INVALID"));
  });
});

describe("arranging a board", () => {
  test("is for those who may write in its channel", async () => {
    const { as, channelId, review } = await makeBoard();
    const draft = { channelId, status: "todo", name: "Next" } as const;
    const acts = (name: "Ben" | "Zoe") => [
      async () => await as(name).mutation(api.board.columns.add, draft),
      async () => await as(name).mutation(api.board.columns.update, { channelId, key: review, name: "QA" }),
      async () => await as(name).mutation(api.board.columns.move, { channelId, key: review }),
      async () => await as(name).mutation(api.board.columns.remove, { channelId, key: review }),
    ];
    for (const act of acts("Zoe")) await expect(act()).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(as("Zoe").query(api.board.columns.list, { channelId })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    for (const act of acts("Ben")) await act();
  });

  test("names, colours and places change; a status keeps its first column", async () => {
    const board = await makeBoard();
    const { as, channelId, review } = board;
    const update = async (key: string, changes: object) =>
      await as("Ana").mutation(api.board.columns.update, { channelId, key, ...changes });
    await update(review, { name: "  QA  ", colour: "teal" });
    await update("todo", { name: "Backlog" });
    await as("Ana").mutation(api.board.columns.move, { channelId, key: review, before: "in_progress" });
    expect((await columnsOf(board)).map(({ name, key }) => name ?? key)).toEqual([
      "Backlog",
      "QA",
      "in_progress",
      "done",
    ]);
    await update("todo", { name: null });
    expect((await columnsOf(board))[0]).toEqual({ key: "todo", status: "todo" });
    const fixed = as("Ana").mutation(api.board.columns.remove, { channelId, key: "in_progress" });
    await expect(fixed).rejects.toMatchObject(refusal("COLUMN_FIXED"));
    await expect(update(review, { name: " " })).rejects.toMatchObject(refusal("TEXT_EMPTY"));
    await expect(update(review, { name: null })).rejects.toMatchObject(refusal("TEXT_EMPTY"));
    await expect(update("gone", { name: "x" })).rejects.toMatchObject(refusal("COLUMN_GONE"));
  });

  test("a board has so many columns at most", async () => {
    const { as, channelId } = await makeBoard();
    const add = async () =>
      await as("Ana").mutation(api.board.columns.add, { channelId, status: "todo", name: "One more" });
    for (let i = 4; i < LIMITS.columnsPerBoard; i++) await add();
    await expect(add()).rejects.toMatchObject(refusal("TOO_MANY_COLUMNS"));
  });

  test("the cards of a removed column go to the first one of its status, whatever their number and its limit", async () => {
    const board = await makeBoard();
    const { t, as, channelId, review, make, put, titles } = board;
    for (let i = 0; i < 30; i++) await put(await make(`card ${i}`), review);
    await as("Ana").mutation(api.board.columns.update, { channelId, key: "in_progress", limit: 1 });
    await as("Ana").mutation(api.board.columns.remove, { channelId, key: review });
    await t.finishAllScheduledFunctions(vi.runAllTimers);
    expect(await titles("in_progress", "in_progress")).toHaveLength(30);
    expect((await columnsOf(board)).map(({ key }) => key)).toEqual(["todo", "in_progress", "done"]);
    const counts = await as("Ben").query(api.tasks.counts, { channelId });
    expect(counts).toMatchObject({ in_progress: 30, added: { [review]: 0 } });
  });
});

describe("quiet cards", () => {
  async function makeQuiet() {
    const board = await makeBoard();
    const { t, as, channelId } = board;
    const days = async (count: number) => {
      vi.setSystemTime(Date.now() + count * DAY_MS);
      await t.mutation(internal.scheduled.boards.sweep, {});
      await t.finishAllScheduledFunctions(vi.runAllTimers);
    };
    const rule = async (key: string, to: string, count = 7) =>
      await as("Ana").mutation(api.board.columns.update, { channelId, key, rule: { days: count, to } });
    return { ...board, days, rule };
  }

  test("go where their column says once nothing has happened for so long, and their history says why", async () => {
    const { as, review, make, put, titles, days, rule } = await makeQuiet();
    await rule(review, "todo");
    const [still, touched, discussed] = [await make("still"), await make("touched"), await make("discussed")];
    for (const taskId of [still, touched, discussed]) await put(taskId, review);
    await days(6);
    expect(await titles("todo")).toEqual([]);
    await as("Ana").mutation(api.tasks.update, { taskId: touched, description: "Still on it" });
    await as("Ana").mutation(api.tasks.post, { taskId: discussed, text: "Any news?" });
    await days(2);
    expect(await titles("todo")).toEqual(["still"]);
    const { page } = await as("Ana").query(api.events.list, { taskId: still, paginationOpts: ALL });
    expect(page[0]).toMatchObject({
      verb: "moved",
      changes: expect.arrayContaining([{ field: "quietDays", after: 7 }]) as unknown,
    });
    expect(page[0]!.actorId).toBeUndefined();
    await days(8);
    expect((await titles("todo")).toSorted()).toEqual(["discussed", "still", "touched"]);
  });

  test("that are done go off the board, and a full column takes none", async () => {
    const { as, channelId, review, make, put, titles, days, rule } = await makeQuiet();
    await rule("done", "archive");
    await rule("todo", review);
    await as("Ana").mutation(api.board.columns.update, { channelId, key: review, limit: 1 });
    const [done, waiting, held] = [await make("done"), await make("waiting"), await make("held")];
    await put(held, review);
    await as("Ana").mutation(api.tasks.move, { taskId: done, status: "done" });
    await days(8);
    expect(await titles("done")).toEqual([]);
    expect(await titles("todo")).toEqual(["waiting"]);
    const list = { channelId, kind: "archived" as const, paginationOpts: ALL };
    expect((await as("Ben").query(api.board.archive.list, list)).page).toMatchObject([{ _id: done }]);
    await as("Ana").mutation(api.tasks.move, { taskId: held, status: "done" });
    await days(1);
    expect(await titles("in_progress", review)).toEqual(["waiting"]);
    expect((await as("Ana").query(api.tasks.get, { taskId: waiting })).column).toBe(review);
  });

  test("stay where they are while their channel is archived", async () => {
    const { as, channelId, review, make, put, titles, days, rule } = await makeQuiet();
    await rule(review, "todo");
    await put(await make("still"), review);
    await as("Ana").mutation(api.channels.archive, { channelId });
    await days(8);
    expect(await titles("todo")).toEqual([]);
    await as("Ana").mutation(api.channels.unarchive, { channelId });
    await days(1);
    expect(await titles("todo")).toEqual(["still"]);
  });

  test("never go in a circle, however long", async () => {
    const { as, channelId, review } = await makeBoard();
    const rule = async (key: string, to: string) =>
      await as("Ana").mutation(api.board.columns.update, { channelId, key, rule: { days: 7, to } });
    await rule("todo", "in_progress");
    await rule("in_progress", review);
    await expect(rule(review, "todo")).rejects.toMatchObject(refusal("RULE_INVALID"));
    await rule(review, "done");
  });

  test.each([
    ["itself", "todo", { days: 7, to: "todo" }],
    ["no column", "todo", { days: 7, to: "gone" }],
    ["the archive, from a column that is not done", "todo", { days: 7, to: "archive" }],
    ["no day", "done", { days: 0, to: "archive" }],
    ["too many days", "done", { days: LIMITS.quietDays + 1, to: "archive" }],
  ])("a rule that names %s is refused", async (_what, key, rule) => {
    const { as, channelId } = await makeBoard();
    const change = as("Ana").mutation(api.board.columns.update, { channelId, key, rule });
    await expect(change).rejects.toMatchObject(refusal("RULE_INVALID"));
  });

  test("two columns never send cards to each other, and a removed one is nobody's target", async () => {
    const board = await makeBoard();
    const { as, channelId, review } = board;
    const rule = async (key: string, to: string) =>
      await as("Ana").mutation(api.board.columns.update, { channelId, key, rule: { days: 7, to } });
    await rule("in_progress", review);
    await expect(rule(review, "in_progress")).rejects.toMatchObject(refusal("RULE_INVALID"));
    await as("Ana").mutation(api.board.columns.remove, { channelId, key: review });
    expect((await columnsOf(board)).flatMap(({ rule: left }) => left ?? [])).toEqual([]);
  });
});

describe("what is off the boards", () => {
  test("archived tasks are on no board and in no count, stay readable, and come back", async () => {
    const { as, channelId, make, titles } = await makeBoard();
    const taskId = await make("old");
    const set = async (name: "Ben" | "Zoe", isArchived: boolean) =>
      await as(name).mutation(api.board.archive.set, { taskId, isArchived });
    await expect(set("Ben", true)).rejects.toMatchObject(refusal("TASK_NOT_DONE"));
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    await expect(set("Zoe", true)).rejects.toMatchObject(refusal("NOT_FOUND"));
    await set("Ben", true);
    await set("Ben", true);
    expect(await titles("done")).toEqual([]);
    const counts = async () => (await as("Ben").query(api.tasks.counts, { channelId })).done;
    expect(await counts()).toBe(0);
    expect(await as("Ben").query(api.tasks.counts, {})).toMatchObject({ done: 0 });
    expect(await as("Ben").query(api.tasks.get, { taskId })).toMatchObject({ title: "old" });
    await as("Ben").mutation(api.undo.last, {});
    expect(await titles("done")).toEqual(["old"]);
    await set("Ben", true);
    await as("Ana").mutation(api.tasks.move, { taskId, status: "todo" });
    expect(await titles("todo")).toEqual(["old"]);
    expect(await counts()).toBe(0);
  });

  test("the last to go comes first, page by page, of what the caller may see", async () => {
    const { as, hiring, general, make } = await makeBoard();
    const ids: Id<"tasks">[] = [];
    for (let i = 0; i < 7; i++) ids.push(await make(`t${i}`, { channelId: i % 2 ? hiring : general }));
    for (const taskId of ids) await as("Ana").mutation(api.tasks.remove, { taskId });
    const pages = async (name: "Ben" | "Zoe", channelId?: Id<"channels">) => {
      const found: string[] = [];
      let cursor: string | null = null;
      for (let isDone = false; !isDone;) {
        const page: { page: { title: string }[]; isDone: boolean; continueCursor: string } = await as(
          name,
        ).query(api.board.archive.list, {
          kind: "deleted",
          paginationOpts: { numItems: 2, cursor },
          ...(channelId && { channelId }),
        });
        found.push(...page.page.map(({ title }) => title));
        ({ isDone, continueCursor: cursor } = page);
      }
      return found;
    };
    expect(await pages("Ben")).toEqual(["t6", "t5", "t4", "t3", "t2", "t1", "t0"]);
    expect(await pages("Zoe")).toEqual(["t6", "t4", "t2", "t0"]);
    expect(await pages("Ben", hiring)).toEqual(["t5", "t3", "t1"]);
    await expect(pages("Zoe", hiring)).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});
