import { expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { makeWorkspace } from "../testing.setup";

const makeChannel = async (ctx: MutationCtx, createdBy: Id<"users">) =>
  await ctx.db.insert("channels", { name: "x", kind: "public", description: "", createdBy });

async function makeReaders() {
  const workspace = await makeWorkspace();
  const { t, as, ben } = workspace;
  const positionIn = async (channelId: Id<"channels">) =>
    (await as("Ben").query(api.channels.positions, {})).find((one) => one.channelId === channelId);
  const stored = async () =>
    await t.run(async (ctx) => {
      const positions = await ctx.db
        .query("readPositions")
        .withIndex("by_userId", (q) => q.eq("userId", ben))
        .collect();
      return { positions, cursors: await ctx.db.query("readCursors").collect() };
    });
  return { ...workspace, positionIn, stored };
}

/** Ben's positions as they were before they were one document, with a message of his own that he marked unread. */
async function makeOld() {
  const workspace = await makeReaders();
  const { t, as, say, ben, general, stored } = workspace;
  await say("Ana", general, "One");
  const messageId = await say("Ben", general, "Two");
  await as("Ben").mutation(api.channels.markUnread, { channelId: general, messageId });
  const [one] = (await stored()).positions;
  await t.run(async (ctx) => {
    for (const [id, lastReadAt] of Object.entries(one!.lastReadAt)) {
      const channelId = id as Id<"channels">;
      const ownTimes = one!.ownTimes?.[channelId];
      await ctx.db.insert("readCursors", { channelId, userId: ben, lastReadAt, ownTimes });
    }
    await ctx.db.delete("readPositions", one!._id);
  });
  return { ...workspace, before: one! };
}

test("positions from before they were one document are read where they are", async () => {
  const { general, hiring, positionIn, before } = await makeOld();
  expect(await positionIn(general)).toMatchObject({
    lastReadAt: before.lastReadAt[general],
    ownTimes: [expect.any(Number)],
  });
  expect(await positionIn(hiring)).toMatchObject({ lastReadAt: 0, ownTimes: [] });
});

test("they become one document when the first of them moves, and none is lost", async () => {
  const { say, general, hiring, positionIn, stored, before } = await makeOld();
  await say("Ben", hiring, "Three");

  const { positions, cursors } = await stored();
  expect(cursors).toEqual([]);
  expect(positions).toHaveLength(1);
  expect(Object.keys(positions[0]!.lastReadAt)).toHaveLength(Object.keys(before.lastReadAt).length);
  expect(positions[0]).toMatchObject({ ownTimes: before.ownTimes });
  expect(await positionIn(general)).toMatchObject({ lastReadAt: before.lastReadAt[general] });
  expect((await positionIn(hiring))?.lastReadAt).toBeGreaterThan(0);
});

test("what a person's own times were is forgotten with the place they left", async () => {
  const { as, say, general, hiring, positionIn, stored, ben } = await makeReaders();
  const messageId = await say("Ben", hiring, "Mine");
  await as("Ben").mutation(api.channels.markUnread, { channelId: hiring, messageId });
  expect((await stored()).positions[0]?.ownTimes).toHaveProperty(hiring);

  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(await positionIn(hiring)).toBeUndefined();
  expect(await positionIn(general)).toBeDefined();
  expect((await stored()).positions[0]?.ownTimes).toBeUndefined();
});

test("own messages are kept apart in so many channels that the document stays small", async () => {
  const { t, as, say, ben, general, stored } = await makeReaders();
  const messageId = await say("Ben", general, "Mine");
  const [one] = (await stored()).positions;
  await t.run(async (ctx) => {
    const ownTimes: Record<Id<"channels">, number[]> = {};
    while (Object.keys(ownTimes).length < LIMITS.channelsWithOwnTimes)
      ownTimes[await makeChannel(ctx, ben)] = [1];
    await ctx.db.patch("readPositions", one!._id, { ownTimes });
  });
  await as("Ben").mutation(api.channels.markUnread, { channelId: general, messageId });
  const { ownTimes } = (await stored()).positions[0]!;
  expect(ownTimes).toHaveProperty(general);
  expect(Object.keys(ownTimes!)).toHaveLength(LIMITS.channelsWithOwnTimes);
});

test("with more channels than there is room for, those that were read last stay", async () => {
  const { t, say, ben, general, hiring, positionIn, stored } = await makeReaders();
  const [one] = (await stored()).positions;
  await t.run(async (ctx) => {
    const lastReadAt: Record<Id<"channels">, number> = { [hiring]: 1 };
    while (Object.keys(lastReadAt).length < LIMITS.channelsPerPerson)
      lastReadAt[await makeChannel(ctx, ben)] = 2;
    await ctx.db.patch("readPositions", one!._id, { lastReadAt });
  });
  await say("Ben", general, "One");
  expect(await positionIn(hiring)).toBeUndefined();
  expect((await positionIn(general))?.lastReadAt).toBeGreaterThan(2);
  expect(Object.keys((await stored()).positions[0]!.lastReadAt)).toHaveLength(LIMITS.channelsPerPerson);
});
