import { describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { boardOf, firstPage, makeWorkspace, membersOf, refusal } from "./testing.setup";

describe("making and changing", () => {
  test("a name takes its normal form", async () => {
    const { as } = await makeWorkspace();
    const channelId = await as("Ben").mutation(api.channels.create, { name: " #Größe & Launch  2027! " });
    const channel = await as("Ben").query(api.channels.get, { channelId });
    expect(channel).toMatchObject({
      name: "größe-launch-2027",
      kind: "public",
      isMember: true,
      canManage: true,
    });
  });

  test.each([
    ["###", "NAME_EMPTY"],
    ["x".repeat(81), "NAME_TOO_LONG"],
    ["General", "NAME_TAKEN"],
  ] as const)("the name %j is refused: %s", async (name, code) => {
    const { as } = await makeWorkspace();
    await expect(as("Ben").mutation(api.channels.create, { name })).rejects.toMatchObject(refusal(code));
  });

  test("a private name may repeat: a refusal would give the other channel away", async () => {
    const { as } = await makeWorkspace();
    for (const name of ["hiring", "general"]) {
      const channelId = await as("Zoe").mutation(api.channels.create, { name, isPrivate: true });
      expect(await as("Zoe").query(api.channels.get, { channelId })).toMatchObject({ name, kind: "private" });
    }
  });

  test("members describe a channel, its creator and admins rename it", async () => {
    const { as, hiring: channelId } = await makeWorkspace();
    await as("Ben").mutation(api.channels.update, { channelId, description: "Two engineers" });
    await as("Ana").mutation(api.channels.update, { channelId, name: "Hiring 2027" });
    expect(await as("Ben").query(api.channels.get, { channelId })).toMatchObject({
      name: "hiring-2027",
      description: "Two engineers",
      canManage: false,
    });

    const update = async (name: "Ben" | "Zoe", changes: { name?: string; description?: string }) =>
      await as(name).mutation(api.channels.update, { channelId, ...changes });
    await expect(update("Ben", { name: "mine" })).rejects.toMatchObject(refusal("FORBIDDEN"));
    await expect(update("Zoe", { description: "" })).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(update("Ben", { description: "x".repeat(251) })).rejects.toMatchObject(
      refusal("TEXT_TOO_LONG"),
    );
  });

  test("a channel keeps its own name when it is given again, and no other public one", async () => {
    const { as } = await makeWorkspace();
    const channelId = await as("Ben").mutation(api.channels.create, { name: "design" });
    await as("Ben").mutation(api.channels.update, { channelId, name: "Design" });
    const rename = as("Ben").mutation(api.channels.update, { channelId, name: "general" });
    await expect(rename).rejects.toMatchObject(refusal("NAME_TAKEN"));
  });

  test("an archived channel is read-only until it is unarchived", async () => {
    const { as, say, hiring: channelId, zoe } = await makeWorkspace();
    const messageId = await say("Ben", channelId, "Hello");
    await expect(as("Ben").mutation(api.channels.archive, { channelId })).rejects.toMatchObject(
      refusal("FORBIDDEN"),
    );
    await as("Ana").mutation(api.channels.archive, { channelId });

    const archived = refusal("CHANNEL_ARCHIVED");
    await expect(say("Ben", channelId, "More")).rejects.toMatchObject(archived);
    const ben = as("Ben");
    await expect(ben.mutation(api.messages.update, { messageId, text: "New" })).rejects.toMatchObject(
      archived,
    );
    await expect(ben.mutation(api.messages.addReaction, { messageId, emoji: "👍" })).rejects.toMatchObject(
      archived,
    );
    await expect(ben.mutation(api.channels.addMember, { channelId, userId: zoe })).rejects.toMatchObject(
      archived,
    );
    await expect(ben.mutation(api.tasks.create, { title: "Call", channelId })).rejects.toMatchObject(
      archived,
    );
    expect(
      (await ben.query(api.messages.paginated, { channelId, paginationOpts: firstPage })).page,
    ).toHaveLength(1);

    await as("Ana").mutation(api.channels.unarchive, { channelId });
    await say("Ben", channelId, "More");
  });
});

type Browser = Pick<ReturnType<Awaited<ReturnType<typeof makeWorkspace>>["as"]>, "query">;

async function browsedBy(person: Browser, wanted: { text?: string; isArchived?: boolean } = {}) {
  return (await person.query(api.channels.browse, { ...wanted, paginationOpts: firstPage })).page;
}

describe("browsing", () => {
  test("goes on to the last of many public channels, and finds one by its name", async () => {
    const { as } = await makeWorkspace();
    for (let i = 10; i < 35; i += 1) await as("Ana").mutation(api.channels.create, { name: `team ${i}` });
    await as("Ana").mutation(api.channels.create, { name: "zebra house" });
    const names: string[] = [];
    for (let cursor: string | null = null, isDone = false; !isDone;) {
      const paginationOpts = { numItems: 10, cursor };
      const result: { page: { name: string }[]; isDone: boolean; continueCursor: string } = await as(
        "Zoe",
      ).query(api.channels.browse, { paginationOpts });
      names.push(...result.page.map(({ name }) => name));
      ({ isDone, continueCursor: cursor } = result);
    }
    expect(names).toHaveLength(27);
    expect(names.at(-1)).toBe("zebra-house");
    expect(await browsedBy(as("Zoe"), { text: "Zeb" })).toMatchObject([{ name: "zebra-house" }]);
    expect(await browsedBy(as("Zoe"), { text: "hiring" })).toEqual([]);
  });

  test("shows archived channels apart, from where they can be brought back", async () => {
    const { as } = await makeWorkspace();
    const channelId = await as("Ana").mutation(api.channels.create, { name: "old" });
    await as("Ana").mutation(api.channels.archive, { channelId });
    expect((await browsedBy(as("Zoe"))).map(({ name }) => name)).toEqual(["general"]);
    expect(await browsedBy(as("Zoe"), { isArchived: true })).toMatchObject([{ _id: channelId, name: "old" }]);
    expect(await browsedBy(as("Zoe"), { isArchived: true, text: "ol" })).toHaveLength(1);
    await as("Ana").mutation(api.channels.unarchive, { channelId });
    expect(await browsedBy(as("Zoe"), { isArchived: true })).toEqual([]);
    expect(await browsedBy(as("Zoe"), { text: "old" })).toHaveLength(1);
  });
});

describe("people", () => {
  test("a public channel can be read by all and written to by those who joined", async () => {
    const { as, say } = await makeWorkspace();
    const channelId = await as("Ana").mutation(api.channels.create, { name: "design" });
    await say("Ana", channelId, "Hello");

    const { page } = await as("Zoe").query(api.messages.paginated, { channelId, paginationOpts: firstPage });
    expect(page).toHaveLength(1);
    await expect(say("Zoe", channelId, "Hi")).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
    await as("Zoe").mutation(api.channels.join, { channelId });
    await as("Zoe").mutation(api.channels.join, { channelId });
    await say("Zoe", channelId, "Hi");
    expect(await membersOf(as("Ben"), channelId)).toHaveLength(2);
    expect(await browsedBy(as("Ben"))).toMatchObject([
      { name: "design", memberCount: 2, isMember: false },
      { name: "general", memberCount: 3, isMember: true },
    ]);
  });

  test("who is deactivated stays where they are, but is not counted until they are back", async () => {
    const { as, ben, general, hiring } = await makeWorkspace();
    const count = async () => {
      const channels = await browsedBy(as("Ana"));
      return channels.find(({ _id }) => _id === general)?.memberCount;
    };
    const deactivate = async () => await as("Ana").mutation(api.users.deactivate, { userId: ben });
    const reactivate = async () => await as("Ana").mutation(api.users.reactivate, { userId: ben });
    await reactivate();
    expect(await count()).toBe(3);
    await deactivate();
    await deactivate();
    expect(await count()).toBe(2);
    expect(await membersOf(as("Ana"), general)).toHaveLength(3);
    await reactivate();
    await reactivate();
    expect(await count()).toBe(3);
    expect(await membersOf(as("Ben"), hiring)).toHaveLength(2);

    const channelId = await as("Ana").mutation(api.channels.create, { name: "design" });
    await as("Ana").mutation(api.channels.addMember, { channelId, userId: ben });
    await deactivate();
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    await reactivate();
    const browsed = await browsedBy(as("Ana"));
    expect(browsed).toMatchObject([{ name: "design", memberCount: 1 }, { memberCount: 3 }]);
  });

  test("a private channel cannot be joined, found or extended from outside", async () => {
    const { as, hiring: channelId, zoe } = await makeWorkspace();
    const notFound = refusal("NOT_FOUND");
    const outsider = as("Zoe");
    await expect(outsider.mutation(api.channels.join, { channelId })).rejects.toMatchObject(notFound);
    await expect(outsider.query(api.channels.get, { channelId })).rejects.toMatchObject(notFound);
    await expect(
      outsider.query(api.channels.members, { channelId, paginationOpts: firstPage }),
    ).rejects.toMatchObject(notFound);
    const add = outsider.mutation(api.channels.addMember, { channelId, userId: zoe });
    await expect(add).rejects.toMatchObject(notFound);
    const remove = outsider.mutation(api.channels.removeMember, { channelId, userId: zoe });
    await expect(remove).rejects.toMatchObject(notFound);
    expect((await browsedBy(outsider)).map(({ name }) => name)).toEqual(["general"]);
  });

  test("a removed member sees nothing from that moment", async () => {
    const { as, say, hiring: channelId, ben } = await makeWorkspace();
    const messageId = await say("Ben", channelId, "Mine");
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });

    const notFound = refusal("NOT_FOUND");
    const read = as("Ben").query(api.messages.paginated, { channelId, paginationOpts: firstPage });
    await expect(read).rejects.toMatchObject(notFound);
    await expect(as("Ben").query(api.messages.get, { messageId })).rejects.toMatchObject(notFound);
    await expect(boardOf(as("Ben"), { channelId })).rejects.toMatchObject(notFound);
    await expect(as("Ben").mutation(api.messages.update, { messageId, text: "x" })).rejects.toMatchObject(
      notFound,
    );
    await expect(as("Ben").mutation(api.messages.remove, { messageId })).rejects.toMatchObject(notFound);
    await expect(say("Ben", channelId, "Again")).rejects.toMatchObject(notFound);
    expect(await as("Ben").query(api.channels.list, {})).toMatchObject([{ name: "general" }]);
    expect(await as("Ben").query(api.channels.position, { channelId })).toBeNull();
  });

  test("people leave a channel by themselves, and only managers remove others", async () => {
    const { as, hiring: channelId, ana, ben } = await makeWorkspace();
    const remove = as("Ben").mutation(api.channels.removeMember, { channelId, userId: ana });
    await expect(remove).rejects.toMatchObject(refusal("FORBIDDEN"));
    await as("Ben").mutation(api.channels.leave, { channelId });
    await expect(as("Ben").query(api.channels.get, { channelId })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    expect(await membersOf(as("Ana"), channelId)).toHaveLength(1);
  });

  test("nobody leaves, renames or archives the channel of everybody", async () => {
    const { as, general: channelId, ben } = await makeWorkspace();
    const fixed = refusal("CHANNEL_FIXED");
    await expect(as("Ben").mutation(api.channels.leave, { channelId })).rejects.toMatchObject(fixed);
    await expect(as("Ana").mutation(api.channels.archive, { channelId })).rejects.toMatchObject(fixed);
    await expect(as("Ana").mutation(api.channels.update, { channelId, name: "x" })).rejects.toMatchObject(
      fixed,
    );
    const remove = as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
    await expect(remove).rejects.toMatchObject(fixed);
  });
});

describe("direct conversations", () => {
  test("two people have one conversation, whoever opens it", async () => {
    const { as, say, ana, ben, hiring } = await makeWorkspace();
    const channelId = await as("Ana").mutation(api.channels.openDirect, { userIds: [ben] });
    expect(await as("Ben").mutation(api.channels.openDirect, { userIds: [ana, ben, ana] })).toBe(channelId);
    expect(channelId).not.toBe(hiring);

    await say("Ben", channelId, "Hi");
    const channel = await as("Ana").query(api.channels.get, { channelId });
    expect(channel).toMatchObject({ kind: "direct", name: "", directMemberIds: [ana, ben].toSorted() });
    await expect(as("Zoe").query(api.channels.get, { channelId })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
  });

  test("three people are another conversation, and one alone a place for notes", async () => {
    const { as, ana, ben, zoe } = await makeWorkspace();
    const open = async (userIds: Id<"users">[]) =>
      await as("Ana").mutation(api.channels.openDirect, { userIds });
    const ids = [await open([ben]), await open([ben, zoe]), await open([ana])];
    expect(new Set(ids).size).toBe(3);
  });

  test("its people stay as they are", async () => {
    const { as, ben, zoe } = await makeWorkspace();
    const channelId = await as("Ana").mutation(api.channels.openDirect, { userIds: [ben] });
    const fixed = refusal("CHANNEL_FIXED");
    const add = as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
    await expect(add).rejects.toMatchObject(fixed);
    await expect(as("Ben").mutation(api.channels.leave, { channelId })).rejects.toMatchObject(fixed);
    await expect(as("Zoe").mutation(api.channels.join, { channelId })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
  });

  test("nobody, too many, or people who left are refused", async () => {
    const { t, as, ben } = await makeWorkspace();
    const open = async (userIds: Id<"users">[]) =>
      await as("Ana").mutation(api.channels.openDirect, { userIds });
    await expect(open([])).rejects.toMatchObject(refusal("PEOPLE_COUNT"));
    await expect(open(Array.from({ length: 10 }, () => ben))).rejects.toMatchObject(refusal("PEOPLE_COUNT"));
    await t.run(async (ctx) => await ctx.db.patch("users", ben, { deactivatedAt: 1 }));
    await expect(open([ben])).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

test("an id of another table is refused before anything else", async () => {
  const { as, say, general } = await makeWorkspace();
  const messageId = await say("Ana", general, "Hello");
  const channelId = messageId as string as Id<"channels">;
  await expect(as("Ana").query(api.channels.get, { channelId })).rejects.toThrow(/channels/);
});

test("a private channel is archived when its last active person leaves, and a public one is not", async () => {
  const { as, t, ana, ben, hiring } = await makeWorkspace();
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ana });
  expect(await as("Ben").query(api.channels.get, { channelId: hiring })).not.toHaveProperty("archivedAt");
  await as("Ben").mutation(api.channels.addMember, { channelId: hiring, userId: ana });
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  await as("Ana").mutation(api.channels.leave, { channelId: hiring });
  await t.mutation(internal.users.makeAdmin, { email: "ben@example.com" });
  const channel = await as("Ben").query(api.channels.get, { channelId: hiring });
  expect(channel.archivedAt).toBeGreaterThan(0);

  const open = await as("Ana").mutation(api.channels.create, { name: "open" });
  await as("Ana").mutation(api.channels.leave, { channelId: open });
  expect(await as("Ben").query(api.channels.get, { channelId: open })).not.toHaveProperty("archivedAt");
});
