import { expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { mentionToken } from "./shared/mentions";
import { countUnread } from "./shared/unread";
import { firstPage, makeWorkspace, refusal } from "./testing.setup";

async function makeReaders() {
  const workspace = await makeWorkspace();
  const { t, as, hiring: channelId } = workspace;
  const unreadOf = async (name: "Ana" | "Ben" | "Zoe") => {
    const position = await as(name).query(api.channels.position, { channelId });
    if (!position) return undefined;
    await t.mutation(internal.scheduled.folding.head, { channelId });
    const head = await as(name).query(api.channels.head, { channelId, isFull: true });
    return { ...position, unread: countUnread(head, position) };
  };
  const timeOf = async (messageId: Id<"messages">) =>
    (await as("Ana").query(api.messages.get, { messageId })).commitTs;
  return { ...workspace, channelId, unreadOf, timeOf };
}

test("others' messages count until they are read", async () => {
  const { as, say, channelId, ben, unreadOf } = await makeReaders();
  await say("Ana", channelId, "One");
  await say("Ana", channelId, `Two for ${mentionToken(ben)}`);

  expect(await unreadOf("Ben")).toMatchObject({ unread: 2, mentions: 1 });
  expect(await unreadOf("Ana")).toMatchObject({ unread: 0, mentions: 0 });
  await as("Ben").mutation(api.channels.markRead, { channelId });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 0, mentions: 0 });
  expect(await unreadOf("Zoe")).toBeUndefined();
});

test("reading up to a message leaves the later ones, and never goes back", async () => {
  const { as, say, channelId, unreadOf, timeOf } = await makeReaders();
  const first = await timeOf(await say("Ana", channelId, "One"));
  const second = await timeOf(await say("Ana", channelId, "Two"));
  await say("Ana", channelId, "Three");

  await as("Ben").mutation(api.channels.markRead, { channelId, upTo: second });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 1, lastReadTs: second });
  await as("Ben").mutation(api.channels.markRead, { channelId, upTo: first });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 1, lastReadTs: second });
});

test("nobody can read what is not written yet", async () => {
  const { as, say, channelId, unreadOf } = await makeReaders();
  await say("Ana", channelId, "One");
  await as("Ben").mutation(api.channels.markRead, { channelId, upTo: BigInt(Date.now()) * 2_000_000n });
  await say("Ana", channelId, "Two");
  expect(await unreadOf("Ben")).toMatchObject({ unread: 1 });
  await as("Ben").mutation(api.channels.markRead, { channelId, upTo: -1n });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 1 });
});

test("who posts has read the channel", async () => {
  const { say, channelId, unreadOf } = await makeReaders();
  await say("Ana", channelId, "One");
  await say("Ben", channelId, "Two");
  expect(await unreadOf("Ben")).toMatchObject({ unread: 0 });
  expect(await unreadOf("Ana")).toMatchObject({ unread: 1 });
});

test("deleting, restoring and editing keep the count exact", async () => {
  const { as, say, channelId, ben, unreadOf } = await makeReaders();
  const messageId = await say("Ana", channelId, "One");
  await say("Ana", channelId, "Two");

  await as("Ana").mutation(api.messages.remove, { messageId });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 1, mentions: 0 });
  await as("Ana").mutation(api.messages.restore, { messageId });
  await as("Ana").mutation(api.messages.update, { messageId, text: `One for ${mentionToken(ben)}` });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 2, mentions: 1 });
});

test("replies in threads make a channel neither unread nor read", async () => {
  const { as, say, channelId, unreadOf } = await makeReaders();
  const threadId = await say("Ben", channelId, "Question");
  const reply = async (name: "Ana" | "Ben") =>
    await as(name).mutation(api.messages.create, { channelId, threadId, text: "Hm" });
  await reply("Ana");
  expect(await unreadOf("Ana")).toMatchObject({ unread: 1 });
  await as("Ana").mutation(api.channels.markRead, { channelId });
  await reply("Ben");
  expect(await unreadOf("Ana")).toMatchObject({ unread: 0 });
});

test("a message can be made unread again, with all that follows", async () => {
  const { as, say, channelId, general, unreadOf, timeOf } = await makeReaders();
  const first = await say("Ana", channelId, "One");
  const second = await say("Ana", channelId, "Two");
  await say("Ben", channelId, "Mine");
  await say("Ana", channelId, "Three");
  await as("Ben").mutation(api.channels.markRead, { channelId });

  await as("Ben").mutation(api.channels.markUnread, { channelId, messageId: second });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 2, lastReadTs: await timeOf(first) });
  await as("Ben").mutation(api.channels.markUnread, { channelId, messageId: first });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 3, lastReadTs: 0n });

  const elsewhere = as("Ben").mutation(api.channels.markUnread, { channelId: general, messageId: first });
  await expect(elsewhere).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("who joins begins with everything read, who comes back too", async () => {
  const { as, say, channelId, ben, zoe, unreadOf } = await makeReaders();
  await say("Ana", channelId, "One");
  await as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
  expect(await unreadOf("Zoe")).toMatchObject({ unread: 0 });

  await as("Ben").mutation(api.channels.leave, { channelId });
  await say("Ana", channelId, "Two");
  await as("Ana").mutation(api.channels.addMember, { channelId, userId: ben });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 0 });
  expect(await unreadOf("Zoe")).toMatchObject({ unread: 1 });
});

test("only members have a reading position", async () => {
  const { as, say } = await makeReaders();
  const channelId = await as("Ana").mutation(api.channels.create, { name: "design" });
  const messageId = await say("Ana", channelId, "One");
  const notAMember = refusal("NOT_A_MEMBER");
  await expect(as("Zoe").mutation(api.channels.markRead, { channelId })).rejects.toMatchObject(notAMember);
  const markUnread = as("Zoe").mutation(api.channels.markUnread, { channelId, messageId });
  await expect(markUnread).rejects.toMatchObject(notAMember);
});

test("counting stops at a hundred", async () => {
  const { as, say, channelId, unreadOf } = await makeReaders();
  for (let count = 0; count < 103; count += 1) await say("Ana", channelId, `Message ${count}`);
  expect(await unreadOf("Ben")).toMatchObject({ unread: 100 });

  const { page } = await as("Ben").query(api.messages.paginated, { channelId, paginationOpts: firstPage });
  await as("Ben").mutation(api.channels.markRead, { channelId, upTo: page[9]!.commitTs });
  expect(await unreadOf("Ben")).toMatchObject({ unread: 9 });
});

test("who is in a channel has a position in it, and nobody else", async () => {
  const { as, ben, hiring } = await makeReaders();
  const open = await as("Zoe").mutation(api.channels.create, { name: "open" });
  const expectPositions = async (...more: Id<"channels">[]) => {
    const isIn = (await as("Ben").query(api.channels.list, {})).map(({ _id }) => _id);
    const channelIds = [...isIn, hiring, open, ...more];
    const unique = [...new Set(channelIds)];
    const positions = await Promise.all(
      unique.map(async (channelId) => await as("Ben").query(api.channels.position, { channelId })),
    );
    expect(positions.flatMap((position) => position?.channelId ?? []).sort()).toEqual(isIn.sort());
    for (const channelId of more) expect(isIn).toContain(channelId);
    return isIn;
  };

  await expectPositions(hiring);
  await as("Ben").mutation(api.channels.join, { channelId: open });
  await as("Ben").mutation(api.channels.join, { channelId: open });
  const direct = await as("Ben").mutation(api.channels.openDirect, { userIds: [ben] });
  await expectPositions(hiring, open, direct);
  await as("Ben").mutation(api.channels.leave, { channelId: open });
  expect(await expectPositions(hiring, direct)).not.toContain(open);
  const mark = as("Ben").mutation(api.channels.markRead, { channelId: open });
  await expect(mark).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(await expectPositions(direct)).not.toContain(hiring);
  await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: ben });
  await expectPositions(hiring, direct);
});
