import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { callIn } from "../../shared/mentions";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  return () => vi.useRealTimers();
});

type Name = "Ana" | "Ben" | "Zoe";

async function makeCalls() {
  const workspace = await makeWorkspace();
  const { t, as, general } = workspace;
  const settle = async () => await t.finishAllScheduledFunctions(vi.runAllTimers);
  await settle();
  const say = async (name: Name, text: string, channelId = general) => {
    const messageId = await as(name).mutation(api.messages.create, { channelId, text });
    await settle();
    return messageId;
  };
  const inbox = async (name: Name) => {
    const { page } = await as(name).query(api.notices.list, { paginationOpts: firstPage });
    return page
      .filter(({ isDone, kind }) => !isDone && kind !== "membership")
      .map(({ kind }) => kind as string);
  };
  const badge = async (name: Name) =>
    (await as(name).query(api.channels.position, { channelId: general }))?.mentions;
  const rings = async (userId: Id<"users">) =>
    await t.run(async ({ db }) =>
      (await db.query("rings").collect())
        .filter((ring) => ring.userId === userId && ring.cause !== "membership")
        .map(({ cause }) => cause),
    );
  return { ...workspace, settle, say, inbox, badge, rings };
}

describe("a call to everybody", () => {
  test("tells and rings each member once, but not its author, nor twice those it names", async () => {
    const { ana, ben, zoe, say, inbox, badge, rings } = await makeCalls();
    await say("Ana", `@channel and <@${ben}>: lunch`);
    expect([await inbox("Ana"), await inbox("Ben"), await inbox("Zoe")]).toEqual([
      [],
      ["mention"],
      ["everyone"],
    ]);
    expect([await badge("Ana"), await badge("Ben"), await badge("Zoe")]).toEqual([0, 1, 1]);
    expect([await rings(ana), await rings(ben), await rings(zoe)]).toEqual([[], ["mention"], ["everyone"]]);
  });

  test("is taken back with its message, and comes back with it", async () => {
    const { as, say, settle, badge, inbox, general } = await makeCalls();
    const messageId = await say("Ana", "@channel lunch");
    await as("Ana").mutation(api.messages.remove, { messageId });
    await settle();
    expect([await badge("Zoe"), await inbox("Zoe")]).toEqual([0, []]);
    await as("Ana").mutation(api.messages.restore, { messageId });
    await settle();
    expect([await badge("Zoe"), await inbox("Zoe")]).toEqual([1, ["everyone"]]);
    await as("Zoe").mutation(api.channels.markRead, { channelId: general });
    expect(await badge("Zoe")).toBe(0);
  });

  test("by @here tells those only who are active", async () => {
    const { as, say, inbox } = await makeCalls();
    await as("Zoe").mutation(api.presence.beat, { windowId: "w", isActive: true, isUsed: true });
    await say("Ana", "@here lunch");
    expect([await inbox("Ben"), await inbox("Zoe")]).toEqual([[], ["everyone"]]);
  });

  test("says why, and obeys levels", async () => {
    const { as, say, rings, zoe, inbox } = await makeCalls();
    await as("Zoe").mutation(api.inbox.ringing.choose, { level: "nothing" });
    const messageId = await say("Ana", "@channel lunch");
    expect([await rings(zoe), await inbox("Zoe")]).toEqual([[], ["everyone"]]);
    const why = await as("Zoe").query(api.notices.why, { messageId });
    expect(why).toMatchObject({ rule: "everyone", tells: true, ring: { rings: false, rule: "nothing" } });
  });

  test("is for owners where they say so; others write the same words, which call nobody", async () => {
    const { as, say, general, inbox, badge } = await makeCalls();
    await expect(
      as("Ben").mutation(api.chat.channelSettings.setCalling, { channelId: general, calling: "owners" }),
    ).rejects.toMatchObject(refusal("FORBIDDEN"));
    await as("Ana").mutation(api.chat.channelSettings.setCalling, { channelId: general, calling: "owners" });
    await say("Ben", "@channel lunch");
    expect([await inbox("Zoe"), await badge("Zoe")]).toEqual([[], 0]);
    await say("Ana", "@channel lunch");
    expect(await inbox("Zoe")).toEqual(["everyone"]);
  });

  test("is none in a reply, in a conversation, and in code", async () => {
    const { as, general, say, settle, zoe, inbox } = await makeCalls();
    const threadId = await say("Ana", "Lunch?");
    await as("Ana").mutation(api.messages.create, { channelId: general, threadId, text: "@channel yes" });
    const direct = await as("Ana").mutation(api.channels.openDirect, { userIds: [zoe] });
    await say("Ana", "@channel you", direct);
    await say("Ana", "Write `@channel` for that");
    await settle();
    expect(await inbox("Zoe")).toEqual([]);
  });
});

test.each([
  ["@channel hi", "channel"],
  ["hi @here, (@channel)", "channel"],
  ["hi @here!", "here"],
  ["ana@channel.com @channels @Channel", undefined],
  ["```\n@channel\n```", undefined],
  ["no call", undefined],
])("%j calls %s", (text, call) => expect(callIn(text)).toBe(call));
