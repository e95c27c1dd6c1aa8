import { afterEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { timesOf } from "../../shared/unread";
import { makeWorkspace } from "../../testing.setup";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

type Known = { id: Id<"messages">; isDeleted: boolean };

/** Numbers in [0, 1) that follow from a seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

async function makeConversations() {
  const { t, as, say, hiring: channelId } = await makeWorkspace();
  const threadId = await say("Ana", channelId, "Root");
  const post = async (name: "Ana" | "Ben", inThread: boolean) =>
    await as(name).mutation(api.messages.create, {
      channelId,
      text: "Hello",
      ...(inThread && { threadId }),
    });
  const fold = async (inThread: boolean) =>
    await t.mutation(internal.scheduled.folding.head, { channelId, ...(inThread && { threadId }) });
  const rowsOf = async (thread?: Id<"messages">) => {
    const heads = await t.run(async (ctx) => await ctx.db.query("heads").collect());
    return heads.filter((head) => head.channelId === channelId && head.threadId === thread);
  };
  const rows = async () => await rowsOf();
  const threadRows = async () => await rowsOf(threadId);
  return { t, as, channelId, threadId, post, fold, rows, threadRows };
}

test("whatever was folded in between, a head is what counting the messages gives", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99); // no fold but those below
  for (const seed of [1, 2]) {
    const { as, channelId, threadId, post, fold } = await makeConversations();
    const random = chance(seed);
    const known: Record<"channel" | "thread", Known[]> = {
      channel: [{ id: threadId, isDeleted: false }],
      thread: [],
    };
    for (let step = 0; step < 40; step++) {
      const place = random() < 0.5 ? ("thread" as const) : ("channel" as const);
      const roll = random();
      if (roll < 0.5) {
        const id = await post(random() < 0.5 ? "Ana" : "Ben", place === "thread");
        known[place].push({ id, isDeleted: false });
      } else if (roll < 0.7) await fold(place === "thread");
      else {
        const one = known[place][Math.floor(random() * known[place].length)];
        if (!one || one.id === threadId) continue;
        const change = one.isDeleted ? api.messages.restore : api.messages.remove;
        await as("Ana").mutation(change, { messageId: one.id });
        one.isDeleted = !one.isDeleted;
      }
    }
    await fold(false);
    const head = await as("Ben").query(api.channels.head, { channelId, isFull: true });
    const shown = known.channel.filter(({ isDeleted }) => !isDeleted);
    const messages = await Promise.all(
      shown.map(async ({ id }) => await as("Ben").query(api.messages.get, { messageId: id })),
    );
    expect([...timesOf(head.recentTimes)]).toEqual(messages.map(({ commitTs }) => commitTs).toReversed());
    const root = await as("Ben").query(api.messages.get, { messageId: threadId });
    expect(root.replyCount).toBe(known.thread.filter(({ isDeleted }) => !isDeleted).length);
  }
});

test("a fold takes what is there, and a second one finds nothing to do", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const { post, fold, rows } = await makeConversations();
  for (let i = 0; i < 3; i++) await post("Ben", false);
  expect((await rows()).map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  await fold(false);
  const folded = await rows();
  expect(folded).toMatchObject([{ count: 4 }]);
  await fold(false);
  expect(await rows()).toEqual(folded);
});

/** Posts with so many milliseconds before each, and lets what is scheduled run. */
async function converse(gaps: readonly number[]) {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const { t, as, channelId, post, rows } = await makeConversations();
  await t.finishAllScheduledFunctions(() => vi.runAllTimers());
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    await t.finishInProgressScheduledFunctions();
  };
  await pass(60_000);
  const told = [(await rows())[0]];
  const look = async () => {
    const [first] = await rows();
    if (first?.foldedTs !== told.at(-1)?.foldedTs) told.push(first);
  };
  let ms = 0;
  for (const gap of gaps) {
    for (let waited = 0; waited < gap; waited += 50) {
      await pass(Math.min(50, gap - waited));
      await look();
    }
    ms += gap;
    await post("Ben", false);
    await pass(0);
    await look();
  }
  const folds = async () =>
    await t.run(async (ctx) => {
      const scheduled = await ctx.db.system.query("_scheduled_functions").collect();
      return scheduled.filter(({ name }) => name.includes("folding")).length;
    });
  const timesIn = async () => [
    ...timesOf((await as("Ana").query(api.channels.head, { channelId, isFull: true })).recentTimes),
  ];
  return { pass, post, rows, timesIn, folds, ms, told: told.length - 1 };
}

test("who watches a channel is told of a message at once that comes after a quiet while", async () => {
  const { told, folds, rows } = await converse([3_000, 3_000, 3_000]);
  expect(told).toBe(3);
  expect(await folds()).toBe(4); // and one for the root
  expect(await rows()).toHaveLength(1);
});

test("a while is quiet by the clock, also where nothing at all was written meanwhile", async () => {
  const { pass, post, rows } = await converse([]);
  await post("Ben", false);
  await pass(0);
  vi.advanceTimersByTime(3_000);
  await post("Ben", false);
  await pass(0);
  expect(await rows()).toHaveLength(1);
});

test("where the clock was set back or stands still, messages are told at once, and no fold goes on for ever", async () => {
  const { pass, post, rows, folds } = await converse([100, 100]);
  vi.setSystemTime(Date.now() - 3_600_000);
  const before = await folds();
  for (let i = 0; i < 3; i++) {
    await post("Ben", false);
    await pass(0);
    expect(await rows()).toHaveLength(1);
  }
  await pass(10_000);
  expect((await folds()) - before).toBeLessThanOrEqual(4);
});

test("who watches a busy channel is told once a second, and of the last message within two", async () => {
  const gaps = Array.from({ length: 60 }, () => 100);
  const { told, ms, pass, rows, timesIn } = await converse(gaps);
  expect(told).toBeLessThanOrEqual(ms / 1_000 + 2);
  expect(told).toBeGreaterThanOrEqual(ms / 1_000 - 2);
  await pass(2_000);
  expect(await rows()).toHaveLength(1);
  expect(await timesIn()).toHaveLength(61);
});

test("in whatever rhythm messages come, the last is told within two seconds", async () => {
  for (const seed of [3, 4, 5]) {
    const random = chance(seed);
    const gaps = Array.from({ length: 25 }, () => Math.floor(random() ** 2 * 2_500));
    const { told, pass, rows, timesIn } = await converse(gaps);
    expect(told).toBeLessThanOrEqual(gaps.length);
    await pass(2_000);
    expect(await rows()).toHaveLength(1);
    expect(await timesIn()).toHaveLength(gaps.length + 1);
    vi.useRealTimers();
    vi.restoreAllMocks();
  }
});

test("of a thread the rows are folded now and then, and posting writes to none but its own", async () => {
  vi.useFakeTimers();
  const random = vi.spyOn(Math, "random").mockReturnValue(0.99);
  const { t, post, threadRows } = await makeConversations();
  await post("Ben", true);
  await t.finishAllScheduledFunctions(() => vi.runAllTimers());
  await post("Ben", true);
  const before = await threadRows();
  expect(before).toHaveLength(2);
  random.mockReturnValue(0);
  await post("Ben", true);
  expect((await threadRows()).slice(0, 2)).toEqual(before);
  expect(await threadRows()).toHaveLength(3);
  await t.finishAllScheduledFunctions(() => vi.runAllTimers());
  expect(await threadRows()).toMatchObject([{ count: 3 }]);
});

test("a head of many messages stays what it is when some of the newest are deleted and restored", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const { as, channelId, post, fold } = await makeConversations();
  const ids: Id<"messages">[] = [];
  for (let i = 0; i < LIMITS.unreadCounted + 20; i++) {
    ids.push(await post("Ben", false));
    if (i % 40 === 39) await fold(false);
  }
  const times = async () => {
    await fold(false);
    const head = await as("Ana").query(api.channels.head, { channelId, isFull: true });
    return [...timesOf(head.recentTimes)];
  };
  const posted = await Promise.all(
    ids.map(async (messageId) => (await as("Ana").query(api.messages.get, { messageId })).commitTs),
  );
  const newest = (from: bigint[]) => from.slice(-LIMITS.unreadCounted).toReversed();
  expect(await times()).toEqual(newest(posted));
  const deleted = new Set([10, 60, 61, 100, 119]);
  for (const i of deleted) await as("Ben").mutation(api.messages.remove, { messageId: ids[i]! });
  expect(await times()).toEqual(newest(posted.filter((_, i) => !deleted.has(i))));
  for (const i of deleted) await as("Ben").mutation(api.messages.restore, { messageId: ids[i]! });
  expect(await times()).toEqual(newest(posted));
});

test("a small head tells of the newest few, a full one of as many as are counted", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const { as, channelId, post, fold } = await makeConversations();
  for (let i = 0; i < 12; i++) await post("Ben", false);
  await fold(false);
  const timesIn = async (isFull: boolean) => [
    ...timesOf((await as("Ana").query(api.channels.head, { channelId, isFull })).recentTimes),
  ];
  const full = await timesIn(true);
  expect(full).toHaveLength(13);
  expect(await timesIn(false)).toEqual(full.slice(0, LIMITS.unreadGlanced));
});
