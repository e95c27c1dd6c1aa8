import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { makeWorkspace, refusal } from "../../testing.setup";

test("a position is a row of its own, gone with the membership", async () => {
  const { t, as, say, ana, ben, general, hiring } = await makeWorkspace();
  const rowsOf = async (userId: Id<"users">) =>
    await t.run(
      async (ctx) =>
        await ctx.db
          .query("readPositions")
          .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId))
          .collect(),
    );
  const messageId = await say("Ben", hiring, "Mine");
  const before = await rowsOf(ben);
  await as("Ben").mutation(api.channels.markUnread, { channelId: hiring, messageId });
  const after = await rowsOf(ben);
  const changed = after.filter((row, i) => row.lastReadTs !== before[i]!.lastReadTs);
  expect(changed).toMatchObject([{ channelId: hiring, ownTimes: [expect.any(BigInt)] }]);
  expect(await rowsOf(ana)).toHaveLength(2);

  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect((await rowsOf(ben)).map(({ channelId }) => channelId)).toEqual([general]);
});

test("each person gets their own position, and none where they are no member", async () => {
  const { as, general, hiring } = await makeWorkspace();
  const ask = async (name: "Ben" | "Zoe" | "Max", channelId: Id<"channels">) =>
    await as(name).query(api.channels.position, { channelId });
  expect(await ask("Ben", hiring)).toMatchObject({ channelId: hiring, mentions: 0, replies: [] });
  expect(await ask("Zoe", hiring)).toBeNull();
  expect(await ask("Zoe", general)).toMatchObject({ channelId: general });
  await expect(ask("Max", general)).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
});
