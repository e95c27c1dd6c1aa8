import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { ErrorCode } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { RELATION_KINDS, TASK_STATUSES, type RelationKind } from "../../shared/tasks";
import { boardOf, firstPage, makeWorkspace, refusal } from "../../testing.setup";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  return () => vi.useRealTimers();
});

type Name = "Ana" | "Ben" | "Zoe" | "Max";
type TaskId = Id<"tasks">;
const { create, relate, unrelate, relations, waiting, move, remove, restore, update } = api.tasks;

async function open() {
  const workspace = await makeWorkspace();
  const { as, t } = workspace;
  const make = async (title: string, more: { channelId?: Id<"channels">; assigneeId?: Id<"users"> } = {}) =>
    await as("Ben").mutation(create, { title, ...more });
  const blocked = async (name: Name, taskId: TaskId, otherId: TaskId) =>
    await as(name).mutation(relate, { taskId, kind: "blockedBy", otherId });
  /** What a task is to others: "blockedBy Title". */
  const seen = async (name: Name, taskId: TaskId) =>
    (await as(name).query(relations, { taskId })).map(({ way, task }) => `${way} ${task.title}`);
  const cardOf = async (taskId: TaskId) => await as("Ana").query(api.tasks.get, { taskId });
  const refused = async (answer: Promise<unknown>, code: ErrorCode) =>
    await expect(answer).rejects.toMatchObject(refusal(code));
  const settle = async () => await t.finishAllScheduledFunctions(vi.runAllTimers);
  return { ...workspace, make, blocked, seen, cardOf, refused, settle };
}

test("each of two tasks says what it is to the other, once, until that is taken back", async () => {
  const { as, make, seen } = await open();
  const [plan, ship] = [await make("Plan"), await make("Ship")];
  for (const kind of [...RELATION_KINDS, ...RELATION_KINDS])
    await as("Ana").mutation(relate, { taskId: ship, kind, otherId: plan });
  expect(await seen("Zoe", ship)).toEqual(["blockedBy Plan", "relatesTo Plan", "duplicates Plan"]);
  expect(await seen("Zoe", plan)).toEqual(["blocks Ship", "relatesTo Ship", "duplicatedBy Ship"]);
  // Related is related, whoever says it of whom.
  await as("Zoe").mutation(relate, { taskId: plan, kind: "relatesTo", otherId: ship });
  expect(await seen("Ben", plan)).toHaveLength(3);
  await as("Zoe").mutation(unrelate, { taskId: plan, kind: "relatesTo", otherId: ship });
  for (const kind of [...RELATION_KINDS, ...RELATION_KINDS])
    await as("Zoe").mutation(unrelate, { taskId: ship, kind, otherId: plan });
  expect([await seen("Zoe", ship), await seen("Zoe", plan)]).toEqual([[], []]);
});

test("who a related task belongs to and how far it is stands beside it", async () => {
  const { as, make, ana } = await open();
  const [plan, ship] = [await make("Plan", { assigneeId: ana }), await make("Ship")];
  await as("Ben").mutation(relate, { taskId: ship, kind: "blockedBy", otherId: plan });
  const [relation] = await as("Zoe").query(relations, { taskId: ship });
  expect(relation).toMatchObject({
    since: expect.any(Number) as number,
    task: { _id: plan, number: 1, title: "Plan", status: "todo", assigneeId: ana },
  });
});

describe("no task waits for itself", () => {
  test.each(["blockedBy", "duplicates"] as const)("through others that it is %s", async (kind) => {
    const { as, make, refused, seen } = await open();
    const [a, b, c] = [await make("A"), await make("B"), await make("C")];
    const say = async (taskId: TaskId, otherId: TaskId) =>
      await as("Ana").mutation(relate, { taskId, kind, otherId });
    await refused(say(a, a), "RELATION_CYCLE");
    await say(a, b);
    await refused(say(b, a), "RELATION_CYCLE");
    await say(b, c);
    await refused(say(c, a), "RELATION_CYCLE");
    expect(await seen("Ana", c)).toHaveLength(1);
    await as("Ana").mutation(unrelate, { taskId: a, kind, otherId: b });
    await say(c, a);
    expect(await seen("Ana", c)).toHaveLength(2);
  });

  test("and none is related to itself, while others may be so in a circle", async () => {
    const { as, make, refused, seen } = await open();
    const [a, b, c] = [await make("A"), await make("B"), await make("C")];
    const say = async (taskId: TaskId, otherId: TaskId) =>
      await as("Ana").mutation(relate, { taskId, kind: "relatesTo", otherId });
    await refused(say(a, a), "RELATION_CYCLE");
    for (const [one, other] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const)
      await say(one, other);
    expect(await seen("Ana", a)).toEqual(["relatesTo B", "relatesTo C"]);
  });

  test("also through one that is deleted, which may come back, and one that the caller may not read", async () => {
    const { as, make, blocked, refused, hiring, seen } = await open();
    const [a, gone, hidden] = [await make("A"), await make("Gone"), await make("H", { channelId: hiring })];
    const b = await make("B");
    await blocked("Ben", a, gone);
    await blocked("Ben", gone, b);
    await as("Ben").mutation(remove, { taskId: gone });
    await refused(blocked("Zoe", b, a), "RELATION_CYCLE");
    await blocked("Ben", b, hidden);
    const c = await make("C");
    await blocked("Ben", hidden, c);
    await refused(blocked("Zoe", c, b), "RELATION_CYCLE");
    expect(await seen("Ben", c)).toEqual(["blocks H"]);
  });
});

describe("what is refused changes nothing", () => {
  /** Two tasks that Ben may relate: the first in a channel of one's choice. */
  async function pair(channelId?: Id<"channels">) {
    const workspace = await open();
    const place = channelId === undefined ? workspace.hiring : channelId;
    const [task, other] = [await workspace.make("Task", { channelId: place }), await workspace.make("Other")];
    const attempt = async (name: Name, isTurned: boolean, kind: RelationKind = "blockedBy") => {
      const ends = isTurned ? { taskId: other, otherId: task } : { taskId: task, otherId: other };
      return [
        await workspace
          .as(name)
          .mutation(relate, { ...ends, kind })
          .then(() => "done", codeOf),
        await workspace
          .as(name)
          .mutation(unrelate, { ...ends, kind })
          .then(() => "done", codeOf),
      ];
    };
    const both = async (name: Name) => [await attempt(name, false), await attempt(name, true)];
    return { ...workspace, task, other, both };
  }
  const codeOf = (error: { data?: { code?: string }; message: string }) => error.data?.code ?? error.message;
  const all = (said: string) => [
    [said, said],
    [said, said],
  ];

  test("by who may read both, it is done", async () => {
    const { both } = await pair();
    expect(await both("Ben")).toEqual(all("done"));
  });

  test("by a stranger", async () => {
    const { both } = await pair();
    expect(await both("Max")).toEqual(all("NOT_SIGNED_IN"));
  });

  test("by who may read only one of them, and who was taken out", async () => {
    const { as, both, zoe, ben, hiring, seen, other } = await pair();
    expect(await both("Zoe")).toEqual(all("NOT_FOUND"));
    await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: zoe });
    expect(await both("Zoe")).toEqual(all("done"));
    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
    expect(await both("Ben")).toEqual(all("NOT_FOUND"));
    expect(await seen("Ana", other)).toEqual([]);
  });

  test("of a task that is deleted, or in an archived channel", async () => {
    const { as, both, task, hiring } = await pair();
    await as("Ben").mutation(remove, { taskId: task });
    expect(await both("Ben")).toEqual(all("NOT_FOUND"));
    await as("Ben").mutation(restore, { taskId: task });
    await as("Ana").mutation(api.channels.archive, { channelId: hiring });
    expect(await both("Ben")).toEqual(all("CHANNEL_ARCHIVED"));
    await as("Ana").mutation(api.channels.unarchive, { channelId: hiring });
    expect(await both("Ben")).toEqual(all("done"));
  });

  test.each([
    ["an id of another table", async () => (await open()).general],
    ["no id", async () => await Promise.resolve("T-1")],
    ["very much", async () => await Promise.resolve("x".repeat(1_000_000))],
  ])("with %s", async (_name, wrongId) => {
    const { as, make, task, hiring } = { ...(await pair()) };
    const wrong = (await wrongId()) as TaskId;
    expect([await make("One"), hiring]).toBeDefined();
    for (const change of [relate, unrelate])
      for (const ends of [
        { taskId: task, otherId: wrong },
        { taskId: wrong, otherId: task },
      ])
        await expect(as("Ben").mutation(change, { ...ends, kind: "blockedBy" })).rejects.toThrow(/^/);
    await expect(as("Ben").query(relations, { taskId: wrong })).rejects.toThrow(/^/);
    const kind = "before" as RelationKind;
    await expect(as("Ben").mutation(relate, { taskId: task, kind, otherId: task })).rejects.toThrow(/^/);
  });

  test("beyond what one task can have, in either place", async () => {
    const { t, make, blocked, refused, seen } = await open();
    const [hub, next] = [await make("Hub"), await make("Next")];
    await t.run(async ({ db }) => {
      const task = (await db.get("tasks", next))!;
      for (let i = 0; i < LIMITS.relationsPerTask; i++) {
        const { _id, _creationTime, ...fields } = task;
        const otherId = await db.insert("tasks", { ...fields, number: 100 + i, rank: `z${i}` });
        await db.insert("taskRelations", { taskId: hub, kind: "blockedBy", otherId, isOpen: true });
        await db.insert("taskRelations", {
          taskId: otherId,
          kind: "duplicates",
          otherId: hub,
          isOpen: false,
        });
      }
    });
    await refused(blocked("Ana", hub, next), "TOO_MANY_RELATIONS");
    await refused(blocked("Ana", next, hub), "TOO_MANY_RELATIONS");
    expect(await seen("Ana", next)).toEqual([]);
  });

  test("where more tasks are connected than are looked at", async () => {
    const { t, as, make, blocked, refused, seen } = await open();
    const [first, last] = [await make("First"), await make("Last")];
    await t.run(async ({ db }) => {
      const { _id, _creationTime, ...fields } = (await db.get("tasks", last))!;
      let from = last;
      for (let i = 0; i < LIMITS.relationsWalked; i++) {
        const otherId = await db.insert("tasks", { ...fields, number: 100 + i, rank: `z${i}` });
        await db.insert("taskRelations", { taskId: from, kind: "blockedBy", otherId, isOpen: true });
        from = otherId;
      }
    });
    await refused(blocked("Ana", first, last), "RELATION_TOO_FAR");
    await as("Ana").mutation(relate, { taskId: first, kind: "relatesTo", otherId: last });
    expect(await seen("Ana", first)).toEqual(["relatesTo Last"]);
  });
});

describe("a card counts the open tasks that it waits for", () => {
  test("until they are done or deleted, and again when they come back", async () => {
    const { as, make, blocked, cardOf } = await open();
    const [ship, plan, test1] = [await make("Ship"), await make("Plan"), await make("Test")];
    const waits = async () => (await cardOf(ship)).openBlockers;
    await blocked("Ana", ship, plan);
    await blocked("Ana", ship, test1);
    expect(await waits()).toBe(2);
    await as("Ana").mutation(move, { taskId: plan, status: "done" });
    expect(await waits()).toBe(1);
    await as("Ana").mutation(remove, { taskId: plan });
    await as("Ana").mutation(remove, { taskId: test1 });
    expect(await waits()).toBeUndefined();
    await as("Ana").mutation(restore, { taskId: plan });
    expect(await waits()).toBeUndefined();
    await as("Ana").mutation(move, { taskId: plan, status: "in_progress" });
    await as("Ana").mutation(restore, { taskId: test1 });
    expect(await waits()).toBe(2);
    await as("Ana").mutation(unrelate, { taskId: ship, kind: "blockedBy", otherId: plan });
    expect(await waits()).toBe(1);
    const cards = await boardOf(as("Zoe"));
    expect(cards.find(({ _id }) => _id === ship)).toMatchObject({ openBlockers: 1 });
  });

  test("that all its readers may read: not those of another channel, also after either was moved", async () => {
    const { as, make, blocked, cardOf, hiring, general, settle } = await open();
    const [ship, secret] = [await make("Ship"), await make("Secret", { channelId: hiring })];
    const waits = async () => (await cardOf(ship)).openBlockers;
    const put = async (taskId: TaskId, channelId: Id<"channels"> | null) =>
      await as("Ben").mutation(update, { taskId, channelId });
    await blocked("Ben", ship, secret);
    expect(await waits()).toBeUndefined();
    await put(ship, hiring);
    expect(await waits()).toBe(1);
    await put(secret, general);
    expect(await waits()).toBe(1);
    await put(ship, null);
    expect(await waits()).toBe(1);
    await put(secret, hiring);
    expect(await waits()).toBeUndefined();
    const { convert } = api.chat.channelSettings;
    await as("Ana").mutation(convert, { channelId: hiring, kind: "public" });
    await settle();
    expect(await waits()).toBe(1);
    await as("Ana").mutation(convert, { channelId: hiring, kind: "private" });
    await settle();
    expect(await waits()).toBeUndefined();
  });
});

test("one sees who waits for one's tasks, and for whose one's own wait, the longest first", async () => {
  const { as, make, blocked, ana, zoe, hiring } = await open();
  const plan = await make("Plan", { assigneeId: ana });
  const ship = await make("Ship", { assigneeId: zoe });
  const sell = await make("Sell", { assigneeId: zoe });
  const secret = await make("Secret", { channelId: hiring });
  const waits = async (name: Name, side: "forMe" | "forOthers") =>
    (await as(name).query(waiting, { side, paginationOpts: firstPage })).page.map(
      ({ task, other }) => `${task.title} ${other.title}`,
    );
  for (const taskId of [ship, secret, sell]) {
    vi.advanceTimersByTime(60_000);
    await blocked("Ben", taskId, plan);
  }
  // Of two tasks of one person none waits for somebody else.
  await blocked("Ben", sell, ship);
  expect(await waits("Ana", "forMe")).toEqual(["Plan Ship", "Plan Secret", "Plan Sell"]);
  expect(await waits("Ben", "forOthers")).toEqual(["Secret Plan"]);
  expect(await waits("Zoe", "forOthers")).toEqual(["Ship Plan", "Sell Plan"]);
  expect([await waits("Ana", "forOthers"), await waits("Zoe", "forMe")]).toEqual([[], []]);
  await as("Ben").mutation(update, { taskId: ship, assigneeId: null });
  expect(await waits("Ben", "forOthers")).toEqual(["Ship Plan", "Secret Plan"]);
  expect(await waits("Zoe", "forMe")).toEqual([]);
  expect(await waits("Ben", "forMe")).toEqual(["Ship Sell"]);
  await as("Ana").mutation(move, { taskId: sell, status: "done" });
  expect(await waits("Ana", "forMe")).toEqual(["Plan Ship", "Plan Secret"]);
  await as("Ana").mutation(move, { taskId: sell, status: "todo" });
  await as("Ana").mutation(remove, { taskId: plan });
  expect([await waits("Ana", "forMe"), await waits("Zoe", "forOthers")]).toEqual([[], ["Sell Ship"]]);
  await expect(as("Max").query(waiting, { side: "forMe", paginationOpts: firstPage })).rejects.toMatchObject(
    refusal("NOT_SIGNED_IN"),
  );
});

test("the history of both tasks tells of it by the number of the other", async () => {
  const { as, make, blocked } = await open();
  const [plan, ship] = [await make("Plan"), await make("Ship")];
  await blocked("Ana", ship, plan);
  await as("Zoe").mutation(unrelate, { taskId: ship, kind: "blockedBy", otherId: plan });
  const history = async (taskId: TaskId) =>
    (await as("Ben").query(api.events.list, { taskId, paginationOpts: firstPage })).page
      .map(({ changes }) => changes)
      .filter(([change]) => change?.field.startsWith("block"));
  expect(await history(ship)).toEqual([
    [{ field: "blockedBy", before: "T-1" }],
    [{ field: "blockedBy", after: "T-1" }],
  ]);
  expect(await history(plan)).toEqual([
    [{ field: "blocks", before: "T-2" }],
    [{ field: "blocks", after: "T-2" }],
  ]);
});

test("who may read one of two tasks is told the same as if there were no relation, by every function", async () => {
  const { as, make, hiring, zoe, settle } = await open();
  await as("Ana").mutation(api.users.setRole, { userId: zoe, role: "admin" });
  const ship = await make("Ship", { assigneeId: zoe });
  const plan = await make("Plan", { assigneeId: zoe });
  const secret = await make("Canary", { channelId: hiring });
  const me = as("Zoe");
  const page = { paginationOpts: { ...firstPage, numItems: 100 } };
  const answers = async () => {
    await settle();
    const both = [ship, plan].map((taskId) => ({ taskId }));
    return JSON.stringify(
      [
        ...(await Promise.all(both.map(async (one) => await me.query(relations, one)))),
        ...(await Promise.all(both.map(async (one) => await me.query(api.tasks.get, one)))),
        ...(await Promise.all(both.map(async (one) => await me.query(api.events.list, { ...one, ...page })))),
        await me.query(api.events.log, page),
        await me.query(waiting, { side: "forMe", ...page }),
        await me.query(waiting, { side: "forOthers", ...page }),
        await boardOf(me),
        await me.query(api.tasks.counts, {}),
        await me.query(api.tasks.mine, page),
        await me.query(api.notices.list, page),
        await me.query(api.notices.unread, {}),
        await me.query(api.notices.unseen, {}),
        await me.query(api.notices.counts, {}),
        await me.query(api.inbox.ringing.latest, {}),
      ],
      (key, value: unknown) =>
        typeof value === "bigint" ? String(value) : key === "continueCursor" ? "" : value,
    );
  };
  const before = await answers();
  expect(before).toContain("Ship");
  for (const kind of RELATION_KINDS) {
    await as("Ben").mutation(relate, { taskId: ship, kind, otherId: secret });
    await as("Ben").mutation(relate, { taskId: secret, kind, otherId: plan });
  }
  expect(await answers()).toBe(before);
  for (const status of ["done", "in_progress"] as const) {
    await as("Ben").mutation(move, { taskId: secret, status });
    expect(await answers()).toBe(before);
  }
  await as("Ben").mutation(remove, { taskId: secret });
  expect(await answers()).toBe(before);
});

describe("what one did last is taken back", () => {
  test("a relation, and that it was taken back, each once", async () => {
    const { as, make, blocked, seen, cardOf, refused } = await open();
    const [plan, ship] = [await make("Plan"), await make("Ship")];
    const undo = async () => await as("Ana").mutation(api.undo.last, {});
    await blocked("Ana", ship, plan);
    expect(await undo()).toEqual({ noun: "task", verb: "changed", number: 2, count: 1 });
    expect([await seen("Ana", ship), (await cardOf(ship)).openBlockers]).toEqual([[], undefined]);
    await as("Ana").mutation(relate, { taskId: plan, kind: "relatesTo", otherId: ship });
    vi.advanceTimersByTime(1_000);
    await as("Ana").mutation(unrelate, { taskId: ship, kind: "relatesTo", otherId: plan });
    expect(await undo()).toMatchObject({ count: 1 });
    expect(await seen("Ana", ship)).toEqual(["relatesTo Plan"]);
    expect(await as("Ana").mutation(api.undo.redo, {})).toMatchObject({ count: 1 });
    expect(await seen("Ana", ship)).toEqual([]);
    await undo();
    expect(await seen("Ana", ship)).toEqual(["relatesTo Plan"]);
    await as("Ben").mutation(unrelate, { taskId: ship, kind: "relatesTo", otherId: plan });
    await refused(undo(), "UNDO_CHANGED");
  });

  test("a move of what others wait for: they wait again, and have not heard that it was done", async () => {
    const { as, make, blocked, cardOf, zoe } = await open();
    const [plan, ship] = [await make("Plan"), await make("Ship", { assigneeId: zoe })];
    await blocked("Ben", ship, plan);
    await as("Zoe").mutation(api.notices.markAllRead, {});
    await as("Ana").mutation(move, { taskId: plan, status: "done" });
    expect((await as("Zoe").query(api.notices.counts, {})).unread).toBe(1);
    expect(await as("Ana").mutation(api.undo.last, {})).toMatchObject({ number: 1, count: 1 });
    expect((await as("Zoe").query(api.notices.counts, {})).unread).toBe(0);
    expect((await cardOf(ship)).openBlockers).toBe(1);
  });

  test("a move to another channel: the card counts what its readers may read, as it is now", async () => {
    const { as, make, blocked, cardOf, hiring } = await open();
    const [secret, plan] = [await make("Secret", { channelId: hiring }), await make("Plan")];
    const ship = await make("Ship");
    for (const other of [secret, plan]) await blocked("Ben", ship, other);
    await as("Ana").mutation(update, { taskId: ship, channelId: hiring });
    expect((await cardOf(ship)).openBlockers).toBe(2);
    await as("Ben").mutation(move, { taskId: plan, status: "done" });
    await as("Ana").mutation(api.undo.last, {});
    expect((await cardOf(ship)).openBlockers).toBeUndefined();
  });
});

/** Numbers that look random and are the same for the same seed. */
function randomFrom(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Row = Doc<"taskRelations">;

/** Whether tasks name each other in a circle, by one kind. */
function hasCircle(rows: readonly Row[]): boolean {
  let left = rows;
  for (;;) {
    const naming = new Set(left.map(({ taskId }) => taskId));
    const next = left.filter(({ otherId }) => naming.has(otherId));
    if (next.length === left.length) return left.length > 0;
    left = next;
  }
}

test("a circle is found", () => {
  const row = (taskId: string, otherId: string) => ({ taskId, otherId }) as Row;
  expect(hasCircle([row("a", "b"), row("b", "c"), row("a", "c")])).toBe(false);
  expect(hasCircle([row("a", "b"), row("b", "c"), row("c", "b")])).toBe(true);
});

test("whatever several people say and do, no task waits for itself, and cards, rows and views agree", async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const workspace = await open();
    const { t, as, make, ana, zoe, hiring, general } = workspace;
    const random = randomFrom(seed);
    const pick = <T>(from: readonly T[]): T => from[random(from.length)]!;
    const places = [{}, { channelId: hiring }, { channelId: general, assigneeId: zoe }, { assigneeId: ana }];
    const tasks: TaskId[] = [];
    for (let i = 0; i < 7; i++) tasks.push(await make(`Task ${i}`, pick(places)));
    let refusedCircles = 0;
    for (let step = 0; step < 50; step++) {
      const me = as(pick(["Ana", "Ben", "Zoe"] as const));
      const [taskId, otherId, act] = [pick(tasks), pick(tasks), random(14)];
      const ends = { taskId, kind: pick(RELATION_KINDS), otherId };
      const acts = [
        async () => await me.mutation(unrelate, ends),
        async () => await me.mutation(move, { taskId, status: pick(TASK_STATUSES) }),
        async () => await me.mutation(pick([remove, restore]), { taskId }),
        async () => await me.mutation(update, { taskId, channelId: pick([hiring, general, null]) }),
        async () => await me.mutation(update, { taskId, assigneeId: pick([ana, zoe, null]) }),
      ];
      await (acts[act] ?? (async () => await me.mutation(relate, ends)))().catch(
        (error: { data?: { code: string } }) => {
          if (error.data === undefined) throw error;
          if (error.data.code === "RELATION_CYCLE") refusedCircles += 1;
        },
      );
    }
    const { rows, all } = await t.run(async ({ db }) => ({
      rows: await db.query("taskRelations").collect(),
      all: await db.query("tasks").collect(),
    }));
    const stored = { rows, tasks: new Map(all.map((task) => [task._id, task])) };
    expect(refusedCircles, `seed ${seed}`).toBeGreaterThan(0);
    expect(stored.rows.length, `seed ${seed}`).toBeGreaterThan(2);
    for (const kind of ["blockedBy", "duplicates"])
      expect(hasCircle(stored.rows.filter((row) => row.kind === kind)), `seed ${seed}`).toBe(false);
    expect(wrongIn(stored), `seed ${seed}`).toEqual([]);
  }
}, 30_000);

/** Cards that count something else than there is, and rows that say something else than their tasks. */
function wrongIn({ rows, tasks }: { rows: Row[]; tasks: Map<TaskId, Doc<"tasks">> }): unknown[] {
  const isOpen = (id: TaskId) => tasks.get(id)!.status !== "done" && tasks.get(id)!.deletedAt === undefined;
  const ownerOf = (id: TaskId) => tasks.get(id)!.assigneeId ?? tasks.get(id)!.createdBy;
  const waits = rows.filter(({ kind }) => kind === "blockedBy");
  const wrongRows = waits.filter(
    ({ taskId, otherId, waiterId, awaitedId, isOpen: said }) =>
      said !== (isOpen(taskId) && isOpen(otherId)) ||
      waiterId !== ownerOf(taskId) ||
      awaitedId !== ownerOf(otherId),
  );
  const wrongCards = [...tasks.values()].filter(({ _id, audience, openBlockers = 0 }) => {
    const counted = waits.filter(({ taskId, otherId }) => {
      const other = tasks.get(otherId)!;
      return taskId === _id && isOpen(otherId) && ["workspace", audience].includes(other.audience);
    });
    return counted.length !== openBlockers;
  });
  return [...wrongRows, ...wrongCards];
}
