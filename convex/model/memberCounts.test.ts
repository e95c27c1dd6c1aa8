import { expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import { makeWorkspace } from "../testing.setup";

/** Public channels as they were before there were counts: "design" with Ana and Zoe, and everybody's. */
async function makeOld() {
  const workspace = await makeWorkspace();
  const { t, as, zoe, general } = workspace;
  const channelId = await as("Ana").mutation(api.channels.create, { name: "design" });
  await as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
  await t.run(async (ctx) => {
    for (const { _id } of await ctx.db.query("memberCounts").collect())
      await ctx.db.delete("memberCounts", _id);
    for (const head of await ctx.db.query("channelHeads").collect())
      await ctx.db.patch("channelHeads", head._id, { memberCount: head.channelId === general ? 3 : 2 });
  });
  const counts = async () =>
    (await as("Ana").query(api.channels.browse, {})).map(({ memberCount }) => memberCount);
  return { ...workspace, channelId, counts };
}

test("a channel from before there were counts has its head's, until somebody comes or goes", async () => {
  const { as, ben, zoe, channelId, counts } = await makeOld();
  await as("Ana").mutation(api.users.deactivate, { userId: zoe });
  expect(await counts()).toEqual([2, 3]);
  await as("Ben").mutation(api.channels.join, { channelId });
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  expect(await counts()).toEqual([1, 3]);
  await as("Ana").mutation(api.users.reactivate, { userId: zoe });
  expect(await counts()).toEqual([2, 3]);
});

test("the clean-up counts every channel from before, once", async () => {
  const { t, as, zoe, counts } = await makeOld();
  await as("Ana").mutation(api.users.deactivate, { userId: zoe });
  for (const _ of [1, 2, 3, 4]) await t.mutation(internal.channels.fillInCounts, {});
  expect(await counts()).toEqual([1, 2]);
  expect(await t.run(async (ctx) => await ctx.db.query("memberCounts").collect())).toHaveLength(2);
});
