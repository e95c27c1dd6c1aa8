import { expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { mentionToken } from "./shared/mentions";
import { makeWorkspace, refusal } from "./testing.setup";

async function makeThread() {
  const workspace = await makeWorkspace();
  const { as, say, ben, hiring: channelId } = workspace;
  const threadId = await say("Ana", channelId, "Question");
  const reply = async (name: "Ana" | "Ben" = "Ana", text = `Look, ${mentionToken(ben)}`, to = threadId) =>
    await as(name).mutation(api.messages.create, { channelId, threadId: to, text });
  const waitingFor = async (name: "Ana" | "Ben") => {
    const positions = await as(name).query(api.channels.positions, {});
    return positions.find((one) => one.channelId === channelId)?.threadMentions;
  };
  const timeOf = async (messageId: Id<"messages">) =>
    (await as("Ana").query(api.messages.get, { messageId }))._creationTime;
  return { ...workspace, channelId, threadId, reply, waitingFor, timeOf };
}

test("a mention in a thread waits until its reader has seen the thread that far", async () => {
  const { as, say, channelId, threadId, reply, waitingFor, timeOf } = await makeThread();
  const other = await say("Ana", channelId, "Another");
  const times = [await timeOf(await reply()), await timeOf(await reply())];
  await reply("Ana", undefined, other);

  expect(await waitingFor("Ben")).toMatchObject([
    { threadId, postedAt: times[0] },
    { threadId, postedAt: times[1] },
    { threadId: other },
  ]);
  expect(await waitingFor("Ana")).toEqual([]);
  await as("Ben").mutation(api.channels.markRead, { channelId });
  expect(await waitingFor("Ben")).toHaveLength(3);
  await as("Ben").mutation(api.messages.markThreadRead, { messageId: threadId, upTo: times[0]! });
  expect(await waitingFor("Ben")).toMatchObject([{ postedAt: times[1] }, { threadId: other }]);
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
  const { as, ana, ben, threadId, reply, waitingFor, timeOf } = await makeThread();
  const messageId = await reply();
  const edit = async (text: string) => await as("Ana").mutation(api.messages.update, { messageId, text });
  await as("Ana").mutation(api.messages.remove, { messageId });
  expect(await waitingFor("Ben")).toEqual([]);
  await as("Ana").mutation(api.messages.restore, { messageId });
  expect(await waitingFor("Ben")).toHaveLength(1);
  await edit("Never mind");
  expect(await waitingFor("Ben")).toEqual([]);
  await edit(`After all, ${mentionToken(ben)} and ${mentionToken(ana)}`);
  expect(await waitingFor("Ben")).toHaveLength(1);
  expect(await waitingFor("Ana")).toEqual([]);

  await as("Ben").mutation(api.messages.markThreadRead, {
    messageId: threadId,
    upTo: await timeOf(messageId),
  });
  await edit(`Shorter, ${mentionToken(ben)}`);
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

test("a thread is marked read for its caller alone, by those who may read it, up to a true time", async () => {
  const { as, threadId, reply, waitingFor, timeOf } = await makeThread();
  const upTo = await timeOf(await reply());
  const mark = async (name: "Ana" | "Ben" | "Zoe", until: number) =>
    await as(name).mutation(api.messages.markThreadRead, { messageId: threadId, upTo: until });
  await mark("Ana", upTo);
  await expect(mark("Zoe", upTo)).rejects.toMatchObject(refusal("NOT_FOUND"));
  for (const bad of [Number.NaN, Infinity, -1])
    await expect(mark("Ben", bad)).rejects.toMatchObject(refusal("DATE_INVALID"));
  expect(await waitingFor("Ben")).toHaveLength(1);
  await mark("Ben", upTo);
  await mark("Ben", upTo);
  expect(await waitingFor("Ben")).toEqual([]);
});
