import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { PushData } from "../../shared/push/pushData";
import { ringTag } from "../../shared/push/pushData";
import { LIMITS } from "../../shared/limits";
import { MINUTE_MS, PUSH_GRACE_MS } from "../../shared/time";
import { makeWorkspace, refusal } from "../../testing.setup";
import type { UserMutationCtx } from "../access";
import { queue } from "./queue";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

type Name = "Ana" | "Ben" | "Zoe" | "Max";
type Message = Doc<"messages">;

const given = (endpoint: string) => ({
  endpoint,
  p256dh: "B".repeat(87),
  auth: "a".repeat(22),
  device: "Firefox",
});
const AT = "https://push.example.org/";

async function makePushes() {
  const made = await makeWorkspace();
  const { t, as, say } = made;
  await as("Ben").mutation(api.inbox.ringing.choose, { level: "everything" });
  // What rang of making the workspace has rung before anybody has a browser.
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const subscribe = async (name: Name, id: string) =>
    await as(name).mutation(api.inbox.push.subscribe, given(AT + id));
  const ring = async (userId: Id<"users">, messageId: Id<"messages">) =>
    await t.run(async (ctx) => {
      const { channelId, threadId } = (await ctx.db.get("messages", messageId)) as Message;
      // It has rung, so that nothing rings by itself.
      const rung = { userId, cause: "everything", channelId, messageId, at: Date.now() } as const;
      await ctx.db.insert("rings", { ...rung, commitTs: ctx.db.vars.commitTs });
      await queue(ctx as UserMutationCtx, {
        userId,
        tag: ringTag({ channelId, threadId }),
        about: { kind: "message", messageId },
      });
    });
  const claim = async (sender = "one", most = 10) =>
    await t.mutation(internal.scheduled.pushes.claim, { sender, most });
  /** Posts in #general as Ana, and rings Ben of it. */
  const ringBen = async (text: string) => {
    const messageId = await say("Ana", made.general, text);
    await ring(made.ben, messageId);
    return messageId;
  };
  const settle = internal.scheduled.pushes.settle;
  type Settled = (typeof settle)["_args"];
  const answer = async (key: Settled["key"], outcome: Settled["outcome"]) =>
    await t.mutation(settle, { key, outcome });
  const rows = async () => await t.run(async ({ db }) => await db.query("pushes").take(50));
  const devices = async (name: Name) =>
    (await as(name).query(api.inbox.push.list, {})).map(({ endpoint }) => endpoint.slice(AT.length));
  return { ...made, subscribe, ring, ringBen, claim, answer, rows, devices };
}

const saidBy = ({ data }: { data: string }) => JSON.parse(data) as PushData;

test("what concerns somebody goes to each of their browsers, in words of that moment, and to nobody else", async () => {
  const { subscribe, ringBen, claim, ben, general } = await makePushes();
  for (const id of ["laptop", "phone"]) await subscribe("Ben", id);
  await subscribe("Zoe", "tablet");
  const messageId = await ringBen(`**Hello** <@${ben}>`);

  const pushes = await claim();
  expect(pushes.map(({ to }) => to.endpoint)).toEqual([`${AT}laptop`, `${AT}phone`]);
  expect(saidBy(pushes[0]!)).toEqual({
    tag: `c:${general}`,
    path: `/c/${general}/m/${messageId}`,
    at: expect.any(Number) as number,
    said: {
      kind: "message",
      author: "Ana",
      place: "#general",
      isDirect: false,
      text: "Hello @Ben",
      files: 0,
    },
    closes: [],
  });
  expect(pushes[0]).toMatchObject({ isUrgent: true, isShort: false, tag: `c:${general}` });
});

test("nothing is queued for who has no browser", async () => {
  const { ringBen, rows } = await makePushes();
  await ringBen("Hello");
  expect(await rows()).toEqual([]);
});

test("who uses a window has some seconds to read by themselves", async () => {
  const { as, subscribe, ringBen, claim, rows } = await makePushes();
  await subscribe("Ben", "phone");
  await as("Ben").mutation(api.presence.beat, { windowId: "1", isActive: true });
  await ringBen("Hello");
  expect(await claim()).toEqual([]);
  vi.advanceTimersByTime(PUSH_GRACE_MS - 1);
  expect(await claim()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(await claim()).toHaveLength(1);

  await ringBen("More");
  vi.advanceTimersByTime(PUSH_GRACE_MS / 2);
  await ringBen("And more");
  vi.advanceTimersByTime(PUSH_GRACE_MS / 2);
  const [last] = await claim();
  expect(saidBy(last!).said).toMatchObject({ text: "And more" });
  expect(await rows()).toHaveLength(1);
});

test("a window that lies open unused keeps nothing back", async () => {
  const { as, subscribe, ringBen, claim } = await makePushes();
  await subscribe("Ben", "phone");
  await as("Ben").mutation(api.presence.beat, { windowId: "1", isActive: false });
  await ringBen("Hello");
  expect(await claim()).toHaveLength(1);
});

test("what was read, deleted, or is no longer for this person is not pushed, and leaves nothing behind", async () => {
  const made = await makePushes();
  const { as, say, subscribe, ring, ringBen, claim, rows, ben, general, hiring } = made;
  await subscribe("Ben", "phone");
  const cases: [string, () => Promise<unknown>][] = [
    [
      "read",
      async () => {
        await ringBen("Hello");
        await as("Ben").mutation(api.channels.markRead, { channelId: general });
      },
    ],
    [
      "deleted",
      async () => {
        const messageId = await ringBen("Hello");
        await as("Ana").mutation(api.messages.remove, { messageId });
      },
    ],
    [
      "removed from the channel",
      async () => {
        await ring(ben, await say("Ana", hiring, "Secret"));
        await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
      },
    ],
    [
      "unsubscribed",
      async () => {
        await ringBen("Hello");
        await as("Ben").mutation(api.inbox.push.unsubscribe, { endpoint: `${AT}phone` });
      },
    ],
    [
      "deactivated",
      async () => {
        await subscribe("Ben", "phone");
        await ringBen("Hello");
        await as("Ana").mutation(api.users.deactivate, { userId: ben });
      },
    ],
  ];
  for (const [why, happen] of cases) {
    await happen();
    expect(await rows(), why).toHaveLength(1);
    expect(await claim(), why).toEqual([]);
    expect(await rows(), why).toEqual([]);
  }
});

test("a mention that somebody has put back is not pushed once they are out of its channel", async () => {
  const { t, as, say, subscribe, ring, claim, ben, hiring } = await makePushes();
  await subscribe("Ben", "phone");
  const messageId = await say("Ana", hiring, `Secret <@${ben}>`);
  await t.run(async ({ db }) => {
    const notices = await db.query("notices").take(10);
    const mention = notices.find((notice) => notice.messageId === messageId)!;
    await db.patch("notices", mention._id, { state: "unread" });
  });
  await ring(ben, messageId);
  expect(await claim()).toHaveLength(1);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await t.run(async ({ db }) => {
    const notices = await db.query("notices").take(10);
    for (const notice of notices.filter((one) => one.messageId === messageId))
      await db.patch("notices", notice._id, { state: "unread" });
  });
  await ring(ben, messageId);
  expect(await claim()).toEqual([]);
});

test("the next push to a browser says what of the earlier ones was read elsewhere, once", async () => {
  const { as, say, subscribe, ring, ringBen, claim, answer, ben, general, hiring } = await makePushes();
  await subscribe("Ben", "phone");
  await ringBen("Hello");
  const [first] = await claim();
  await answer(first!.key, { kind: "sent" });
  await ring(ben, await say("Ana", hiring, "One"));
  const [second] = await claim();
  expect(saidBy(second!).closes).toEqual([]);
  await answer(second!.key, { kind: "sent" });

  await as("Ben").mutation(api.channels.markRead, { channelId: general });
  await ring(ben, await say("Ana", hiring, "Two"));
  const [third] = await claim();
  expect(saidBy(third!).closes).toEqual([`c:${general}`]);
  await answer(third!.key, { kind: "sent" });
  await ring(ben, await say("Ana", hiring, "Three"));
  const [fourth] = await claim();
  expect(saidBy(fourth!).closes).toEqual([]);
});

test("a service that is busy is asked again, as late as it says; one that is gone for good ends the subscription", async () => {
  const { subscribe, ringBen, claim, answer, rows, devices } = await makePushes();
  await subscribe("Ben", "phone");
  await ringBen("Hello");
  const [first] = await claim();
  await answer(first!.key, { kind: "retry", error: "busy", waitMs: 5 * MINUTE_MS });
  vi.advanceTimersByTime(5 * MINUTE_MS - 1);
  expect(await claim()).toEqual([]);
  vi.advanceTimersByTime(1);
  const [second] = await claim();
  expect(second!.key.attempt).toBe(2);
  // A late answer to the first attempt changes nothing.
  await answer(first!.key, { kind: "gone" });
  expect(await devices("Ben")).toEqual(["phone"]);
  await answer(second!.key, { kind: "gone" });
  expect(await devices("Ben")).toEqual([]);
  expect(await rows()).toEqual([]);
});

test("one that is too long is sent once more, short; then it has failed, and its person sees why until one arrives", async () => {
  const { as, subscribe, ringBen, claim, answer, rows } = await makePushes();
  await subscribe("Ben", "phone");
  await ringBen("Hello");
  const [first] = await claim();
  await answer(first!.key, { kind: "tooLong" });
  const [second] = await claim();
  expect(second).toMatchObject({ isShort: true });
  await answer(second!.key, { kind: "tooLong" });
  expect(await rows()).toMatchObject([{ status: "failed" }]);
  const error = async () => (await as("Ben").query(api.inbox.push.list, {}))[0]!.error;
  expect(await error()).toBe("too long");
  await ringBen("Again");
  const [third] = await claim();
  await answer(third!.key, { kind: "sent" });
  expect(await error()).toBeUndefined();
});

test("after its last attempt a push is given up", async () => {
  const { subscribe, ringBen, claim, answer, rows } = await makePushes();
  await subscribe("Ben", "phone");
  await ringBen("Hello");
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    const [push] = await claim();
    expect(push!.key.attempt).toBe(attempt);
    await answer(push!.key, { kind: "retry", error: "away" });
    vi.advanceTimersByTime(150 * MINUTE_MS);
  }
  expect(await claim()).toEqual([]);
  expect(await rows()).toMatchObject([{ status: "failed", error: "away" }]);
});

test("what rings while a push is on its way is pushed after it", async () => {
  const { subscribe, ringBen, claim, answer } = await makePushes();
  await subscribe("Ben", "phone");
  await ringBen("One");
  const [first] = await claim();
  await ringBen("Two");
  await answer(first!.key, { kind: "sent" });
  const [second] = await claim();
  expect(saidBy(second!).said).toMatchObject({ text: "Two" });
});

test("a task's change is pushed until its notice is done", async () => {
  const { t, as, subscribe, claim, ben } = await makePushes();
  await subscribe("Ben", "phone");
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Mend the roof", assigneeId: ben });
  const noticeOf = async () =>
    (await t.run(async ({ db }) => await db.query("notices").take(10))).find(
      (notice) => notice.taskId === taskId,
    )!;
  const notice = await noticeOf();
  const put = async () =>
    await t.run(
      async (ctx) =>
        await queue(ctx as UserMutationCtx, {
          userId: ben,
          tag: ringTag({ taskId }),
          about: { kind: "notice", noticeId: notice._id },
        }),
    );
  await put();
  const [push] = await claim();
  expect(saidBy(push!)).toMatchObject({
    tag: `k:${taskId}`,
    path: `/board?task=${taskId}`,
    said: { kind: "assignment", author: "Ana", text: "Mend the roof" },
  });
  await as("Ben").mutation(api.notices.setDone, { noticeIds: [notice._id], isDone: true });
  await put();
  expect(await claim()).toEqual([]);
});

test("a browser is told for whoever subscribed there last, and each person has twenty", async () => {
  const { as, subscribe, devices } = await makePushes();
  await subscribe("Ben", "shared");
  await subscribe("Ben", "shared");
  expect(await devices("Ben")).toEqual(["shared"]);
  await subscribe("Ana", "shared");
  expect([await devices("Ana"), await devices("Ben")]).toEqual([["shared"], []]);
  await as("Ben").mutation(api.inbox.push.unsubscribe, { endpoint: `${AT}shared` });
  expect(await devices("Ana")).toEqual(["shared"]);
  for (let i = 0; i < LIMITS.pushSubscriptions; i += 1) {
    vi.advanceTimersByTime(1);
    await subscribe("Ana", String(i));
  }
  const left = await devices("Ana");
  expect(left).toHaveLength(LIMITS.pushSubscriptions);
  expect(left).not.toContain("shared");
});

test("a test goes to one of the caller's browsers, not to another's", async () => {
  const { as, subscribe, claim } = await makePushes();
  await subscribe("Ben", "phone");
  const ask = async (name: Name, id: string) =>
    await as(name).mutation(api.inbox.push.test, { endpoint: AT + id });
  for (const [name, id] of [
    ["Ana", "phone"],
    ["Ben", "other"],
  ] as const)
    await expect(ask(name, id)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await ask("Ben", "phone");
  const [push] = await claim();
  expect(saidBy(push!)).toMatchObject({ tag: "test", said: { kind: "test" } });
});

test("what is no address or no key of a browser is refused", async () => {
  const { as } = await makePushes();
  const fine = given(`${AT}1`);
  const refused = [
    { ...fine, endpoint: "http://push.example.org/1" },
    { ...fine, endpoint: "https://me:secret@push.example.org/1" },
    { ...fine, endpoint: "javascript:alert(1)" },
    { ...fine, endpoint: "" },
    { ...fine, endpoint: AT + "1".repeat(LIMITS.pushEndpoint) },
    { ...fine, p256dh: "B".repeat(86) },
    { ...fine, p256dh: `${"B".repeat(86)}!` },
    { ...fine, auth: "" },
  ];
  for (const wanted of refused)
    await expect(as("Ben").mutation(api.inbox.push.subscribe, wanted)).rejects.toMatchObject(
      refusal("PUSH_INVALID"),
    );
  await expect(
    as("Ben").mutation(api.inbox.push.subscribe, { ...fine, device: "x".repeat(LIMITS.pushDevice + 1) }),
  ).rejects.toMatchObject(refusal("TEXT_TOO_LONG"));
  vi.stubEnv("PUSH_ALLOWED_HOSTS", "push.example.org");
  await as("Ben").mutation(api.inbox.push.subscribe, refused[0]!);
  await as("Ben").mutation(api.inbox.push.subscribe, fine);
});

test("the first pair of keys counts, and everybody gets the public one", async () => {
  const { t, as } = await makePushes();
  const key = async () => await as("Zoe").query(api.inbox.push.key, {});
  expect(await key()).toBeNull();
  await t.mutation(internal.scheduled.pushes.keepKeys, { publicKey: "one", privateKey: "1" });
  await t.mutation(internal.scheduled.pushes.keepKeys, { publicKey: "two", privateKey: "2" });
  expect(await key()).toBe("one");
});

test("what rings is pushed by itself, once, and what a level silences is not", async () => {
  const { t, as, say, subscribe, claim, rows, ben, general } = await makePushes();
  await subscribe("Ben", "phone");
  const ringPeople = async (messageId: Id<"messages">) =>
    await t.mutation(internal.scheduled.ringing.ringPeople, { messageId, userIds: [ben] });
  const messageId = await say("Ana", general, "The roof");
  await ringPeople(messageId);
  await ringPeople(messageId);
  const pushed = await rows();
  expect(pushed).toMatchObject([{ tag: ringTag({ channelId: general }), about: { messageId } }]);
  const [push] = await claim();
  expect(saidBy(push!).said).toMatchObject({ author: "Ana", text: "The roof" });
  await as("Ben").mutation(api.inbox.ringing.choose, { level: "mentions" });
  await ringPeople(await say("Ana", general, "Another"));
  expect(await rows()).toHaveLength(1);
});
