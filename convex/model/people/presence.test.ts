/** Whether people are here, what they say of themselves, and what they are doing at this moment. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import { AWAY_AFTER_MS, HOUR_MS, MINUTE_MS, WINDOW_BEAT_MS, WINDOW_SILENT_MS } from "../../shared/time";
import { LIMITS } from "../../shared/limits";
import { everybody, identityOf, makeWorkspace, refusal } from "../../testing.setup";

const START = Date.parse("2026-11-30T09:00:00Z");

beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: START }));
afterEach(() => vi.useRealTimers());
const after = (ms: number) => vi.setSystemTime(START + ms);

async function open() {
  const workspace = await makeWorkspace();
  const { as, t, ben } = workspace;
  return {
    ...workspace,
    beat: async (windowId: string, isActive = true) =>
      await as("Ben").mutation(api.presence.beat, { windowId, isActive }),
    leave: async (windowId: string) => await as("Ben").mutation(api.presence.leave, { windowId }),
    sweep: async () => await t.mutation(internal.presence.sweep, {}),
    ofBen: async () => await as("Ana").query(api.presence.of, { userId: ben }),
  };
}

test("a person is active while one window of theirs is in use, away while one is open, and else offline", async () => {
  const { beat, leave, ofBen } = await open();
  expect(await ofBen()).toEqual({ state: "offline" });
  await beat("desk");
  expect(await ofBen()).toEqual({ state: "active" });
  await beat("phone", false);
  expect(await ofBen()).toEqual({ state: "active" });
  await beat("desk", false);
  expect(await ofBen()).toEqual({ state: "away" });
  await beat("phone");
  expect(await ofBen()).toEqual({ state: "active" });
  await leave("phone");
  expect(await ofBen()).toEqual({ state: "away" });
  await leave("desk");
  await leave("desk");
  expect(await ofBen()).toEqual({ state: "offline" });
});

test("a window that goes without a word is noticed, and one that goes on beating is not", async () => {
  const { beat, sweep, ofBen } = await open();
  await beat("desk");
  await beat("phone", false);
  for (let at = WINDOW_BEAT_MS; at < WINDOW_SILENT_MS + WINDOW_BEAT_MS; at += WINDOW_BEAT_MS) {
    after(at);
    await beat("phone", false);
    await sweep();
  }
  expect(await ofBen()).toEqual({ state: "away" });
  after(2 * WINDOW_SILENT_MS + WINDOW_BEAT_MS);
  await sweep();
  expect(await ofBen()).toEqual({ state: "offline" });
  expect(AWAY_AFTER_MS).toBeGreaterThan(WINDOW_BEAT_MS);
});

test("what others watch is written when it changes, and not by each sign of life", async () => {
  const { beat, t, ben } = await open();
  await beat("desk");
  const row = async () =>
    await t.run(
      async (ctx) =>
        await ctx.db
          .query("availability")
          .withIndex("by_userId", (q) => q.eq("userId", ben))
          .unique(),
    );
  const before = await row();
  after(WINDOW_BEAT_MS);
  await beat("desk");
  await beat("phone");
  expect(await row()).toEqual(before);
  expect(before!.since).toBe(START);
});

test("many windows of one person are counted up to a number, and the one that was quiet longest goes", async () => {
  const { beat, t } = await open();
  for (let n = 0; n < 40; n++) {
    after(n * 1_000);
    await beat(`window ${n}`, n === 0);
  }
  const windows = await t.run(async (ctx) => await ctx.db.query("windows").collect());
  expect(windows).toHaveLength(21);
  expect(windows.map(({ windowId }) => windowId)).toContain("window 39");
  for (const windowId of ["", "x".repeat(LIMITS.clientId + 1)])
    await expect(beat(windowId)).rejects.toMatchObject(refusal("CLIENT_ID_INVALID"));
});

test("others learn when somebody was here last only from those who want it, and see as away who wants that", async () => {
  const { as, beat, leave, ofBen } = await open();
  await beat("desk");
  after(MINUTE_MS);
  await leave("desk");
  expect(await ofBen()).toEqual({ state: "offline" });
  await as("Ben").mutation(api.presence.choose, { showsLastSeen: true });
  expect(await ofBen()).toEqual({ state: "offline", lastSeenAt: START + MINUTE_MS });
  await as("Ben").mutation(api.presence.choose, { isAway: true });
  await beat("desk");
  expect(await ofBen()).toEqual({ state: "away" });
  expect(await as("Ben").query(api.presence.choices, {})).toEqual({ isAway: true, showsLastSeen: true });
  expect(await as("Ana").query(api.presence.choices, {})).toEqual({ isAway: false, showsLastSeen: false });
  await as("Ben").mutation(api.presence.choose, { isAway: false });
  expect(await ofBen()).toEqual({ state: "active" });
});

test("strangers and people who were deactivated learn nothing and tell nothing", async () => {
  const { as, t, ben, zoe, general } = await open();
  await as("Ana").mutation(api.users.deactivate, { userId: zoe });
  const strangers = [
    [t.withIdentity(identityOf("Mallory")), "NOT_SIGNED_IN"],
    [t, "NOT_SIGNED_IN"],
    [as("Zoe"), "DEACTIVATED"],
  ] as const;
  for (const [stranger, code] of strangers) {
    const asked = [
      stranger.query(api.presence.of, { userId: ben }),
      stranger.query(api.presence.typists, { channelId: general }),
      stranger.mutation(api.presence.type, { channelId: general }),
      stranger.mutation(api.presence.beat, { windowId: "w", isActive: true }),
      stranger.mutation(api.presence.setStatus, { status: null }),
    ];
    for (const one of asked) await expect(one).rejects.toMatchObject(refusal(code));
  }
});

test("a status stands beside the name until its time, or until another one comes", async () => {
  const { as, t, ben } = await open();
  const shown = async () => (await everybody(as("Ana"))).find(({ _id }) => _id === ben)?.status;
  const set = async (status: { emoji: string; text: string; until?: number } | null) =>
    await as("Ben").mutation(api.presence.setStatus, { status });
  const until = START + HOUR_MS;
  await set({ emoji: "🍜", text: "  At lunch\n", until });
  expect(await shown()).toEqual({ emoji: "🍜", text: "At lunch", until });
  await set({ emoji: "🏡", text: "" });
  await t.mutation(internal.presence.endStatus, { userId: ben, until });
  expect(await shown()).toEqual({ emoji: "🏡", text: "" });
  await set({ emoji: "🍜", text: "At lunch", until });
  await t.mutation(internal.presence.endStatus, { userId: ben, until });
  expect(await shown()).toBeUndefined();
  await set({ emoji: "🏡", text: "Home" });
  await set(null);
  expect(await shown()).toBeUndefined();
  await expect(set({ emoji: "no", text: "" })).rejects.toMatchObject(refusal("EMOJI_INVALID"));
  await expect(set({ emoji: "🏡", text: "x".repeat(LIMITS.statusText + 1) })).rejects.toMatchObject(
    refusal("TEXT_TOO_LONG"),
  );
  for (const wrong of [START, Infinity, Number.NaN])
    await expect(set({ emoji: "🏡", text: "", until: wrong })).rejects.toMatchObject(refusal("DATE_INVALID"));
});

test("who types in a conversation is told to those who may read it, in its thread and outside apart", async () => {
  const { as, say, ana, ben, hiring, general } = await open();
  const threadId = await say("Ana", hiring, "Whom do we ask?");
  const { type, typists } = api.presence;
  await as("Ben").mutation(type, { channelId: hiring });
  after(1_000);
  await as("Ana").mutation(type, { channelId: hiring, threadId });
  expect(await as("Ana").query(typists, { channelId: hiring })).toEqual([{ userId: ben, at: START }]);
  expect(await as("Ben").query(typists, { channelId: hiring, threadId })).toEqual([
    { userId: ana, at: START + 1_000 },
  ]);
  after(2_000);
  await as("Ben").mutation(type, { channelId: hiring });
  expect(await as("Ana").query(typists, { channelId: hiring })).toEqual([{ userId: ben, at: START }]);
  after(11_000);
  expect(await as("Ben").mutation(type, { channelId: hiring })).toBe(true);
  expect(await as("Ana").query(typists, { channelId: hiring })).toEqual([
    { userId: ben, at: START + 11_000 },
  ]);
  await say("Ana", hiring, "Her?");
  expect(await as("Ana").query(typists, { channelId: hiring })).toHaveLength(1);
  await say("Ben", hiring, "Yes.");
  expect(await as("Ana").query(typists, { channelId: hiring })).toEqual([]);
  expect(await as("Ben").query(typists, { channelId: hiring, threadId })).toHaveLength(1);
  for (const place of [{ channelId: hiring }, { channelId: hiring, threadId }]) {
    await expect(as("Zoe").query(typists, place)).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(as("Zoe").mutation(type, place)).rejects.toMatchObject(refusal("NOT_FOUND"));
  }
  // A thread of another channel is none of this one.
  expect(await as("Ana").query(typists, { channelId: general, threadId })).toEqual([]);
  await expect(as("Ana").mutation(type, { channelId: general, threadId })).rejects.toMatchObject(
    refusal("NOT_FOUND"),
  );
});

test("who looks at a card is told to those who may read it, until it is closed", async () => {
  const { as, ben, hiring } = await open();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ask her", channelId: hiring });
  const { look, onlookers } = api.presence;
  await as("Ben").mutation(look, { taskId });
  expect(await as("Ana").query(onlookers, { taskId })).toEqual([{ userId: ben, at: START }]);
  await expect(as("Zoe").query(onlookers, { taskId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(as("Zoe").mutation(look, { taskId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  await as("Ben").mutation(look, { taskId, isOver: true });
  expect(await as("Ana").query(onlookers, { taskId })).toEqual([]);
  const shared = await as("Zoe").mutation(api.tasks.create, { title: "For all" });
  await as("Ben").mutation(look, { taskId: shared });
  expect(await as("Zoe").query(onlookers, { taskId: shared })).toHaveLength(1);
});
