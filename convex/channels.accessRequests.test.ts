import { expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { LIMITS } from "./shared/limits";
import { makeWorkspace, membersOf, refusal } from "./testing.setup";

type Name = "Ana" | "Ben" | "Zoe" | "Max";

/** Ana and Ben are in the private #hiring; Zoe was sent a link into it. */
async function makeDoor() {
  const workspace = await makeWorkspace();
  const { as, hiring } = workspace;
  const ask = async (channelId: string = hiring, name: Name = "Zoe") =>
    await as(name).mutation(api.channels.askForAccess, { channelId });
  const waiting = async (channelId: Id<"channels"> = hiring, name: Name = "Ben") =>
    (await as(name).query(api.channels.accessRequests, { channelId })).map(({ userId }) => userId);
  const answer = async (userId: Id<"users">, isAdded: boolean, name: Name = "Ben") =>
    await as(name).mutation(api.channels.answerAccessRequest, { channelId: hiring, userId, isAdded });
  const members = async () => (await membersOf(as("Ana"), hiring)).map(({ userId }) => userId);
  return { ...workspace, ask, waiting, answer, members };
}

test("members see who asks, once however often, and one of them lets that person in", async () => {
  const { zoe, as, ask, waiting, answer, members, hiring } = await makeDoor();
  expect(await ask()).toBeNull();
  await ask();
  expect(await waiting()).toEqual([zoe]);
  await expect(waiting(hiring, "Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(answer(zoe, true, "Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));

  await answer(zoe, true);
  expect(await members()).toContain(zoe);
  expect(await waiting()).toEqual([]);
  expect(await as("Zoe").query(api.channels.accessRequests, { channelId: hiring })).toEqual([]);
});

test("who is dismissed stays outside, and what somebody else has answered stands", async () => {
  const { zoe, ask, waiting, answer, members } = await makeDoor();
  await ask();
  await answer(zoe, false, "Ana");
  await answer(zoe, true);
  expect(await waiting()).toEqual([]);
  expect(await members()).not.toContain(zoe);
  await ask();
  expect(await waiting()).toEqual([zoe]);
});

test("the answer is the same for what is not there, not private, archived or one's own; nothing is written", async () => {
  const { as, ask, waiting, ana, ben, zoe, say, general, hiring } = await makeDoor();
  const direct = await as("Ana").mutation(api.channels.openDirect, { userIds: [ben] });
  const messageId = await say("Ana", hiring, "Hello");
  const old = await as("Ana").mutation(api.channels.create, { name: "old", isPrivate: true });
  await as("Ana").mutation(api.channels.archive, { channelId: old });
  for (const address of ["", "x".repeat(1_000), zoe, ana, messageId, general, direct, old])
    expect(await ask(address)).toBeNull();
  expect(await ask(hiring, "Ben")).toBeNull();
  for (const channelId of [general, direct, old, hiring]) expect(await waiting(channelId, "Ana")).toEqual([]);

  await expect(ask(hiring, "Max")).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await as("Ana").mutation(api.users.deactivate, { userId: zoe });
  await expect(ask()).rejects.toMatchObject(refusal("DEACTIVATED"));
});

test("a request goes when the person is added another way, or deactivated", async () => {
  const { as, zoe, ask, waiting, answer, members, hiring } = await makeDoor();
  await ask();
  await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: zoe });
  expect(await waiting()).toEqual([]);

  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: zoe });
  await ask();
  await as("Ana").mutation(api.users.deactivate, { userId: zoe });
  expect(await waiting()).toEqual([]);
  await answer(zoe, true);
  expect(await members()).not.toContain(zoe);
});

test("an archived channel lets nobody in", async () => {
  const { as, zoe, ask, answer, hiring } = await makeDoor();
  await ask();
  await as("Ana").mutation(api.channels.archive, { channelId: hiring });
  await expect(answer(zoe, true)).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
});

test("of many requests of one person the oldest gives way", async () => {
  const { as, zoe, ask, waiting } = await makeDoor();
  const made: Id<"channels">[] = [];
  for (let n = 0; n <= LIMITS.accessRequestsPerPerson; n++)
    made.push(await as("Ana").mutation(api.channels.create, { name: `room-${n}`, isPrivate: true }));
  for (const channelId of made) await ask(channelId);
  expect(await waiting(made[0], "Ana")).toEqual([]);
  expect(await waiting(made[1], "Ana")).toEqual([zoe]);
  expect(await waiting(made.at(-1), "Ana")).toEqual([zoe]);
});
