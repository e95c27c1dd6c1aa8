import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

const START = Date.UTC(2026, 10, 30, 9);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: START }));
afterEach(() => void vi.useRealTimers());

async function makeTimes() {
  const workspace = await makeWorkspace();
  const { t, as, hiring: channelId } = workspace;
  const [ana, ben] = [as("Ana"), as("Ben")];
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  vi.setSystemTime(START);
  /** Lets the time come, and all that is due then. */
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    await t.finishInProgressScheduledFunctions();
  };
  const schedule = async (text: string, inMs: number, rest: object = {}) =>
    await ben.mutation(api.messages.schedule, { channelId, text, sendAt: Date.now() + inMs, ...rest });
  const waiting = async () => await ben.query(api.drafts.scheduled, {});
  const said = async () => {
    const { page } = await ana.query(api.messages.paginated, { channelId, paginationOpts: firstPage });
    return page.map(({ text }) => text);
  };
  return { ...workspace, people: { ana, ben }, channelId, pass, schedule, waiting, said };
}

describe("a message that is sent later", () => {
  test("is posted at its time, once, and not before", async () => {
    const { t, ben, people, channelId, pass, schedule, waiting, said } = await makeTimes();
    const id = await schedule("Good morning", HOUR_MS);
    expect(await waiting()).toMatchObject([
      { _id: id, channelId, text: "Good morning", sendAt: START + HOUR_MS },
    ]);
    await pass(HOUR_MS - 1);
    await t.mutation(internal.scheduled.later.send, { id });
    expect(await said()).toEqual([]);
    await pass(1);
    expect(await said()).toEqual(["Good morning"]);
    for (let i = 0; i < 2; i++) await t.mutation(internal.scheduled.later.send, { id });
    await t.mutation(internal.scheduled.later.sweep, {});
    await pass(HOUR_MS);
    expect(await said()).toEqual(["Good morning"]);
    expect(await waiting()).toEqual([]);
    const { page } = await people.ana.query(api.messages.paginated, { channelId, paginationOpts: firstPage });
    expect(page[0]).toMatchObject({ authorId: ben });
    expect(page[0]!.sentAt).toBeGreaterThanOrEqual(START + HOUR_MS);
  });

  test("is one, however often its client asks, also after it was sent", async () => {
    const { pass, schedule, waiting, said } = await makeTimes();
    const clientId = "c1";
    expect(await schedule("Once", HOUR_MS, { clientId })).toBe(await schedule("Once", HOUR_MS, { clientId }));
    expect(await waiting()).toHaveLength(1);
    await pass(HOUR_MS);
    await schedule("Once", 0, { clientId });
    await pass(1);
    expect(await said()).toEqual(["Once"]);
    expect(await waiting()).toEqual([]);
  });

  test("goes to a thread, mentions people and takes its draft with it", async () => {
    const { say, ana, people, channelId, pass, schedule } = await makeTimes();
    const threadId = await say("Ana", channelId, "Question");
    const text = `Answer for <@${ana}>`;
    await people.ben.mutation(api.drafts.save, { threadId, text });
    await schedule(text, HOUR_MS, { threadId });
    expect(await people.ben.query(api.drafts.list, {})).toEqual([]);
    await pass(HOUR_MS);
    const { page } = await people.ana.query(api.messages.thread, {
      messageId: threadId,
      paginationOpts: firstPage,
    });
    expect(page).toMatchObject([{ text, mentions: [ana] }]);
  });

  test("can be put off, brought forward, changed, sent now and taken back", async () => {
    const { people, pass, schedule, waiting, said } = await makeTimes();
    const { ben } = people;
    const [later, sooner, now, never] = [
      await schedule("later", HOUR_MS),
      await schedule("sooner", 3 * HOUR_MS),
      await schedule("now", HOUR_MS),
      await schedule("never", HOUR_MS),
    ];
    await ben.mutation(api.drafts.updateScheduled, { id: later, sendAt: START + 2 * HOUR_MS });
    await ben.mutation(api.drafts.updateScheduled, { id: sooner, text: "soon", sendAt: START + MINUTE_MS });
    await ben.mutation(api.drafts.sendScheduled, { id: now });
    await ben.mutation(api.drafts.cancelScheduled, { id: never });
    expect(await said()).toEqual(["now"]);
    await pass(MINUTE_MS);
    expect(await said()).toEqual(["soon", "now"]);
    await pass(HOUR_MS);
    expect(await said()).toEqual(["soon", "now"]);
    await pass(HOUR_MS);
    expect(await said()).toEqual(["later", "soon", "now"]);
    expect(await waiting()).toEqual([]);
  });

  test("stays with its reason where its author may not write at that moment, and can be sent once they may", async () => {
    const { ben, people, channelId, pass, schedule, waiting, said } = await makeTimes();
    const id = await schedule("Private", HOUR_MS);
    await people.ana.mutation(api.channels.removeMember, { channelId, userId: ben });
    await pass(HOUR_MS);
    expect(await waiting()).toMatchObject([{ _id: id, text: "Private", failure: "NOT_FOUND" }]);
    expect(await people.ben.query(api.drafts.refusedCount, {})).toBe(1);
    for (const again of [
      people.ben.mutation(api.drafts.sendScheduled, { id }),
      people.ben.mutation(api.drafts.updateScheduled, { id, sendAt: Date.now() }),
    ])
      await expect(again).rejects.toMatchObject(refusal("NOT_FOUND"));
    await people.ben.mutation(api.drafts.updateScheduled, { id, text: "Private, still" });
    expect(await waiting()).toMatchObject([{ text: "Private, still", failure: "NOT_FOUND" }]);
    await people.ana.mutation(api.channels.addMember, { channelId, userId: ben });
    await people.ben.mutation(api.drafts.updateScheduled, { id, sendAt: Date.now() + MINUTE_MS });
    expect(await people.ben.query(api.drafts.refusedCount, {})).toBe(0);
    await pass(MINUTE_MS);
    expect(await said()).toEqual(["Private, still"]);
  });

  test.each([
    {
      why: "an archived channel",
      code: "CHANNEL_ARCHIVED",
      make: async ({ people, channelId }: Times): Promise<void> =>
        void (await people.ana.mutation(api.channels.archive, { channelId })),
    },
    {
      why: "an author who was deactivated",
      code: "DEACTIVATED",
      make: async ({ people, ben }: Times): Promise<void> =>
        void (await people.ana.mutation(api.users.deactivate, { userId: ben })),
      undo: async ({ people, ben }: Times): Promise<void> =>
        void (await people.ana.mutation(api.users.reactivate, { userId: ben })),
    },
  ])("is refused for $why, and no other with it", async ({ code, make, undo }) => {
    const times = await makeTimes();
    const { people, general, pass, schedule, waiting } = times;
    await schedule("Refused", HOUR_MS);
    await people.ana.mutation(api.messages.schedule, {
      channelId: general,
      text: "Sent",
      sendAt: START + HOUR_MS,
    });
    await make(times);
    await pass(HOUR_MS);
    await undo?.(times);
    expect(await waiting()).toMatchObject([{ text: "Refused", failure: code }]);
    const paginationOpts = firstPage;
    const { page } = await people.ana.query(api.messages.paginated, { channelId: general, paginationOpts });
    expect(page[0]).toMatchObject({ text: "Sent" });
  });

  test("is found by the sweep where the scheduler has lost it, and given up after a few rounds", async () => {
    const { t, ben, channelId, pass, waiting, said } = await makeTimes();
    await t.run(async ({ db }) => {
      const row = { authorId: ben, channelId, text: "Lost", sendAt: START - HOUR_MS };
      await db.insert("scheduledMessages", row);
      await db.insert("scheduledMessages", { ...row, text: "Stuck", rounds: 3 });
      await db.insert("scheduledMessages", { ...row, text: "Only late", sendAt: START - 1_000 });
    });
    await t.action(internal.operator.cronRuns.run, { name: "Send later" });
    await pass(1);
    expect(await said()).toEqual(["Lost"]);
    expect(await waiting()).toMatchObject([{ text: "Stuck", failure: "UNEXPECTED" }, { text: "Only late" }]);
  });

  test("is its author's alone, and only in a channel where they may write", async () => {
    const { as, people, channelId, schedule } = await makeTimes();
    const id = await schedule("Mine", HOUR_MS);
    const { ana } = people;
    expect(await ana.query(api.drafts.scheduled, {})).toEqual([]);
    const gone = refusal("NOT_FOUND");
    await expect(ana.mutation(api.drafts.sendScheduled, { id })).rejects.toMatchObject(gone);
    await expect(ana.mutation(api.drafts.cancelScheduled, { id })).rejects.toMatchObject(gone);
    await expect(ana.mutation(api.drafts.updateScheduled, { id, text: "x" })).rejects.toMatchObject(gone);
    const stranger = as("Zoe").mutation(api.messages.schedule, { channelId, text: "x", sendAt: START });
    await expect(stranger).rejects.toMatchObject(gone);
  });

  test("has a text and a time, and no more of them than a person may have", async () => {
    const { schedule, waiting } = await makeTimes();
    for (const [text, inMs, code] of [
      [" ", 0, "TEXT_EMPTY"],
      ["x".repeat(LIMITS.messageText + 1), 0, "TEXT_TOO_LONG"],
      ["x", NaN, "DATE_INVALID"],
      ["x", (LIMITS.daysAhead + 1) * DAY_MS, "DATE_INVALID"],
    ] as const)
      await expect(schedule(text, inMs)).rejects.toMatchObject(refusal(code));
    await expect(schedule("x", 0, { clientId: "" })).rejects.toMatchObject(refusal("CLIENT_ID_INVALID"));
    for (let i = 0; i < LIMITS.scheduledPerPerson; i++) await schedule("x", HOUR_MS);
    await expect(schedule("x", HOUR_MS)).rejects.toMatchObject(refusal("TOO_MANY_WAITING"));
    expect(await waiting()).toHaveLength(LIMITS.scheduledPerPerson);
  });

  test("keeps its files from being swept, and gives them back where it is taken back", async () => {
    const { t, ben, people, channelId, pass, schedule, waiting } = await makeTimes();
    const save = async (name: string) =>
      await t.run(async ({ db, storage }) => {
        const storageId = await storage.store(new Blob([name]));
        const file = { uploaderId: ben, storageId, name, type: "text/plain", size: 1 };
        return await db.insert("files", { ...file, state: "waiting" });
      });
    const [kept, given] = [await save("kept.txt"), await save("given.txt")];
    await schedule("", 3 * DAY_MS, { fileIds: [kept] });
    const id = await schedule("With it", 3 * DAY_MS, { fileIds: [given] });
    await expect(schedule("", DAY_MS, { fileIds: [kept] })).rejects.toMatchObject(refusal("NOT_FOUND"));
    await people.ben.mutation(api.drafts.cancelScheduled, { id });
    vi.setSystemTime(START + 2 * DAY_MS);
    await t.mutation(internal.operator.cronRuns.cleanUp, {});
    expect(await waiting()).toMatchObject([{ files: [{ name: "kept.txt", state: "held" }] }]);
    expect(await t.run(async ({ db }) => await db.get("files", given))).toBeNull();
    await pass(3 * DAY_MS);
    const { page } = await people.ana.query(api.messages.paginated, { channelId, paginationOpts: firstPage });
    expect(page).toMatchObject([{ text: "", files: [{ _id: kept, state: "shown" }] }]);
  });
});

type Times = Awaited<ReturnType<typeof makeTimes>>;

async function makeThings() {
  const times = await makeTimes();
  const { say, people, channelId } = times;
  const messageId = await say("Ana", channelId, "Remember this");
  const taskId = await people.ana.mutation(api.tasks.create, { channelId, title: "And this" });
  const remind = async (thing: { messageId?: Id<"messages">; taskId?: Id<"tasks"> }, inMs: number) =>
    await people.ben.mutation(api.reminders.create, { ...thing, at: Date.now() + inMs });
  const list = async () => await people.ben.query(api.reminders.list, {});
  const told = async () => await people.ben.query(api.notices.unseen, {});
  const only = async () => (await told()).filter(({ kind }) => kind === "reminder");
  return { ...times, messageId, taskId, remind, list, only };
}

describe("a reminder", () => {
  test("of a message and of a task is told at its time, once, until it was seen", async () => {
    const { t, people, messageId, taskId, pass, remind, list, only } = await makeThings();
    const [ofMessage, ofTask] = [await remind({ messageId }, HOUR_MS), await remind({ taskId }, 2 * HOUR_MS)];
    expect(await list()).toMatchObject([
      { _id: ofMessage, messageId, at: START + HOUR_MS },
      { _id: ofTask, taskId, at: START + 2 * HOUR_MS },
    ]);
    await pass(HOUR_MS - 1);
    expect(await only()).toEqual([]);
    await pass(1);
    expect(await only()).toMatchObject([{ kind: "reminder", messageId }]);
    await pass(HOUR_MS);
    for (const id of [ofMessage, ofTask]) await t.mutation(internal.scheduled.later.remind, { id });
    expect(await only()).toMatchObject([{ messageId }, { taskId }]);
    expect(await list()).toEqual([]);
    await people.ben.mutation(api.notices.markSeen, { messageId });
    expect(await only()).toMatchObject([{ taskId }]);
    await people.ben.mutation(api.notices.markSeen, { taskId });
    expect(await only()).toEqual([]);
  });

  test("can be put off and removed; the same once more is one", async () => {
    const { people, messageId, taskId, pass, remind, list, only } = await makeThings();
    const id = await remind({ messageId }, HOUR_MS);
    expect(await remind({ messageId }, HOUR_MS)).toBe(id);
    const removed = await remind({ taskId }, HOUR_MS);
    await people.ben.mutation(api.reminders.update, { id, at: START + 2 * HOUR_MS });
    await people.ben.mutation(api.reminders.remove, { id: removed });
    await pass(HOUR_MS);
    expect([await only(), (await list()).length]).toEqual([[], 1]);
    await pass(HOUR_MS);
    expect(await only()).toHaveLength(1);
  });

  test("of what was deleted, or may not be read any more, tells nothing", async () => {
    const { ben, people, channelId, messageId, taskId, pass, remind, list, only } = await makeThings();
    await remind({ messageId }, HOUR_MS);
    await people.ana.mutation(api.messages.remove, { messageId });
    await pass(HOUR_MS);
    expect([await only(), await list()]).toEqual([[], []]);
    await people.ana.mutation(api.messages.restore, { messageId });
    expect(await only()).toEqual([]);

    for (const inMs of [HOUR_MS, 3 * HOUR_MS]) await remind({ messageId }, inMs);
    await remind({ taskId }, HOUR_MS);
    await pass(HOUR_MS);
    expect(await only()).toHaveLength(2);
    await people.ana.mutation(api.channels.removeMember, { channelId, userId: ben });
    expect(await only()).toEqual([]);
    await pass(3 * HOUR_MS);
    expect([await only(), await list()]).toEqual([[], []]);
  });

  test("that was told says nothing while its message is deleted", async () => {
    const { people, messageId, pass, remind, only } = await makeThings();
    await remind({ messageId }, HOUR_MS);
    await pass(HOUR_MS);
    await people.ana.mutation(api.messages.remove, { messageId });
    expect(await only()).toEqual([]);
    await people.ana.mutation(api.messages.restore, { messageId });
    expect(await only()).toHaveLength(1);
  });

  test("survives a change of its message, and of who has its task", async () => {
    const { ben, ana, people, messageId, taskId, pass, remind, only } = await makeThings();
    await remind({ messageId }, HOUR_MS);
    await remind({ taskId }, HOUR_MS);
    await pass(HOUR_MS);
    await people.ana.mutation(api.messages.update, { messageId, text: "Remember that" });
    for (const assigneeId of [ben, ana]) await people.ana.mutation(api.tasks.update, { taskId, assigneeId });
    expect(await only()).toHaveLength(2);
  });

  test("is of one thing that its person may read, and theirs alone", async () => {
    const { as, people, messageId, taskId, remind } = await makeThings();
    const id = await remind({ messageId }, HOUR_MS);
    const gone = refusal("NOT_FOUND");
    for (const thing of [{ messageId }, { taskId }])
      await expect(as("Zoe").mutation(api.reminders.create, { ...thing, at: START })).rejects.toMatchObject(
        gone,
      );
    await expect(people.ana.mutation(api.reminders.update, { id, at: START })).rejects.toMatchObject(gone);
    await expect(people.ana.mutation(api.reminders.remove, { id })).rejects.toMatchObject(gone);
    expect(await people.ana.query(api.reminders.list, {})).toEqual([]);
    for (const thing of [{}, { messageId, taskId }])
      await expect(remind(thing, 0)).rejects.toMatchObject(refusal("ONE_THING"));
    for (const inMs of [Infinity, -Infinity, 400 * DAY_MS])
      await expect(remind({ messageId }, inMs)).rejects.toMatchObject(refusal("DATE_INVALID"));
    for (let i = 1; i < LIMITS.remindersPerPerson; i++) await remind({ messageId }, HOUR_MS + i);
    await expect(remind({ messageId }, 0)).rejects.toMatchObject(refusal("TOO_MANY_WAITING"));
  });

  test("is found by the sweep where the scheduler has lost it", async () => {
    const { t, ben, messageId, pass, list, only } = await makeThings();
    await t.run(async ({ db }) => {
      const at = START - HOUR_MS;
      await db.insert("reminders", { userId: ben, messageId, at });
      await db.insert("reminders", { userId: ben, messageId, at, rounds: 3 });
    });
    await t.mutation(internal.scheduled.later.sweep, {});
    await pass(1);
    expect([await only(), await list()]).toMatchObject([[{ messageId }], []]);
  });
});
