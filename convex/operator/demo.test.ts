import { expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import { makeWorkspace } from "../testing.setup";

test("the demo gives tasks the time of their last move", async () => {
  const { t, as } = await makeWorkspace();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship", status: "done" });
  await t.mutation(internal.operator.demo.backdate, { tasks: [{ taskId, movedAt: 1_000 }] });
  expect(await as("Ben").query(api.tasks.get, { taskId })).toMatchObject({ completedAt: 1_000 });
});

test("the demo gives messages and threads their times without changing their order", async () => {
  const { t, as, say, hiring: channelId } = await makeWorkspace();
  const threadId = await say("Ana", channelId, "Question");
  const messageId = await as("Ben").mutation(api.messages.create, { channelId, threadId, text: "Answer" });
  const messages = [
    { messageId: threadId, sentAt: 1_000 },
    { messageId, sentAt: 2_000 },
  ];
  await t.mutation(internal.operator.demo.backdate, { messages });

  const root = await as("Ben").query(api.messages.get, { messageId: threadId });
  expect(root).toMatchObject({ sentAt: 1_000, lastReplyAt: 2_000 });
});
