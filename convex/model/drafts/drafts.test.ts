import { describe, expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace, refusal } from "../../testing.setup";
import { join } from "./joining";

describe("what two devices made of one draft", () => {
  test.each([
    { it: "only one wrote", base: "a", mine: "a\nb", theirs: "a", joined: "a\nb" },
    { it: "each wrote elsewhere", base: "a\n\nb", mine: "a1\n\nb", theirs: "a\n\nb2", joined: "a1\n\nb2" },
    { it: "both began", base: "", mine: "mine", theirs: "theirs", joined: "mine\ntheirs" },
    { it: "both changed a line", base: "a", mine: "a, and", theirs: "a, or", joined: "a, and\na, or" },
    { it: "one sent it, the other went on", base: "a", mine: "a b", theirs: "", joined: "a b" },
    { it: "one sent it, the other wrote below", base: "a\nb", mine: "a\nb\nc", theirs: "", joined: "c" },
    { it: "one went on, the other sent it", base: "a", mine: "", theirs: "a b", joined: "a b" },
    { it: "an answer was lost", base: "", mine: "hello", theirs: "hel", joined: "hello" },
    {
      it: "one added below a line that the other changed",
      base: "a",
      mine: "a\nb",
      theirs: "a!",
      joined: "a!\nb",
    },
    { it: "both took out the other's line", base: "a\nb", mine: "a", theirs: "b", joined: "" },
  ])("$it: $joined", ({ base, mine, theirs, joined }) => expect(join(base, mine, theirs)).toBe(joined));
});

async function makePlaces() {
  const workspace = await makeWorkspace();
  const { as, say, hiring: channelId } = workspace;
  const threadId = await say("Ana", channelId, "Question");
  const taskId = await as("Ana").mutation(api.tasks.create, { channelId, title: "Hire" });
  const ben = as("Ben");
  const save = async (text: string, rest: Partial<Saved> = {}) => {
    const place = rest.threadId || rest.taskId ? {} : { channelId };
    return await ben.mutation(api.drafts.save, { ...place, text, ...rest });
  };
  const list = async () => await ben.query(api.drafts.list, {});
  const texts = async () => (await list()).map(({ text }) => text);
  return { ...workspace, channelId, threadId, taskId, save, list, texts };
}

type Saved = {
  channelId: Id<"channels">;
  threadId: Id<"messages">;
  taskId: Id<"tasks">;
  base: string;
};

test("a draft of a channel, of a thread and of a task is kept until its text is empty", async () => {
  const { channelId, threadId, taskId, save, list } = await makePlaces();
  await save("In the channel");
  await save("In the thread", { threadId });
  await save("Of the task", { taskId });
  await save("In the channel, longer");
  const found = await list();
  expect(found).toHaveLength(3);
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ channelId, text: "In the channel, longer" }),
      expect.objectContaining({ channelId, threadId, text: "In the thread" }),
      expect.objectContaining({ taskId, text: "Of the task" }),
    ]),
  );
  for (const place of [{}, { threadId }, { taskId }]) await save("", place);
  expect(await list()).toEqual([]);
});

test("nobody else sees it, not even an admin of the workspace", async () => {
  const { as, save } = await makePlaces();
  await save("Mine alone");
  for (const name of ["Ana", "Zoe"] as const) expect(await as(name).query(api.drafts.list, {})).toEqual([]);
});

test("two devices that saved at once are joined, and a repeated save changes nothing", async () => {
  const { save, texts } = await makePlaces();
  expect(await save("one", { base: "" })).toBe("one");
  expect(await save("two", { base: "" })).toBe("two\none");
  expect(await save("two", { base: "" })).toBe("two\none");
  expect(await save("two\none\nthree", { base: "two\none" })).toBe("two\none\nthree");
  expect(await texts()).toEqual(["two\none\nthree"]);
});

test("what is sent takes the draft that it began as with it, there and nowhere else", async () => {
  const { as, channelId, threadId, save, texts } = await makePlaces();
  const send = async (text: string, place: { threadId?: Id<"messages"> } = {}) =>
    await as("Ben").mutation(api.messages.create, { channelId, text, ...place });
  await save("Hel ");
  await save("Hel", { threadId });
  await send("Hello");
  expect(await texts()).toEqual(["Hel"]);
  await send("Hello", { threadId });
  expect(await texts()).toEqual([]);

  await save("Something else, from the other device");
  await send("Hello");
  expect(await texts()).toEqual(["Something else, from the other device"]);
});

test("a text that comes after it was sent joins nothing of it", async () => {
  const { as, channelId, save, texts } = await makePlaces();
  await save("Hello");
  await as("Ben").mutation(api.messages.create, { channelId, text: "Hello" });
  expect(await save("", { base: "Hello" })).toBe("");
  expect(await save("Hello\nAnd more", { base: "Hello" })).toBe("And more");
  expect(await texts()).toEqual(["And more"]);
});

test("it begins where its person may read, and goes on after that", async () => {
  const { as, ben, channelId, threadId, taskId, save, texts } = await makePlaces();
  for (const place of [{ channelId }, { threadId }, { taskId }])
    await expect(as("Zoe").mutation(api.drafts.save, { ...place, text: "Hi" })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
  await save("Begun");
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  await expect(save("New", { threadId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  expect(await texts()).toEqual(["Begun"]);
  await save("Begun, for another place");
  await save("");
  expect(await texts()).toEqual([]);
});

test("a draft is of one place, and no longer than a message", async () => {
  const { as, channelId, threadId, save, texts } = await makePlaces();
  const refused = async (rest: Partial<Saved>, text = "Hi") =>
    await save(text, rest).then(
      () => null,
      (e: unknown) => e,
    );
  expect(await refused({ channelId, threadId })).toMatchObject(refusal("ONE_THING"));
  await expect(as("Ben").mutation(api.drafts.save, { text: "Hi" })).rejects.toMatchObject(
    refusal("ONE_THING"),
  );
  const reply = await as("Ana").mutation(api.messages.create, { channelId, text: "Yes", threadId });
  expect(await refused({ threadId: reply })).toMatchObject(refusal("THREAD_NESTED"));
  const longest = "x".repeat(LIMITS.messageText);
  expect(await refused({}, `${longest}x`)).toMatchObject(refusal("TEXT_TOO_LONG"));
  await save(longest);
  expect(await refused({ base: "" }, "y")).toMatchObject(refusal("TEXT_TOO_LONG"));
  expect(await texts()).toEqual([longest]);
});

test("a reply in a private channel is as unknown to outsiders as none at all", async () => {
  const { as, say, hiring } = await makeWorkspace();
  const threadId = await say("Ana", hiring, "Whom do we ask?");
  const reply = await as("Ana").mutation(api.messages.create, { channelId: hiring, threadId, text: "Zoe" });
  const saved = (name: "Zoe" | "Ben") => as(name).mutation(api.drafts.save, { threadId: reply, text: "Hm" });
  await expect(saved("Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(saved("Ben")).rejects.toMatchObject(refusal("THREAD_NESTED"));
});
