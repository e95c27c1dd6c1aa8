import { describe, expect, test } from "vitest";
import { api } from "../../_generated/api";
import { LIMITS } from "../../shared/limits";
import { identityOf, makeWorkspace, refusal } from "../../testing.setup";

const { setPosting, setOwner, setForNewcomers } = api.chat.channelSettings;

async function makeNews() {
  const workspace = await makeWorkspace();
  const { as, zoe } = workspace;
  const channelId = await as("Ben").mutation(api.channels.create, { name: "news" });
  await as("Ben").mutation(api.channels.addMember, { channelId, userId: zoe });
  const refused = async (answer: Promise<unknown>, code: Parameters<typeof refusal>[0]) =>
    await expect(answer).rejects.toMatchObject(refusal(code));
  const post = async (name: "Ben" | "Zoe", more: object = {}) =>
    await as(name).mutation(api.messages.create, { channelId, text: "Hello", ...more });
  const details = async () => await as("Ben").query(api.channels.get, { channelId });
  return { ...workspace, channelId, refused, post, details };
}

describe("who may write", () => {
  test("owners announce, and everybody replies", async () => {
    const { as, channelId, refused, post } = await makeNews();
    await as("Ben").mutation(setPosting, { channelId, posting: "owners" });
    const threadId = await post("Ben");
    await post("Zoe", { threadId });
    await refused(post("Zoe"), "POSTING_LIMITED");
    await refused(post("Zoe", { threadId, alsoInChannel: true }), "POSTING_LIMITED");
    const later = { channelId, text: "Later", sendAt: Date.now() + 60_000 };
    await refused(as("Zoe").mutation(api.messages.schedule, later), "POSTING_LIMITED");
    await as("Zoe").mutation(api.messages.schedule, { ...later, threadId });
    await as("Ben").mutation(setPosting, { channelId, posting: "everyone" });
    expect(await post("Zoe")).toBeTruthy();
  });

  test("nobody writes where it is read only, owners and replies included; what was sent twice is one message", async () => {
    const { as, channelId, refused, post } = await makeNews();
    const threadId = await post("Zoe", { clientId: "one" });
    await as("Ben").mutation(setPosting, { channelId, posting: "nobody" });
    await refused(post("Ben"), "POSTING_LIMITED");
    await refused(post("Zoe", { threadId }), "POSTING_LIMITED");
    expect(await post("Zoe", { clientId: "one" })).toBe(threadId);
  });

  test("a message that waits is refused at its time, and kept", async () => {
    const { as, channelId } = await makeNews();
    const later = { channelId, text: "Later", sendAt: Date.now() + 60_000 };
    const id = await as("Zoe").mutation(api.messages.schedule, later);
    await as("Ben").mutation(setPosting, { channelId, posting: "owners" });
    const send = as("Zoe").mutation(api.drafts.sendScheduled, { id });
    await expect(send).rejects.toMatchObject(refusal("POSTING_LIMITED"));
    expect(await as("Zoe").query(api.drafts.scheduled, {})).toHaveLength(1);
  });

  test("it is for owners and admins to say, also in the channel of everybody, and not in conversations", async () => {
    const { as, general, channelId, zoe, refused } = await makeNews();
    const set = async (name: "Ana" | "Ben" | "Zoe", id = channelId) =>
      await as(name).mutation(setPosting, { channelId: id, posting: "owners" });
    await refused(set("Zoe"), "FORBIDDEN");
    await refused(set("Ben", general), "FORBIDDEN");
    await set("Ana", general);
    await refused(
      as("Ben").mutation(api.messages.create, { channelId: general, text: "x" }),
      "POSTING_LIMITED",
    );
    const direct = await as("Ben").mutation(api.channels.openDirect, { userIds: [zoe] });
    await refused(set("Ben", direct), "CHANNEL_FIXED");
    await refused(as("Ana").mutation(setPosting, { channelId: direct, posting: "owners" }), "NOT_FOUND");
    expect(await as("Zoe").query(api.channels.get, { channelId: general })).toMatchObject({
      posting: "owners",
    });
  });
});

describe("owners", () => {
  test("make others owners, who may do the same", async () => {
    const { as, channelId, ben, zoe, details, refused } = await makeNews();
    expect(await details()).toMatchObject({ ownerIds: [ben], canManage: true });
    await refused(as("Zoe").mutation(api.channels.update, { channelId, name: "mine" }), "FORBIDDEN");
    await as("Ben").mutation(setOwner, { channelId, userId: zoe, isOwner: true });
    await as("Ben").mutation(setOwner, { channelId, userId: zoe, isOwner: true });
    await as("Zoe").mutation(api.channels.update, { channelId, name: "ours" });
    await as("Zoe").mutation(setOwner, { channelId, userId: ben, isOwner: false });
    expect(await details()).toMatchObject({ name: "ours", ownerIds: [zoe], canManage: false });
    await refused(as("Ben").mutation(setOwner, { channelId, userId: ben, isOwner: true }), "FORBIDDEN");
  });

  test("are members: the one who joined first follows the last one who leaves", async () => {
    const { as, channelId, ana, zoe, details, refused } = await makeNews();
    await refused(as("Ben").mutation(setOwner, { channelId, userId: ana, isOwner: true }), "NOT_FOUND");
    await as("Ben").mutation(api.channels.addMember, { channelId, userId: ana });
    await as("Ben").mutation(setOwner, { channelId, userId: ana, isOwner: true });
    await as("Ana").mutation(api.channels.leave, { channelId });
    await as("Ben").mutation(api.channels.leave, { channelId });
    expect(await details()).toMatchObject({ ownerIds: [zoe] });
    await as("Zoe").mutation(api.channels.leave, { channelId });
    expect(await details()).toMatchObject({ ownerIds: [] });
  });

  test("are not very many", async () => {
    const { t, as, channelId, ben, zoe } = await makeNews();
    await t.run(async ({ db }) => {
      const people = Array.from({ length: LIMITS.channelOwners }, () => ben);
      await db.patch("channels", channelId, { ownerIds: people });
    });
    const more = as("Ben").mutation(setOwner, { channelId, userId: zoe, isOwner: true });
    await expect(more).rejects.toMatchObject(refusal("TOO_MANY_OWNERS"));
  });
});

describe("channels for newcomers", () => {
  test("are joined with the workspace", async () => {
    const { t, as, channelId, hiring, general, refused } = await makeNews();
    await refused(as("Ben").mutation(setForNewcomers, { channelId, isForNewcomers: true }), "FORBIDDEN");
    await as("Ana").mutation(setForNewcomers, { channelId, isForNewcomers: true });
    await refused(
      as("Ana").mutation(setForNewcomers, { channelId: hiring, isForNewcomers: true }),
      "CHANNEL_FIXED",
    );
    await refused(
      as("Ana").mutation(setForNewcomers, { channelId: general, isForNewcomers: true }),
      "CHANNEL_FIXED",
    );
    const archived = await as("Ben").mutation(api.channels.create, { name: "old" });
    await as("Ana").mutation(setForNewcomers, { channelId: archived, isForNewcomers: true });
    await as("Ben").mutation(api.channels.archive, { channelId: archived });
    const max = t.withIdentity(identityOf("Max"));
    await max.mutation(api.users.ensure, {});
    const channels = await max.query(api.channels.list, {});
    expect(channels.map(({ name }) => name).toSorted()).toEqual(["general", "news"]);
  });
});

test("a topic stands beside the description, and any member changes it", async () => {
  const { as, channelId, details, refused } = await makeNews();
  await as("Zoe").mutation(api.channels.update, { channelId, topic: " Launch on Friday " });
  expect(await details()).toMatchObject({ topic: "Launch on Friday", description: "" });
  await refused(as("Ana").mutation(api.channels.update, { channelId, topic: "x" }), "NOT_A_MEMBER");
  const long = "x".repeat(LIMITS.channelTopic + 1);
  await refused(as("Zoe").mutation(api.channels.update, { channelId, topic: long }), "TEXT_TOO_LONG");
  await as("Zoe").mutation(api.channels.update, { channelId, topic: "" });
  expect(await details()).not.toHaveProperty("topic");
});
