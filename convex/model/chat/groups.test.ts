import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { ErrorCode } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

const { addMembers, create, get, list, members, mine, remove, removeMember, update } = api.chat.groups;

type Name = "Ana" | "Ben" | "Zoe" | "Max";

async function makeGroups() {
  const workspace = await makeWorkspace();
  const { as, ben } = workspace;
  const groupId = await as("Ben").mutation(create, { handle: "Design Team", name: "Design" });
  const all = async (name: Name = "Zoe") =>
    (await as(name).query(list, {})).map(({ handle, memberCount }) => [handle, memberCount]);
  const people = async (id = groupId) =>
    (await as("Zoe").query(members, { groupId: id, paginationOpts: firstPage })).page;
  const refused = async (answer: Promise<unknown>, code: ErrorCode) =>
    await expect(answer).rejects.toMatchObject(refusal(code));
  return { ...workspace, groupId, all, people, refused, maker: ben };
}

describe("a group", () => {
  test("has its maker in it, a handle as channels have names, and is seen by everybody", async () => {
    const { as, groupId, all, people, ben } = await makeGroups();
    expect(await all()).toEqual([["design-team", 1]]);
    expect(await people()).toEqual([ben]);
    expect([await as("Ben").query(mine, {}), await as("Zoe").query(mine, {})]).toEqual([[groupId], []]);
    expect(await as("Zoe").query(get, { groupId })).toMatchObject({ name: "Design", isDeleted: false });
  });

  test("is changed by its people and by admins, and by nobody else", async () => {
    const { as, groupId, all, people, zoe, ben, ana, refused } = await makeGroups();
    const changes = (name: Name) => [
      () => as(name).mutation(update, { groupId, handle: "ours", name: "Ours" }),
      () => as(name).mutation(addMembers, { groupId, userIds: [zoe] }),
      () => as(name).mutation(removeMember, { groupId, userId: zoe }),
    ];
    for (const change of changes("Zoe")) await refused(change(), "FORBIDDEN");
    await refused(as("Zoe").mutation(remove, { groupId }), "FORBIDDEN");
    for (const change of changes("Max")) await refused(change(), "NOT_SIGNED_IN");
    expect([await all(), await people()]).toEqual([[["design-team", 1]], [ben]]);
    for (const name of ["Ben", "Ana"] as const) for (const change of changes(name)) await change();
    expect(await all()).toEqual([["ours", 1]]);
    await as("Ben").mutation(addMembers, { groupId, userIds: [zoe, ana, zoe, ben] });
    await as("Ben").mutation(addMembers, { groupId, userIds: [zoe] });
    expect([await all(), await people()]).toEqual([[["ours", 3]], [ben, zoe, ana]]);
    await as("Zoe").mutation(removeMember, { groupId, userId: zoe });
    await as("Ben").mutation(removeMember, { groupId, userId: zoe });
    expect(await all()).toEqual([["ours", 2]]);
    await as("Ben").mutation(remove, { groupId });
    expect([await all(), await people(), await as("Ben").query(mine, {})]).toEqual([[], [], []]);
    for (const change of changes("Ana")) await refused(change(), "NOT_FOUND");
    await refused(as("Ana").mutation(remove, { groupId }), "NOT_FOUND");
  });

  test("has a handle of its own that calls nobody else, and is free once it is gone", async () => {
    const { as, groupId, all, refused } = await makeGroups();
    const make = async (handle: string, name = "Name") => await as("Zoe").mutation(create, { handle, name });
    await refused(make("Design team"), "HANDLE_TAKEN");
    await refused(make("Channel"), "HANDLE_TAKEN");
    await refused(make("here"), "HANDLE_TAKEN");
    await refused(make("!?"), "NAME_EMPTY");
    await refused(make("x".repeat(LIMITS.groupHandle + 1)), "NAME_TOO_LONG");
    await refused(make("ok", " "), "TEXT_EMPTY");
    await refused(make("ok", "x".repeat(LIMITS.groupName + 1)), "TEXT_TOO_LONG");
    const other = await make("ok");
    await refused(
      as("Zoe").mutation(update, { groupId: other, handle: "design-team", name: "Ok" }),
      "HANDLE_TAKEN",
    );
    await as("Ben").mutation(remove, { groupId });
    await as("Zoe").mutation(update, { groupId: other, handle: "design-team", name: "Ok" });
    expect(await all()).toEqual([["design-team", 1]]);
  });

  test("takes the ids of its own kind, of people who are there, and no more than there may be", async () => {
    const { t, as, groupId, general, zoe, refused, all } = await makeGroups();
    await expect(as("Ben").mutation(remove, { groupId: general as never })).rejects.toThrow(/Validator/);
    await expect(as("Ben").mutation(addMembers, { groupId, userIds: [general as never] })).rejects.toThrow(
      /Validator/,
    );
    await as("Ana").mutation(api.users.deactivate, { userId: zoe });
    await refused(as("Ben").mutation(addMembers, { groupId, userIds: [zoe] }), "NOT_FOUND");
    const userIds = Array<Id<"users">>(LIMITS.idsAsked + 1).fill(zoe);
    await refused(as("Ben").mutation(addMembers, { groupId, userIds }), "TOO_MANY_IDS");
    await as("Ana").mutation(api.users.reactivate, { userId: zoe });
    await t.run(async ({ db }) => {
      for (let i = 1; i < LIMITS.groupMembers; i++)
        await db.insert("groupMembers", { groupId, userId: zoe, isDeactivated: false });
      for (let i = 1; i < LIMITS.groups; i++)
        await db.insert("groups", { handle: `g${i}`, name: "G", memberCount: 0, isDeleted: false });
    });
    const ana = (await as("Ana").query(api.users.me, {}))!._id;
    await refused(as("Ben").mutation(addMembers, { groupId, userIds: [ana] }), "TOO_MANY_IN_GROUP");
    await refused(as("Ben").mutation(create, { handle: "more", name: "More" }), "TOO_MANY_GROUPS");
    expect(await all()).toHaveLength(LIMITS.groups);
  });

  test("counts none who was deactivated, until they are back", async () => {
    const { as, groupId, zoe, all } = await makeGroups();
    await as("Ben").mutation(addMembers, { groupId, userIds: [zoe] });
    await as("Ana").mutation(api.users.deactivate, { userId: zoe });
    expect(await all("Ben")).toEqual([["design-team", 1]]);
    await as("Ana").mutation(api.users.reactivate, { userId: zoe });
    expect(await all()).toEqual([["design-team", 2]]);
  });

  test("has a history", async () => {
    const { as, groupId, zoe } = await makeGroups();
    await as("Ben").mutation(addMembers, { groupId, userIds: [zoe] });
    await as("Ben").mutation(update, { groupId, handle: "design-team", name: "Design" });
    await as("Ben").mutation(update, { groupId, handle: "ux", name: "Design" });
    await as("Zoe").mutation(removeMember, { groupId, userId: zoe });
    await as("Ben").mutation(remove, { groupId });
    const { page } = await as("Ana").query(api.events.log, { noun: "group", paginationOpts: firstPage });
    expect(page.map(({ verb }) => verb).toReversed()).toEqual([
      "created",
      "added",
      "changed",
      "left",
      "deleted",
    ]);
  });
});

describe("a text that names a group", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    return () => vi.useRealTimers();
  });

  /** Ben, Zoe and Ana are in it. */
  async function makeTold() {
    const groups = await makeGroups();
    const { t, as, groupId, ana, zoe, general } = groups;
    const settle = async () => await t.finishAllScheduledFunctions(vi.runAllTimers);
    await as("Ben").mutation(addMembers, { groupId, userIds: [ana, zoe] });
    await settle();
    const say = async (name: Name, text: string, channelId = general, more: object = {}) => {
      const messageId = await as(name).mutation(api.messages.create, { channelId, text, ...more });
      await settle();
      return messageId;
    };
    const inbox = async (name: Name) => {
      const { page } = await as(name).query(api.notices.list, { paginationOpts: firstPage });
      return page.filter(({ kind }) => kind !== "membership").map(({ kind }) => kind as string);
    };
    const badge = async (name: Name, channelId = general) =>
      (await as(name).query(api.channels.position, { channelId }))?.mentions;
    const rings = async (userId: Id<"users">) =>
      await t.run(async ({ db }) =>
        (await db.query("rings").collect())
          .filter((ring) => ring.userId === userId && ring.cause !== "membership")
          .map(({ cause }) => cause),
      );
    return { ...groups, settle, say, inbox, badge, rings, at: `<@${groupId}>` };
  }

  test("tells and rings each of it once, but not its author, nor twice those it names or calls", async () => {
    const { ana, ben, zoe, say, inbox, badge, rings, at } = await makeTold();
    await say("Ana", `${at} and <@${ben}>: lunch`);
    expect([await inbox("Ana"), await inbox("Ben"), await inbox("Zoe")]).toEqual([
      [],
      ["mention"],
      ["group"],
    ]);
    expect([await badge("Ana"), await badge("Ben"), await badge("Zoe")]).toEqual([0, 1, 1]);
    expect([await rings(ana), await rings(ben), await rings(zoe)]).toEqual([[], ["mention"], ["group"]]);
    await say("Ana", `@channel ${at} ${at}`);
    expect(await inbox("Zoe")).toEqual(["everyone", "group"]);
    expect(await rings(zoe)).toEqual(["group", "everyone"]);
  });

  test("is a mention by levels, wins over a word, and says why", async () => {
    const { as, say, rings, inbox, ben, zoe, at } = await makeTold();
    await as("Zoe").mutation(api.inbox.ringing.choose, { level: "nothing" });
    await as("Ben").mutation(api.inbox.ringing.choose, { level: "mentions", keywords: ["lunch"] });
    const messageId = await say("Ana", `${at} lunch`);
    expect([await rings(zoe), await rings(ben)]).toEqual([[], ["group"]]);
    expect([await inbox("Zoe"), await inbox("Ben")]).toEqual([["group"], ["group"]]);
    expect(await as("Zoe").query(api.notices.why, { messageId })).toMatchObject({
      rule: "group",
      tells: true,
      group: "design-team",
      ring: { rings: false, rule: "nothing" },
    });
  });

  test("is taken back with its message, and comes back with it; an edit neither adds nor takes away", async () => {
    const { as, say, settle, badge, inbox, general, at } = await makeTold();
    const messageId = await say("Ana", `${at} lunch`);
    const edit = async (id: Id<"messages">, text: string) => {
      await as("Ana").mutation(api.messages.update, { messageId: id, text });
      await settle();
    };
    await as("Ana").mutation(api.messages.remove, { messageId });
    await settle();
    expect([await badge("Zoe"), await inbox("Zoe")]).toEqual([0, []]);
    await as("Ana").mutation(api.messages.restore, { messageId });
    await settle();
    expect([await badge("Zoe"), await inbox("Zoe")]).toEqual([1, ["group"]]);
    await edit(messageId, "lunch");
    await edit(await say("Ana", "dinner"), `${at} dinner`);
    expect([await badge("Zoe"), await inbox("Zoe")]).toEqual([1, ["group"]]);
    await as("Zoe").mutation(api.channels.markRead, { channelId: general });
    expect(await badge("Zoe")).toBe(0);
  });

  test("tells nobody of a private channel who is out of it, nor who was removed, deactivated or taken out", async () => {
    const { t, as, say, inbox, rings, badge, hiring, ben, zoe, groupId, at } = await makeTold();
    await say("Ana", `${at} canary`, hiring);
    expect([await inbox("Ben"), await inbox("Zoe"), await rings(zoe)]).toEqual([["group"], [], []]);
    const rows = await t.run(async ({ db }) => await db.query("notices").collect());
    expect(rows.filter(({ userId, kind }) => userId === zoe && kind !== "membership")).toEqual([]);
    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
    await say("Ana", `${at} again`, hiring);
    expect([await inbox("Ben"), (await rings(ben)).length]).toEqual([[], 1]);
    await as("Zoe").mutation(removeMember, { groupId, userId: zoe });
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    await say("Ana", `${at} last`);
    expect([await inbox("Zoe"), await badge("Zoe"), (await rings(ben)).length]).toEqual([[], 0, 1]);
  });

  test("tells readers of a public channel who are not in it, and in a thread who follows it once and who does not", async () => {
    const { as, say, inbox, rings, zoe, ben, general, at } = await makeTold();
    const open = await as("Ana").mutation(api.channels.create, { name: "open", isPrivate: false });
    await say("Ana", `${at} come`, open);
    expect([await inbox("Zoe"), await rings(zoe)]).toEqual([["group"], ["group"]]);
    expect((await as("Zoe").query(api.notices.counts, {})).unread).toBe(1);
    const threadId = await say("Ben", "A thread");
    await say("Ana", `${at} reply`, general, { threadId });
    expect([await inbox("Zoe"), await inbox("Ben")]).toEqual([
      ["group", "group"],
      ["group", "group"],
    ]);
    expect(await rings(ben)).toEqual(["group", "group"]);
    await say("Ana", `${at} both`, general, { threadId, alsoInChannel: true });
    expect([(await inbox("Zoe")).length, (await rings(zoe)).length]).toEqual([3, 3]);
  });

  test("tells nobody in a conversation, nor of a deleted group", async () => {
    const { as, say, inbox, rings, zoe, groupId, at } = await makeTold();
    const direct = await as("Ana").mutation(api.channels.openDirect, { userIds: [zoe] });
    await say("Ana", `${at} you`, direct);
    expect([await inbox("Zoe"), await rings(zoe)]).toEqual([[], ["direct"]]);
    await as("Ana").mutation(remove, { groupId });
    const messageId = await say("Ana", `${at} gone`);
    expect(await inbox("Zoe")).toEqual([]);
    expect(await as("Ana").query(api.messages.get, { messageId })).not.toHaveProperty("groups");
  });

  test("of many people is a call: for owners where they say so, and not too often", async () => {
    const { t, as, say, general, groupId, inbox, at } = await makeTold();
    const setCalling = async (calling: "owners" | "everyone") =>
      await as("Ana").mutation(api.chat.channelSettings.setCalling, { channelId: general, calling });
    await setCalling("owners");
    await say("Ben", `${at} few`);
    expect(await inbox("Zoe")).toEqual(["group"]);
    await t.run(async ({ db }) => await db.patch("groups", groupId, { memberCount: 21 }));
    await say("Ben", `${at} many`);
    expect(await inbox("Zoe")).toEqual(["group"]);
    await say("Ana", `${at} many`);
    expect(await inbox("Zoe")).toEqual(["group", "group"]);
    await setCalling("everyone");
    vi.stubEnv("RATE_LIMITS", "");
    for (let i = 0; i < 10; i++) await say("Ben", `${at} ${i}`);
    await expect(say("Ben", `${at} more`)).rejects.toMatchObject(refusal("TOO_FAST"));
    await say("Ben", "no call");
    vi.unstubAllEnvs();
  });

  test("is read by its handle, where people are read by their names, also once it is gone", async () => {
    const { as, say, groupId, ben, at } = await makeTold();
    const messageId = await say("Ana", `${at} and <@${ben}>, paint the roof`);
    await as("Ana").mutation(remove, { groupId });
    const names = await as("Zoe").query(api.users.names, { ids: [groupId, ben, "nobody"] });
    expect(names.map(({ name, isActive, isGroup }) => ({ name, isActive, isGroup }))).toEqual([
      { name: "Ben", isActive: true, isGroup: undefined },
      { name: "design-team", isActive: false, isGroup: true },
    ]);
    const taskId = await as("Ana").mutation(api.tasks.createFromMessage, { messageId });
    expect((await as("Ana").query(api.tasks.get, { taskId })).title).toBe(
      "@design-team and @Ben, paint the roof",
    );
  });
});

test("hundreds of people are told in ranges, each of them once", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  const { t, as, general } = await makeWorkspace();
  const groupId = await as("Ben").mutation(create, { handle: "all", name: "All" });
  await t.run(async ({ db }) => {
    for (let i = 0; i < 250; i++) {
      const person = { name: `P${i}`, nameKey: `p${i}`, role: "member" as const, isDeactivated: false };
      const userId = await db.insert("users", { ...person, tokenIdentifier: `p|${i}` });
      await db.insert("memberships", { channelId: general, userId, joinedAt: 1, isDeactivated: false });
      await db.insert("groupMembers", { groupId, userId, isDeactivated: false });
    }
    await db.patch("groups", groupId, { memberCount: 251 });
  });
  await as("Ana").mutation(api.messages.create, { channelId: general, text: `<@${groupId}>` });
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const told = await t.run(async ({ db }) => await db.query("notices").collect());
  const groups = told.filter(({ kind }) => kind === "group");
  expect([groups.length, new Set(groups.map(({ userId }) => userId)).size]).toEqual([251, 251]);
  vi.useRealTimers();
});
