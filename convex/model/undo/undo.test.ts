import { ConvexError, convexToJson, type Value } from "convex/values";
import type { FunctionArgs } from "convex/server";
import { expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { boardOf, copiesOf, firstPage, makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = "Ana" | "Ben" | "Zoe";

async function makeUndo() {
  const workspace = await makeWorkspace();
  const { as, t } = workspace;
  const undo = async (name: Name = "Ana") => await as(name).mutation(api.undo.last, {});
  const redo = async (name: Name = "Ana") => await as(name).mutation(api.undo.redo, {});
  const create = async (task: object = {}) =>
    await as("Ana").mutation(api.tasks.create, { title: "Plan", ...task });
  const get = async (taskId: Id<"tasks">) => await as("Ana").query(api.tasks.get, { taskId });
  const row = async (id: Id<"tasks"> | Id<"messages">) => await t.run(async ({ db }) => await db.get(id));
  return { ...workspace, undo, redo, create, get, row };
}

test("each change of a task comes back, the last first, until nothing is left", async () => {
  const { as, ben, general, undo, create, get, row } = await makeUndo();
  const taskId = await create();
  const made = await row(taskId);
  const change = async (changes: object) =>
    await as("Ana").mutation(api.tasks.update, { taskId, ...changes });
  await change({ title: "Plan all", description: "At length", tags: ["a"] });
  const changed = await row(taskId);
  await change({ assigneeId: ben, channelId: general, category: "urgent" });
  await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });

  expect(await undo()).toEqual({ noun: "task", verb: "moved", number: 1, count: 1 });
  expect(await undo()).toMatchObject({ verb: "changed" });
  expect([await row(taskId), (await get(taskId)).description]).toEqual([changed, "At length"]);
  await undo();
  expect([await row(taskId), (await get(taskId)).description]).toEqual([made, ""]);
  expect(await undo()).toMatchObject({ verb: "created" });
  expect(await boardOf(as("Ana"))).toEqual([]);
  await expect(undo()).rejects.toMatchObject(refusal("UNDO_NOTHING"));
});

test("what somebody has changed since stays, and what they have not comes back", async () => {
  const { as, undo, create, get, row } = await makeUndo();
  const taskId = await create();
  await as("Ana").mutation(api.tasks.update, { taskId, title: "Ana's" });
  await as("Ben").mutation(api.tasks.update, { taskId, tags: ["ben"] });
  await undo();
  expect(await get(taskId)).toMatchObject({ title: "Plan", tags: ["ben"] });

  await as("Ana").mutation(api.tasks.update, { taskId, title: "Ana's", tags: ["ana"] });
  await as("Ben").mutation(api.tasks.update, { taskId, title: "Ben's" });
  const before = await row(taskId);
  await expect(undo()).rejects.toMatchObject(refusal("UNDO_CHANGED"));
  expect(await row(taskId)).toEqual(before);
  expect(await undo("Ben")).toMatchObject({ verb: "changed", number: 1 });
  await undo();
  expect(await get(taskId)).toMatchObject({ title: "Plan", tags: ["ben"] });
});

test("of several the one that somebody has changed since is named, and all stay", async () => {
  const { as, undo, create, get } = await makeUndo();
  const taskIds = [await create(), await create(), await create()];
  await as("Ana").mutation(api.tasks.changeMany, { taskIds, change: { kind: "move", status: "done" } });
  await as("Ben").mutation(api.tasks.move, { taskId: taskIds[1]!, status: "in_progress" });
  await expect(undo()).rejects.toMatchObject({ data: { code: "UNDO_CHANGED", about: "T-2" } });
  const statuses = await Promise.all(taskIds.map(async (taskId) => (await get(taskId)).status));
  expect(statuses).toEqual(["done", "in_progress", "done"]);
});

test("a task that others have worked on since it was made is not taken from them", async () => {
  const { as, undo, create, get } = await makeUndo();
  const taskId = await create();
  await as("Ben").mutation(api.tasks.update, { taskId, description: "Ben's words" });
  await expect(undo()).rejects.toMatchObject(refusal("UNDO_CHANGED"));
  expect(await get(taskId)).toMatchObject({ description: "Ben's words" });
});

test("a deleted task returns with its message; a task made of a message goes from it", async () => {
  const { as, say, general, undo, get } = await makeUndo();
  const messageId = await say("Ana", general, "Call them");
  const taskId = await as("Ana").mutation(api.tasks.createFromMessages, { messageIds: [messageId] });
  const taskOf = async () => (await as("Ana").query(api.messages.get, { messageId })).taskId;
  await as("Ana").mutation(api.tasks.remove, { taskId });
  expect(await taskOf()).toBeUndefined();
  await undo();
  expect([await taskOf(), (await get(taskId)).title]).toEqual([taskId, "Call them"]);
  await undo();
  expect(await taskOf()).toBeUndefined();
});

test("a card goes back between its neighbours, also where its place was given away meanwhile", async () => {
  const { as, undo, create } = await makeUndo();
  const [first, second, third, fourth] = [await create(), await create(), await create(), await create()];
  const order = async () => (await boardOf(as("Ana"))).map(({ _id }) => _id);
  await as("Ana").mutation(api.tasks.move, { taskId: second, status: "todo", before: third });
  await as("Ana").mutation(api.tasks.move, { taskId: second, status: "todo", before: first });
  await as("Ana").mutation(api.tasks.move, { taskId: second, status: "todo" });
  await as("Ben").mutation(api.tasks.move, { taskId: fourth, status: "todo", before: first });
  await undo();
  expect(await order()).toEqual([first, fourth, second, third]);
  const ranks = (await boardOf(as("Ana"))).map(({ rank }) => rank);
  expect(new Set(ranks).size).toBe(4);
});

test("edits, pins, ends and returns of messages come back; a copy of a reply goes with it", async () => {
  const { as, say, general: channelId, undo, row } = await makeUndo();
  const threadId = await say("Ana", channelId, "Root");
  const said = { channelId, threadId, text: "Reply", alsoInChannel: true };
  const messageId = await as("Ana").mutation(api.messages.create, said);
  const made = await row(messageId);
  await as("Ana").mutation(api.messages.update, { messageId, text: "Reply, better" });
  const edited = await row(messageId);
  await as("Ana").mutation(api.messages.update, { messageId, text: "Worse" });
  await as("Ana").mutation(api.messages.pin, { messageId });
  await as("Ana").mutation(api.messages.remove, { messageId });
  for (const verb of ["deleted", "changed", "changed"])
    expect(await undo()).toMatchObject({ verb, count: verb === "deleted" ? 2 : expect.any(Number) });
  expect(await row(messageId)).toEqual(edited);
  await undo();
  expect(await row(messageId)).toEqual(made);
  const list = await as("Ben").query(api.messages.paginated, { channelId, paginationOpts: firstPage });
  expect(list.page.map(({ text }) => text)).toEqual(["Reply", "Root"]);
  await expect(undo()).rejects.toMatchObject(refusal("UNDO_NOTHING"));
});

test("nobody takes back what they could not do now, nor what is somebody else's, nor what is long ago", async () => {
  const { as, ben, hiring, undo, create, row } = await makeUndo();
  const taskId = await create({ channelId: hiring });
  await as("Ben").mutation(api.tasks.update, { taskId, title: "Ben's" });
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  const before = await row(taskId);
  await expect(undo("Ben")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(undo("Zoe")).rejects.toMatchObject(refusal("UNDO_NOTHING"));
  expect(await row(taskId)).toEqual(before);

  const other = await create({ channelId: hiring });
  await as("Ana").mutation(api.tasks.update, { taskId: other, channelId: null });
  await as("Ana").mutation(api.channels.archive, { channelId: hiring });
  await expect(undo()).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
});

declare const process: { env: { HISTORIES?: string; FROM?: string } };
const HISTORIES = Number(process.env.HISTORIES ?? 10);
/** The seed of the first of them. */
const FROM = Number(process.env.FROM ?? 0);
const STEPS = 25;

/** Numbers that look random and are the same for the same seed. */
function randomFrom(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Row = Record<string, unknown>;
type Rows = Map<string, Row>;

/**
 * All that people see of tasks and messages, as it is stored, by id, and the last thing done that can be taken back: its
 * event.
 */
type State = { rows: Rows; lastId: string | undefined };

async function stateOf({ t }: Pick<Workspace, "t">): Promise<State> {
  const { rows, lastId } = await t.run(async ({ db }) => {
    const texts = await db.query("taskDescriptions").collect();
    const descriptions = new Map(texts.map(({ taskId, text }) => [taskId, text]));
    const tasks = (await db.query("tasks").collect()).map((task): Row & { _id: string } => ({
      ...task,
      description: descriptions.get(task._id) ?? "",
    }));
    const rows: (Row & { _id: string })[] = [...tasks, ...(await db.query("messages").collect())];
    for await (const { _id, actorId, changes } of db.query("events").order("desc"))
      if (actorId !== undefined && changes.every(({ field }) => field !== "threadId"))
        return { rows: rows as never[], lastId: _id };
    return { rows: rows as never[], lastId: undefined };
  });
  return { rows: new Map((rows as (Row & { _id: string })[]).map((row) => [row._id, row])), lastId };
}

/** `column` is one of #general's own. */
type Known = { tasks: Id<"tasks">[]; messages: Id<"messages">[]; column: string };
type Random = (below: number) => number;
const NAMES = ["Ana", "Ben", "Zoe"] as const;

/** One act of one of some people, whom it answers; what is refused is none. */
async function act(
  workspace: Workspace,
  known: Known,
  random: Random,
  names: readonly Name[] = NAMES,
): Promise<Name> {
  const { as, say, ana, ben, general, hiring } = workspace;
  const pick = <T>(from: readonly T[]): T => from[random(from.length)]!;
  const name = pick(names);
  const me = as(name);
  const [taskId, messageId] = [pick(known.tasks), pick(known.messages)];
  const update = async (changes: object) => await me.mutation(api.tasks.update, { taskId, ...changes });
  const create = async () =>
    known.tasks.push(
      await me.mutation(api.tasks.create, {
        title: `T${random(9)}`,
        ...(random(2) === 0 && { channelId: pick([general, hiring]) }),
      }),
    );
  const speak = async () => known.messages.push(await say(name, general, `M${random(9)}`));
  const acts = [
    create,
    async () =>
      await update({ title: `N${random(9)}`, ...(random(2) === 0 && { description: `D${random(3)}` }) }),
    async () => await update({ assigneeId: pick([ana, ben, null]) }),
    async () => await update({ channelId: pick([general, hiring, null]) }),
    async () => await update({ category: pick(["urgent", "routine", null]) }),
    async () => await update({ blockedReason: pick(["wait", null]) }),
    async () => await update({ priority: pick(["urgent", "low", null]), estimate: pick([1, 8, null]) }),
    async () => await update({ tags: pick([[], ["a"], ["a", "b"]]) }),
    async () => await update({ startDate: pick([DAY_MS, null]), dueDate: pick([DAY_MS, 2 * DAY_MS, null]) }),
    async () => await me.mutation(api.tasks.move, { taskId, status: "todo", column: known.column }),
    async () => await me.mutation(api.tasks.claim, { taskId }),
    async () => await me.mutation(api.board.archive.set, { taskId, isArchived: random(2) === 0 }),
    async () =>
      await me.mutation(api.board.subtasks.setParent, { taskId, parentId: pick([...known.tasks, null]) }),
    async () =>
      await me.mutation(api.board.taskHelpers.set, {
        taskId,
        userId: pick([ana, ben]),
        isHelping: random(3) > 0,
      }),
    async () =>
      await me.mutation(api.tasks.changeMany, {
        taskIds: [taskId, pick(known.tasks)],
        change: pick([
          { kind: "update" as const, changes: { assigneeId: ben, title: "Both" } },
          { kind: "move" as const, status: "done" as const },
          { kind: "archive" as const },
          { kind: "remove" as const },
        ]),
      }),
    async () =>
      await me.mutation(api.tasks.move, {
        taskId,
        status: pick(["todo", "in_progress", "done"] as const),
        before: pick(known.tasks),
      }),
    async () => await me.mutation(pick([api.tasks.remove, api.tasks.restore]), { taskId }),
    async () => await me.mutation(api.tasks.post, { taskId, text: `P${random(9)}` }),
    speak,
    async () => await me.mutation(api.messages.update, { messageId, text: `E${random(9)}` }),
    async () => await me.mutation(pick([api.messages.remove, api.messages.restore]), { messageId }),
    async () => await me.mutation(pick([api.messages.pin, api.messages.unpin]), { messageId }),
  ];
  const chosen = known.tasks.length === 0 ? create : known.messages.length === 0 ? speak : pick(acts);
  await refuses(chosen());
  return name;
}

/** A value in the one form that Convex has for it. */
const text = (value: unknown) => JSON.stringify(convexToJson(value as Value));

/** The fields in which two states of a thing differ. */
function differing(a: Row = {}, b: Row = {}): string[] {
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return fields.filter((field) => text(a[field] ?? null) !== text(b[field] ?? null));
}

/** What a state should be once an action is taken back: what it touched as before, what it made deleted, and all else as it is now. */
function expected(before: State, after: State, now: State): Rows {
  return new Map(
    [...now.rows].map(([id, row]) => {
      const former = before.rows.get(id);
      if (!former) return [id, after.rows.has(id) ? { ...row, deletedAt: 0 } : row];
      const touched = differing(former, after.rows.get(id)).map((field) => [field, former[field]]);
      return [id, { ...row, ...Object.fromEntries(touched) }];
    }),
  );
}

/** What follows of tasks above and below. */
const WITH_OTHERS = ["parentNumber", "subtaskCount", "subtasksDone"] as const;
/** The server sets these as well, where others' changes let it. */
const BY_SERVER: ReadonlySet<string> = new Set(["category", "categorySource", "rank", ...WITH_OTHERS]);

/** What others have changed since of what the action had changed, and the end has as it was before it. */
function overwritten({ before, after }: Pick<Turn, "before" | "after">, now: State, end: State): string[] {
  return [...before.rows].flatMap(([id, former]) => {
    const [done, since, last] = [after.rows.get(id), now.rows.get(id), end.rows.get(id)];
    const byOthers = new Set(differing(done, since).filter((field) => !BY_SERVER.has(field)));
    const byAction = differing(former, done).filter((field) => byOthers.has(field));
    return byAction.filter((field) => text(last?.[field] ?? null) !== text(since?.[field] ?? null));
  });
}

/** Without what is not there. */
const said = (row: Row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

const NOT_ALONE: ReadonlySet<string> = new Set(["rank", ...WITH_OTHERS]);

/**
 * A new task goes as any that is deleted; that there were parts stays known. Where others have done something between, a
 * card's place may have been given away, and what follows of tasks above and below it with theirs.
 */
const shown = (rows: Rows, isAlone: boolean) =>
  [...rows.values()].map(({ deletedAt, deletedBy: _by, hasSubtasks: _parts, ...row }) => {
    const kept = Object.entries(row).filter(([field]) => isAlone || !NOT_ALONE.has(field));
    return text(said({ ...Object.fromEntries(kept), isDeleted: deletedAt !== undefined }));
  });

/** Whether a part would go back to a card that is in #hiring by now, where Zoe is not. */
const isOutOfSight = (name: Name, hiring: Id<"channels">, now: State, wanted: Rows): boolean =>
  name === "Zoe" &&
  [...wanted].some(([id, { parentId }]) => {
    const parent = now.rows.get(parentId as string);
    return parent?.["channelId"] === hiring && now.rows.get(id)?.["parentId"] !== parentId;
  });

/** The next step of a history, once `name` has done something between `before` and `after`. */
type Turn = { name: Name; before: State; after: State };

/** Takes back what was done, or does it again, after up to two acts of others. Answers the turn that this was. */
async function turnBack(
  workspace: Workspace,
  { name, before, after }: Turn,
  { way, meddle, seed }: { way: "last" | "redo"; meddle: (name: Name) => Promise<number>; seed: number },
): Promise<{ isRefused: boolean; end: Turn }> {
  const others = await meddle(name);
  const now = others === 0 ? after : await stateOf(workspace);
  const isRefused = await refuses(workspace.as(name).mutation(api.undo[way], {}));
  const end = await stateOf(workspace);
  const goesBack = expected(before, after, now);
  if (others === 0)
    expect(isRefused, `history ${seed}`).toBe(isOutOfSight(name, workspace.hiring, now, goesBack));
  if (!isRefused) expect(overwritten({ before, after }, now, end), `history ${seed}`).toEqual([]);
  const wanted = isRefused ? now.rows : goesBack;
  expect(shown(end.rows, others === 0), `history ${seed}`).toEqual(shown(wanted, others === 0));
  return { isRefused, end: { name, before: now, after: end } };
}

/** Lets #general label, assign, move, tell and make cards. */
async function automate({ as, ana, general: channelId }: Workspace): Promise<void> {
  const add = async (draft: Pick<FunctionArgs<typeof api.board.automations.add>, "when" | "steps">) =>
    await as("Ana").mutation(api.board.automations.add, { channelId, timeZone: "UTC", ...draft });
  const post = { kind: "post" as const, text: "{task} {title} {person}", place: "channel" as const };
  await add({ when: { kind: "moved", status: "done" }, steps: [{ kind: "label", tag: "shipped" }, post] });
  await add({ when: { kind: "labelled", tag: "b" }, steps: [{ kind: "move", status: "in_progress" }] });
  await add({
    when: { kind: "moved", status: "in_progress" },
    steps: [
      { kind: "assign", userId: ana },
      { kind: "create", title: "Next of {title}", status: "todo" },
    ],
  });
  await add({ when: { kind: "created" }, steps: [post, { kind: "assign" }] });
}

/** A workspace to live in, with a column on the board of #general. In every second one the board does things by itself, which are of the action that sets them off. */
const settled = [true, false].map((isAutomatic) =>
  copiesOf(async () => {
    const workspace = await makeWorkspace();
    const place = { channelId: workspace.general, status: "todo" as const, name: "Next" };
    const column = await workspace.as("Ana").mutation(api.board.columns.add, place);
    if (isAutomatic) await automate(workspace);
    return { ...workspace, column };
  }),
);

/** Answers how much was taken back in a history, and how much done again. */
async function live(seed: number): Promise<{ undone: number; redone: number }> {
  const workspace = await settled[seed % 2]!();
  const random = randomFrom(seed);
  // So that it is the same history by itself.
  const chance = randomFrom(~seed);
  Math.random = () => chance(2 ** 32) / 2 ** 32;
  const known: Known = { tasks: [], messages: [], column: workspace.column };
  const meddle = async (name: Name) => {
    const others = random(3);
    const rest = NAMES.filter((other) => other !== name);
    for (let i = 0; i < others; i++) await act(workspace, known, random, rest);
    return others;
  };
  const count = { undone: 0, redone: 0 };
  let now = await stateOf(workspace);
  for (let step = 0; step < STEPS; step++) {
    const before = now;
    const name = await act(workspace, known, random);
    const after = (now = await stateOf(workspace));
    if (after.lastId === before.lastId || random(2) === 0) continue;
    let turn: Turn = { name, before, after };
    for (const way of ["last", "redo", "last"] as const) {
      const { isRefused, end } = await turnBack(workspace, turn, { way, meddle, seed });
      now = end.after;
      if (isRefused) break;
      turn = end;
      count[way === "redo" ? "redone" : "undone"] += 1;
    }
  }
  return count;
}

/** Whether the server says no, and by name. */
async function refuses(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return false;
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
    return true;
  }
}

test(
  "what is taken back or done again is byte for byte as it was, with all that others did since, or is refused and stays",
  { timeout: HISTORIES * 10_000 },
  async () => {
    const sum = { undone: 0, redone: 0 };
    for (let seed = FROM; seed < FROM + HISTORIES; seed++) {
      const { undone, redone } = await live(seed);
      sum.undone += undone;
      sum.redone += redone;
    }
    // A single one may be without.
    expect(Math.min(sum.undone, sum.redone)).toBeGreaterThan(HISTORIES < 10 ? -1 : HISTORIES);
  },
);

test("helpers and days come back, but not to where they may not be", async () => {
  const { as, ben, zoe, hiring: channelId, undo, create, get } = await makeUndo();
  const taskId = await create({ startDate: DAY_MS, dueDate: 5 * DAY_MS });
  const update = async (changes: object) =>
    await as("Ben").mutation(api.tasks.update, { taskId, ...changes });
  const help = async (userId: Id<"users">, isHelping: boolean) =>
    await as("Ana").mutation(api.board.taskHelpers.set, { taskId, userId, isHelping });
  await as("Ana").mutation(api.tasks.update, { taskId, startDate: 5 * DAY_MS });
  await undo();
  expect(await get(taskId)).toMatchObject({ startDate: DAY_MS });
  await as("Ana").mutation(api.tasks.update, { taskId, dueDate: 9 * DAY_MS });
  await update({ startDate: 7 * DAY_MS });
  await expect(undo()).rejects.toMatchObject(refusal("START_AFTER_DUE"));
  await update({ startDate: null });
  await undo();
  expect(await get(taskId)).toMatchObject({ dueDate: 5 * DAY_MS });

  for (const userId of [ben, zoe]) await help(userId, true);
  await help(ben, false);
  await undo();
  expect((await get(taskId)).helperIds).toEqual([zoe, ben].toSorted((a) => (a === ben ? -1 : 1)));
  await help(ben, false);
  await update({ assigneeId: ben });
  await expect(undo()).rejects.toMatchObject(refusal("UNDO_CHANGED"));
  expect((await get(taskId)).helperIds).toEqual([zoe]);
  await help(zoe, false);
  await update({ channelId });
  await expect(undo()).rejects.toMatchObject(refusal("ASSIGNEE_NOT_MEMBER"));
});

test("a new name of a label is no action of whoever gave it: what they did to tasks before comes back", async () => {
  const { as, t, undo, create, get } = await makeUndo();
  const taskId = await create({ tags: ["bugs"] });
  const labelId = await as("Ana").mutation(api.board.labels.add, { name: "Bugs", colour: "red" });
  await as("Ana").mutation(api.tasks.update, { taskId, title: "Ana's" });
  vi.useFakeTimers();
  await as("Ana").mutation(api.board.labels.update, { labelId, name: "Errors" });
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  vi.useRealTimers();
  await undo();
  expect(await get(taskId)).toMatchObject({ title: "Plan", tags: ["Errors"] });
});

test("what was taken back is done again, the last first, until the person does something else", async () => {
  const { as, say, general, undo, redo, create, row, get } = await makeUndo();
  const taskId = await create();
  const messageId = await say("Ana", general, "One");
  const change = async (title: string) => await as("Ana").mutation(api.tasks.update, { taskId, title });
  await expect(redo()).rejects.toMatchObject(refusal("REDO_NOTHING"));
  await change("A");
  await as("Ana").mutation(api.messages.update, { messageId, text: "Two" });
  const edited = await row(messageId);
  for (let i = 0; i < 3; i++) await undo();
  await expect(redo("Ben")).rejects.toMatchObject(refusal("REDO_NOTHING"));
  expect(await redo()).toEqual({ noun: "task", verb: "created", number: 1, count: 1 });
  expect(await get(taskId)).toMatchObject({ title: "Plan" });
  expect([await redo(), await redo()]).toMatchObject([{ verb: "changed" }, { noun: "message" }]);
  expect([(await get(taskId)).title, await row(messageId)]).toEqual(["A", edited]);
  await expect(redo()).rejects.toMatchObject(refusal("REDO_NOTHING"));

  for (let i = 0; i < 2; i++) await undo();
  await redo();
  await undo();
  expect(await get(taskId)).toMatchObject({ title: "Plan" });
  await change("B");
  await expect(redo()).rejects.toMatchObject(refusal("REDO_NOTHING"));
  await undo();
  await redo();
  expect(await get(taskId)).toMatchObject({ title: "B" });
});

test("what somebody has changed since it was taken back is not done again, nor what its person may not do now", async () => {
  const { as, ben, hiring, undo, redo, create, row, get } = await makeUndo();
  const taskId = await create({ channelId: hiring });
  const change = async (name: Name, changes: object) =>
    await as(name).mutation(api.tasks.update, { taskId, ...changes });
  await change("Ben", { title: "Ben's" });
  await undo("Ben");
  await change("Ana", { title: "Ana's" });
  await expect(redo("Ben")).rejects.toMatchObject(refusal("UNDO_CHANGED"));
  expect(await get(taskId)).toMatchObject({ title: "Ana's" });
  await change("Ana", { title: "Plan" });
  const before = await row(taskId);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await expect(redo("Ben")).rejects.toMatchObject(refusal("NOT_FOUND"));
  expect(await row(taskId)).toEqual(before);
  await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: ben });
  await redo("Ben");
  expect(await get(taskId)).toMatchObject({ title: "Ben's" });
});

test("a category that a person had chosen comes back with that, whatever the server has decided meanwhile", async () => {
  const { as, general: channelId, undo, redo, create, row } = await makeUndo();
  const taskId = await create({ title: "T5", channelId });
  await as("Ana").mutation(api.tasks.update, { taskId, category: null });
  const chosen = await row(taskId);
  await undo();
  expect(await row(taskId)).toMatchObject({ category: "routine", categorySource: "rules" });
  await as("Ben").mutation(api.tasks.update, { taskId, dueDate: DAY_MS });
  expect(await row(taskId)).toMatchObject({ category: "urgent", categorySource: "rules" });
  await redo();
  expect(await row(taskId)).toEqual({ ...chosen, dueDate: DAY_MS });
});

test("what was done more than an hour ago is not done again, though it was taken back within it", async () => {
  const { as, undo, redo, create, get } = await makeUndo();
  vi.useFakeTimers({ toFake: ["Date"] });
  const start = Date.now();
  const taskId = await create();
  await as("Ana").mutation(api.tasks.update, { taskId, title: "A" });
  vi.setSystemTime(start + HOUR_MS - 3);
  await undo();
  await redo();
  await undo();
  vi.setSystemTime(start + HOUR_MS + 1000);
  await expect(redo()).rejects.toMatchObject(refusal("REDO_NOTHING"));
  await expect(undo()).rejects.toMatchObject(refusal("UNDO_NOTHING"));
  vi.useRealTimers();
  expect(await get(taskId)).toMatchObject({ title: "Plan" });
});

test("a part goes back to a card that was deleted before it left, and returns with it; not to one deleted since", async () => {
  const { as, undo, create, row } = await makeUndo();
  const [parentId, taskId] = [await create(), await create()];
  const setParent = async (to: Id<"tasks"> | null) =>
    await as("Ana").mutation(api.board.subtasks.setParent, { taskId, parentId: to });
  await setParent(parentId);
  const part = await row(taskId);
  await as("Ben").mutation(api.tasks.remove, { taskId: parentId });
  await setParent(null);
  await undo();
  await as("Ben").mutation(api.tasks.restore, { taskId: parentId });
  expect(await row(taskId)).toEqual(part);

  await setParent(null);
  await as("Ben").mutation(api.tasks.remove, { taskId: parentId });
  await expect(undo()).rejects.toMatchObject(refusal("UNDO_CHANGED"));
});
