import { expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { LIMITS } from "./shared/limits";
import { firstPage, makeWorkspace, refusal } from "./testing.setup";

type Member = "Ana" | "Ben" | "Zoe" | "Max";

/** Messages of #hiring: Ana and Ben are in it, Zoe is not, and Max is no member of the workspace. */
async function makeChannel() {
  const workspace = await makeWorkspace();
  const { as, say, hiring: channelId } = workspace;
  const post = async (text: string) => await say("Ana", channelId, text);
  const place = async (messageId: string, name: Member = "Ben", inChannel: string = channelId) =>
    await as(name).query(api.messages.place, { channelId: inChannel, messageId });
  const reply = async (threadId: Id<"messages">, text: string) =>
    await as("Ana").mutation(api.messages.create, { channelId, threadId, text });
  return { ...workspace, channelId, post, place, reply };
}

test("a message's place leads to it; who may not read it learns no more than of one that never was", async () => {
  const { post, place, channelId, hiring, general, as, ben } = await makeChannel();
  const id = await post("One");
  expect(await place(id)).toMatchObject({ channelId, isDeleted: false });
  expect((await place(id)).threadId).toBeUndefined();

  const unknown = `${id.slice(0, -1)}${id.endsWith("a") ? "b" : "a"}`;
  for (const other of [unknown, "", "x".repeat(500), hiring, ben])
    await expect(place(other)).rejects.toMatchObject(refusal("NOT_FOUND"));
  for (const channel of [general, "", ben])
    await expect(place(id, "Ben", channel)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(place(id, "Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(place(id, "Max")).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));

  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  await expect(place(id)).rejects.toMatchObject(refusal("DEACTIVATED"));
});

test("a reply's place names its thread, and a deleted message's says that it is deleted", async () => {
  const { post, reply, place, as } = await makeChannel();
  const root = await post("Question");
  const answer = await reply(root, "Answer");
  const { commitTs: channelTs } = await place(root);
  expect(await place(answer)).toMatchObject({ threadId: root, channelTs, isDeleted: false });
  await as("Ana").mutation(api.messages.remove, { messageId: answer });
  expect(await place(answer)).toMatchObject({ threadId: root, isDeleted: true });
  await as("Ana").mutation(api.messages.restore, { messageId: answer });
  expect(await place(answer)).toMatchObject({ isDeleted: false });
});

test("from the place of a message pages lead both ways, without gap or repetition", async () => {
  const { post, place, as, channelId } = await makeChannel();
  const ids: Id<"messages">[] = [];
  for (let n = 0; n < 9; n++) ids.push(await post(`${n}`));
  const { commitTs } = await place(ids[4]!);
  const walk = async (args: { upTo: bigint } | { after: bigint; order: "asc" }) => {
    const texts: string[] = [];
    let cursor: string | null = null;
    for (let isDone = false; !isDone;) {
      const paginationOpts = { numItems: 2, cursor };
      const result: { page: { text: string }[]; isDone: boolean; continueCursor: string } = await as(
        "Ben",
      ).query(api.messages.paginated, { channelId, ...args, paginationOpts });
      texts.push(...result.page.map(({ text }) => text));
      ({ isDone, continueCursor: cursor } = result);
    }
    return texts.join("");
  };
  expect(await walk({ upTo: commitTs })).toBe("43210");
  expect(await walk({ after: commitTs, order: "asc" })).toBe("5678");
});

test("a thread's pages lead both ways from one of its replies", async () => {
  const { post, reply, place, as } = await makeChannel();
  const root = await post("Question");
  const ids: Id<"messages">[] = [];
  for (let n = 0; n < 5; n++) ids.push(await reply(root, `${n}`));
  const { commitTs } = await place(ids[2]!);
  const read = async (args: { upTo: bigint } | { after: bigint; order: "asc" }) => {
    const asked = { messageId: root, ...args, paginationOpts: firstPage };
    return (await as("Ben").query(api.messages.thread, asked)).page.map(({ text }) => text).join("");
  };
  expect(await read({ upTo: commitTs })).toBe("210");
  expect(await read({ after: commitTs, order: "asc" })).toBe("34");
});

test("days with messages are told to readers of the channel only, within limits", async () => {
  const { post, as, channelId } = await makeChannel();
  await post("Today");
  const day = 86_400_000;
  const now = Date.now();
  const ask = async (bounds: number[], name: Member = "Ben") =>
    await as(name).query(api.messages.days, { channelId, bounds });
  expect(await ask([now - 2 * day, now - day, now + day, now + 2 * day])).toEqual([false, true, false]);
  expect(await ask([])).toEqual([]);
  expect(await ask([now - day])).toEqual([]);

  await expect(ask([now - day, now + day], "Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  for (const wrong of [Number.NaN, -1, Infinity, 1e300])
    await expect(ask([wrong, now])).rejects.toMatchObject(refusal("DATE_INVALID"));
  const many = Array.from({ length: LIMITS.daysAsked + 2 }, (_, i) => now + i);
  await expect(ask(many)).rejects.toMatchObject(refusal("TOO_MANY_IDS"));
  expect(await ask(many.slice(1))).toHaveLength(LIMITS.daysAsked);
});
