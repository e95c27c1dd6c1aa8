import { expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { mentionToken } from "../../shared/mentions";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

async function makeTalkers() {
  const workspace = await makeWorkspace();
  const { as, t } = workspace;
  type Name = Parameters<typeof as>[0];
  const create = async (
    task: { title?: string; channelId?: Id<"channels">; assigneeId?: Id<"users"> } = {},
  ) => await as("Ana").mutation(api.tasks.create, { title: "Plan", ...task });
  const post = async (name: Name, taskId: Id<"tasks">, text: string, more: { clientId?: string } = {}) =>
    await as(name).mutation(api.tasks.post, { taskId, text, ...more });
  const threadOf = async (taskId: Id<"tasks">) => (await as("Ana").query(api.tasks.get, { taskId })).threadId;
  const said = async (name: Name, messageId: Id<"messages">) =>
    (await as(name).query(api.messages.thread, { messageId, paginationOpts: firstPage })).page.map(
      ({ text }) => text,
    );
  const linesOf = async (channelId: Id<"channels">) =>
    (await as("Ana").query(api.messages.paginated, { channelId, paginationOpts: firstPage })).page.map(
      ({ text }) => text,
    );
  const settle = async () => await t.finishAllScheduledFunctions(vi.runAllTimers);
  return { ...workspace, create, post, threadOf, said, linesOf, settle };
}

test("the first post begins a thread of the task's channel; what is said there is said of the task", async () => {
  const { as, hiring: channelId, create, post, threadOf, said, linesOf } = await makeTalkers();
  const taskId = await create({ channelId });
  expect(await threadOf(taskId)).toBeUndefined();

  await post("Ben", taskId, "Who calls?");
  const threadId = (await threadOf(taskId))!;
  expect(await linesOf(channelId)).toEqual(["T-1"]);
  await as("Ana").mutation(api.messages.create, { channelId, threadId, text: "I do" });
  await post("Ben", taskId, "Good");
  expect(await threadOf(taskId)).toBe(threadId);
  expect(await said("Ana", threadId)).toEqual(["Good", "I do", "Who calls?"]);
});

test("a task that is in no channel is talked of in that of everybody", async () => {
  const { general, create, post, threadOf, said, linesOf } = await makeTalkers();
  const taskId = await create();
  await post("Zoe", taskId, "Mine?");
  expect(await linesOf(general)).toEqual(["T-1"]);
  expect(await said("Ben", (await threadOf(taskId))!)).toEqual(["Mine?"]);
});

test("a task that was made from a message is talked of in its thread; one made from a reply in another", async () => {
  const { as, say, general, post, threadOf, said, linesOf } = await makeTalkers();
  const messageId = await say("Ana", general, "Call them");
  const reply = { channelId: general, threadId: messageId, text: "Today" };
  const replyId = await as("Ben").mutation(api.messages.create, reply);
  const taskId = await as("Ana").mutation(api.tasks.createFromMessages, { messageIds: [messageId] });
  expect(await threadOf(taskId)).toBe(messageId);
  await post("Zoe", taskId, "Done");
  expect(await said("Ana", messageId)).toEqual(["Done", "Today"]);

  const second = await as("Ana").mutation(api.tasks.createFromMessages, { messageIds: [replyId] });
  await post("Zoe", second, "Which one?");
  expect(await said("Ana", (await threadOf(second))!)).toEqual(["Which one?"]);
  expect(await linesOf(general)).toEqual(["T-2", "Call them"]);
});

test("the same post twice is one, also after the task went elsewhere", async () => {
  const { as, general, hiring, create, post, threadOf, linesOf } = await makeTalkers();
  const taskId = await create({ channelId: hiring });
  const first = await post("Ana", taskId, "Hello", { clientId: "1" });
  expect(await post("Ana", taskId, "Hello", { clientId: "1" })).toBe(first);
  await as("Ana").mutation(api.tasks.update, { taskId, channelId: general });
  expect(await post("Ana", taskId, "Hello", { clientId: "1" })).toBe(first);
  expect(await threadOf(taskId)).toBeUndefined();
  expect([await linesOf(general), await linesOf(hiring)]).toEqual([[], ["T-1"]]);
});

test("what was said in a private channel stays there; a task that comes back finds it again", async () => {
  const { as, general, hiring, create, post, threadOf, said } = await makeTalkers();
  const taskId = await create({ channelId: hiring });
  await post("Ben", taskId, "canary");
  const secret = (await threadOf(taskId))!;
  await as("Ana").mutation(api.tasks.update, { taskId, channelId: general });
  await post("Zoe", taskId, "Open now");
  const open = (await threadOf(taskId))!;

  expect(await said("Zoe", open)).toEqual(["Open now"]);
  await expect(said("Zoe", secret)).rejects.toMatchObject(refusal("NOT_FOUND"));
  const former = async (name: "Ben" | "Zoe") => await as(name).query(api.tasks.formerDiscussions, { taskId });
  expect(await former("Zoe")).toEqual([]);
  expect(await former("Ben")).toEqual([{ threadId: secret, channelId: hiring, replyCount: 1 }]);
  expect(JSON.stringify(await as("Zoe").query(api.tasks.get, { taskId }))).not.toContain(secret);

  await as("Ana").mutation(api.tasks.update, { taskId, channelId: hiring });
  expect(await threadOf(taskId)).toBe(secret);
  expect(await former("Ben")).toEqual([{ threadId: open, channelId: general, replyCount: 1 }]);
  await as("Ana").mutation(api.tasks.update, { taskId, channelId: null });
  expect(await threadOf(taskId)).toBe(open);
});

test("where a thread is gone, the next post begins another", async () => {
  const { as, hiring: channelId, create, post, threadOf, said } = await makeTalkers();
  const taskId = await create({ channelId });
  const messageId = await post("Ana", taskId, "One");
  const first = (await threadOf(taskId))!;
  await as("Ana").mutation(api.messages.remove, { messageId });
  await as("Ana").mutation(api.messages.remove, { messageId: first });
  await post("Ana", taskId, "Two");
  const second = (await threadOf(taskId))!;
  expect(second).not.toBe(first);
  expect(await said("Ana", second)).toEqual(["Two"]);
});

test("whose task it is hears of what is said, and of what comes after they were given it", async () => {
  const { as, ben, zoe, general: channelId, create, post, threadOf, settle } = await makeTalkers();
  const taskId = await create({ channelId, assigneeId: ben });
  await post("Zoe", taskId, "One");
  await settle();
  const unread = async (name: "Ana" | "Ben" | "Zoe") =>
    (await as(name).query(api.notices.list, { kind: "reply", paginationOpts: firstPage })).page.length;
  expect([await unread("Ana"), await unread("Ben"), await unread("Zoe")]).toEqual([1, 1, 0]);

  const other = await create({ channelId });
  await post("Ana", other, `Is it ${mentionToken(ben)}?`);
  await as("Ana").mutation(api.tasks.update, { taskId: other, assigneeId: zoe });
  await post("Ana", other, "Two");
  await settle();
  expect(await unread("Zoe")).toBe(1);
  const why = await as("Zoe").query(api.notices.why, {
    messageId: (await lastIn(as, (await threadOf(other))!))!,
  });
  expect(why).toMatchObject({ rule: "reply", reason: "task" });
});

async function lastIn(as: Awaited<ReturnType<typeof makeWorkspace>>["as"], messageId: Id<"messages">) {
  return (await as("Ana").query(api.messages.thread, { messageId, paginationOpts: firstPage })).page[0]?._id;
}

test("who may only reply in a channel may begin a discussion, and nobody in one that is closed", async () => {
  const { as, create, post } = await makeTalkers();
  const news = await as("Ana").mutation(api.channels.create, { name: "news" });
  await as("Ben").mutation(api.channels.join, { channelId: news });
  const taskId = await create({ channelId: news });
  await as("Ana").mutation(api.chat.channelSettings.setPosting, { channelId: news, posting: "owners" });
  await expect(
    as("Ben").mutation(api.messages.create, { channelId: news, text: "T-1" }),
  ).rejects.toMatchObject(refusal("POSTING_LIMITED"));
  await post("Ben", taskId, "When?");
  await as("Ana").mutation(api.chat.channelSettings.setPosting, { channelId: news, posting: "nobody" });
  await expect(post("Ben", taskId, "Hm")).rejects.toMatchObject(refusal("POSTING_LIMITED"));
});

test("refusals: outsiders, those who only read, archived channels, deleted tasks, nothing, too much", async () => {
  const { as, hiring, create, post, threadOf } = await makeTalkers();
  const open = await as("Ana").mutation(api.channels.create, { name: "open" });
  const [secret, readable] = [await create({ channelId: hiring }), await create({ channelId: open })];
  await expect(post("Zoe", secret, "Hi")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(post("Zoe", readable, "Hi")).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
  await expect(post("Ana", readable, " ")).rejects.toMatchObject(refusal("TEXT_EMPTY"));
  await expect(post("Ana", readable, "x".repeat(40_001))).rejects.toMatchObject(refusal("TEXT_TOO_LONG"));
  await expect(post("Ana", readable, "Hi", { clientId: "" })).rejects.toMatchObject(
    refusal("CLIENT_ID_INVALID"),
  );
  expect(await threadOf(readable)).toBeUndefined();
  await as("Ana").mutation(api.channels.archive, { channelId: open });
  await expect(post("Ana", readable, "Hi")).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
  await as("Ana").mutation(api.tasks.remove, { taskId: secret });
  await expect(post("Ben", secret, "Hi")).rejects.toMatchObject(refusal("NOT_FOUND"));
});
