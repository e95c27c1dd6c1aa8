/** Pinned messages, for all who read a channel, and saved ones, for oneself. */
import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

const { pin, unpin, save, unsave, savedIn } = api.messages;

async function found({ as }: Workspace, name: "Ana" | "Ben" | "Zoe", text: string) {
  const { page, isCut } = await as(name).query(api.search.all, { text, paginationOpts: firstPage });
  expect(isCut).toBe(false);
  return page.map(({ id }) => id);
}

test("a message is pinned by one of its channel for all of them, until one of them takes that back", async () => {
  const workspace = await makeWorkspace();
  const { as, say, ana, ben, hiring } = workspace;
  const messageId = await say("Ana", hiring, "The budget");
  await say("Ana", hiring, "Something else");
  const seen = async (name: "Ana" | "Ben") =>
    (await as(name).query(api.messages.get, { messageId })).pinnedBy;

  await expect(as("Zoe").mutation(pin, { messageId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  await as("Ben").mutation(pin, { messageId });
  await as("Ana").mutation(pin, { messageId });
  expect([await seen("Ana"), await seen("Ben")]).toEqual([ben, ben]);
  for (const text of ["has:pin", "has:pin budget", `has:pin in:${hiring}`])
    expect(await found(workspace, "Ana", text)).toEqual([messageId]);
  expect(await found(workspace, "Zoe", "has:pin")).toEqual([]);

  await expect(as("Zoe").mutation(unpin, { messageId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  await as("Ana").mutation(unpin, { messageId });
  await as("Ana").mutation(unpin, { messageId });
  expect(await seen("Ben")).toBeUndefined();
  expect(await found(workspace, "Ben", "has:pin")).toEqual([]);
  const { page } = await as("Ben").query(api.events.list, { messageId, paginationOpts: firstPage });
  expect(page.map(({ actorId, changes }) => [actorId, changes])).toEqual([
    [ana, [{ field: "pinnedBy", before: ben }]],
    [ben, [{ field: "pinnedBy", after: ben }]],
  ]);
});

test("a pin is for who may write, on a message that is there", async () => {
  const { as, say, general } = await makeWorkspace();
  const launch = await as("Ana").mutation(api.channels.create, { name: "launch" });
  const message = await say("Ana", launch, "We are live");
  await expect(as("Zoe").mutation(pin, { messageId: message })).rejects.toMatchObject(
    refusal("NOT_A_MEMBER"),
  );
  await as("Ana").mutation(pin, { messageId: message });
  await as("Ana").mutation(api.channels.archive, { channelId: launch });
  for (const change of [pin, unpin])
    await expect(as("Ana").mutation(change, { messageId: message })).rejects.toMatchObject(
      refusal("CHANNEL_ARCHIVED"),
    );
  const gone = await say("Ana", general, "Oops");
  await as("Ana").mutation(api.messages.remove, { messageId: gone });
  await expect(as("Ana").mutation(pin, { messageId: gone })).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("a deleted message is no pin, and is one again once it is restored", async () => {
  const workspace = await makeWorkspace();
  const { as, say, general } = workspace;
  const messageId = await say("Ana", general, "Read me");
  await as("Ben").mutation(pin, { messageId });
  await as("Ana").mutation(api.messages.remove, { messageId });
  expect(await found(workspace, "Ben", "has:pin")).toEqual([]);
  await as("Ana").mutation(api.messages.restore, { messageId });
  expect(await found(workspace, "Ben", "has:pin")).toEqual([messageId]);
});

test("what somebody saves is marked and found for them alone", async () => {
  const workspace = await makeWorkspace();
  const { as, say, general, hiring } = workspace;
  const [first, second] = [await say("Ana", general, "First plan"), await say("Ana", hiring, "Second plan")];
  await say("Ana", general, "Third plan");

  for (const messageId of [second, first, first]) await as("Ben").mutation(save, { messageId });
  await expect(as("Zoe").mutation(save, { messageId: second })).rejects.toMatchObject(refusal("NOT_FOUND"));
  expect(await as("Ben").query(savedIn, { channelId: general })).toEqual([first]);
  expect(await as("Ana").query(savedIn, { channelId: general })).toEqual([]);
  // In the order of the messages, not in that of saving.
  expect(await found(workspace, "Ben", "is:saved")).toEqual([second, first]);
  expect(await found(workspace, "Ben", "is:saved second")).toEqual([second]);
  expect(await found(workspace, "Ben", `is:saved in:${general}`)).toEqual([first]);
  expect(await found(workspace, "Ben", "is:saved from:zoe")).toEqual([]);
  expect(await found(workspace, "Ben", `plan -is:saved in:${general}`)).toHaveLength(1);
  expect(await found(workspace, "Ana", "is:saved")).toEqual([]);

  await as("Ben").mutation(unsave, { messageId: first });
  await as("Ben").mutation(unsave, { messageId: first });
  expect(await found(workspace, "Ben", "is:saved")).toEqual([second]);
});

test("what one may no longer read is saved and not found, and can still be let go", async () => {
  const workspace = await makeWorkspace();
  const { as, say, ben, hiring } = workspace;
  const messageId = await say("Ana", hiring, "Salaries");
  await as("Ben").mutation(save, { messageId });
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(await found(workspace, "Ben", "is:saved")).toEqual([]);
  await expect(as("Ben").query(savedIn, { channelId: hiring })).rejects.toMatchObject(refusal("NOT_FOUND"));
  await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: ben });
  expect(await found(workspace, "Ben", "is:saved")).toEqual([messageId]);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await as("Ben").mutation(unsave, { messageId });
  await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: ben });
  expect(await found(workspace, "Ben", "is:saved")).toEqual([]);
});
