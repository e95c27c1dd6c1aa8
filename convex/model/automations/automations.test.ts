/** What boards do by themselves: what sets it off, what it does, for whom, and where it ends. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { Trigger } from "../../shared/board/automations";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { boardOf, firstPage, makeWorkspace, refusal } from "../../testing.setup";

type Steps = Doc<"automationSteps">["steps"];
type Name = "Ana" | "Ben" | "Zoe" | "Max";

const ZONE = "Europe/Berlin";
/** Monday, noon in Berlin. */
const MONDAY = Date.parse("2026-11-30T11:00:00Z");
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: MONDAY }));
afterEach(() => vi.useRealTimers());

async function open() {
  const workspace = await makeWorkspace();
  const { t, as, hiring: channelId } = workspace;
  const add = async (when: Trigger, steps: Steps, name: Name = "Ana") =>
    await as(name).mutation(api.board.automations.add, { channelId, when, steps, timeZone: ZONE });
  const create = async (more: object = {}, name: Name = "Ana") =>
    await as(name).mutation(api.tasks.create, { title: "Interview", channelId, ...more });
  const get = async (taskId: Id<"tasks">) => await as("Ana").query(api.tasks.get, { taskId });
  const list = async (name: Name = "Ana") => await as(name).query(api.board.automations.list, { channelId });
  const problems = async () =>
    (await list()).automations.flatMap((row) => row.problems.map(({ code }) => code));
  const said = async (place: { threadId?: Id<"messages"> } = {}) => {
    const asked = { channelId, ...place, paginationOpts: { ...firstPage, numItems: 50 } };
    const query = place.threadId ? api.messages.thread : api.messages.paginated;
    return (await as("Ana").query(query as typeof api.messages.paginated, asked)).page;
  };
  const sweep = async (now: string) => {
    vi.setSystemTime(Date.parse(now));
    await t.mutation(internal.scheduled.automations.sweep, {});
    await t.finishAllScheduledFunctions(vi.runAllTimers);
  };
  return { ...workspace, channelId, add, create, get, list, problems, said, sweep };
}

const label = (tag: string) => ({ kind: "label" as const, tag });

describe("what sets one off", () => {
  test("a new card of its board, and no other", async () => {
    const { add, create, get, general } = await open();
    await add({ kind: "created" }, [label("new")]);
    expect((await get(await create({ tags: ["x"] }))).tags).toEqual(["x", "new"]);
    expect((await get(await create({ channelId: general }))).tags).toEqual([]);
    expect((await get(await create({ channelId: undefined }))).tags).toEqual([]);
  });

  test("a card that comes into a column, from another one or from another board", async () => {
    const { as, add, create, get, general, channelId } = await open();
    const column = await as("Ana").mutation(api.board.columns.add, {
      channelId,
      status: "in_progress",
      name: "Review",
    });
    await add({ kind: "moved", status: "in_progress", column }, [label("review")]);
    await add({ kind: "moved", status: "todo" }, [label("back")]);
    const taskId = await create();
    await as("Ben").mutation(api.tasks.move, { taskId, status: "in_progress" });
    expect((await get(taskId)).tags).toEqual([]);
    await as("Ben").mutation(api.tasks.move, { taskId, status: "in_progress", column });
    await as("Ben").mutation(api.tasks.move, { taskId, status: "in_progress", column });
    expect((await get(taskId)).tags).toEqual(["review"]);
    const other = await create({ channelId: general });
    await as("Ana").mutation(api.tasks.update, { taskId: other, channelId });
    expect((await get(other)).tags).toEqual(["back"]);
  });

  test("a label that a card gets, however it is spelled, also a new card", async () => {
    const { as, add, create, get, ben } = await open();
    await add({ kind: "labelled", tag: "Bug" }, [{ kind: "assign", userId: ben }]);
    const taskId = await create({ tags: ["bug"] });
    expect(await get(taskId)).toMatchObject({ assigneeId: ben });
    const other = await create();
    await as("Ana").mutation(api.tasks.update, { taskId: other, tags: ["docs"] });
    expect((await get(other)).assigneeId).toBeUndefined();
    await as("Ana").mutation(api.tasks.update, { taskId: other, tags: ["docs", "BUG"] });
    expect(await get(other)).toMatchObject({ assigneeId: ben });
  });

  test("the first reaction with an emoji makes a card of its message, once", async () => {
    const { as, add, say, said, channelId, ben } = await open();
    const when = { kind: "reacted" as const, emoji: "🎫" };
    await add(when, [
      { kind: "create", title: "", status: "todo" },
      { kind: "assign" },
      { kind: "post", text: "{owner} takes {task}", place: "discussion" },
    ]);
    const messageId = await say("Ana", channelId, "Call them back");
    await as("Ben").mutation(api.messages.addReaction, { messageId, emoji: "👍" });
    expect(await boardOf(as("Ana"), { channelId })).toEqual([]);
    await as("Ben").mutation(api.messages.addReaction, { messageId, emoji: "🎫" });
    await as("Ana").mutation(api.messages.addReaction, { messageId, emoji: "🎫" });
    const [card, ...more] = await boardOf(as("Ana"), { channelId });
    expect([card?.title, card?.assigneeId, more]).toEqual(["Call them back", ben, []]);
    expect((await said())[0]).toMatchObject({ _id: messageId, taskId: card!._id, replyCount: 1 });
  });

  test("nothing that boards do by themselves, that comes again, or that is taken back", async () => {
    const { as, add, create, get, channelId } = await open();
    const repeats = { rule: "day/1", timeZone: ZONE };
    const taskId = await create({ repeats });
    await add({ kind: "created" }, [label("new")]);
    await add({ kind: "moved", status: "todo" }, [label("back")]);
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    const next = (await boardOf(as("Ana"), { channelId })).find(({ status }) => status === "todo");
    expect(next).toMatchObject({ tags: [] });
    await as("Ana").mutation(api.undo.last, {});
    expect(await get(taskId)).toMatchObject({ status: "todo", tags: [] });
  });

  test("one that is switched off does nothing until it is on again", async () => {
    const { as, add, create, get } = await open();
    const automationId = await add({ kind: "created" }, [label("new")]);
    await as("Ben").mutation(api.board.automations.setOn, { automationId, isOn: false });
    expect((await get(await create())).tags).toEqual([]);
    await as("Ben").mutation(api.board.automations.setOn, { automationId, isOn: true });
    expect((await get(await create())).tags).toEqual(["new"]);
  });
});

describe("what one does", () => {
  test("steps follow each other, by whoever set them off, in one action that undo takes back whole", async () => {
    const { as, add, create, get, said, ben, ana, channelId } = await open();
    await add({ kind: "moved", status: "done" }, [
      { kind: "assign", userId: ana },
      label("shipped"),
      { kind: "post", text: "{person} finished {task} {title} of {owner}", place: "channel" },
      { kind: "post", text: "Done.", place: "discussion" },
      { kind: "create", title: "Announce {title}", status: "in_progress" },
    ]);
    const taskId = await create({ assigneeId: ben });
    const before = await get(taskId);
    await as("Ben").mutation(api.tasks.move, { taskId, status: "done" });
    expect(await get(taskId)).toMatchObject({ status: "done", assigneeId: ana, tags: ["shipped"] });
    const [announced] = await said();
    const cards = await boardOf(as("Ana"), { channelId });
    expect(cards.map(({ title }) => title).toSorted()).toEqual(["Announce Interview", "Interview"]);
    const posts = (await said()).filter(({ text }) => text.includes("finished"));
    expect(posts).toMatchObject([
      {
        authorId: ben,
        text: `<@${ben}> finished T-1 Interview of <@${ana}>`,
        automationId: expect.any(String),
      },
    ]);
    expect(announced).toBeDefined();

    await as("Ben").mutation(api.undo.last, {});
    expect(await get(taskId)).toEqual({
      ...before,
      threadId: expect.any(String),
      formerThreadIds: undefined,
    });
    expect((await boardOf(as("Ana"), { channelId })).map(({ title }) => title)).toEqual(["Interview"]);
    expect((await said()).filter(({ text }) => text.includes("finished"))).toEqual([]);
  });

  test.each([
    ["in the channel", "channel" as const],
    ["in its discussion", "discussion" as const],
  ])(
    "what was said %s goes with the undo of what set it off, also when the card is elsewhere by then",
    async (_where, place) => {
      const { t, as, add, create } = await open();
      const posts = async () =>
        (await t.run(async ({ db }) => await db.query("messages").collect())).flatMap(
          ({ automationId, deletedAt }) => (automationId ? [deletedAt === undefined] : []),
        );
      await add({ kind: "moved", status: "done" }, [{ kind: "post", text: "{task} is done", place }]);
      const taskId = await create();
      await as("Ben").mutation(api.tasks.move, { taskId, status: "done" });
      expect(await posts()).toEqual([true]);
      await as("Ana").mutation(api.tasks.update, { taskId, channelId: null });
      await as("Ben").mutation(api.undo.last, {});
      expect(await posts()).toEqual([false]);
      await as("Ben").mutation(api.undo.redo, {});
      expect(await posts()).toEqual([true]);
    },
  );

  test("a reminder goes with the undo of what set it off and comes with its redo, and one of a person's own stays", async () => {
    const { t, as, ana, ben, add, create } = await open();
    await add({ kind: "moved", status: "done" }, [
      { kind: "remind", days: 2 },
      { kind: "remind", userId: ben, days: 3 },
    ]);
    const taskId = await create({ assigneeId: ana });
    const list = async () =>
      (await t.run(async ({ db }) => await db.query("reminders").collect())).map(
        ({ userId, at, taskId: of }) => [userId, new Date(at).toISOString(), of],
      );
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    const set = await list();
    expect(set).toHaveLength(2);
    await as("Ana").mutation(api.undo.last, {});
    expect(await list()).toEqual([]);
    await as("Ana").mutation(api.undo.redo, {});
    expect(await list()).toEqual(set);
    await as("Ana").mutation(api.undo.last, {});
    // Ben wants to be told himself now: that is his.
    await as("Ben").mutation(api.reminders.create, { taskId, at: Date.parse(String(set[1]![1])) });
    await as("Ana").mutation(api.undo.redo, {});
    await as("Ana").mutation(api.undo.last, {});
    expect(await list()).toEqual([set[1]]);
  });

  test("a reminder that its person has put off stays as it is when what set it off is taken back", async () => {
    const { t, as, ben, add, create } = await open();
    await add({ kind: "moved", status: "done" }, [{ kind: "remind", userId: ben, days: 2 }]);
    const taskId = await create();
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    const [row] = await as("Ben").query(api.reminders.list, {});
    const later = row!.at + DAY_MS;
    await as("Ben").mutation(api.reminders.update, { id: row!._id, at: later });
    await as("Ana").mutation(api.undo.last, {});
    const rows = await t.run(async ({ db }) => await db.query("reminders").collect());
    expect(rows.map(({ at }) => at)).toEqual([later]);
  });

  test("a reminder comes in the morning of the zone, to whose card it is", async () => {
    const { t, add, create, ben } = await open();
    await add({ kind: "created" }, [{ kind: "remind", days: 2 }]);
    const taskId = await create({ assigneeId: ben });
    const rows = await t.run(async ({ db }) => await db.query("reminders").collect());
    expect(rows).toMatchObject([{ userId: ben, taskId, at: Date.parse("2026-12-02T08:00:00Z") }]);
  });

  test("cards that are due are looked at once a day, missed days as well, each card once", async () => {
    const { as, add, create, get, sweep } = await open();
    await add({ kind: "due", days: 1 }, [label("soon")]);
    const [tuesday, wednesday, friday] = [
      await create({ dueDate: day("2026-12-01") }),
      await create({ dueDate: day("2026-12-02") }),
      await create({ dueDate: day("2026-12-04") }),
    ];
    const done = await create({ dueDate: day("2026-12-02"), status: "done" });
    const soon = async (taskId: Id<"tasks">) => (await get(taskId)).tags.length > 0;
    await sweep("2026-12-01T07:59:00Z");
    expect(await soon(wednesday)).toBe(false);
    await sweep("2026-12-01T08:00:00Z");
    expect([await soon(tuesday), await soon(wednesday), await soon(friday), await soon(done)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    await as("Ben").mutation(api.tasks.update, { taskId: wednesday, tags: [] });
    vi.setSystemTime(Date.parse("2026-12-04T11:59:00Z"));
    await create();
    // Nothing ran for days.
    await sweep("2026-12-04T12:00:00Z");
    expect([await soon(wednesday), await soon(friday)]).toEqual([false, true]);
    // What nobody did is nobody's to take back.
    await expect(as("Ana").mutation(api.undo.last, {})).resolves.toMatchObject({ verb: "created" });
  });
});

describe("where one ends", () => {
  test("a refused step leaves nothing behind but the reason, and what set it off is done", async () => {
    const { as, add, create, get, said, problems, list, ana, ben, channelId } = await open();
    await add({ kind: "moved", status: "done" }, [
      { kind: "post", text: "Done", place: "channel" },
      { kind: "assign", userId: ben },
    ]);
    await add({ kind: "moved", status: "done" }, [label("shipped")]);
    const taskId = await create({ assigneeId: ana });
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    expect(await get(taskId)).toMatchObject({ status: "done", assigneeId: ana, tags: ["shipped"] });
    expect((await said()).filter(({ text }) => text === "Done")).toEqual([]);
    expect(await problems()).toEqual(["ASSIGNEE_NOT_MEMBER"]);
    expect((await list()).automations[0]?.problems[0]).toMatchObject({ taskId, at: MONDAY });
  });

  test("a full column takes no card from one either", async () => {
    const { as, add, create, get, problems, channelId } = await open();
    await as("Ana").mutation(api.board.columns.update, { channelId, key: "in_progress", limit: 1 });
    await create({ status: "in_progress" });
    await add({ kind: "created" }, [{ kind: "move", status: "in_progress" }]);
    expect(await get(await create())).toMatchObject({ status: "todo" });
    expect(await problems()).toEqual(["COLUMN_FULL"]);
  });

  test("what leads back to itself is cut, and what leads on too far", async () => {
    const { add, create, problems, channelId, as } = await open();
    await add({ kind: "created" }, [{ kind: "create", title: "Another", status: "todo" }]);
    await create();
    expect((await boardOf(as("Ana"), { channelId })).length).toBe(2);
    expect(await problems()).toEqual(["LOOP"]);
    for (let i = 0; i < 4; i++)
      await add({ kind: "created" }, [{ kind: "create", title: `More ${i}`, status: "todo" }]);
    vi.setSystemTime(MONDAY + DAY_MS);
    await create();
    const cards = (await boardOf(as("Ana"), { channelId })).length - 3;
    expect(cards).toBe(LIMITS.automationRuns);
    expect(await problems()).toContain("TOO_LONG");
  });

  test("two that send a card to and fro end with the second", async () => {
    const { add, create, get, problems } = await open();
    await add({ kind: "moved", status: "todo" }, [{ kind: "move", status: "in_progress" }]);
    await add({ kind: "moved", status: "in_progress" }, [{ kind: "move", status: "todo" }]);
    await add({ kind: "created" }, [{ kind: "move", status: "in_progress" }]);
    const taskId = await create();
    expect(await get(taskId)).toMatchObject({ status: "in_progress" });
    expect(await problems()).toEqual(["LOOP"]);
  });
});

describe("whose it is hears that it was refused", () => {
  async function refused() {
    const workspace = await open();
    const { t, as, add, create, channelId } = workspace;
    await as("Ana").mutation(api.board.columns.update, { channelId, key: "in_progress", limit: 1 });
    await create({ status: "in_progress" });
    const when = { kind: "created" as const };
    const steps: Steps = [{ kind: "move", status: "in_progress" }];
    const automationId = await add(when, steps, "Ben");
    const set = async (name: Name = "Ana") => {
      await create({}, name);
      await t.finishAllScheduledFunctions(vi.runAllTimers);
    };
    const told = async (name: Name = "Ben") => await as(name).query(api.notices.unread, {});
    const rings = async (name: Name = "Ben") =>
      (await as(name).query(api.inbox.ringing.latest, {})).filter(({ cause }) => cause === "refused").length;
    const update = async (name: Name) => {
      const said = { automationId, when, steps, timeZone: ZONE };
      await as(name).mutation(api.board.automations.update, said);
    };
    await as("Ben").mutation(api.notices.markAllRead, {});
    return { ...workspace, automationId, set, told, rings, update };
  }

  test("which one, for whom and why, once a day, and nobody else", async () => {
    const { as, set, told, rings, ana, channelId } = await refused();
    await set();
    const refusal = { when: { kind: "created" }, code: "COLUMN_FULL" };
    expect(await told()).toMatchObject([{ kind: "refused", channelId, actorId: ana, refusal }]);
    expect([await told("Ana"), await rings(), await rings("Ana")]).toEqual([[], 1, 0]);
    const [notice] = await told();
    await as("Ben").mutation(api.notices.setDone, { noticeIds: [notice!._id], isDone: true });
    vi.setSystemTime(MONDAY + DAY_MS - 60_000);
    await set();
    expect([await told(), await rings()]).toEqual([[], 0]);
    vi.setSystemTime(MONDAY + DAY_MS + 60_000);
    await set();
    expect([(await told()).length, await rings()]).toEqual([1, 1]);
  });

  test("also who set it off themselves, without a name; a muted channel rings nobody", async () => {
    const { as, set, told, rings, channelId } = await refused();
    await as("Ben").mutation(api.inbox.ringing.chooseIn, { channelId, level: "nothing" });
    await set("Ben");
    const [notice, ...more] = await told();
    expect([notice?.kind, notice?.actorId, more, await rings()]).toEqual(["refused", undefined, [], 0]);
  });

  test("who has left the channel hears and sees nothing of it", async () => {
    const { as, set, told, rings, ben, channelId } = await refused();
    await set();
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    expect([await told(), await rings()]).toEqual([[], 0]);
    expect(await as("Ben").query(api.notices.counts, {})).toEqual({ unread: 0 });
    expect((await as("Ben").query(api.notices.unseen, {})).map(({ kind }) => kind)).toEqual([]);
    vi.setSystemTime(MONDAY + 2 * DAY_MS);
    await set();
    await as("Ana").mutation(api.channels.addMember, { channelId, userId: ben });
    expect((await told()).filter(({ at, kind }) => kind === "refused" && at > MONDAY + DAY_MS)).toEqual([]);
  });

  test("what is changed is somebody else's matter, and what is deleted nobody's", async () => {
    const { as, set, told, update, automationId } = await refused();
    await set();
    await update("Ana");
    expect(await told()).toEqual([]);
    await set("Ben");
    expect([(await told()).length, (await told("Ana")).length]).toEqual([0, 1]);
    await as("Ana").mutation(api.board.automations.remove, { automationId });
    expect(await told("Ana")).toEqual([]);
  });
});

describe("who arranges them", () => {
  test("readers see them, whoever arranges the board changes them, others find nothing", async () => {
    const { as, add, list, ben, channelId } = await open();
    const automationId = await add({ kind: "created" }, [label("new")], "Ben");
    expect(await list("Ben")).toMatchObject({ mayChange: true, automations: [{ madeBy: ben, isOn: true }] });
    await expect(list("Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
    const draft = { when: { kind: "created" as const }, steps: [label("newer")], timeZone: ZONE };
    const calls = (name: Name) => [
      () => as(name).mutation(api.board.automations.add, { channelId, ...draft }),
      () => as(name).mutation(api.board.automations.update, { automationId, ...draft }),
      () => as(name).mutation(api.board.automations.setOn, { automationId, isOn: false }),
      () => as(name).mutation(api.board.automations.remove, { automationId }),
    ];
    for (const call of calls("Zoe")) await expect(call()).rejects.toMatchObject(refusal("NOT_FOUND"));
    for (const call of calls("Ben")) await expect(call()).resolves.toBeDefined();
    await expect(calls("Ben")[3]!()).rejects.toMatchObject(refusal("NOT_FOUND"));
    await as("Ana").mutation(api.channels.archive, { channelId });
    await expect(calls("Ben")[0]!()).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
    expect(await list("Ben")).toMatchObject({ mayChange: false });
  });

  test.each<[string, Trigger, Steps, Parameters<typeof refusal>[0]]>([
    ["no step", { kind: "created" }, [], "AUTOMATION_INVALID"],
    ["no card of a message", { kind: "reacted", emoji: "👍" }, [label("x")], "AUTOMATION_INVALID"],
    [
      "no emoji",
      { kind: "reacted", emoji: "x" },
      [{ kind: "create", title: "", status: "todo" }],
      "EMOJI_INVALID",
    ],
    ["no such column", { kind: "moved", status: "todo", column: "gone" }, [label("x")], "COLUMN_GONE"],
    [
      "no such target",
      { kind: "created" },
      [{ kind: "move", status: "todo", column: "done" }],
      "COLUMN_GONE",
    ],
    ["no title", { kind: "created" }, [{ kind: "create", title: " ", status: "todo" }], "TEXT_EMPTY"],
    ["no words", { kind: "created" }, [{ kind: "post", text: " ", place: "channel" }], "TEXT_EMPTY"],
    ["no label", { kind: "labelled", tag: " " }, [label("x")], "TAG_INVALID"],
    ["half a day", { kind: "due", days: 0.5 }, [label("x")], "DATE_INVALID"],
    ["too far", { kind: "created" }, [{ kind: "remind", days: 61 }], "DATE_INVALID"],
  ])("%s is refused", async (_, when, steps, code) => {
    const { add } = await open();
    await expect(add(when, steps)).rejects.toMatchObject(refusal(code));
  });

  test("nobody is named who may not read the channel, and there is an end to how many there are", async () => {
    const { add, zoe } = await open();
    const steps: Steps = [{ kind: "assign", userId: zoe }];
    await expect(add({ kind: "created" }, steps)).rejects.toMatchObject(refusal("ASSIGNEE_NOT_MEMBER"));
    for (let i = 0; i < LIMITS.automations; i++) await add({ kind: "created" }, [label("x")]);
    await expect(add({ kind: "created" }, [label("x")])).rejects.toMatchObject(
      refusal("TOO_MANY_AUTOMATIONS"),
    );
  });
});

describe("a rehearsal", () => {
  const rehearse = async (
    { as, channelId }: Awaited<ReturnType<typeof open>>,
    when: Trigger,
    name: Name = "Ana",
  ) => {
    const asked = { channelId, when, timeZone: ZONE, paginationOpts: { numItems: 100, cursor: null } };
    return (await as(name).query(api.board.automations.rehearse, asked)).page;
  };

  test("tells when each would have run in these days, and changes nothing", async () => {
    const workspace = await open();
    const { as, create, say, channelId, general, ana, ben } = workspace;
    const taskId = await create({ tags: ["bug"], dueDate: day("2026-12-03") });
    await create({ channelId: general });
    await as("Ben").mutation(api.tasks.move, { taskId, status: "done" });
    await as("Ben").mutation(api.undo.last, {});
    const messageId = await say("Ana", channelId, "Call");
    await as("Ben").mutation(api.messages.addReaction, { messageId, emoji: "🎫" });
    const card = { taskId, number: 1, title: "Interview" };
    expect(await rehearse(workspace, { kind: "created" })).toMatchObject([{ ...card, by: ana }]);
    expect(await rehearse(workspace, { kind: "moved", status: "done" })).toMatchObject([
      { ...card, by: ben },
    ]);
    expect(await rehearse(workspace, { kind: "moved", status: "todo" })).toEqual([]);
    expect(await rehearse(workspace, { kind: "labelled", tag: "Bug" })).toMatchObject([{ ...card, by: ana }]);
    expect(await rehearse(workspace, { kind: "reacted", emoji: "🎫" })).toMatchObject([
      { messageId, text: "Call", by: ben },
    ]);
    expect(await rehearse(workspace, { kind: "due", days: 1 })).toEqual([]);
    vi.setSystemTime(Date.parse("2026-12-02T12:00:00Z"));
    expect(await rehearse(workspace, { kind: "due", days: 1 })).toEqual([
      { ...card, at: Date.parse("2026-12-02T08:00:00Z") },
    ]);
    vi.setSystemTime(MONDAY + 8 * DAY_MS);
    expect(await rehearse(workspace, { kind: "created" })).toEqual([]);
    await expect(rehearse(workspace, { kind: "created" }, "Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});
