import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { boardOf, firstPage, makeWorkspace, refusal } from "../../testing.setup";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  return () => vi.useRealTimers();
});

const { convert, nameConversation, size } = api.chat.channelSettings;

/** A public channel of Ben's with more messages and tasks than one step puts right; Zoe is not in it. */
async function makeDesign() {
  const workspace = await makeWorkspace();
  const { t, as, say, ben, ana } = workspace;
  const channelId = await as("Ben").mutation(api.channels.create, { name: "design" });
  await as("Ben").mutation(api.channels.addMember, { channelId, userId: ana });
  for (let i = 0; i < 45; i++) await say("Ben", channelId, `lighthouse ${i}`);
  const taskIds: Id<"tasks">[] = [];
  for (let i = 0; i < 45; i++)
    taskIds.push(await as("Ben").mutation(api.tasks.create, { channelId, title: `lighthouse card ${i}` }));
  const settle = async () => await t.finishAllScheduledFunctions(vi.runAllTimers);
  const seenBy = async (name: "Ana" | "Zoe") => {
    const found = await as(name).query(api.search.all, {
      text: "lighthouse",
      paginationOpts: { ...firstPage, numItems: 100 },
    });
    const columns = await boardOf(as(name));
    return { found: found.page.length, cards: columns.length };
  };
  return { ...workspace, ben, channelId, taskIds, settle, seenBy };
}

describe("a channel for others", () => {
  test("a public channel that becomes private is gone for who is not in it, from board and search too", async () => {
    const { as, channelId, settle, seenBy } = await makeDesign();
    const before = await seenBy("Zoe");
    expect(before.found).toBeGreaterThan(0);
    expect(before.cards).toBeGreaterThan(0);
    await as("Ben").mutation(convert, { channelId, kind: "private" });
    await settle();
    expect(await seenBy("Zoe")).toEqual({ found: 0, cards: 0 });
    const ofMembers = await seenBy("Ana");
    expect(ofMembers.found).toBe(before.found);
    expect(ofMembers.cards).toBeGreaterThan(0);
    await expect(as("Zoe").query(api.channels.get, { channelId })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
  });

  test("before the last task is put right no outsider sees a new one", async () => {
    const { t, as, channelId, settle } = await makeDesign();
    await as("Ben").mutation(convert, { channelId, kind: "private" });
    const taskId = await as("Ben").mutation(api.tasks.create, { channelId, title: "secret" });
    const task = await t.run(async ({ db }) => await db.get("tasks", taskId));
    expect(task?.audience).toBe(channelId);
    await settle();
    expect(await t.run(async ({ db }) => await db.query("conversions").collect())).toEqual([]);
  });

  test("a private channel that becomes public is there for everybody", async () => {
    const { as, channelId, settle, seenBy } = await makeDesign();
    const before = await seenBy("Zoe");
    await as("Ben").mutation(convert, { channelId, kind: "private" });
    await expect(as("Ben").mutation(convert, { channelId, kind: "public" })).rejects.toMatchObject(
      refusal("CHANNEL_CONVERTING"),
    );
    await settle();
    await as("Ben").mutation(convert, { channelId, kind: "public" });
    await settle();
    expect(await seenBy("Zoe")).toEqual(before);
    const history = await as("Zoe").query(api.events.list, { channelId, paginationOpts: firstPage });
    const kinds = history.page.flatMap(({ changes }) => changes.filter(({ field }) => field === "kind"));
    expect(kinds.map(({ after }) => after)).toEqual(["public", "private", "public"]);
  });

  test("the counts of its tasks stay true", async () => {
    const { as, channelId, taskIds, settle } = await makeDesign();
    const [first] = taskIds;
    await as("Ben").mutation(api.tasks.remove, { taskId: first! });
    await as("Ben").mutation(convert, { channelId, kind: "private" });
    await settle();
    await as("Ben").mutation(api.tasks.restore, { taskId: first! });
    expect(await as("Ben").query(size, { channelId })).toEqual({ messages: 45, tasks: 45 });
    expect(await as("Zoe").query(api.tasks.counts, {})).toEqual({ todo: 0, in_progress: 0, done: 0 });
    expect(await as("Ben").query(api.tasks.counts, {})).toMatchObject({ todo: 45 });
  });

  test("only its owners and admins may, and not with the channel of everybody, or a name that is taken", async () => {
    const { as, channelId, general, hiring, settle } = await makeDesign();
    await as("Zoe").mutation(api.channels.join, { channelId });
    const refused = async (answer: Promise<unknown>, code: Parameters<typeof refusal>[0]) =>
      await expect(answer).rejects.toMatchObject(refusal(code));
    await refused(as("Zoe").mutation(convert, { channelId, kind: "private" }), "FORBIDDEN");
    await refused(as("Zoe").mutation(convert, { channelId: hiring, kind: "public" }), "NOT_FOUND");
    await refused(as("Ana").mutation(convert, { channelId: general, kind: "private" }), "CHANNEL_FIXED");
    await as("Ana").mutation(api.channels.update, { channelId: hiring, name: "design" });
    await refused(as("Ana").mutation(convert, { channelId: hiring, kind: "public" }), "NAME_TAKEN");
    await as("Ana").mutation(convert, { channelId: hiring, kind: "private" }); // is so already
    await settle();
    await as("Ana").mutation(api.channels.archive, { channelId });
    await refused(as("Ana").mutation(convert, { channelId, kind: "private" }), "CHANNEL_ARCHIVED");
  });
});

describe("a conversation with a name", () => {
  test("takes others in, who read what was said", async () => {
    const { as, say, ana, zoe, settle } = await makeDesign();
    const channelId = await as("Ben").mutation(api.channels.openDirect, { userIds: [ana, zoe] });
    await say("Ana", channelId, "lighthouse keepers");
    await as("Zoe").mutation(nameConversation, { channelId, name: "Keepers" });
    await settle();
    const channel = await as("Ben").query(api.channels.get, { channelId });
    expect(channel).toMatchObject({ name: "keepers", kind: "private", ownerIds: [zoe] });
    expect(channel).not.toHaveProperty("directMemberIds");
    const direct = await as("Ben").query(api.search.all, {
      text: "is:dm lighthouse",
      paginationOpts: firstPage,
    });
    expect(direct.page).toEqual([]);
    // The same people begin a new conversation.
    expect(await as("Ben").mutation(api.channels.openDirect, { userIds: [ana, zoe] })).not.toBe(channelId);
  });

  test("is not for two, for channels, and for others", async () => {
    const { as, ana, zoe, channelId: design } = await makeDesign();
    const pair = await as("Ben").mutation(api.channels.openDirect, { userIds: [ana] });
    const three = await as("Ben").mutation(api.channels.openDirect, { userIds: [ana, zoe] });
    const refused = async (answer: Promise<unknown>, code: Parameters<typeof refusal>[0]) =>
      await expect(answer).rejects.toMatchObject(refusal(code));
    await refused(as("Ben").mutation(nameConversation, { channelId: pair, name: "us" }), "CHANNEL_FIXED");
    await refused(as("Ben").mutation(nameConversation, { channelId: design, name: "us" }), "CHANNEL_FIXED");
    await refused(as("Zoe").mutation(nameConversation, { channelId: pair, name: "us" }), "NOT_FOUND");
    await refused(as("Ben").mutation(nameConversation, { channelId: three, name: "#" }), "NAME_EMPTY");
  });
});
