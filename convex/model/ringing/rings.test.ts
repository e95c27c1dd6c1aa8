import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { mentionToken } from "../../shared/mentions";
import { FOR_GOOD } from "../../shared/ringing/levels";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";
import { isDue } from "./rings";

/** A Monday noon in winter. */
const MONDAY = Date.UTC(2026, 10, 30, 12);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: MONDAY }));
afterEach(() => void vi.useRealTimers());

type Name = "Ana" | "Ben" | "Zoe";

async function makeRinging() {
  const workspace = await makeWorkspace();
  const { t, as, hiring: channelId } = workspace;
  const pass = async (ms = 1) => {
    await vi.advanceTimersByTimeAsync(ms);
    await t.finishAllScheduledFunctions(() => vi.runOnlyPendingTimers());
  };
  await as("Ben").mutation(api.notices.markSeen, { channelId });
  await pass();
  /** Posts as Ana, in #hiring unless told otherwise, and lets all of it happen. */
  const post = async (text: string, rest: object = {}) => {
    const messageId = await as("Ana").mutation(api.messages.create, { channelId, text, ...rest });
    await pass();
    return messageId;
  };
  const rings = async (name: Name) => await as(name).query(api.inbox.ringing.latest, {});
  const causes = async (name: Name) => (await rings(name)).map(({ cause }) => cause);
  const choose = async (name: Name, what: object) => {
    await as(name).mutation(api.inbox.ringing.choose, what);
    await pass();
  };
  const chooseIn = async (what: object) =>
    await as("Ben").mutation(api.inbox.ringing.chooseIn, { channelId, ...what });
  const ofBen = mentionToken(workspace.ben);
  return { ...workspace, channelId, pass, post, rings, causes, choose, chooseIn, ofBen };
}

describe("a message rings", () => {
  test("whom it names, and nobody else", async () => {
    const { post, rings, ofBen, channelId, ana } = await makeRinging();
    const messageId = await post(`Look, ${ofBen}`);
    expect(await rings("Ben")).toEqual([
      {
        _id: expect.any(String) as string,
        at: expect.any(Number) as number,
        cause: "mention",
        channelId,
        messageId,
        actorId: ana,
        channelName: "hiring",
        text: `Look, ${ofBen}`,
      },
    ]);
    expect([await rings("Ana"), await rings("Zoe")]).toEqual([[], []]);
    await post("Nothing for anybody");
    expect(await rings("Ben")).toHaveLength(1);
  });

  test("the people of a direct conversation, the followers of a thread, and those who want to hear everything", async () => {
    const { as, post, causes, chooseIn, ben } = await makeRinging();
    const direct = await as("Ana").mutation(api.channels.openDirect, { userIds: [ben] });
    await post("Just you", { channelId: direct });
    expect(await causes("Ben")).toEqual(["direct"]);
    const root = await as("Ben").mutation(api.messages.create, { channelId: direct, text: "A thread" });
    await post("A reply", { channelId: direct, threadId: root });
    expect(await causes("Ben")).toEqual(["reply"]);
    await chooseIn({ level: "everything" });
    await post("For all");
    expect(await causes("Ben")).toEqual(["everything", "reply"]);
  });

  test("once, however many reasons there are", async () => {
    const { post, rings, choose, ofBen, as, channelId } = await makeRinging();
    await choose("Ben", { level: "everything", keywords: ["importer"] });
    const root = await as("Ben").mutation(api.messages.create, { channelId, text: "The importer" });
    await post(`${ofBen} the importer`);
    await post(`${ofBen} the importer again`, { threadId: root, alsoInChannel: true });
    expect((await rings("Ben")).map(({ cause }) => cause)).toEqual(["mention", "mention"]);
  });

  test("nobody after it was read, deleted, or its reader has left", async () => {
    const { t, as, rings, pass, ben, channelId, ofBen } = await makeRinging();
    const say = async (text: string) => await as("Ana").mutation(api.messages.create, { channelId, text });
    await say(`${ofBen} read before it rings`);
    await as("Ben").mutation(api.channels.markRead, { channelId });
    await pass();
    const gone = await say(`${ofBen} deleted before it rings`);
    await as("Ana").mutation(api.messages.remove, { messageId: gone });
    await pass();
    expect(await t.run(async ({ db }) => await db.query("rings").collect())).toEqual([]);
    await say(`${ofBen} and read elsewhere after`);
    await pass();
    expect(await rings("Ben")).toHaveLength(1);
    await as("Ben").mutation(api.channels.markRead, { channelId });
    expect(await rings("Ben")).toEqual([]);
    await say(`${ofBen} once more`);
    await pass();
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    expect(await rings("Ben")).toEqual([]);
  });

  test("nobody whom an edit names: they are told in the inbox", async () => {
    const { as, post, rings, pass, ofBen } = await makeRinging();
    const messageId = await post("Look");
    await as("Ana").mutation(api.messages.update, { messageId, text: `Look, ${ofBen}` });
    await pass();
    expect(await rings("Ben")).toEqual([]);
    expect(await as("Ben").query(api.notices.counts, {})).toEqual({ unread: 1 });
  });
});

describe("silence", () => {
  test.each<[string, object, object, string]>([
    ["a level", { level: "nothing" }, {}, "nothing"],
    ["a mute", {}, { mutedUntil: MONDAY + HOUR_MS }, "muted"],
    ["quiet hours", { quietHours: { from: 720, until: 780, days: [1] } }, {}, "quietHours"],
  ])("by %s, until it ends; why says so", async (_, own, there, rule) => {
    const { as, post, causes, choose, chooseIn, pass, ofBen } = await makeRinging();
    await choose("Ben", own);
    await chooseIn(there);
    await pass();
    const messageId = await post(`Look, ${ofBen}`);
    expect(await causes("Ben")).toEqual([]);
    const { tells, ring } = await as("Ben").query(api.notices.why, { messageId });
    expect([tells, ring]).toMatchObject([true, { rings: false, rule, hasRung: false, isSince: false }]);
    await choose("Ben", { level: null });
    await pass(HOUR_MS);
    await post(`Again, ${ofBen}`);
    expect(await causes("Ben")).toEqual(["mention"]);
    // What was kept silent stays so.
    expect((await as("Ben").query(api.notices.why, { messageId })).ring.hasRung).toBe(false);
  });

  test("by a pause, that others see, until it ends or is ended", async () => {
    const { as, post, causes, pass, ofBen, ben } = await makeRinging();
    const pause = async (until: number | null) => {
      await as("Ben").mutation(api.inbox.ringing.pause, { until });
      await pass();
    };
    const seen = async () => (await as("Ana").query(api.users.names, { ids: [ben] }))[0]?.pausedUntil;
    await pause(MONDAY + HOUR_MS);
    expect(await seen()).toBe(MONDAY + HOUR_MS);
    const messageId = await post(`Look, ${ofBen}`);
    await pause(null);
    expect(await seen()).toBeLessThanOrEqual(Date.now());
    await post(`Again, ${ofBen}`);
    expect(await causes("Ben")).toEqual(["mention"]);
    const { ring } = await as("Ben").query(api.notices.why, { messageId });
    expect(ring).toMatchObject({ rings: false, rule: "paused", hasRung: false });
  });

  test("of one thread, or not of one in a channel of which nothing rings", async () => {
    const { as, post, causes, chooseIn, pass, channelId, ofBen } = await makeRinging();
    const messageId = await as("Ben").mutation(api.messages.create, { channelId, text: "A thread" });
    const chooseThere = async (level: "everything" | "mentions" | "nothing" | null) =>
      await as("Ben").mutation(api.inbox.ringing.chooseInThread, { messageId, level });
    await pass();
    await chooseThere("nothing");
    await post(`A reply, ${ofBen}`, { threadId: messageId });
    await chooseThere("mentions");
    await post("A reply", { threadId: messageId });
    expect(await causes("Ben")).toEqual([]);
    await chooseIn({ level: "nothing", mutedUntil: FOR_GOOD });
    await chooseThere("everything");
    await post("A reply that rings", { threadId: messageId });
    expect(await causes("Ben")).toEqual(["reply"]);
    await chooseThere(null);
    await post("A reply", { threadId: messageId });
    expect(await causes("Ben")).toEqual(["reply"]);
  });

  test("does not hold for what cannot wait, but for levels and for who refuses that", async () => {
    const { as, post, causes, choose, chooseIn, pass, ofBen } = await makeRinging();
    const until = MONDAY + DAY_MS;
    await as("Ben").mutation(api.inbox.ringing.pause, { until });
    await pass();
    await post(`${ofBen} the server burns`, { isUrgent: true });
    expect(await causes("Ben")).toEqual(["urgent"]);
    await post(`${ofBen} calmly`);
    await chooseIn({ mutedUntil: until });
    await post(`${ofBen} a muted fire`, { isUrgent: true });
    await chooseIn({ mutedUntil: null, level: "nothing" });
    await post(`${ofBen} no fire`, { isUrgent: true });
    await chooseIn({ level: null });
    await choose("Ben", { refusesUrgent: true });
    await post(`${ofBen} not my fire`, { isUrgent: true });
    expect(await causes("Ben")).toEqual(["urgent"]);
    const nobody = await post("For nobody", { isUrgent: true });
    expect((await as("Ben").query(api.messages.get, { messageId: nobody })).isUrgent).toBeUndefined();
    const fifth = await post(`${ofBen} a fifth`, { isUrgent: true });
    expect((await as("Ben").query(api.messages.get, { messageId: fifth })).isUrgent).toBe(true);
    await expect(post(`${ofBen} a sixth`, { isUrgent: true })).rejects.toMatchObject(
      refusal("TOO_MANY_URGENT"),
    );
    await pass(HOUR_MS);
    await expect(post(`${ofBen} a later one`, { isUrgent: true })).resolves.toBeDefined();
  });

  test("by the workspace's level, where nobody has chosen another", async () => {
    const { as, post, causes, choose, zoe, general } = await makeRinging();
    await as("Ana").mutation(api.workspace.update, { level: "everything" });
    await post("For all", { channelId: general });
    expect([await causes("Ben"), await causes("Zoe")]).toEqual([["everything"], ["everything"]]);
    await choose("Zoe", { level: "mentions" });
    await post("For all once more", { channelId: general });
    expect(await causes("Zoe")).toEqual(["everything"]);
    await as("Ana").mutation(api.workspace.update, { level: "nothing" });
    await post(`For ${mentionToken(zoe)}`, { channelId: general });
    expect(await causes("Zoe")).toEqual(["mention", "everything"]);
    await expect(as("Ben").mutation(api.workspace.update, { level: "nothing" })).rejects.toMatchObject(
      refusal("FORBIDDEN"),
    );
  });
});

describe("a keyword", () => {
  test("is a notice and rings, as a whole word however it is written, in channels that one is in", async () => {
    const { as, post, rings, choose, general, channelId } = await makeRinging();
    await choose("Ben", { keywords: ["Importer", "road map", "東京"] });
    await choose("Zoe", { keywords: ["importer"] });
    const said = ["the ÍMPORTER!", "our road-map", "東京タワー"];
    const found = [];
    for (const text of said) found.push(await post(text));
    for (const text of ["importers", "map of the road", "reimporter"]) await post(text);
    const told = await as("Ben").query(api.notices.list, { kind: "keyword", paginationOpts: firstPage });
    expect(told.page.map(({ messageId }) => messageId)).toEqual(found.toReversed());
    expect((await rings("Ben")).map(({ cause }) => cause)).toEqual(["keyword", "keyword", "keyword"]);
    // Zoe is not in #hiring.
    expect(await rings("Zoe")).toEqual([]);
    await post("The importer", { channelId: general });
    expect((await rings("Zoe")).map(({ cause }) => cause)).toEqual(["keyword"]);
    await as("Ben").mutation(api.channels.markRead, { channelId });
    expect(await as("Ben").query(api.notices.counts, {})).toEqual({ unread: 1 });
  });

  test("comes and goes with an edit, a deletion and its person's choice", async () => {
    const { as, post, rings, choose, pass } = await makeRinging();
    await choose("Ben", { keywords: ["importer"] });
    const unread = async () => (await as("Ben").query(api.notices.counts, {})).unread;
    const messageId = await post("Nothing yet");
    const change = async (text: string) => {
      await as("Ana").mutation(api.messages.update, { messageId, text });
      await pass();
    };
    await change("The importer");
    expect([await unread(), await rings("Ben")]).toEqual([1, []]);
    await change("The exporter");
    expect(await unread()).toBe(0);
    await change("The importer");
    await as("Ana").mutation(api.messages.remove, { messageId });
    await pass();
    expect(await unread()).toBe(0);
    await as("Ana").mutation(api.messages.restore, { messageId });
    await pass();
    expect(await unread()).toBe(1);
    await choose("Ben", { keywords: [] });
    await post("The importer");
    expect(await unread()).toBe(1);
  });

  test("in a thread that one does not follow waits until that was read", async () => {
    const { as, post, causes, choose, pass } = await makeRinging();
    await choose("Ben", { keywords: ["importer"] });
    const threadId = await post("A thread");
    const reply = await post("The importer", { threadId });
    expect([await causes("Ben"), await as("Ben").query(api.notices.counts, {})]).toEqual([
      ["keyword"],
      { unread: 1 },
    ]);
    const { commitTs } = await as("Ben").query(api.messages.get, { messageId: reply });
    await as("Ben").mutation(api.messages.markThreadRead, { messageId: threadId, upTo: commitTs });
    await pass();
    expect([await causes("Ben"), await as("Ben").query(api.notices.counts, {})]).toEqual([[], { unread: 0 }]);
  });
});

describe("what is no message", () => {
  test("rings its person until it is seen, by levels and hours; a reminder in spite of levels", async () => {
    const { as, causes, choose, pass, ben, channelId, post } = await makeRinging();
    const assign = async () => {
      const task = { title: "Ship", channelId, assigneeId: ben };
      const taskId = await as("Ana").mutation(api.tasks.create, task);
      await pass();
      return taskId;
    };
    const taskId = await assign();
    expect(await causes("Ben")).toEqual(["assignment"]);
    await as("Ana").mutation(api.tasks.update, { taskId, title: "Ship it" });
    await pass();
    expect(await causes("Ben")).toEqual(["assignment"]);
    await as("Ben").mutation(api.notices.markSeen, { taskId });
    expect(await causes("Ben")).toEqual([]);
    await choose("Ben", { level: "nothing" });
    await assign();
    const messageId = await post("Read this");
    await as("Ben").mutation(api.reminders.create, { messageId, at: Date.now() + HOUR_MS });
    await pass(HOUR_MS);
    expect(await causes("Ben")).toEqual(["reminder"]);
  });
});

describe("a ring that waits to be sent", () => {
  test("is due until it was read, deleted, or something else is chosen", async () => {
    const { t, as, post, rings, choose, pass, ofBen } = await makeRinging();
    const due = async (id: Id<"rings">) =>
      await t.run(async (ctx) => await isDue(ctx, (await ctx.db.get("rings", id))!));
    const messageId = await post(`Look, ${ofBen}`);
    const [ring] = await rings("Ben");
    expect(await due(ring!._id)).toBe(true);
    await choose("Ben", { level: "nothing" });
    expect(await due(ring!._id)).toBe(false);
    await choose("Ben", { level: null, quietHours: { from: 0, until: 0, days: [1, 2, 3, 4, 5, 6, 7] } });
    expect(await due(ring!._id)).toBe(false);
    // What rang is shown until it was seen.
    expect(await rings("Ben")).toHaveLength(1);
    await choose("Ben", { quietHours: null });
    expect(await due(ring!._id)).toBe(true);
    await as("Ana").mutation(api.messages.remove, { messageId });
    expect([await due(ring!._id), await rings("Ben")]).toEqual([false, []]);
    await pass(DAY_MS + MINUTE_MS);
    await t.mutation(internal.operator.cronRuns.cleanUp, {});
    expect(await t.run(async ({ db }) => await db.query("rings").collect())).toEqual([]);
  });
});

test("what is wrong is refused, and nobody chooses for another or elsewhere", async () => {
  const { as, t, choose, post, general, channelId } = await makeRinging();
  const { ringing } = api.inbox;
  const chosen = (what: object) => choose("Ben", what);
  await expect(chosen({ keywords: ["launch", "Launch date"] })).resolves.toBeUndefined();
  const many = Array.from({ length: LIMITS.keywords + 1 }, (_, i) => `word${i}`);
  await expect(chosen({ keywords: many })).rejects.toMatchObject(refusal("TOO_MANY_KEYWORDS"));
  for (const word of ["x".repeat(LIMITS.keyword + 1), "!?"])
    await expect(chosen({ keywords: [word] })).rejects.toMatchObject(refusal("KEYWORD_INVALID"));
  const hours = { from: 0, until: 60, days: [1] };
  await expect(chosen({ quietHours: hours })).resolves.toBeUndefined();
  for (const wrong of [
    { from: -1 },
    { until: 1_440 },
    { from: 0.5 },
    { from: NaN },
    { days: [] },
    { days: [0] },
  ])
    await expect(chosen({ quietHours: { ...hours, ...wrong } })).rejects.toMatchObject(
      refusal("QUIET_HOURS_INVALID"),
    );
  await expect(chosen({ quietHours: { ...hours, days: [1, 1] } })).rejects.toMatchObject(
    refusal("QUIET_HOURS_INVALID"),
  );
  for (const until of [Date.now(), NaN, Infinity, -1]) {
    await expect(as("Ben").mutation(ringing.pause, { until })).rejects.toMatchObject(refusal("DATE_INVALID"));
    await expect(
      as("Ben").mutation(ringing.chooseIn, { channelId, mutedUntil: until }),
    ).rejects.toMatchObject(refusal("DATE_INVALID"));
  }
  await expect(as("Zoe").mutation(ringing.chooseIn, { channelId, level: "nothing" })).rejects.toMatchObject(
    refusal("NOT_FOUND"),
  );
  await as("Ben").mutation(api.channels.create, { name: "design" });
  const root = await post("A thread");
  const reply = await post("A reply", { threadId: root });
  await expect(
    as("Ben").mutation(ringing.chooseInThread, { messageId: reply, level: "nothing" }),
  ).rejects.toMatchObject(refusal("NOT_FOUND"));
  for (const ask of [
    async () => await as("Zoe").mutation(ringing.chooseInThread, { messageId: root, level: "nothing" }),
    async () => await as("Zoe").query(ringing.why, { messageId: root }),
  ])
    await expect(ask()).rejects.toMatchObject(refusal("NOT_FOUND"));
  for (const ask of [
    async () => await t.query(ringing.latest, {}),
    async () => await as("Max").mutation(ringing.pause, { until: null }),
  ])
    await expect(ask()).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await as("Ben").mutation(ringing.chooseIn, { channelId: general, level: "nothing" });
  expect(await as("Zoe").query(ringing.channels, {})).toEqual([]);
  expect(await as("Ben").query(ringing.channels, {})).toEqual([{ channelId: general, level: "nothing" }]);
});
