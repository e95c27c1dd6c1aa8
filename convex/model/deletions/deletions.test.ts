import { beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Doc, Id, TableNames } from "../../_generated/dataModel";
import schema from "../../schema";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { boardOf, firstPage, makeWorkspace, refusal } from "../../testing.setup";
import { STEPS } from "./steps";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  return () => vi.useRealTimers();
});

const { remove, content } = api.chat.channelSettings;

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

async function open() {
  const workspace = await makeWorkspace();
  const { t } = workspace;
  const settle = async () => await t.finishAllScheduledFunctions(vi.runAllTimers);
  const everything = async () =>
    await t.run(async ({ db }) => {
      const rows: [TableNames, Doc<TableNames>][] = [];
      for (const table of Object.keys(schema.tables) as TableNames[])
        for (const row of await db.query(table).collect()) rows.push([table, row]);
      return rows;
    });
  const refused = async (answer: Promise<unknown>, code: Parameters<typeof refusal>[0]) =>
    await expect(answer).rejects.toMatchObject(refusal(code));
  return { ...workspace, settle, everything, refused };
}

const asText = (row: object): string =>
  JSON.stringify(row, (_key, part: unknown) => (typeof part === "bigint" ? String(part) : part));

/** Tables whose rows can name a channel, wherever in them. */
const NAMING = Object.entries(schema.tables).flatMap(([table, { validator }]) =>
  JSON.stringify((validator as unknown as { json: unknown }).json).includes('"tableName":"channels"')
    ? [table as TableNames]
    : [],
);
/** While a channel becomes public or private it is not deleted; the other is the deletion itself. */
const NOT_THERE = ["conversions", "deletions"];

async function store({ t }: Workspace): Promise<Id<"_storage">> {
  return await t.run(async ({ storage }) => await storage.store(new Blob(["text"])));
}

async function saveFile(workspace: Workspace, name: string) {
  const storageId = await store(workspace);
  return await workspace.as("Ben").mutation(api.files.save, { storageId, name, type: "text/plain" });
}

/** Something of all that a channel can have, by Ben and Ana. */
async function fill(workspace: Workspace, channelId: Id<"channels">) {
  const { t, as, say, ana, ben } = workspace;
  const [me, admin] = [as("Ben"), as("Ana")];
  const root = await say("Ben", channelId, `Look <@${ana}>`);
  const reply = { channelId, threadId: root, text: `And <@${ana}>` };
  await me.mutation(api.messages.create, reply);
  await admin.mutation(api.messages.addReaction, { messageId: root, emoji: "🎉" });
  await me.mutation(api.messages.update, { messageId: root, text: `Look here <@${ana}>` });
  await me.mutation(api.messages.pin, { messageId: root });
  await admin.mutation(api.messages.save, { messageId: root });
  await me.mutation(api.messages.create, {
    channelId,
    text: "",
    fileIds: [await saveFile(workspace, "sent.txt")],
  });
  await say("Ben", channelId, "https://example.com/");
  const [look] = await t.mutation(internal.scheduled.linkLooks.claim, { sender: "s", most: 1 });
  const pictureId = await store(workspace);
  const seen = { title: "Example", site: "example.com", pictureId, pictureType: "image/png" };
  const links = [{ url: "https://example.com/", seen }];
  await t.mutation(internal.scheduled.linkLooks.settle, { key: look!.key, links });
  await say("Ben", channelId, "https://example.com/2");
  const messageIds = [root, await say("Ben", channelId, "And there")];
  const task = await me.mutation(api.tasks.createFromMessages, { messageIds });
  await me.mutation(api.tasks.update, { taskId: task, description: "Long", assigneeId: ana });
  await me.mutation(api.tasks.addFiles, { taskId: task, fileIds: [await saveFile(workspace, "task.txt")] });
  const taken = await saveFile(workspace, "taken.txt");
  await me.mutation(api.tasks.addFiles, { taskId: task, fileIds: [taken] });
  await me.mutation(api.tasks.removeFile, { taskId: task, fileId: taken });
  await me.mutation(api.tasks.update, { taskId: task, category: "urgent" });
  const { folders, notes } = api.filing;
  const folderId = await me.mutation(folders.create, { channelId, parentId: null, name: "Plans" });
  const noteId = await me.mutation(notes.create, { channelId, folderId, title: "Plan", text: "One" });
  await me.mutation(notes.save, { noteId, revision: 1, text: "Two" });
  await me.mutation(api.chat.bookmarks.add, { channelId, url: "/board", title: "Board" });
  const view = { channelId, name: "Mine", query: "", isShared: false };
  await me.mutation(api.board.views.save, view);
  await me.mutation(api.board.moves.setTold, { channelId, areTold: true });
  for (const status of ["in_progress", "todo"] as const)
    await me.mutation(api.tasks.move, { taskId: task, status });
  await t.mutation(internal.scheduled.boards.countDays, {});
  await me.mutation(api.board.templates.save, { taskId: task, name: "Plan", isForAll: false });
  await me.mutation(api.board.columns.add, { channelId, status: "todo", name: "Next" });
  const steps = [{ kind: "label" as const, tag: "new" }];
  const automation = { channelId, when: { kind: "created" as const }, steps, timeZone: "UTC" };
  await me.mutation(api.board.automations.add, automation);
  const elsewhere = await me.mutation(api.tasks.create, { title: "Elsewhere", assigneeId: ana });
  for (const ends of [
    { taskId: task, otherId: elsewhere },
    { taskId: elsewhere, otherId: task },
  ])
    for (const kind of ["relatesTo", ends.taskId === task ? "blockedBy" : "duplicates"] as const)
      await me.mutation(api.tasks.relate, { ...ends, kind });
  await me.mutation(api.board.subtasks.setParent, { taskId: elsewhere, parentId: task });
  await me.mutation(api.tasks.move, { taskId: elsewhere, status: "done" });
  await keep(workspace, channelId, root, task);
  const places = { userId: ana, channelId };
  await t.run(async ({ db }) => {
    const keys = {
      endpoint: "https://push.example.org/1",
      p256dh: "B",
      auth: "a",
      device: "x",
      createdAt: 1,
    };
    const subscriptionId = await db.insert("pushSubscriptions", { userId: ana, ...keys });
    for (const tag of [`c:${channelId}`, `t:${root}`, `k:${task}`])
      await db.insert("pushes", {
        userId: ana,
        subscriptionId,
        tag,
        about: { kind: "message", messageId: root },
        attempts: 0,
        status: "sent",
        dueAt: Date.now(),
        queuedTs: db.vars.commitTs,
      });
    await db.insert("rings", {
      ...places,
      cause: "mention",
      messageId: root,
      at: 1,
      commitTs: db.vars.commitTs,
    });
    const channels = [{ channelId, name: "#hiring", unread: 1 }];
    const nothing = { due: [], assigned: [], unowned: [], mentions: [] };
    await db.insert("emails", {
      kind: "digest",
      userId: ana,
      to: "ana@example.com",
      subject: "Today",
      content: { kind: "digest", name: "Ana", day: "2026-11-30", since: 0, ...nothing, channels },
      attempts: 1,
      status: "sent",
      dueAt: Date.now(),
      queuedTs: db.vars.commitTs,
      idempotencyKey: "1",
    });
    for (const where of [channelId, root, task])
      await db.insert("signals", { where, userId: ben, at: Date.now() });
    await db.insert("rhythms", { channelId, toldTs: 1n });
  });
  return { root, task, elsewhere, noteId, folderId };
}

/** What people have of it for themselves. */
async function keep(
  { as }: Workspace,
  channelId: Id<"channels">,
  messageId: Id<"messages">,
  taskId: Id<"tasks">,
) {
  const [ana, at] = [as("Ana"), Date.now() + DAY_MS];
  const { save } = api.drafts;
  await ana.mutation(save, { channelId, text: "Not yet" });
  await ana.mutation(save, { threadId: messageId, text: "Not yet" });
  await ana.mutation(save, { taskId, text: "Not yet" });
  await ana.mutation(api.messages.schedule, { channelId, text: "Later", sendAt: at });
  await ana.mutation(api.reminders.create, { messageId, at });
  await ana.mutation(api.reminders.create, { taskId, at });
  await ana.mutation(api.inbox.ringing.chooseIn, { channelId, level: "everything" });
  await ana.mutation(api.chat.sidebar.place, { channelId, sectionId: "favourites" });
  await as("Zoe").mutation(api.channels.askForAccess, { channelId });
}

test("no row of any table names a private channel that was deleted, or what was in it, and no byte stays", async () => {
  const workspace = await open();
  const { t, as, hiring, everything, settle } = workspace;
  const before = await everything();
  const { elsewhere } = await fill(workspace, hiring);
  await t.finishInProgressScheduledFunctions();
  const filled = await everything();
  const naming = new Set(filled.flatMap(([table, row]) => (asText(row).includes(hiring) ? [table] : [])));
  // A table that is new here has no rows yet: `fill` makes one, and `STEPS` removes it.
  expect(NAMING.filter((table) => !naming.has(table) && !NOT_THERE.includes(table))).toEqual([]);
  const known = new Set(before.map(([, { _id }]) => _id));
  known.add(elsewhere);
  const things = ["messages", "tasks", "files", "notes", "folders", "linkPreviews", "bookmarks"];
  const gone = filled.flatMap(([table, { _id }]) => (things.includes(table) && !known.has(_id) ? [_id] : []));
  expect(gone.length).toBeGreaterThan(12);

  await as("Ana").mutation(remove, { channelId: hiring, name: "hiring" });
  await settle();
  const left = await everything();
  const named = left.filter(([, row]) => [hiring, ...gone].some((id) => asText(row).includes(id)));
  // A task that stays was related to one of them, and a part of it: its history has the id, and shows it to nobody.
  const inHistory = named.filter(([, row]) => (row as Doc<"events">).subject === elsewhere);
  expect(named).toEqual(inHistory);
  expect(inHistory.map(([table]) => table)).toEqual(Array.from({ length: 5 }, () => "events"));
  const stays = await t.run(async ({ db }) => await db.get("tasks", elsewhere));
  expect(stays).not.toHaveProperty("parentId");
  expect(await as("Ana").query(api.tasks.relations, { taskId: elsewhere })).toEqual([]);
  const history = await as("Ana").query(api.events.list, { taskId: elsewhere, paginationOpts: firstPage });
  expect(history.page.map(({ verb }) => verb)).toEqual(["moved", "changed", "created"]);
  expect(left.filter(([table]) => table === "deletions")).toEqual([]);
  expect(await t.run(async ({ db }) => await db.system.query("_storage").collect())).toEqual([]);
  expect(await as("Ana").query(api.files.usedBytes, {})).toBe(0);
});

test("it is gone for everybody at once, before anything is removed", async () => {
  const { as, t, say, hiring, refused } = await open();
  const messageId = await say("Ben", hiring, "lighthouse");
  const taskId = await as("Ben").mutation(api.tasks.create, { channelId: hiring, title: "lighthouse" });
  await as("Ana").mutation(remove, { channelId: hiring, name: "#Hiring" });
  for (const name of ["Ana", "Ben", "Zoe"] as const) {
    const me = as(name);
    await refused(me.query(api.channels.get, { channelId: hiring }), "NOT_FOUND");
    await refused(me.query(api.messages.get, { messageId }), "NOT_FOUND");
    await refused(me.query(api.tasks.get, { taskId }), "NOT_FOUND");
    await refused(
      me.query(api.channels.members, { channelId: hiring, paginationOpts: firstPage }),
      "NOT_FOUND",
    );
    await refused(me.mutation(api.messages.create, { channelId: hiring, text: "x" }), "NOT_FOUND");
    await refused(me.mutation(api.channels.join, { channelId: hiring }), "NOT_FOUND");
    await refused(me.mutation(api.channels.leave, { channelId: hiring }), "NOT_FOUND");
    const channels = await me.query(api.channels.list, {});
    expect(channels.map(({ _id }) => _id)).not.toContain(hiring);
    const found = await me.query(api.search.all, { text: "lighthouse", paginationOpts: firstPage });
    expect(found.page).toEqual([]);
    expect(await boardOf(me)).toEqual([]);
  }
  await refused(as("Ana").mutation(remove, { channelId: hiring, name: "hiring" }), "NOT_FOUND");
  expect(await t.run(async ({ db }) => (await db.query("messages").collect()).length)).toBe(1);
});

test("tasks of a public channel stay on the board of the workspace, with their files and what is told of them", async () => {
  const workspace = await open();
  const { t, as, ana, settle } = workspace;
  const channelId = await as("Ben").mutation(api.channels.create, { name: "design" });
  await as("Ben").mutation(api.channels.addMember, { channelId, userId: ana });
  const { task } = await fill(workspace, channelId);
  vi.advanceTimersByTime(2_000);
  await t.finishInProgressScheduledFunctions();
  expect(await as("Ana").query(content, { channelId })).toEqual({
    messages: 5,
    tasks: 1,
    files: 2,
    notes: 1,
  });
  await as("Ana").mutation(remove, { channelId, name: "design" });
  await settle();
  const card = await as("Zoe").query(api.tasks.get, { taskId: task });
  expect(card).toMatchObject({ title: "Look here @Ana", description: "Long", fileCount: 1 });
  expect(card).not.toHaveProperty("channelId");
  expect(card).not.toHaveProperty("fromMessageId");
  expect(card).not.toHaveProperty("fromMessageIds");
  expect(await as("Zoe").query(api.files.ofTask, { taskId: task })).toHaveLength(1);
  expect(await as("Zoe").query(api.tasks.counts, {})).toMatchObject({ todo: 1 });
  const notices = await t.run(async ({ db }) => await db.query("notices").collect());
  const about = notices.filter(({ taskId }) => taskId === task);
  expect(about).toMatchObject([
    { kind: "assignment", userId: ana },
    { kind: "unblocked", userId: ana },
  ]);
  for (const notice of about) expect(notice).not.toHaveProperty("channelId");
  const found = await as("Zoe").query(api.search.all, { text: "look", paginationOpts: firstPage });
  expect(found.page).toHaveLength(1);
  // Its history says where it was; nothing else does.
  const rows = await t.run(async ({ db }) => {
    const all = Object.keys(schema.tables) as TableNames[];
    return (await Promise.all(all.map(async (table) => await db.query(table).collect()))).flat();
  });
  const naming = rows.filter((row) => asText(row).includes(channelId));
  expect(naming.every((row) => (row as Doc<"events">).noun === "task")).toBe(true);
});

test("a task that has left the channel stays where it went, and one that came from elsewhere leaves that", async () => {
  const { as, say, general, hiring, settle } = await open();
  const messageId = await say("Ben", hiring, "Begun here");
  const left = await as("Ben").mutation(api.tasks.createFromMessage, { messageId });
  await as("Ben").mutation(api.tasks.update, { taskId: left, channelId: general });
  const said = await say("Ben", general, "Begun there");
  const came = await as("Ben").mutation(api.tasks.createFromMessage, { messageId: said });
  await as("Ben").mutation(api.tasks.update, { taskId: came, channelId: hiring });
  await as("Ana").mutation(remove, { channelId: hiring, name: "hiring" });
  await settle();
  const card = await as("Zoe").query(api.tasks.get, { taskId: left });
  expect(card).toMatchObject({ title: "Begun here", channelId: general });
  expect(card).not.toHaveProperty("fromMessageId");
  expect(await as("Zoe").query(api.messages.get, { messageId: said })).not.toHaveProperty("taskId");
});

test("the log says to admins who deleted what, and not how a private one was called", async () => {
  const { as, hiring, settle } = await open();
  const channelId = await as("Ben").mutation(api.channels.create, { name: "design" });
  await as("Ana").mutation(remove, { channelId, name: "design" });
  await as("Ana").mutation(remove, { channelId: hiring, name: "hiring" });
  await settle();
  const { page } = await as("Ana").query(api.events.log, { noun: "channel", paginationOpts: firstPage });
  const deleted = page.filter(({ verb }) => verb === "deleted");
  expect(deleted.map(({ changes }) => changes)).toEqual([[], [{ field: "name", before: "design" }]]);
  expect(page.map(({ subject }) => subject)).not.toContain(hiring);
});

test("only admins delete one, by its name, and neither that of everybody nor a conversation", async () => {
  const { as, ana, general, hiring, refused, settle } = await open();
  const channelId = await as("Ben").mutation(api.channels.create, { name: "design" });
  const hidden = await as("Ben").mutation(api.channels.create, { name: "hidden", isPrivate: true });
  const direct = await as("Ben").mutation(api.channels.openDirect, { userIds: [ana] });
  const attempt = async (name: "Ana" | "Ben" | "Max", id: Id<"channels">, typed: string) =>
    await as(name).mutation(remove, { channelId: id, name: typed });
  await refused(attempt("Ben", channelId, "design"), "FORBIDDEN");
  await refused(attempt("Max", channelId, "design"), "NOT_SIGNED_IN");
  await refused(attempt("Ana", hidden, "hidden"), "NOT_FOUND");
  await refused(attempt("Ana", channelId, "desig"), "NAME_DIFFERS");
  await refused(attempt("Ana", channelId, "x".repeat(1_000_000)), "NAME_DIFFERS");
  await refused(attempt("Ana", general, "general"), "CHANNEL_FIXED");
  await refused(attempt("Ana", direct, ""), "CHANNEL_FIXED");
  await refused(as("Ben").query(content, { channelId }), "FORBIDDEN");
  await refused(as("Ana").query(content, { channelId: hidden }), "NOT_FOUND");
  await as("Ana").mutation(api.chat.channelSettings.convert, { channelId: hiring, kind: "public" });
  await refused(attempt("Ana", hiring, "hiring"), "CHANNEL_CONVERTING");
  await settle();
  await as("Ana").mutation(api.channels.archive, { channelId });
  await attempt("Ana", channelId, "design");
  // Its name is free again.
  expect(await as("Ben").mutation(api.channels.create, { name: "design" })).not.toBe(channelId);
});

test("many rows go in steps, and one that cannot be removed stops no other: it is tried again", async () => {
  const { t, as, say, hiring, everything, settle } = await open();
  for (let i = 0; i < 90; i++) await say("Ben", hiring, `lighthouse ${i}`);
  const bad = await say("Ben", hiring, "bad");
  const step = STEPS["messages"]!;
  const removeMessage = step.remove!;
  step.remove = async (ctx, row, channelId) => {
    if (row._id === bad) throw new Error("a bad row");
    return await removeMessage(ctx, row, channelId);
  };
  try {
    await as("Ana").mutation(remove, { channelId: hiring, name: "hiring" });
    await settle();
  } finally {
    step.remove = removeMessage;
  }
  const left = (await everything()).filter(([, row]) => asText(row).includes(hiring));
  expect(left.map(([table]) => table).toSorted()).toEqual(["deletions", "messages", "searchEntries"]);
  expect(left.find(([table]) => table === "deletions")![1]).toMatchObject({ error: "a bad row" });
  await expect(as("Ben").query(api.messages.get, { messageId: bad })).rejects.toMatchObject(
    refusal("NOT_FOUND"),
  );
  vi.setSystemTime(Date.now() + 2 * HOUR_MS);
  await t.mutation(internal.operator.cronRuns.cleanUp, {});
  await settle();
  expect((await everything()).filter(([, row]) => asText(row).includes(hiring))).toEqual([]);
});
