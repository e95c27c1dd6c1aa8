import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { mentionToken } from "../../shared/mentions";
import type { NoticeKind } from "../../shared/notices";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

const SUNDAY = Date.UTC(2026, 10, 29, 12);
const HOUR_MS = 3_600_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: SUNDAY }));
afterEach(() => void vi.useRealTimers());

type Name = "Ana" | "Ben" | "Zoe";

async function makeInboxes() {
  const workspace = await makeWorkspace();
  const { t, as, hiring: channelId } = workspace;
  const pass = async (ms = 0) => {
    await vi.advanceTimersByTimeAsync(ms);
    await t.finishInProgressScheduledFunctions();
  };
  const reply = async (name: Name, threadId: Id<"messages">, text = "A reply") => {
    const messageId = await as(name).mutation(api.messages.create, { channelId, threadId, text });
    // What it schedules schedules more: followers are told, and then rung. A timer that another sets comes a moment later.
    for (let i = 0; i < 3; i++) await pass(i);
    return messageId;
  };
  const list = async (name: Name, kind?: NoticeKind) =>
    (await as(name).query(api.notices.list, { ...(kind && { kind }), paginationOpts: firstPage })).page;
  const unread = async (name: Name) => {
    const { unread: count } = await as(name).query(api.notices.counts, {});
    expect(await as(name).query(api.notices.unread, {})).toHaveLength(count);
    return count;
  };
  await as("Ben").mutation(api.notices.markSeen, { channelId });
  return { ...workspace, channelId, pass, reply, list, unread };
}

describe("the inbox", () => {
  test("has what its person wanted to come back to, as long as that is there and theirs to read", async () => {
    const { as, say, ben, channelId, list, unread, pass } = await makeInboxes();
    const messageId = await say("Ana", channelId, "The offer");
    const gone = await say("Ana", channelId, "A slip");
    const taskId = await as("Ana").mutation(api.tasks.create, { channelId, title: "Call her" });
    const at = SUNDAY + HOUR_MS;
    for (const thing of [{ messageId }, { messageId: gone }, { taskId }])
      await as("Ben").mutation(api.reminders.create, { ...thing, at });
    expect(await unread("Ben")).toBe(0);
    await pass(HOUR_MS);
    await as("Ana").mutation(api.messages.remove, { messageId: gone });
    expect(await unread("Ben")).toBe(2);
    expect(await list("Ben", "reminder")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: "reminder",
          messageId,
          channelId,
          text: "The offer",
          isUnread: true,
        }),
        expect.objectContaining({ kind: "reminder", taskId, text: "Call her", isUnread: true }),
      ]),
    );
    const [first] = await list("Ben", "reminder");
    await as("Ben").mutation(api.notices.setDone, { noticeIds: [first!._id], isDone: true });
    expect(await unread("Ben")).toBe(1);
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    expect([await unread("Ben"), await list("Ben", "reminder")]).toEqual([0, []]);
  });

  test("has what concerns its person, newest first, until it was read where it is", async () => {
    const { as, say, ben, channelId, list, unread, reply } = await makeInboxes();
    const named = await say("Ana", channelId, `Look, ${mentionToken(ben)}`);
    const root = await say("Ben", channelId, "Question");
    const answer = await reply("Ana", root);
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship", assigneeId: ben });

    expect(await list("Ben")).toMatchObject([
      { kind: "assignment", taskId, text: "Ship", isUnread: true, isDone: false },
      { kind: "reply", messageId: answer, threadId: root, channelId, text: "A reply", unread: 1 },
      { kind: "mention", messageId: named, channelId, channelName: "hiring", isUnread: false },
      { kind: "membership", channelId, isUnread: false },
    ]);
    expect(await unread("Ben")).toBe(2);
    const { commitTs: upTo } = await as("Ben").query(api.messages.get, { messageId: answer });
    await as("Ben").mutation(api.messages.markThreadRead, { messageId: root, upTo });
    expect(await unread("Ben")).toBe(1);
    await as("Ben").mutation(api.notices.markSeen, { taskId });
    expect(await unread("Ben")).toBe(0);
    expect(await list("Ana")).toEqual([]);
    expect((await list("Ben", "reply")).map(({ kind }) => kind)).toEqual(["reply"]);
  });

  test("shows nothing of what its person may no longer read, and all of it when they may again", async () => {
    const { as, say, ben, channelId, list, unread, reply } = await makeInboxes();
    await say("Ana", channelId, `Look, ${mentionToken(ben)}`);
    await reply("Ana", await say("Ben", channelId, "Question"), "Secret");
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    expect(await list("Ben")).toEqual([]);
    expect(await unread("Ben")).toBe(0);
    await as("Ana").mutation(api.channels.addMember, { channelId, userId: ben });
    expect((await list("Ben")).map(({ kind, isUnread }) => [kind, isUnread])).toEqual([
      ["membership", true],
      ["reply", false],
      ["mention", false],
      ["membership", false],
    ]);
  });

  test("is closed to strangers and to people who were deactivated", async () => {
    const { t, as, ben } = await makeInboxes();
    await expect(t.query(api.notices.counts, {})).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    const asked = as("Ben").query(api.notices.list, { paginationOpts: firstPage });
    await expect(asked).rejects.toMatchObject(refusal("DEACTIVATED"));
  });

  test("names somebody who reads a public channel without being in it, until the message was on screen", async () => {
    const { as, say, zoe, unread } = await makeInboxes();
    const open = await as("Ana").mutation(api.channels.create, { name: "open" });
    const messageId = await say("Ana", open, `Look, ${mentionToken(zoe)}`);
    expect(await unread("Zoe")).toBe(1);
    await as("Ben").mutation(api.notices.markSeen, { messageIds: [messageId] });
    expect(await unread("Zoe")).toBe(1);
    await as("Zoe").mutation(api.notices.markSeen, { messageIds: [messageId] });
    expect(await unread("Zoe")).toBe(0);
  });

  test("keeps a mention for the day when its person may read it", async () => {
    const { as, say, zoe, channelId, list, unread } = await makeInboxes();
    await say("Ana", channelId, `Look, ${mentionToken(zoe)}`);
    expect(await list("Zoe")).toEqual([]);
    await as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
    expect((await list("Zoe")).map(({ kind }) => kind)).toEqual(["membership", "mention"]);
    expect(await unread("Zoe")).toBe(1);
  });

  test("tells of a mention that an edit brings to what was read", async () => {
    const { as, say, ben, channelId, unread, list } = await makeInboxes();
    const messageId = await say("Ana", channelId, "Look");
    await as("Ben").mutation(api.channels.markRead, { channelId });
    await as("Ana").mutation(api.messages.update, { messageId, text: `Look, ${mentionToken(ben)}` });
    expect(await unread("Ben")).toBe(1);
    await as("Ana").mutation(api.messages.remove, { messageId });
    expect(await unread("Ben")).toBe(0);
    expect(await list("Ben", "mention")).toEqual([]);
  });
});

describe("reactions to a message", () => {
  test("are one notice for its author, renewed by each, gone with the last", async () => {
    const { as, say, channelId, zoe, pass, list, unread, ben, ana } = await makeInboxes();
    await as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
    const messageId = await say("Ana", channelId, "We won");
    const react = async (name: Name, emoji: string, isOn = true) => {
      const change = isOn ? api.messages.addReaction : api.messages.removeReaction;
      await as(name).mutation(change, { messageId, emoji });
      await pass();
    };
    await react("Ana", "🎉");
    expect(await list("Ana")).toEqual([]);
    await react("Ben", "🎉");
    await react("Zoe", "👍");
    expect(await list("Ana", "reaction")).toMatchObject([
      {
        messageId,
        actorId: zoe,
        text: "We won",
        reactions: [
          { emoji: "🎉", userIds: [ben] },
          { emoji: "👍", userIds: [zoe] },
        ],
      },
    ]);
    expect(await unread("Ana")).toBe(1);
    await as("Ana").mutation(api.notices.markSeen, { messageIds: [messageId] });
    expect(await unread("Ana")).toBe(0);
    await react("Zoe", "👍", false);
    expect(await unread("Ana")).toBe(0);
    await react("Ben", "❤️");
    expect(await unread("Ana")).toBe(1);
    await react("Ben", "❤️", false);
    expect(await unread("Ana")).toBe(0);
    await react("Ben", "🎉", false);
    expect(await list("Ana", "reaction")).toEqual([]);
    expect(await list("Zoe", "reaction")).toEqual([]);
    expect(ana).not.toBe(ben);
  });
});

describe("a task", () => {
  test("tells its assignee of what others change, in one notice", async () => {
    const { as, ben, list, unread } = await makeInboxes();
    const taskId = await as("Ben").mutation(api.tasks.create, { title: "Ship", assigneeId: ben });
    await as("Ben").mutation(api.tasks.update, { taskId, title: "Ship it" });
    expect(await list("Ben", "assignment")).toEqual([]);
    await as("Ana").mutation(api.tasks.update, { taskId, title: "Ship it now", dueDate: SUNDAY });
    await as("Ana").mutation(api.tasks.move, { taskId, status: "in_progress" });
    await as("Ana").mutation(api.tasks.update, { taskId, tags: ["docs"] });
    expect(await list("Ben", "assignment")).toMatchObject([
      { taskId, text: "Ship it now", changes: ["dueDate", "title", "status"] },
    ]);
    expect(await unread("Ben")).toBe(1);
    await as("Ben").mutation(api.notices.markSeen, { taskId });
    await as("Zoe").mutation(api.tasks.remove, { taskId });
    expect(await list("Ben", "assignment")).toMatchObject([{ changes: ["deletedAt"], isUnread: true }]);
    await as("Zoe").mutation(api.tasks.restore, { taskId });
    expect(await unread("Ben")).toBe(0);
    expect(await list("Ana")).toEqual([]);
  });

  test("that was deleted by its assignee and restored by somebody says nothing", async () => {
    const { as, ben, unread } = await makeInboxes();
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship", assigneeId: ben });
    await as("Ana").mutation(api.tasks.update, { taskId, assigneeId: null });
    await as("Ben").mutation(api.tasks.claim, { taskId });
    await as("Ben").mutation(api.tasks.remove, { taskId });
    await as("Ben").mutation(api.tasks.restore, { taskId });
    expect(await unread("Ben")).toBe(0);
  });
});

test("who asks to be let in is told to those who can do it, until one of them answers", async () => {
  const { as, zoe, channelId, list, unread } = await makeInboxes();
  await as("Zoe").mutation(api.channels.askForAccess, { channelId });
  await as("Zoe").mutation(api.channels.askForAccess, { channelId });
  for (const name of ["Ana", "Ben"] as const)
    expect(await list(name, "request")).toMatchObject([{ channelId, actorId: zoe, isUnread: true }]);
  expect(await list("Zoe")).toEqual([]);
  await as("Ben").mutation(api.channels.answerAccessRequest, { channelId, userId: zoe, isAdded: false });
  expect(await unread("Ana")).toBe(0);
  expect(await list("Ana", "request")).toEqual([]);
});

describe("triage", () => {
  async function makeMention() {
    const inboxes = await makeInboxes();
    const { say, ben, channelId } = inboxes;
    const messageId = await say("Ana", channelId, `Look, ${mentionToken(ben)}`);
    const [notice] = await inboxes.list("Ben", "mention");
    const noticeIds = [notice!._id];
    const stateOf = async () => (await inboxes.list("Ben", "mention"))[0]!;
    const badge = async () => (await inboxes.as("Ben").query(api.channels.position, { channelId }))!.mentions;
    return { ...inboxes, messageId, noticeIds, stateOf, badge };
  }

  test("what is done is unread nowhere, and comes back as it was", async () => {
    const { as, noticeIds, stateOf, badge, unread } = await makeMention();
    expect(await badge()).toBe(1);
    await as("Ben").mutation(api.notices.setDone, { noticeIds, isDone: true });
    expect(await stateOf()).toMatchObject({ isDone: true, isUnread: false });
    expect([await badge(), await unread("Ben")]).toEqual([0, 0]);
    await as("Ben").mutation(api.notices.setDone, { noticeIds, isDone: false });
    expect(await stateOf()).toMatchObject({ isDone: false, isUnread: false });
    await as("Ben").mutation(api.notices.setRead, { noticeIds, isRead: false });
    expect(await stateOf()).toMatchObject({ isDone: false, isUnread: true });
    expect([await badge(), await unread("Ben")]).toEqual([1, 1]);
  });

  test("what was read and is marked unread waits for its message to be on screen", async () => {
    const { as, channelId, messageId, noticeIds, badge, unread } = await makeMention();
    await as("Ben").mutation(api.channels.markRead, { channelId });
    await as("Ben").mutation(api.notices.setRead, { noticeIds, isRead: false });
    expect([await badge(), await unread("Ben")]).toEqual([0, 1]);
    await as("Ben").mutation(api.notices.markSeen, { messageIds: [messageId] });
    expect(await unread("Ben")).toBe(0);
  });

  test("what is put off comes back once, at its time", async () => {
    const { as, noticeIds, stateOf, pass, unread } = await makeMention();
    const until = Date.now() + HOUR_MS;
    await as("Ben").mutation(api.notices.snooze, { noticeIds, until });
    expect(await stateOf()).toMatchObject({ snoozedUntil: until, isUnread: false });
    await pass(HOUR_MS - 1);
    expect(await unread("Ben")).toBe(0);
    await pass(1);
    expect(await stateOf()).toMatchObject({ isUnread: true });
    expect(await stateOf()).not.toHaveProperty("snoozedUntil");
    await as("Ben").mutation(api.notices.setDone, { noticeIds, isDone: true });
    await pass(2 * HOUR_MS);
    expect(await unread("Ben")).toBe(0);
  });

  test("what is put off again comes back at the later time alone; done is done", async () => {
    const { as, t, noticeIds, pass, unread } = await makeMention();
    const first = Date.now() + HOUR_MS;
    await as("Ben").mutation(api.notices.snooze, { noticeIds, until: first });
    await as("Ben").mutation(api.notices.snooze, { noticeIds, until: first + HOUR_MS });
    await pass(HOUR_MS);
    await t.mutation(internal.scheduled.notices.wake, { noticeId: noticeIds[0]!, until: first });
    expect(await unread("Ben")).toBe(0);
    await as("Ben").mutation(api.notices.setDone, { noticeIds, isDone: true });
    await pass(HOUR_MS);
    expect(await unread("Ben")).toBe(0);
  });

  test("a thread that is done is read, and comes back with all that was unread of it", async () => {
    const { as, say, channelId, reply, list, unread } = await makeInboxes();
    const root = await say("Ben", channelId, "Question");
    await reply("Ana", root);
    await reply("Ana", root);
    const noticeIds = (await list("Ben", "reply")).map(({ _id }) => _id);
    const mine = async () => (await as("Ben").query(api.inbox.threads.mine, { messageId: root })).unread;
    await as("Ben").mutation(api.notices.setDone, { noticeIds, isDone: true });
    expect([await mine(), await unread("Ben")]).toEqual([0, 0]);
    await as("Ben").mutation(api.notices.setRead, { noticeIds, isRead: false });
    expect([await mine(), await unread("Ben")]).toEqual([2, 1]);
    await as("Ben").mutation(api.notices.setRead, { noticeIds, isRead: true });
    await reply("Ben", root, "Mine");
    await as("Ben").mutation(api.notices.setRead, { noticeIds, isRead: false });
    expect([await mine(), await unread("Ben")]).toEqual([0, 1]);
  });

  test("a new reply brings back what was done or put off", async () => {
    const { as, say, channelId, reply, list, unread } = await makeInboxes();
    const root = await say("Ben", channelId, "Question");
    await reply("Ana", root);
    const noticeIds = (await list("Ben", "reply")).map(({ _id }) => _id);
    await as("Ben").mutation(api.notices.setDone, { noticeIds, isDone: true });
    expect(await unread("Ben")).toBe(0);
    const last = await reply("Ana", root, "And another");
    expect(await list("Ben", "reply")).toMatchObject([{ messageId: last, isDone: false, isUnread: true }]);
  });

  test("is for one's own notices, a hundred at once, and times to come", async () => {
    const { as, messageId, noticeIds } = await makeMention();
    const until = Date.now() + HOUR_MS;
    const notFound = refusal("NOT_FOUND");
    await expect(as("Ana").mutation(api.notices.setDone, { noticeIds, isDone: true })).rejects.toMatchObject(
      notFound,
    );
    await expect(as("Ana").mutation(api.notices.setRead, { noticeIds, isRead: false })).rejects.toMatchObject(
      notFound,
    );
    await expect(as("Ana").mutation(api.notices.snooze, { noticeIds, until })).rejects.toMatchObject(
      notFound,
    );
    for (const wrong of [Date.now(), NaN, Infinity, Date.now() + 400 * 24 * HOUR_MS])
      await expect(as("Ben").mutation(api.notices.snooze, { noticeIds, until: wrong })).rejects.toMatchObject(
        refusal("DATE_INVALID"),
      );
    const many = Array.from({ length: LIMITS.idsAsked + 1 }, () => noticeIds[0]!);
    const tooMany = as("Ben").mutation(api.notices.setDone, { noticeIds: many, isDone: true });
    await expect(tooMany).rejects.toMatchObject(refusal("TOO_MANY_IDS"));
    const wrongTable = (messageId: string) => ({ noticeIds: [messageId as never], isDone: true });
    await expect(as("Ben").mutation(api.notices.setDone, wrongTable(messageId))).rejects.toThrow(/Validator/);
    await as("Ben").mutation(api.notices.setDone, { noticeIds: [...noticeIds, ...noticeIds], isDone: true });
  });
});

describe("marking all as read", () => {
  test("leaves nothing unread, and is taken back as it was", async () => {
    const { as, say, ben, channelId, reply, unread } = await makeInboxes();
    const root = await say("Ben", channelId, "Question");
    await reply("Ana", root);
    await say("Ana", channelId, `Look, ${mentionToken(ben)}`);
    await as("Ana").mutation(api.tasks.create, { title: "Ship", assigneeId: ben });
    const state = async () => ({
      position: await as("Ben").query(api.channels.position, { channelId }),
      threads: (await as("Ben").query(api.inbox.threads.unread, {})).map(({ unread: count }) => count),
      unread: await unread("Ben"),
    });
    const before = await state();
    expect(before).toMatchObject({ position: { mentions: 1 }, threads: [1], unread: 3 });
    const moved = await as("Ben").mutation(api.notices.markAllRead, {});
    expect(await state()).toMatchObject({ position: { mentions: 0, replies: [] }, threads: [], unread: 0 });
    await expect(as("Zoe").mutation(api.notices.undoMarkAllRead, { moved })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    await as("Ben").mutation(api.notices.undoMarkAllRead, { moved });
    expect(await state()).toEqual(before);
    await as("Ben").mutation(api.notices.undoMarkAllRead, { moved });
    expect(await state()).toEqual(before);
  });

  test("is not taken back where something was read since", async () => {
    const { as, say, channelId } = await makeInboxes();
    await say("Ana", channelId, "One");
    const moved = await as("Ben").mutation(api.notices.markAllRead, {});
    await say("Ben", channelId, "Mine");
    const before = await as("Ben").query(api.channels.position, { channelId });
    await as("Ben").mutation(api.notices.undoMarkAllRead, { moved });
    expect(await as("Ben").query(api.channels.position, { channelId })).toEqual(before);
  });
});

describe("why", () => {
  test("somebody hears of a message or does not is said by rule and position", async () => {
    const { as, say, ben, channelId, reply } = await makeInboxes();
    const why = async (name: Name, messageId: Id<"messages">) =>
      await as(name).query(api.notices.why, { messageId });
    const plain = await say("Ana", channelId, "Hello");
    const named = await say("Ana", channelId, `Look, ${mentionToken(ben)}`);
    const answer = await reply("Ana", await say("Ben", channelId, "Question"));
    const elsewhere = await reply("Ana", plain);
    expect(await why("Ben", plain)).toMatchObject({
      rule: "message",
      tells: false,
      isRead: true,
      isMember: true,
    });
    expect(await why("Ben", named)).toMatchObject({ rule: "mention", tells: true, isRead: true });
    expect(await why("Ben", answer)).toMatchObject({
      rule: "reply",
      tells: true,
      isRead: false,
      reason: "author",
    });
    expect(await why("Ben", elsewhere)).toMatchObject({ rule: "notFollowing", tells: false });
    expect(await why("Ana", answer)).toMatchObject({ rule: "own", tells: false });
    await expect(why("Zoe", plain)).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

test("a thread with very many followers tells all of them, in transactions of their own", async () => {
  const { t, as, say, ben } = await makeInboxes();
  const channelId = await as("Ana").mutation(api.channels.create, { name: "open" });
  const threadId = await say("Ana", channelId, "Who comes?");
  const user = { role: "member" as const, isDeactivated: false, name: "Crowd", nameKey: "crowd" };
  const follow = { threadId, channelId, lastReadTs: 0n, isFollowing: true, reason: "choice" as const };
  await t.run(async (ctx) => {
    for (let i = 0; i < 230; i++) {
      const userId = await ctx.db.insert("users", { ...user, tokenIdentifier: `crowd|${i}` });
      await ctx.db.insert("threadFollows", { userId, ...follow });
    }
  });
  await as("Ben").mutation(api.channels.join, { channelId });
  const messageId = await as("Ben").mutation(api.messages.create, { channelId, threadId, text: "All of us" });
  await t.finishAllScheduledFunctions(() => vi.runAllTimers());
  const told = await t.run(
    async (ctx) =>
      await ctx.db
        .query("notices")
        .withIndex("by_messageId_and_kind_and_userId", (q) =>
          q.eq("messageId", messageId).eq("kind", "reply"),
        )
        .collect(),
  );
  expect(new Set(told.map(({ userId }) => userId)).size).toBe(231);
  expect(told.map(({ userId }) => userId)).not.toContain(ben);
});
