import { describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { mentionToken } from "./shared/mentions";
import { makeWorkspace, refusal } from "./testing.setup";

async function makeThread() {
  const workspace = await makeWorkspace();
  const { t, as, say, ben, hiring: channelId } = workspace;
  const threadId = await say("Ana", channelId, "Question");
  /** What a mutation schedules for followers; engines have run it already. */
  const tell = async (messageId: Id<"messages">, isNew: boolean) =>
    await t.mutation(internal.scheduled.notices.tellFollowers, { messageId, isNew });
  const reply = async (name: "Ana" | "Ben" = "Ana", text = `Look, ${mentionToken(ben)}`, to = threadId) => {
    const messageId = await as(name).mutation(api.messages.create, { channelId, threadId: to, text });
    await tell(messageId, true);
    return messageId;
  };
  const edit = async (messageId: Id<"messages">, text: string) => {
    await as("Ana").mutation(api.messages.update, { messageId, text });
    await tell(messageId, false);
  };
  const waitingFor = async (name: "Ana" | "Ben") => {
    const position = await as(name).query(api.channels.position, { channelId });
    return position?.replies;
  };
  const timeOf = async (messageId: Id<"messages">) =>
    (await as("Ana").query(api.messages.get, { messageId })).commitTs;
  return { ...workspace, channelId, threadId, reply, edit, waitingFor, timeOf };
}

test("a mention in a thread waits until its reader has seen the thread that far", async () => {
  const { as, say, channelId, threadId, reply, waitingFor, timeOf } = await makeThread();
  const other = await say("Ana", channelId, "Another");
  const times = [await timeOf(await reply()), await timeOf(await reply())];
  await reply("Ana", undefined, other);

  expect(await waitingFor("Ben")).toMatchObject([
    { threadId, commitTs: times[0] },
    { threadId, commitTs: times[1] },
    { threadId: other },
  ]);
  expect(await waitingFor("Ana")).toEqual([]);
  await as("Ben").mutation(api.channels.markRead, { channelId });
  expect(await waitingFor("Ben")).toHaveLength(3);
  await as("Ben").mutation(api.messages.markThreadRead, { messageId: threadId, upTo: times[0]! });
  expect(await waitingFor("Ben")).toMatchObject([{ commitTs: times[1] }, { threadId: other }]);
  await as("Ben").mutation(api.messages.markThreadRead, { messageId: threadId, upTo: times[1]! });
  expect(await waitingFor("Ben")).toMatchObject([{ threadId: other }]);
});

test("who replies has seen the thread; nobody is told of their own words", async () => {
  const { ana, reply, waitingFor } = await makeThread();
  await reply();
  await reply("Ben", `Done, ${mentionToken(ana)}`);
  expect(await waitingFor("Ben")).toEqual([]);
  expect(await waitingFor("Ana")).toHaveLength(1);
  await reply("Ana", `Thanks to me, ${mentionToken(ana)}`);
  expect(await waitingFor("Ana")).toEqual([]);
});

test("deleting, restoring and editing keep what waits exact", async () => {
  const { as, ana, ben, threadId, reply, edit, waitingFor, timeOf } = await makeThread();
  const messageId = await reply();
  await as("Ana").mutation(api.messages.remove, { messageId });
  expect(await waitingFor("Ben")).toEqual([]);
  await as("Ana").mutation(api.messages.restore, { messageId });
  expect(await waitingFor("Ben")).toHaveLength(1);
  await edit(messageId, "Never mind");
  // They follow the thread since they were named in it.
  expect(await waitingFor("Ben")).toMatchObject([{ kind: "reply", unread: 1 }]);
  await edit(messageId, `After all, ${mentionToken(ben)} and ${mentionToken(ana)}`);
  expect(await waitingFor("Ben")).toMatchObject([{ kind: "mention", unread: 1 }]);
  expect(await waitingFor("Ana")).toEqual([]);

  await as("Ben").mutation(api.messages.markThreadRead, {
    messageId: threadId,
    upTo: await timeOf(messageId),
  });
  await edit(messageId, `Shorter, ${mentionToken(ben)}`);
  await as("Ana").mutation(api.messages.remove, { messageId });
  await as("Ana").mutation(api.messages.restore, { messageId });
  expect(await waitingFor("Ben")).toEqual([]);
});

test("who leaves and comes back has nothing waiting", async () => {
  const { as, ben, channelId, reply, waitingFor } = await makeThread();
  await reply();
  await as("Ben").mutation(api.channels.leave, { channelId });
  await reply();
  expect(await waitingFor("Ben")).toBeUndefined();
  await as("Ana").mutation(api.channels.addMember, { channelId, userId: ben });
  expect(await waitingFor("Ben")).toEqual([]);
  await reply();
  expect(await waitingFor("Ben")).toHaveLength(1);
});

test("a thread is marked read for its caller alone, by those who may read it", async () => {
  const { as, threadId, reply, waitingFor, timeOf } = await makeThread();
  const upTo = await timeOf(await reply());
  const mark = async (name: "Ana" | "Ben" | "Zoe", until: bigint) =>
    await as(name).mutation(api.messages.markThreadRead, { messageId: threadId, upTo: until });
  await mark("Ana", upTo);
  await expect(mark("Zoe", upTo)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await mark("Ben", -1n);
  expect(await waitingFor("Ben")).toHaveLength(1);
  await mark("Ben", upTo);
  await mark("Ben", upTo);
  expect(await waitingFor("Ben")).toEqual([]);
});

describe("a reply in one's own thread", () => {
  test("waits until it was seen, also where nobody was named", async () => {
    const { as, ana, reply, waitingFor, threadId, timeOf } = await makeThread();
    const messageId = await reply("Ben", "An answer");
    expect(await waitingFor("Ana")).toHaveLength(1);
    expect(await waitingFor("Ben")).toEqual([]);
    await as("Ben").mutation(api.messages.update, { messageId, text: `An answer, ${mentionToken(ana)}` });
    expect(await waitingFor("Ana")).toHaveLength(1);
    const upTo = await timeOf(messageId);
    await as("Ana").mutation(api.messages.markThreadRead, { messageId: threadId, upTo });
    expect(await waitingFor("Ana")).toEqual([]);
    await reply("Ana", "Thanks");
    expect(await waitingFor("Ana")).toEqual([]);
  });

  test("is on Today with what it says", async () => {
    const { as, reply } = await makeThread();
    await reply("Ben", "An answer");
    expect((await as("Ana").query(api.digests.today, {})).mentions).toMatchObject([{ text: "An answer" }]);
  });
});

describe("what others did for a person", () => {
  const unseenBy = async ({ as }: Awaited<ReturnType<typeof makeWorkspace>>, name: "Ana" | "Ben" | "Zoe") =>
    (await as(name).query(api.notices.unseen, {})).map(({ kind, taskId, channelId }) => [
      kind,
      taskId ?? channelId,
    ]);

  test("an assignment waits until its task was opened; one's own does not", async () => {
    const workspace = await makeWorkspace();
    const { as, ben, ana } = workspace;
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship", assigneeId: ben });
    const own = await as("Ana").mutation(api.tasks.create, { title: "Mine", assigneeId: ana });
    const before = await unseenBy(workspace, "Ben");
    expect(before).toContainEqual(["assignment", taskId]);
    expect(await unseenBy(workspace, "Ana")).not.toContainEqual(["assignment", own]);
    await as("Zoe").mutation(api.notices.markSeen, { taskId });
    expect(await unseenBy(workspace, "Ben")).toEqual(before);
    await as("Ben").mutation(api.notices.markSeen, { taskId });
    expect(await unseenBy(workspace, "Ben")).not.toContainEqual(["assignment", taskId]);
    await as("Ana").mutation(api.tasks.update, { taskId, assigneeId: null });
    await as("Ana").mutation(api.tasks.update, { taskId, assigneeId: ben });
    expect(await unseenBy(workspace, "Ben")).toContainEqual(["assignment", taskId]);
  });

  test("what is taken back, deleted or out of reach is not shown", async () => {
    const workspace = await makeWorkspace();
    const { as, ben, hiring: channelId } = workspace;
    await as("Ben").mutation(api.notices.markSeen, { channelId });
    const make = async () =>
      await as("Ana").mutation(api.tasks.create, { title: "Ship", assigneeId: ben, channelId });
    const taskId = await make();
    await as("Ana").mutation(api.tasks.remove, { taskId });
    expect(await unseenBy(workspace, "Ben")).toEqual([]);
    await as("Ana").mutation(api.tasks.restore, { taskId });
    expect(await unseenBy(workspace, "Ben")).toEqual([["assignment", taskId]]);
    await as("Ana").mutation(api.tasks.update, { taskId, assigneeId: null });
    expect(await unseenBy(workspace, "Ben")).toEqual([]);
    await make();
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    expect(await unseenBy(workspace, "Ben")).toEqual([]);
  });

  test("being brought into a channel waits until it was opened; joining oneself does not", async () => {
    const workspace = await makeWorkspace();
    const { as, zoe } = workspace;
    const channelId = await as("Ana").mutation(api.channels.create, { name: "design" });
    await as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
    await as("Ben").mutation(api.channels.join, { channelId });
    expect(await unseenBy(workspace, "Zoe")).toEqual([["membership", channelId]]);
    expect(await unseenBy(workspace, "Ben")).not.toContainEqual(["membership", channelId]);
    await as("Zoe").mutation(api.notices.markSeen, { channelId });
    expect(await unseenBy(workspace, "Zoe")).toEqual([]);
  });
});
