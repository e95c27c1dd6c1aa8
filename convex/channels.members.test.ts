import { expect, test } from "vitest";
import { api } from "./_generated/api";
import { LIMITS } from "./shared/limits";
import { firstPage, makeWorkspace, membersOf, refusal } from "./testing.setup";

test("members are listed in the order in which they joined, page by page, those who left last", async () => {
  const { as, ana, ben, zoe, general: channelId } = await makeWorkspace();
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  const page = async (cursor: string | null) =>
    await as("Zoe").query(api.channels.members, { channelId, paginationOpts: { numItems: 2, cursor } });
  const first = await page(null);
  const second = await page(first.continueCursor);
  expect(first.page.map(({ userId }) => userId)).toEqual([ana, zoe]);
  expect(second.page).toMatchObject([{ userId: ben, isDeactivated: true }]);

  await as("Ana").mutation(api.users.reactivate, { userId: ben });
  const all = await membersOf(as("Zoe"), channelId);
  expect(all.map(({ userId, isDeactivated }) => [userId, isDeactivated])).toEqual([
    [ana, false],
    [ben, false],
    [zoe, false],
  ]);
});

test("the active people of every kind of channel are counted", async () => {
  const { as, ben, zoe, hiring } = await makeWorkspace();
  const direct = await as("Ana").mutation(api.channels.openDirect, { userIds: [ben, zoe] });
  const count = async () => [
    await as("Ana").query(api.channels.memberCount, { channelId: hiring }),
    await as("Ana").query(api.channels.memberCount, { channelId: direct }),
  ];
  expect(await count()).toEqual([2, 3]);
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  expect(await count()).toEqual([1, 2]);
  await as("Ana").mutation(api.users.reactivate, { userId: ben });
  await as("Ben").mutation(api.channels.leave, { channelId: hiring });
  expect(await count()).toEqual([1, 3]);
});

test("a private channel is archived when those who left the workspace are the only ones in it", async () => {
  const { as, ben, hiring: channelId } = await makeWorkspace();
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  await as("Ana").mutation(api.channels.leave, { channelId });
  await as("Ana").mutation(api.users.reactivate, { userId: ben });
  expect(await as("Ben").query(api.channels.get, { channelId })).toMatchObject({
    archivedAt: expect.any(Number),
  });
  expect(await as("Ben").query(api.channels.memberCount, { channelId })).toBe(1);
});

test("it is said who of some people is in a channel, deactivated or not", async () => {
  const { as, ana, ben, zoe, general, hiring: channelId } = await makeWorkspace();
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  const ids = [zoe, ben, "nobody", general, ana];
  expect(await as("Ana").query(api.channels.areMembers, { channelId, ids })).toEqual([ben, ana]);
  const many = Array.from({ length: LIMITS.idsAsked + 1 }, () => ana);
  const asked = as("Ana").query(api.channels.areMembers, { channelId, ids: many });
  await expect(asked).rejects.toMatchObject(refusal("TOO_MANY_IDS"));
});

test("who is in a private channel is for its people alone to know", async () => {
  const { as, ana, hiring: channelId } = await makeWorkspace();
  const ask = (name: "Ben" | "Zoe" | "Max") => [
    as(name).query(api.channels.members, { channelId, paginationOpts: firstPage }),
    as(name).query(api.channels.memberCount, { channelId }),
    as(name).query(api.channels.areMembers, { channelId, ids: [ana] }),
  ];
  expect(await Promise.all(ask("Ben"))).toMatchObject([{ isDone: true }, 2, [ana]]);
  for (const attempt of ask("Zoe")) await expect(attempt).rejects.toMatchObject(refusal("NOT_FOUND"));
  for (const attempt of ask("Max")) await expect(attempt).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
});
