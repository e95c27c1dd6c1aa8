/** Messages that are sent as tasks: both, or neither. */
import { beforeEach, expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = "Ana" | "Ben" | "Zoe" | "Max";

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

type Said = { channelId?: Id<"channels">; text?: string; clientId?: string; task: object };
const send = async (name: Name, { channelId = workspace.hiring, text = "Call her", ...rest }: Said) =>
  await workspace.as(name).mutation(api.messages.create, { channelId, text, ...rest });
const messages = async () =>
  (
    await workspace
      .as("Ana")
      .query(api.messages.paginated, { channelId: workspace.hiring, paginationOpts: firstPage })
  ).page;
const tasks = async () => await workspace.t.run(async ({ db }) => await db.query("tasks").collect());
const taskOf = async (messageId: Id<"messages">) => {
  const { taskId } = await workspace.as("Ana").query(api.messages.get, { messageId });
  return await workspace.as("Ana").query(api.tasks.get, { taskId: taskId! });
};

test("a message that is sent as a task is one, with what was said of it, and both know each other", async () => {
  const { ben, hiring } = workspace;
  const task = { title: "Call her", assigneeId: ben, priority: "high", tags: ["calls"], dueDate: 1e12 };
  const messageId = await send("Ana", { text: "Call her !high #calls", task });
  const made = await taskOf(messageId);
  expect(made).toMatchObject({ ...task, channelId: hiring, fromMessageId: messageId, threadId: messageId });
  // What its title leaves out was understood, and stands in the message.
  expect(made.description).toBe("");
  expect(await workspace.as("Ana").query(api.board.taskWatchers.list, { taskId: made._id })).toContain(
    workspace.ana,
  );
});

test.each([
  ["Call her", "Call her", ""],
  ["Call her\nbefore noon", "Call her", "Call her\nbefore noon"],
  ["Hello\nCall her", "Call her", "Hello\nCall her"],
])("of %j it is called %j, and says %j", async (text, title, description) => {
  expect(await taskOf(await send("Ana", { text, task: { title } }))).toMatchObject({ title, description });
});

test("a title that names people has their names, and one without words is that of its file or its first line", async () => {
  const { ben } = workspace;
  const text = `Call <@${ben}> now`;
  expect(await taskOf(await send("Ana", { text, task: { title: text } }))).toMatchObject({
    title: "Call @Ben now",
    description: "",
  });
  expect(await taskOf(await send("Ana", { text: "One\nTwo", task: {} }))).toMatchObject({ title: "One" });
});

test("sent twice it is one message and one task, also when that was deleted in between", async () => {
  const said = { clientId: "c1", task: { title: "Call her" } };
  const messageId = await send("Ana", said);
  expect(await send("Ana", said)).toBe(messageId);
  const { _id: taskId } = await taskOf(messageId);
  await workspace.as("Ana").mutation(api.tasks.remove, { taskId });
  expect(await send("Ana", said)).toBe(messageId);
  expect(await tasks()).toMatchObject([{ _id: taskId, deletedAt: expect.any(Number) }]);
});

test("where the task is refused nothing is sent", async () => {
  const { zoe } = workspace;
  await expect(send("Ana", { task: { assigneeId: zoe } })).rejects.toMatchObject(
    refusal("ASSIGNEE_NOT_MEMBER"),
  );
  await expect(send("Ana", { task: { title: " " } })).rejects.toMatchObject(refusal("TEXT_EMPTY"));
  await expect(send("Ana", { task: { column: "gone" } })).rejects.toMatchObject(refusal("COLUMN_GONE"));
  const tags = Array.from({ length: 100 }, (_, i) => `t${i}`);
  await expect(send("Ana", { task: { tags } })).rejects.toMatchObject(refusal("TOO_MANY_TAGS"));
  await expect(send("Zoe", { task: {} })).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(send("Max", { task: {} })).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  expect([await messages(), await tasks()]).toEqual([[], []]);
});

test("a message becomes a task in the column where it is put; one that is a task already stays what it is", async () => {
  const { as, say, hiring: channelId } = workspace;
  const column = await as("Ana").mutation(api.board.columns.add, {
    channelId,
    status: "in_progress",
    name: "Review",
  });
  const messageId = await say("Ben", channelId, "Call her");
  const put = async (name: Name, task: object) =>
    await as(name).mutation(api.tasks.createFromMessage, { messageId, task });
  await expect(put("Ana", { status: "todo", column })).rejects.toMatchObject(refusal("COLUMN_GONE"));
  await expect(put("Zoe", { status: "in_progress", column })).rejects.toMatchObject(refusal("NOT_FOUND"));
  const taskId = await put("Ana", { status: "in_progress", column });
  expect(await as("Ana").query(api.tasks.get, { taskId })).toMatchObject({ status: "in_progress", column });
  expect(await put("Ben", { status: "done" })).toBe(taskId);
  expect(await as("Ana").query(api.tasks.get, { taskId })).toMatchObject({ status: "in_progress" });
  await as("Ana").mutation(api.board.columns.update, { channelId, key: column, limit: 1 });
  const other = await say("Ben", channelId, "And him");
  await expect(
    as("Ana").mutation(api.tasks.createFromMessage, {
      messageId: other,
      task: { status: "in_progress", column },
    }),
  ).rejects.toMatchObject(refusal("COLUMN_FULL"));
});
