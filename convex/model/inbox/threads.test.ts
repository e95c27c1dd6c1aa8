import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { mentionToken } from "../../shared/mentions";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

beforeEach(
  () => void vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: 1_800_000_000_000 }),
);
afterEach(() => void vi.useRealTimers());

type Name = "Ana" | "Ben" | "Zoe";

async function makeThread() {
  const workspace = await makeWorkspace();
  const { t, as, say, hiring: channelId, zoe } = workspace;
  await as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
  const threadId = await say("Ana", channelId, "Question");
  const reply = async (name: Name, text = "A reply", more: { alsoInChannel?: boolean } = {}) => {
    const messageId = await as(name).mutation(api.messages.create, { channelId, threadId, text, ...more });
    await t.finishAllScheduledFunctions(() => vi.runAllTimers());
    return messageId;
  };
  const mine = async (name: Name) => await as(name).query(api.inbox.threads.mine, { messageId: threadId });
  const followed = async (name: Name) =>
    (await as(name).query(api.inbox.threads.list, { paginationOpts: firstPage })).page;
  const inChannel = async () =>
    (await as("Ben").query(api.messages.paginated, { channelId, paginationOpts: firstPage })).page;
  return { ...workspace, channelId, threadId, reply, mine, followed, inChannel };
}

describe("a thread", () => {
  test("is followed by its author, by those who reply, and by those it names", async () => {
    const { zoe, reply, mine } = await makeThread();
    await reply("Ben", `What does ${mentionToken(zoe)} say?`);
    expect(await mine("Ana")).toEqual({ isFollowing: true, reason: "author", unread: 1 });
    expect(await mine("Ben")).toEqual({ isFollowing: true, reason: "reply", unread: 0 });
    expect(await mine("Zoe")).toEqual({ isFollowing: true, reason: "mention", unread: 1 });
    await reply("Zoe");
    expect(await mine("Zoe")).toEqual({ isFollowing: true, reason: "reply", unread: 0 });
    expect(await mine("Ben")).toMatchObject({ unread: 1 });
  });

  test("is followed and left by choice: from then on, and until one replies", async () => {
    const { as, threadId, reply, mine, followed } = await makeThread();
    await reply("Ben");
    const choose = async (name: Name, isFollowing: boolean) =>
      await as(name).mutation(isFollowing ? api.inbox.threads.follow : api.inbox.threads.unfollow, {
        messageId: threadId,
      });
    await choose("Zoe", true);
    expect(await mine("Zoe")).toEqual({ isFollowing: true, reason: "choice", unread: 0 });
    await choose("Ana", false);
    await choose("Ana", false);
    await reply("Ben");
    expect(await mine("Zoe")).toMatchObject({ unread: 1 });
    expect(await mine("Ana")).toMatchObject({ isFollowing: false, unread: 0 });
    expect(await followed("Ana")).toEqual([]);
    await reply("Ana");
    expect(await mine("Ana")).toMatchObject({ isFollowing: true, unread: 0 });
    expect(await followed("Ana")).toMatchObject([{ threadId, replyCount: 3, text: "Question", unread: 0 }]);
  });

  test("is unread for each by their own position, on the list of threads and in the channel", async () => {
    const { as, channelId, threadId, reply, mine } = await makeThread();
    await reply("Ben");
    const second = await reply("Ben");
    await reply("Zoe");
    const upTo = (await as("Ana").query(api.messages.get, { messageId: second })).commitTs;
    await as("Ana").mutation(api.messages.markThreadRead, { messageId: threadId, upTo });
    expect(await mine("Ana")).toMatchObject({ unread: 1 });
    expect(await mine("Ben")).toMatchObject({ unread: 1 });
    expect(await as("Ana").query(api.inbox.threads.unread, {})).toMatchObject([{ threadId, unread: 1 }]);
    expect((await as("Ana").query(api.channels.position, { channelId }))!.replies).toMatchObject([
      { kind: "reply", threadId, unread: 1 },
    ]);
  });

  test("is nobody's who may not read it, nor a reply", async () => {
    const { as, zoe, channelId, threadId, reply, followed } = await makeThread();
    const answer = await reply("Zoe");
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: zoe });
    expect(await followed("Zoe")).toEqual([]);
    expect(await as("Zoe").query(api.inbox.threads.unread, {})).toEqual([]);
    const { mine, follow, unfollow, resolve, reopen } = api.inbox.threads;
    const notFound = refusal("NOT_FOUND");
    await expect(as("Zoe").query(mine, { messageId: threadId })).rejects.toMatchObject(notFound);
    for (const change of [follow, unfollow, resolve, reopen])
      await expect(as("Zoe").mutation(change, { messageId: threadId })).rejects.toMatchObject(notFound);
    for (const change of [follow, unfollow])
      await expect(as("Ben").mutation(change, { messageId: answer })).rejects.toMatchObject(notFound);
    await as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
    expect(await as("Zoe").query(mine, { messageId: threadId })).toMatchObject({ isFollowing: false });
  });

  test("is resolved and reopened by anybody in an open channel, once it has replies", async () => {
    const { as, channelId, threadId, ben, reply } = await makeThread();
    const { resolve, reopen } = api.inbox.threads;
    const resolvedBy = async () =>
      (await as("Ana").query(api.messages.get, { messageId: threadId })).resolvedBy;
    await expect(as("Ben").mutation(resolve, { messageId: threadId })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    await reply("Ana");
    await as("Ben").mutation(resolve, { messageId: threadId });
    await as("Ana").mutation(resolve, { messageId: threadId });
    expect(await resolvedBy()).toBe(ben);
    await as("Ana").mutation(reopen, { messageId: threadId });
    expect(await resolvedBy()).toBeUndefined();
    await as("Ana").mutation(api.channels.archive, { channelId });
    await expect(as("Ben").mutation(resolve, { messageId: threadId })).rejects.toMatchObject(
      refusal("CHANNEL_ARCHIVED"),
    );
  });
});

describe("a reply that is sent to the channel too", () => {
  test("stands there with its thread, is edited with it, and goes with it", async () => {
    const { as, ben, threadId, channelId, reply, inChannel } = await makeThread();
    const replyId = await reply("Ana", `For all, ${mentionToken(ben)}`, { alsoInChannel: true });
    const copy = (await inChannel())[0]!;
    expect(copy).toMatchObject({
      text: `For all, ${mentionToken(ben)}`,
      fromReplyId: replyId,
      fromThreadId: threadId,
    });
    expect(copy.threadId).toBeUndefined();
    const kinds = async () =>
      (await as("Ben").query(api.notices.list, { kind: "mention", paginationOpts: firstPage })).page;
    expect(await kinds()).toMatchObject([{ messageId: replyId }]);

    await as("Ana").mutation(api.messages.update, { messageId: copy._id, text: "For everybody" });
    expect(await as("Ben").query(api.messages.get, { messageId: replyId })).toMatchObject({
      text: "For everybody",
    });
    expect((await inChannel())[0]).toMatchObject({ text: "For everybody" });
    expect(await kinds()).toEqual([]);
    await as("Ana").mutation(api.messages.remove, { messageId: replyId });
    expect((await inChannel()).map(({ _id }) => _id)).not.toContain(copy._id);
    await as("Ana").mutation(api.messages.restore, { messageId: replyId });
    expect((await inChannel()).map(({ _id }) => _id)).toContain(copy._id);
    await as("Ana").mutation(api.messages.remove, { messageId: copy._id });
    vi.advanceTimersByTime(1_000);
    expect(await as("Ben").query(api.messages.get, { messageId: replyId })).toMatchObject({
      text: "For everybody",
    });
    await as("Ana").mutation(api.messages.remove, { messageId: replyId });
    await as("Ana").mutation(api.messages.restore, { messageId: replyId });
    expect((await inChannel()).map(({ _id }) => _id)).not.toContain(copy._id);
    await as("Ana").mutation(api.messages.restore, { messageId: copy._id });
    const nested = as("Ben").mutation(api.messages.create, { channelId, threadId: copy._id, text: "Hm" });
    await expect(nested).rejects.toMatchObject(refusal("THREAD_NESTED"));
  });

  test("is sent once, whatever is repeated, and a message of the channel is none", async () => {
    const { as, channelId, threadId, inChannel } = await makeThread();
    const draft = { channelId, threadId, text: "For all", clientId: "c1", alsoInChannel: true };
    const first: Id<"messages"> = await as("Ana").mutation(api.messages.create, draft);
    expect(await as("Ana").mutation(api.messages.create, draft)).toBe(first);
    await as("Ana").mutation(api.messages.create, { channelId, text: "Hello", alsoInChannel: true });
    expect((await inChannel()).map(({ text }) => text)).toEqual(["Hello", "For all", "Question"]);
  });
});
