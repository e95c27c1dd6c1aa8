import { describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { firstPage, makeWorkspace, refusal } from "./testing.setup";

type Name = "Ana" | "Ben" | "Zoe";
type Subject = { taskId?: Id<"tasks">; messageId?: Id<"messages">; channelId?: Id<"channels"> };

async function makeHistory() {
  const workspace = await makeWorkspace();
  const { as } = workspace;
  const list = async (name: Name, subject: Subject) =>
    (await as(name).query(api.events.list, { ...subject, paginationOpts: firstPage })).page;
  const log = async (
    name: Name,
    wanted: { noun?: "person" | "settings" | "channel" | "task" | "message" } = {},
  ) =>
    (await as(name).query(api.events.log, { ...wanted, paginationOpts: { numItems: 100, cursor: null } }))
      .page;
  return { ...workspace, list, log };
}

describe("the history of a task", () => {
  test("tells who changed what, from what to what, newest first", async () => {
    const { as, list, ana, ben, zoe } = await makeHistory();
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship", tags: ["a"] });
    await as("Ben").mutation(api.tasks.update, { taskId, title: "Ship it", assigneeId: zoe, tags: ["a"] });
    await as("Zoe").mutation(api.tasks.move, { taskId, status: "done" });
    await as("Ben").mutation(api.tasks.remove, { taskId });
    await as("Ben").mutation(api.tasks.restore, { taskId });

    const events = (await list("Zoe", { taskId })).filter(({ actorId }) => actorId !== undefined);
    expect(events.map(({ verb, actorId }) => [verb, actorId])).toEqual([
      ["restored", ben],
      ["deleted", ben],
      ["moved", zoe],
      ["changed", ben],
      ["created", ana],
    ]);
    expect(events[2]!.changes).toEqual([{ field: "status", before: "todo", after: "done" }]);
    expect(events[3]!.changes).toEqual([
      { field: "title", before: "Ship", after: "Ship it" },
      { field: "assigneeId", after: zoe },
    ]);
  });

  test("says nothing of a change that changed nothing, or of a new place in the same column", async () => {
    const { as, list } = await makeHistory();
    const first = await as("Ana").mutation(api.tasks.create, { title: "One" });
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Two" });
    const before = await list("Ana", { taskId });
    await as("Ana").mutation(api.tasks.update, { taskId, title: " Two " });
    await as("Ana").mutation(api.tasks.move, { taskId, status: "todo", after: first });
    expect(await list("Ana", { taskId })).toEqual(before);
  });

  test("tells of a category that a person gave back, also where nobody decides anew", async () => {
    const { as, list, zoe } = await makeHistory();
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship" });
    await as("Ana").mutation(api.tasks.update, { taskId, category: "urgent" });
    await as("Ana").mutation(api.tasks.move, { taskId, status: "done" });
    await as("Zoe").mutation(api.categorisations.reset, { taskId });
    expect((await list("Zoe", { taskId }))[0]).toMatchObject({
      actorId: zoe,
      changes: [{ field: "category", before: "urgent" }],
    });
  });

  test("is the readers' of the task alone", async () => {
    const { as, list, hiring: channelId } = await makeHistory();
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Secret", channelId });
    expect(await list("Ben", { taskId })).not.toEqual([]);
    await expect(list("Zoe", { taskId })).rejects.toMatchObject(refusal("NOT_FOUND"));
    await as("Ana").mutation(api.channels.removeMember, {
      channelId,
      userId: (await as("Ben").query(api.users.me, {}))!._id,
    });
    await expect(list("Ben", { taskId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

describe("the history of a message", () => {
  test("keeps what it said before each edit", async () => {
    const { as, say, list, general, ana } = await makeHistory();
    const messageId = await say("Ana", general, "One");
    for (const text of ["Two", "Three"]) await as("Ana").mutation(api.messages.update, { messageId, text });
    expect(await list("Zoe", { messageId })).toMatchObject([
      { verb: "changed", actorId: ana, changes: [{ field: "text", before: "Two" }] },
      { verb: "changed", changes: [{ field: "text", before: "One" }] },
    ]);
  });

  test("is nobody's once the message is deleted, and nobody's outside of its channel", async () => {
    const { as, say, list, hiring } = await makeHistory();
    const messageId = await say("Ana", hiring, "Secret");
    await as("Ana").mutation(api.messages.update, { messageId, text: "Other" });
    expect(await list("Ben", { messageId })).toHaveLength(1);
    await expect(list("Zoe", { messageId })).rejects.toMatchObject(refusal("NOT_FOUND"));
    await as("Ana").mutation(api.messages.remove, { messageId });
    await expect(list("Ben", { messageId })).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

test("the history of a channel tells how it was made, renamed and archived, and who came and went", async () => {
  const { as, list, ben, zoe } = await makeHistory();
  const channelId = await as("Ana").mutation(api.channels.create, { name: "design" });
  await as("Ana").mutation(api.channels.addMember, { channelId, userId: ben });
  await as("Zoe").mutation(api.channels.join, { channelId });
  await as("Zoe").mutation(api.channels.leave, { channelId });
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  await as("Ana").mutation(api.channels.update, { channelId, name: "looks" });
  await as("Ana").mutation(api.channels.archive, { channelId });
  await as("Ana").mutation(api.channels.unarchive, { channelId });
  const told = (await list("Zoe", { channelId })).map(({ verb, personId }) => [verb, personId]).toReversed();
  expect(told).toMatchObject([
    ["created", undefined],
    ["joined", expect.any(String)],
    ["added", ben],
    ["joined", zoe],
    ["left", zoe],
    ["removed", ben],
    ["changed", undefined],
    ["archived", undefined],
    ["unarchived", undefined],
  ]);
});

describe("the log", () => {
  test("is for admins: people, roles, settings, and what they may read", async () => {
    const { as, log, ana, ben } = await makeHistory();
    const secret = await as("Ben").mutation(api.channels.create, { name: "secret", isPrivate: true });
    await as("Ben").mutation(api.tasks.create, { title: "Hidden", channelId: secret });
    await as("Ana").mutation(api.users.setRole, { userId: ben, role: "admin" });
    await as("Ana").mutation(api.users.setRole, { userId: ben, role: "member" });
    await as("Ana").mutation(api.operator.aiUsage.save, { mode: "rules" });
    expect((await log("Ana", { noun: "person" }))[0]).toMatchObject({
      verb: "changed",
      subject: ben,
      actorId: ana,
      changes: [{ field: "role", before: "admin", after: "member" }],
    });
    expect(await log("Ana", { noun: "settings" })).toMatchObject([
      { changes: [{ field: "mode", before: "provider", after: "rules" }] },
    ]);
    expect(JSON.stringify(await log("Ana"))).not.toMatch(/secret|Hidden/);
    await expect(log("Ben")).rejects.toMatchObject(refusal("FORBIDDEN"));
  });

  test("says that a text was changed, not what it said", async () => {
    const { as, say, log, general } = await makeHistory();
    const messageId = await say("Ben", general, "CANARY");
    await as("Ben").mutation(api.messages.update, { messageId, text: "Nothing" });
    expect(await log("Ana", { noun: "message" })).toMatchObject([{ verb: "changed" }]);
    expect(JSON.stringify(await log("Ana"))).not.toContain("CANARY");
  });
});

test("one thing is asked for at a time", async () => {
  const { as, list, general } = await makeHistory();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Ship" });
  await expect(list("Ana", {})).rejects.toMatchObject(refusal("ONE_THING"));
  await expect(list("Ana", { taskId, channelId: general })).rejects.toMatchObject(refusal("ONE_THING"));
  expect(await list("Ana", { channelId: general })).not.toEqual([]);
});

test("what an admin deleted its author cannot restore; what they deleted themselves they can", async () => {
  const { as, say, general } = await makeHistory();
  const messageId = await say("Ben", general, "Rude");
  await as("Ana").mutation(api.messages.remove, { messageId });
  const restored = as("Ben").mutation(api.messages.restore, { messageId });
  await expect(restored).rejects.toMatchObject(refusal("FORBIDDEN"));
  await as("Ana").mutation(api.messages.restore, { messageId });
  await as("Ben").mutation(api.messages.remove, { messageId });
  await as("Ben").mutation(api.messages.restore, { messageId });
});
