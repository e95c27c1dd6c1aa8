import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
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

test("positions are asked for by channel, a bounded number at once, and each person gets their own", async () => {
  const { as, general, hiring } = await makeWorkspace();
  const ask = async (name: "Ben" | "Zoe" | "Max", channelIds: Id<"channels">[]) =>
    await as(name).query(api.channels.positions, { channelIds });
  expect(await ask("Ben", [general, hiring])).toHaveLength(2);
  expect(await ask("Zoe", [general, hiring])).toMatchObject([{ channelId: general }]);
  await expect(ask("Max", [general])).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  const tooMany = Array.from({ length: LIMITS.idsAsked + 1 }, () => general);
  await expect(ask("Ben", tooMany)).rejects.toMatchObject(refusal("TOO_MANY_IDS"));
});
