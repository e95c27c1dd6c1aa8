import { describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { mentionToken } from "./shared/mentions";
import { firstPage, makeWorkspace, refusal } from "./testing.setup";

/** Messages of #hiring: Ana and Ben are in it, Zoe is not. */
async function makeChannel() {
  const workspace = await makeWorkspace();
  const { as, say, hiring: channelId } = workspace;
  type Member = "Ana" | "Ben" | "Zoe";
  const read = async (name: Member = "Ben") =>
    (await as(name).query(api.messages.paginated, { channelId, paginationOpts: firstPage })).page;
  const texts = async () => (await read()).map(({ text }) => text);
  const get = async (messageId: Id<"messages">) => await as("Ben").query(api.messages.get, { messageId });
  const reply = async (name: Member, threadId: Id<"messages">, text: string) =>
    await as(name).mutation(api.messages.create, { channelId, threadId, text });
  const post = async (text: string) => await say("Ana", channelId, text);
  return { ...workspace, channelId, read, texts, get, reply, post };
}

describe("posting", () => {
  test("members read it newest first; outsiders cannot tell that the channel exists", async () => {
    const { post, texts, read } = await makeChannel();
    await post("One");
    await post("  Two \n");

    expect(await texts()).toEqual(["Two", "One"]);
    await expect(read("Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  });

  test("every reader gets the same answer, so that it can be computed once", async () => {
    const { as, ben, post, read } = await makeChannel();
    const messageId = await post(`Look, ${mentionToken(ben)}`);
    await as("Ben").mutation(api.messages.addReaction, { messageId, emoji: "👀" });
    expect(await read("Ana")).toEqual(await read("Ben"));
  });

  test("a resent message is posted once", async () => {
    const { as, channelId, texts } = await makeChannel();
    const draft = { channelId, clientId: "c1", text: "Hello" };
    const first = await as("Ana").mutation(api.messages.create, draft);
    expect(await as("Ana").mutation(api.messages.create, draft)).toBe(first);
    expect(await as("Ben").mutation(api.messages.create, { ...draft, text: "Mine" })).not.toBe(first);
    expect(await texts()).toEqual(["Mine", "Hello"]);
  });

  test.each([
    [{ text: " \n\u200b" }, "TEXT_EMPTY"],
    [{ text: "x".repeat(40_001) }, "TEXT_TOO_LONG"],
    [{ text: "Hello", clientId: "" }, "CLIENT_ID_INVALID"],
    [{ text: "Hello", clientId: "x".repeat(65) }, "CLIENT_ID_INVALID"],
  ] as const)("%o is refused", async (draft, code) => {
    const { as, channelId, texts } = await makeChannel();
    const sent = as("Ana").mutation(api.messages.create, { channelId, ...draft });
    await expect(sent).rejects.toMatchObject(refusal(code));
    expect(await texts()).toEqual([]);
  });

  test("40,000 characters are let through, blanks around them not counted", async () => {
    const { post, texts } = await makeChannel();
    await post(` ${"x".repeat(40_000)} `);
    expect((await texts())[0]).toHaveLength(40_000);
  });

  test("only real people are mentioned, each once", async () => {
    const { ana, ben, channelId, post, get } = await makeChannel();
    const tokens = [ben, ana, ben, channelId, "nobody"].map(mentionToken);
    const messageId = await post(tokens.join(" "));
    expect(await get(messageId)).toMatchObject({ mentions: [ben, ana], text: tokens.join(" ") });
  });

  test("pages follow each other without gap or repetition", async () => {
    const { as, channelId, post } = await makeChannel();
    for (let count = 0; count < 5; count += 1) await post(`${count}`);
    const page = async (cursor: string | null) =>
      await as("Ben").query(api.messages.paginated, { channelId, paginationOpts: { numItems: 3, cursor } });

    const newer = await page(null);
    const older = await page(newer.continueCursor);
    expect([...newer.page, ...older.page].map(({ text }) => text)).toEqual(["4", "3", "2", "1", "0"]);
    expect([newer.isDone, older.isDone]).toEqual([false, true]);
  });
});

describe("editing and deleting", () => {
  test("only the author edits", async () => {
    const { as, ben, post, get } = await makeChannel();
    const messageId = await post("Helo");
    const edit = async (name: "Ana" | "Ben" | "Zoe", text: string) =>
      await as(name).mutation(api.messages.update, { messageId, text });

    await edit("Ana", "Helo");
    expect((await get(messageId)).editedAt).toBeUndefined();
    await edit("Ana", ` Hello ${mentionToken(ben)}`);
    expect(await get(messageId)).toMatchObject({ text: `Hello ${mentionToken(ben)}`, mentions: [ben] });
    expect((await get(messageId)).editedAt).toBeTypeOf("number");
    await expect(edit("Ben", "Mine")).rejects.toMatchObject(refusal("FORBIDDEN"));
    await expect(edit("Zoe", "Mine")).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(edit("Ana", " ")).rejects.toMatchObject(refusal("TEXT_EMPTY"));
  });

  test("not even an admin edits another's message, but an admin may delete it", async () => {
    const { as, say, channelId, texts } = await makeChannel();
    const messageId = await say("Ben", channelId, "Hello");
    const edit = as("Ana").mutation(api.messages.update, { messageId, text: "Bye" });
    await expect(edit).rejects.toMatchObject(refusal("FORBIDDEN"));
    await as("Ana").mutation(api.messages.remove, { messageId });
    expect(await texts()).toEqual([]);
  });

  test("a deleted message is gone, and comes back as it was", async () => {
    const { as, post, texts, get } = await makeChannel();
    await post("One");
    const messageId = await post("Two");
    await as("Ben").mutation(api.messages.addReaction, { messageId, emoji: "🎉" });
    const before = await get(messageId);
    await as("Ana").mutation(api.messages.remove, { messageId });

    expect(await texts()).toEqual(["One"]);
    await expect(get(messageId)).rejects.toMatchObject(refusal("NOT_FOUND"));
    const edit = as("Ana").mutation(api.messages.update, { messageId, text: "New" });
    await expect(edit).rejects.toMatchObject(refusal("NOT_FOUND"));
    const react = as("Ben").mutation(api.messages.addReaction, { messageId, emoji: "🎉" });
    await expect(react).rejects.toMatchObject(refusal("NOT_FOUND"));

    await as("Ana").mutation(api.messages.restore, { messageId });
    expect(await get(messageId)).toEqual(before);
  });

  test("only the author and admins delete and restore", async () => {
    const { as, post } = await makeChannel();
    const messageId = await post("One");
    for (const change of [api.messages.remove, api.messages.restore]) {
      await expect(as("Ben").mutation(change, { messageId })).rejects.toMatchObject(refusal("FORBIDDEN"));
      await expect(as("Zoe").mutation(change, { messageId })).rejects.toMatchObject(refusal("NOT_FOUND"));
      await as("Ana").mutation(change, { messageId });
    }
  });
});

describe("threads", () => {
  test("replies stay out of the channel and are counted on their message", async () => {
    const { as, post, reply, texts, get } = await makeChannel();
    const messageId = await post("Question");
    await reply("Ben", messageId, "Answer");
    await reply("Ana", messageId, "Thanks");

    expect(await texts()).toEqual(["Question"]);
    const thread = await as("Ben").query(api.messages.thread, { messageId, paginationOpts: firstPage });
    expect(thread.page.map(({ text }) => text)).toEqual(["Thanks", "Answer"]);
    expect(await get(messageId)).toMatchObject({ replyCount: 2, lastReplyAt: thread.page[0]!.sentAt });
    const outside = as("Zoe").query(api.messages.thread, { messageId, paginationOpts: firstPage });
    await expect(outside).rejects.toMatchObject(refusal("NOT_FOUND"));
  });

  test("the count follows deleting and restoring", async () => {
    const { as, post, reply, get } = await makeChannel();
    const messageId = await post("Question");
    const answer = await reply("Ben", messageId, "Answer");
    await as("Ben").mutation(api.messages.remove, { messageId: answer });
    expect(await get(messageId)).toMatchObject({ replyCount: 0 });
    expect((await get(messageId)).lastReplyAt).toBeUndefined();
    await as("Ben").mutation(api.messages.restore, { messageId: answer });
    await as("Ben").mutation(api.messages.restore, { messageId: answer });
    expect(await get(messageId)).toMatchObject({ replyCount: 1 });
  });

  test("a deleted message with replies leaves an empty place, until the replies are gone", async () => {
    const { as, post, reply, read } = await makeChannel();
    const messageId = await post("Question");
    const answer = await reply("Ben", messageId, "Answer");
    await as("Ben").mutation(api.messages.addReaction, { messageId, emoji: "👍" });
    await as("Ana").mutation(api.messages.remove, { messageId });

    const [trace] = await read();
    expect(trace).toMatchObject({ _id: messageId, text: "", reactions: [], replyCount: 1 });
    expect(trace!.deletedAt).toBeTypeOf("number");
    await reply("Ana", messageId, "The thread goes on");
    await as("Ben").mutation(api.messages.remove, { messageId: answer });
    expect(await read()).toHaveLength(1);
  });

  test("a reply to a reply, or from another channel, is refused", async () => {
    const { as, post, reply, general: channelId } = await makeChannel();
    const threadId = await post("Question");
    const answer = await reply("Ben", threadId, "Answer");
    await expect(reply("Ana", answer, "Thanks")).rejects.toMatchObject(refusal("THREAD_NESTED"));
    const elsewhere = as("Ana").mutation(api.messages.create, { channelId, threadId, text: "Here" });
    await expect(elsewhere).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(reply("Zoe", threadId, "Me too")).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

describe("reactions", () => {
  test("each emoji lists who used it, in the order of first use", async () => {
    const { as, ana, ben, post, get } = await makeChannel();
    const messageId = await post("Shipped");
    const react = async (name: "Ana" | "Ben", emoji: string) =>
      await as(name).mutation(api.messages.addReaction, { messageId, emoji });
    await react("Ben", "🎉");
    await react("Ben", "🎉");
    await react("Ana", "❤️");
    await react("Ana", "🎉");

    const reactions = [
      { emoji: "🎉", userIds: [ben, ana] },
      { emoji: "❤️", userIds: [ana] },
    ];
    expect((await get(messageId)).reactions).toEqual(reactions);
    for (const emoji of ["❤️", "❤️", "👍"]) {
      await as("Ana").mutation(api.messages.removeReaction, { messageId, emoji });
    }
    expect((await get(messageId)).reactions).toEqual(reactions.slice(0, 1));
  });

  test.each(["", "x", "12", "👍 👍", "👍".repeat(17), "<b>👍</b>"])("%j is no emoji", async (emoji) => {
    const { as, post } = await makeChannel();
    const messageId = await post("Shipped");
    const react = as("Ben").mutation(api.messages.addReaction, { messageId, emoji });
    await expect(react).rejects.toMatchObject(refusal("EMOJI_INVALID"));
  });

  test("a message holds fifty kinds", async () => {
    const { as, post, get } = await makeChannel();
    const messageId = await post("Shipped");
    const react = async (name: "Ana" | "Ben", index: number) => {
      const emoji = String.fromCodePoint(0x1f400 + index);
      await as(name).mutation(api.messages.addReaction, { messageId, emoji });
    };
    for (let index = 0; index < 50; index += 1) await react("Ben", index);
    await expect(react("Ana", 50)).rejects.toMatchObject(refusal("TOO_MANY_REACTIONS"));
    await react("Ana", 7);
    expect((await get(messageId)).reactions).toHaveLength(50);
  });

  test("only members react", async () => {
    const { as, say, post } = await makeChannel();
    const secret = await post("Shipped");
    const channelId = await as("Ana").mutation(api.channels.create, { name: "design" });
    const open = await say("Ana", channelId, "Look");
    for (const change of [api.messages.addReaction, api.messages.removeReaction]) {
      const react = async (messageId: Id<"messages">) =>
        await as("Zoe").mutation(change, { messageId, emoji: "👍" });
      await expect(react(secret)).rejects.toMatchObject(refusal("NOT_FOUND"));
      await expect(react(open)).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
    }
  });
});
