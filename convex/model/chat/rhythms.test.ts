import { afterEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import { tailIn } from "../../shared/chat/tails";
import { LIMITS } from "../../shared/limits";
import { BEFORE_ALL } from "../../shared/unread";
import { makeWorkspace } from "../../testing.setup";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Numbers in [0, 1) that follow from a seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

type Told = { text: string; afterMs: number };

/** A channel of so many members, where time passes as the test says; with what somebody who looks at it is told, and when. */
async function makeChannel(members: number) {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.99); // no fold in a flood
  const { t, as, hiring: channelId } = await makeWorkspace();
  const counted = { key: `members ${channelId}`, sums: { active: members }, commitTs: 1n };
  await t.run(async (ctx) => {
    for (const { _id, key } of await ctx.db.query("tallies").collect())
      if (key === counted.key) await ctx.db.delete("tallies", _id);
    await ctx.db.insert("tallies", counted);
  });
  const sentAt = new Map<string, number>();
  const told: Told[] = [];
  /** How often there was something else to tell. */
  let calls = 0;
  let last = "";
  const look = async () => {
    const { page } = await as("Ana").query(api.messages.newest, { channelId, after: BEFORE_ALL });
    const texts = page.map(({ text }) => text).toReversed();
    if (texts.join() === last) return;
    last = texts.join();
    calls += 1;
    for (const text of texts.slice(told.length)) told.push({ text, afterMs: Date.now() - sentAt.get(text)! });
  };
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 50) {
      await vi.advanceTimersByTimeAsync(Math.min(50, ms - passed));
      await t.finishInProgressScheduledFunctions();
      await look();
    }
  };
  const post = async () => {
    const text = `Message ${sentAt.size}`;
    sentAt.set(text, Date.now());
    await as("Ben").mutation(api.messages.create, { channelId, text });
    await vi.advanceTimersByTimeAsync(0);
    await t.finishInProgressScheduledFunctions();
    await look();
  };
  const rhythms = async () => await t.run(async (ctx) => await ctx.db.query("rhythms").collect());
  return { t, as, channelId, pass, post, told, rhythms, calls: () => calls, posted: () => sentAt.size };
}

const inOrder = (count: number) => Array.from({ length: count }, (_, i) => `Message ${i}`);

test("of many messages in a second a crowd is told once, and a small channel of each", async () => {
  for (const [members, most] of [
    [LIMITS.crowd, 14],
    [LIMITS.crowd - 1, 41],
  ] as const) {
    const { pass, post, calls, told } = await makeChannel(members);
    for (let i = 0; i < 40; i++) {
      await post();
      await pass(200);
    }
    expect(calls()).toBeLessThanOrEqual(most);
    expect(calls()).toBeGreaterThanOrEqual(members < LIMITS.crowd ? 40 : 8);
    await pass(2_100);
    expect(told.map(({ text }) => text)).toEqual(inOrder(40));
    if (members < LIMITS.crowd) expect(Math.max(...told.map(({ afterMs }) => afterMs))).toBe(0);
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
});

test("in a crowd, in whatever rhythm messages come, each is told within a second, in order, and a slow one at once", async () => {
  for (const seed of [3, 4, 5]) {
    const random = chance(seed);
    const { pass, post, told, posted } = await makeChannel(LIMITS.crowd);
    const slow: string[] = [];
    for (let burst = 0; burst < 4; burst++) {
      const gap = random() * 2_500;
      await pass(gap);
      if (gap > 1_000) slow.push(`Message ${posted()}`);
      await post();
      for (let i = Math.floor(random() * 12); i > 0; i--) {
        await pass(random() ** 2 * 600);
        await post();
      }
    }
    await pass(2_500);
    expect(told.map(({ text }) => text)).toEqual(inOrder(posted()));
    expect(Math.max(...told.map(({ afterMs }) => afterMs))).toBeLessThanOrEqual(1_050);
    for (const { text, afterMs } of told) if (slow.includes(text)) expect(afterMs).toBe(0);
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
});

test("where no more come nothing is kept back, and there is no row of it", async () => {
  const { pass, post, rhythms, told } = await makeChannel(LIMITS.crowd);
  for (let i = 0; i < 10; i++) {
    await post();
    await pass(150);
  }
  expect(await rhythms()).toHaveLength(1);
  await pass(4_000);
  expect(await rhythms()).toEqual([]);
  expect(told).toHaveLength(10);
  await post();
  expect(told.at(-1)).toEqual({ text: "Message 10", afterMs: 0 });
});

test("a rhythm whose end was lost ends with the next message, which tells of all", async () => {
  const { t, pass, post, told, rhythms, channelId } = await makeChannel(LIMITS.crowd);
  await post();
  await pass(3_000);
  await t.run(async (ctx) => {
    const [head] = await ctx.db.query("heads").collect();
    await ctx.db.insert("rhythms", { channelId, toldTs: head!.foldedTs as bigint });
  });
  await post();
  expect(told.map(({ text }) => text)).toEqual(inOrder(2));
  expect(await rhythms()).toEqual([]);
});

test("a place after what is told has nothing after it, and a whole page says that it is not all", async () => {
  const { t, as, channelId, post } = await makeChannel(2);
  for (let i = 0; i < 3; i++) await post();
  const newest = async (after: bigint) => await as("Ana").query(api.messages.newest, { channelId, after });
  const { page } = await newest(BEFORE_ALL);
  expect(page.map(({ text }) => text)).toEqual(inOrder(3).toReversed());
  expect((await newest(page[1]!.commitTs)).page).toHaveLength(1);
  await t.run(async (ctx) => await ctx.db.insert("rhythms", { channelId, toldTs: page[2]!.commitTs }));
  expect(await newest(page[1]!.commitTs)).toEqual({ page: [], isDone: true, isCrowd: true });
  expect((await newest(BEFORE_ALL)).page).toHaveLength(1);
});

test("the head says where the newest begin as its readers find it by themselves, whatever was folded together", async () => {
  for (const seed of [1, 2, 3]) {
    const random = chance(seed);
    const { t, as, channelId } = await makeChannel(2);
    const tailOf = async () => (await as("Ana").query(api.channels.head, { channelId })).tailTs;
    let tail = BEFORE_ALL;
    for (let i = 0; i < 60; i++) {
      await as("Ben").mutation(api.messages.create, { channelId, text: `Message ${i}` });
      const { page } = await as("Ana").query(api.messages.newest, { channelId, after: tail });
      // One that is deleted while it is among the newest counts for nobody.
      if (random() < 0.1) await as("Ben").mutation(api.messages.remove, { messageId: page[0]!._id });
      else tail = tailIn(page.map(({ commitTs }) => commitTs).toReversed()).tailTs ?? tail;
      if (random() < 0.4) await t.mutation(internal.scheduled.folding.head, { channelId });
    }
    await t.mutation(internal.scheduled.folding.head, { channelId });
    expect(tail).not.toBe(BEFORE_ALL);
    expect(await tailOf()).toBe(tail);
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
});
