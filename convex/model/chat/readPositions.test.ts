import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace } from "../../testing.setup";

const makeChannel = async (ctx: MutationCtx, createdBy: Id<"users">) =>
  await ctx.db.insert("channels", {
    name: "x",
    kind: "public",
    description: "",
    createdBy,
    isArchived: false,
  });

async function makeReaders() {
  const workspace = await makeWorkspace();
  const { t, as, ben } = workspace;
  const positionIn = async (channelId: Id<"channels">) =>
    (await as("Ben").query(api.channels.positions, {})).find((one) => one.channelId === channelId);
  const stored = async () =>
    await t.run(
      async (ctx) =>
        await ctx.db
          .query("readPositions")
          .withIndex("by_userId", (q) => q.eq("userId", ben))
          .unique(),
    );
  return { ...workspace, positionIn, stored };
}

test("what a person's own times were is forgotten with the place they left", async () => {
  const { as, say, general, hiring, positionIn, stored, ben } = await makeReaders();
  const messageId = await say("Ben", hiring, "Mine");
  await as("Ben").mutation(api.channels.markUnread, { channelId: hiring, messageId });
  expect((await stored())?.ownTimes).toHaveProperty(hiring);

  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(await positionIn(hiring)).toBeUndefined();
  expect(await positionIn(general)).toBeDefined();
  expect((await stored())?.ownTimes).toBeUndefined();
});

test("own messages are kept apart in so many channels that the document stays small", async () => {
  const { t, as, say, ben, general, stored } = await makeReaders();
  const messageId = await say("Ben", general, "Mine");
  const one = await stored();
  await t.run(async (ctx) => {
    const ownTimes: Record<Id<"channels">, number[]> = {};
    while (Object.keys(ownTimes).length < LIMITS.channelsWithOwnTimes)
      ownTimes[await makeChannel(ctx, ben)] = [1];
    await ctx.db.patch("readPositions", one!._id, { ownTimes });
  });
  await as("Ben").mutation(api.channels.markUnread, { channelId: general, messageId });
  const { ownTimes } = (await stored())!;
  expect(ownTimes).toHaveProperty(general);
  expect(Object.keys(ownTimes!)).toHaveLength(LIMITS.channelsWithOwnTimes);
});

test("with more channels than there is room for, those that were read last stay", async () => {
  const { t, say, ben, general, hiring, positionIn, stored } = await makeReaders();
  const one = await stored();
  await t.run(async (ctx) => {
    const lastReadAt: Record<Id<"channels">, number> = { [hiring]: 1 };
    while (Object.keys(lastReadAt).length < LIMITS.channelsPerPerson)
      lastReadAt[await makeChannel(ctx, ben)] = 2;
    await ctx.db.patch("readPositions", one!._id, { lastReadAt });
  });
  await say("Ben", general, "One");
  expect(await positionIn(hiring)).toBeUndefined();
  expect((await positionIn(general))?.lastReadAt).toBeGreaterThan(2);
  expect(Object.keys((await stored())!.lastReadAt)).toHaveLength(LIMITS.channelsPerPerson);
});
