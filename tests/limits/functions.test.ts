/** Every function that reads or writes more than a few documents stays within half of each of Convex's limits, and reads no more where there is more. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { firstPage } from "../../convex/testing.setup";
import { LIMITS } from "../../convex/shared/limits";
import { BATCHES } from "./batches";
import { makeLarge, type Large } from "./fill";
import { DAY_MS } from "../../convex/shared/time";
import { relatedIn } from "./relations";
import { duplicatedIn, subtaskIn } from "./subtasks";
import { excess, growth, run, usageOf, type Call } from "./usage";

let large: Large;
let larger: Large;

const MONDAY = Date.parse("2026-11-23T09:30:00Z");

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: MONDAY });
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
  vi.stubEnv("AI_BASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("AI_MODEL", "none");
  large = await makeLarge(1);
  larger = await makeLarge(2);
}, 120_000);
afterAll(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

type Args = (of: Large) => Call["args"];
/** More edits of the greatest size than `undo:last` looks at. */
const LOOKED_AT = 60;

const none: Args = () => ({});
const paginationOpts = { ...firstPage, numItems: LIMITS.pageItems };
const created = { when: { kind: "created" }, timeZone: "UTC" };
const page: Args = () => ({ paginationOpts });
const text = "あ".repeat(LIMITS.messageText);
const inGeneral: Args = ({ general }) => ({ channelId: general });
const inOne: Args = ({ channels }) => ({ channelId: channels[0]!.id });
const aTask: Args = ({ tasks }) => ({ taskId: tasks[0]! });
const aMessage: Args = ({ root }) => ({ messageId: root });
const someMessages = ({ brief }: Large) => ({ messageIds: brief.slice(0, LIMITS.messagesChosen) });
const someNotices = ({ notices }: Large) => ({ noticeIds: notices.slice(0, LIMITS.idsAsked) });
const ids = ({ crowd }: Large) => crowd.slice(0, LIMITS.idsAsked);

/** What Ana asks. A few are asked in more ways than one, which stand behind the name. */
const QUERIES: Record<string, Args> = {
  "operator/aiUsage:overview": none,
  "categorisations:get": aTask,
  "categorisations:queue": none,
  "channels:accessRequests": inGeneral,
  "channels:areMembers": (of) => ({ ...inGeneral(of), ids: ids(of) }),
  "channels:browse": page,
  "channels:get": inGeneral,
  "channels:head": (of) => ({ ...inGeneral(of), isFull: true }),
  "channels:list": none,
  "channels:memberCount": inGeneral,
  "channels:members": (of) => ({ ...inGeneral(of), paginationOpts }),
  "channels:position": inOne,
  "board/archive:list": () => ({ kind: "deleted", paginationOpts }),
  "board/reports:done": (of) => ({ ...inGeneral(of), from: 0 }),
  "board/reports:flow": (of) => ({ ...inGeneral(of), from: 0 }),
  "board/reports:open": inGeneral,
  "board/calendar:week": () => ({ from: Math.floor((Date.now() - 5 * DAY_MS) / DAY_MS) * DAY_MS }),
  "board/calendar:span": () => {
    const from = Math.floor((Date.now() - 200 * DAY_MS) / DAY_MS) * DAY_MS;
    return { from, until: from + LIMITS.timelineDays * DAY_MS };
  },
  "board/columns:list": inGeneral,
  "board/moves:areTold": inGeneral,
  "board/templates:list": inGeneral,
  "board/automations:list": inGeneral,
  "board/automations:rehearse": (of) => ({ ...inGeneral(of), ...created, paginationOpts }),
  "board/automations:rehearse by due days": (of) => ({
    ...inGeneral(of),
    when: { kind: "due", days: 0 },
    timeZone: "UTC",
    paginationOpts,
  }),
  "board/automations:rehearse by reactions": (of) => ({
    ...inGeneral(of),
    when: { kind: "reacted", emoji: "🎉" },
    timeZone: "UTC",
    paginationOpts,
  }),
  "board/deferrals:list": () => ({ today: MONDAY, paginationOpts }),
  "board/views:list": inGeneral,
  "board/labels:list": none,
  "board/subtasks:list": aTask,
  "board/taskWatchers:list": aTask,
  "chat/bookmarks:list": inGeneral,
  "chat/channelSettings:content": inGeneral,
  "chat/channelSettings:size": inGeneral,
  "chat/groups:list": none,
  "chat/groups:members": (of) => ({ groupId: of.group, paginationOpts }),
  "chat/groups:mine": none,
  "chat/sidebar:sections": none,
  "operator/cronRuns:list": none,
  "digests:mine": none,
  "drafts:list": none,
  "drafts:refusedCount": none,
  "drafts:scheduled": none,
  "digests:today": none,
  "operator/documents:list": () => ({ table: "messages", paginationOpts }),
  "operator/documents:list of small ones": () => ({ table: "memberships", paginationOpts }),
  "operator/documents:tables": none,
  "emails:list": page,
  "emails:queue": none,
  "emails:passwordLink": () => ({ email: "ben@example.com" }),
  "emails:transport": none,
  "workspace:emojiNames": none,
  "workspace:listEmoji": page,
  "events:list": (of) => ({ ...aMessage(of), paginationOpts }),
  "events:log": page,
  "filing/folders:list": inGeneral,
  "filing/folders:deleted": (of) => ({ ...inGeneral(of), paginationOpts }),
  "filing/notes:list": (of) => ({ ...inGeneral(of), paginationOpts }),
  "filing/notes:revisions": (of) => ({ noteId: of.note, paginationOpts }),
  "filing/notes:deleted": (of) => ({ ...inGeneral(of), paginationOpts }),
  "files:list": (of) => ({ ...inGeneral(of), paginationOpts }),
  "files:usedBytes": none,
  "invitations:list": none,
  "inbox/mailSettings:get": none,
  "messages:days": (of) => ({
    ...inGeneral(of),
    bounds: Array.from({ length: LIMITS.daysAsked + 1 }, (_, i) => MONDAY + (i - 30) * 86_400_000),
  }),
  "messages:get": aMessage,
  "messages:newest": (of) => ({ ...inGeneral(of), after: 0n }),
  "messages:paginated": (of) => ({ ...inGeneral(of), paginationOpts }),
  "messages:paginated from its beginning": (of) => ({ ...inGeneral(of), order: "asc", paginationOpts }),
  "messages:savedIn": inGeneral,
  "messages:thread": (of) => ({ ...aMessage(of), paginationOpts }),
  "inbox/ringing:channels": none,
  "inbox/ringing:choices": none,
  "inbox/ringing:latest": none,
  "inbox/ringing:why": aMessage,
  "inbox/threads:list": page,
  "inbox/threads:mine": aMessage,
  "inbox/threads:unread": none,
  "notices:counts": none,
  "notices:list": page,
  "notices:list of one kind": () => ({ kind: "reply", paginationOpts }),
  "notices:unread": none,
  "notices:unseen": none,
  "notices:why": aMessage,
  "operator/providerEvents:list": none,
  "operator/providerEvents:sources": none,
  "reminders:list": none,
  "reports:mine": none,
  "reports:week": () => ({ weeksAgo: 0 }),
  "messages:search": () => ({ text: "ああ", paginationOpts }),
  "search:all": () => ({ text: "ああ", paginationOpts }),
  "search:all for something rare": () => ({ text: "ああ にほ", paginationOpts }),
  "search:all in a channel, by time": (of) => ({ text: `in:${of.general} after:2020`, paginationOpts }),
  "search:all with somebody": ({ zoe }) => ({ text: `with:${zoe} ああ`, paginationOpts }),
  "search:all that passes for nothing": () => ({ text: "ああ -from:zoe", paginationOpts }),
  "search:all of what is saved": () => ({ text: "is:saved ああ", paginationOpts }),
  "search:best": () => ({ text: "ああ" }),
  "search:count": () => ({ text: "ああ" }),
  "search:taskIds": () => ({ text: "", paginationOpts }),
  "search:names": () => ({ text: "あ" }),
  "search:saved": none,
  "tasks:column": () => ({ status: "todo", paginationOpts }),
  "tasks:column from its end": () => ({ status: "todo", order: "desc", paginationOpts }),
  "tasks:column that has grown": () => ({
    status: "todo",
    paginationOpts: { ...paginationOpts, endCursor: "z" },
  }),
  "tasks:counts": none,
  "tasks:find": () => ({ text: "あ" }),
  "tasks:get": aTask,
  "tasks:list": () => ({ filter: {}, paginationOpts }),
  "tasks:list of what is in private channels": () => ({
    filter: { text: "あ", isDone: false },
    paginationOpts,
  }),
  "tasks:mine": () => ({ today: MONDAY, paginationOpts }),
  "tasks:mine of what she watches": () => ({ which: "watched", paginationOpts }),
  "tasks:mine of what she has made": () => ({ which: "created", paginationOpts }),
  "tasks:relations": aTask,
  "tasks:waiting": () => ({ side: "forMe", paginationOpts }),
  "tasks:waiting for others": () => ({ side: "forOthers", paginationOpts }),
  "presence:choices": none,
  "presence:of": ({ zoe }) => ({ userId: zoe }),
  "presence:onlookers": aTask,
  "presence:typists": inGeneral,
  "users:count": none,
  "users:find": (of) => ({ ...inGeneral(of), text: "あ" }),
  "users:list": page,
  "users:me": none,
  "users:names": (of) => ({ ids: ids(of) }),
  "users:onlyAdmin": none,
  "users:profile": ({ ana }) => ({ userId: ana }),
  "access:audiences": none,
  "workspace:get": none,
};

/** What Ana does. */
const MUTATIONS: Record<string, Args> = {
  "categorisations:reset": aTask,
  "chat/channelSettings:convert": (of) => ({ ...inOne(of), kind: "private" }),
  "chat/channelSettings:nameConversation": ({ channels }) => ({ channelId: channels[2]!.id, name: "us" }),
  "chat/groups:addMembers": (of) => ({ groupId: of.group, userIds: ids(of) }),
  "chat/groups:create": () => ({ handle: "new", name: "New" }),
  "chat/groups:remove": ({ group }) => ({ groupId: group }),
  "chat/groups:update": ({ group }) => ({ groupId: group, handle: "other", name: "Other" }),
  "channels:archive": inOne,
  "channels:leave": inOne,
  "channels:markRead": inGeneral,
  "channels:markUnread": (of) => ({ ...inGeneral(of), ...aMessage(of) }),
  "channels:openDirect": ({ crowd }) => ({ userIds: crowd.slice(0, LIMITS.directMembers - 1) }),
  "filing/folders:remove": ({ folder }) => ({ folderId: folder }),
  // Two texts of the greatest size, that nobody can join.
  "filing/notes:save": ({ note }) => ({ noteId: note, revision: 1, text: `b${text.slice(1)}` }),
  "messages:addReaction": (of) => ({ ...aMessage(of), emoji: "🎉" }),
  "messages:create": (of) => ({
    ...inGeneral(of),
    text:
      large.crowd
        .slice(0, 50)
        .map((id) => `<@${id}>`)
        .join("") + text.slice(2_000),
  }),
  "messages:pin": aMessage,
  "messages:save": aMessage,
  "messages:unpin": aMessage,
  "messages:unsave": aMessage,
  "messages:schedule": (of) => ({ ...inGeneral(of), text, sendAt: MONDAY + 60_000 }),
  "messages:markThreadRead": (of) => ({ ...aMessage(of), upTo: 2n ** 62n }),
  "messages:remove": aMessage,
  "messages:update": (of) => ({ ...aMessage(of), text: "New" }),
  "reminders:create": (of) => ({ ...aMessage(of), at: MONDAY + 60_000 }),
  "inbox/ringing:choose": () => ({
    level: "everything",
    keywords: Array.from({ length: LIMITS.keywords }, (_, i) => `${i} ${"あ".repeat(LIMITS.keyword - 3)}`),
  }),
  "inbox/threads:resolve": aMessage,
  "notices:markAllRead": none,
  "notices:markSeen": (of) => ({
    ...inOne(of),
    ...aTask(of),
    ...aMessage(of),
    messageIds: of.inHeads.slice(0, LIMITS.idsAsked),
  }),
  "notices:setDone": (of) => ({ ...someNotices(of), isDone: true }),
  "notices:setRead": (of) => ({ ...someNotices(of), isRead: false }),
  "notices:snooze": (of) => ({ ...someNotices(of), until: MONDAY + 86_400_000 }),
  "notices:undoMarkAllRead": (of) => ({
    moved: {
      to: 5n,
      channels: of.channels.map(({ id }) => ({ channelId: id, lastReadTs: 1n, ownTimes: [] })),
      threads: [],
      ...someNotices(of),
      isMore: false,
    },
  }),
  "board/newTasks:createMany": ({ zoe, general }) => ({
    clientId: "c1",
    drafts: Array.from({ length: LIMITS.tasksMade }, () => ({
      title: "あ".repeat(LIMITS.taskTitle),
      description: "あ".repeat(LIMITS.taskDescription),
      tags: Array.from({ length: LIMITS.tagsPerTask }, (_, i) => `${i}${"あ".repeat(LIMITS.tag - 1)}`),
      assigneeId: zoe,
      channelId: general,
    })),
  }),
  "tasks:create": () => ({ title: "New" }),
  "tasks:create that sets much off": (of) => ({ title: "New", ...inGeneral(of) }),
  "board/duplicates:make": ({ tasks }) => ({ taskId: duplicatedIn(tasks) }),
  "board/subtasks:setParent": ({ tasks }) => ({ taskId: tasks[0]!, parentId: tasks[1]! }),
  "board/subtasks:place": ({ tasks }) => ({ taskId: subtaskIn(tasks), after: tasks[0]! }),
  "tasks:createFromMessage": aMessage,
  "tasks:createFromMessages": someMessages,
  "tasks:post": (of) => ({ ...aTask(of), text: `${"x".repeat(LIMITS.messageText - 1)} ` }),
  // Between two cards whose ranks are long: those around them get new ones.
  "tasks:move": ({ tasks }) => ({ taskId: tasks[0]!, status: "todo", before: tasks[300]! }),
  "tasks:changeMany": ({ tasks, zoe }) => ({
    taskIds: tasks.slice(0, LIMITS.tasksChosen),
    change: { kind: "update", changes: { title: "Other", assigneeId: zoe } },
  }),
  "tasks:move of one that many wait for": (of) => ({ ...aTask(of), status: "done" }),
  "tasks:relate": ({ tasks }) => {
    const { alone, root } = relatedIn(tasks);
    return { taskId: alone, kind: "blockedBy", otherId: root };
  },
  "tasks:remove": aTask,
  "tasks:update": (of) => ({ ...aTask(of), title: "Other" }),
  "tasks:update of one that many wait for": (of) => ({ ...aTask(of), assigneeId: of.zoe }),
  "users:deactivate": ({ zoe }) => ({ userId: zoe }),
  "users:update": () => ({ name: "Anna" }),
};

/** What reads and writes a few documents of one thing, whatever there is beside it. */
const SMALL = [
  "access:channelReader",
  "access:readsChannel",
  "access:workspaceReader",
  "board/chips:get",
  "operator/aiUsage:save",
  "categorisations:categorise",
  "categorisations:decideByRules",
  "categorisations:release",
  "categorisations:settle",
  "channels:addMember",
  "channels:answerAccessRequest",
  "channels:askForAccess",
  "channels:create",
  "channels:join",
  "channels:removeMember",
  "channels:unarchive",
  "channels:update",
  "board/archive:set",
  "board/columns:add",
  "board/columns:move",
  "board/columns:remove",
  "board/columns:update",
  "board/moves:setTold",
  "board/automations:add",
  "board/automations:remove",
  "board/automations:setOn",
  "board/automations:update",
  "board/templates:createTask",
  "board/templates:move",
  "board/templates:remove",
  "board/templates:rename",
  "board/templates:save",
  "board/deferrals:set",
  "board/views:remove",
  "board/views:save",
  "board/views:setDefault",
  "board/labels:add",
  "board/dueReminders:get",
  "board/dueReminders:set",
  "board/repeats:get",
  "board/repeats:remove",
  "board/repeats:set",
  "scheduled/repeats:begin",
  "scheduled/repeats:done",
  "scheduled/repeats:due",
  "board/labels:remove",
  "board/labels:update",
  "board/checklists:tick",
  "board/covers:set",
  "board/checklists:toSubtask",
  "board/subtasks:parent",
  "board/taskHelpers:set",
  "board/taskWatchers:add",
  "board/taskWatchers:remove",
  "scheduled/boards:leaveColumn",
  "scheduled/boards:tidyOne",
  "scheduled/labels:retag",
  "chat/bookmarks:add",
  "chat/bookmarks:move",
  "chat/bookmarks:remove",
  "chat/bookmarks:titleOf",
  "chat/bookmarks:update",
  "chat/channelSettings:remove",
  "chat/channelSettings:setCalling",
  "chat/channelSettings:setForNewcomers",
  "chat/channelSettings:setOwner",
  "chat/channelSettings:setPosting",
  "chat/groups:get",
  "chat/groups:removeMember",
  "chat/sidebar:addSection",
  "chat/sidebar:arrange",
  "chat/sidebar:chooseSection",
  "chat/sidebar:moveSection",
  "chat/sidebar:place",
  "chat/sidebar:removeSection",
  "operator/cronRuns:begin",
  "operator/cronRuns:end",
  "workspace:addEmoji",
  "workspace:checkNewEmoji",
  "workspace:onlyAdminsAddEmoji",
  "workspace:removeEmoji",
  "drafts:cancelScheduled",
  "drafts:save",
  "drafts:sendScheduled",
  "drafts:updateScheduled",
  "emails:followLink",
  "emails:linkKey",
  "emails:readable",
  "emails:retry",
  "emails:sendLink",
  "emails:settle",
  "emails:unsubscribe",
  "filing/folders:create",
  "filing/folders:move",
  "filing/folders:rename",
  "filing/folders:restore",
  "filing/notes:create",
  "filing/notes:get",
  "filing/notes:move",
  "filing/notes:remove",
  "filing/notes:rename",
  "filing/notes:restore",
  "files:checkPicture",
  "files:generateUploadUrl",
  "files:inspected",
  "files:move",
  "files:limits",
  "files:get",
  "files:getUrl",
  "files:ofTask",
  "files:opened",
  "files:pass",
  "files:remove",
  "files:rename",
  "files:restore",
  "files:save",
  "files:setLimits",
  "inbox/ringing:chooseIn",
  "inbox/ringing:chooseInThread",
  "inbox/ringing:pause",
  "inbox/push:key",
  "inbox/push:list",
  "inbox/push:prepare",
  "inbox/push:subscribe",
  "inbox/push:test",
  "inbox/push:unsubscribe",
  "inbox/threads:follow",
  "inbox/threads:reopen",
  "inbox/threads:unfollow",
  "invitations:create",
  "invitations:invite",
  "invitations:revoke",
  "inbox/mailSettings:update",
  "presence:beat",
  "presence:choose",
  "presence:endStatus",
  "presence:leave",
  "presence:look",
  "presence:setStatus",
  "presence:type",
  "messages:place",
  "messages:removeLinkPreview",
  "messages:removeReaction",
  "messages:restore",
  "messages:restoreLinkPreview",
  "operator/providerEvents:apply",
  "operator/providerEvents:retry",
  "operator/providerEvents:settle",
  "reminders:remove",
  "reminders:update",
  "scheduled/later:remind",
  "scheduled/ringing:ringOfNotice",
  "scheduled/linkLooks:plan",
  "scheduled/linkLooks:settle",
  "scheduled/pushes:keepKeys",
  "scheduled/pushes:keys",
  "scheduled/pushes:settle",
  "search:forget",
  "search:save",
  "tasks:addFiles",
  "tasks:claim",
  "undo:action",
  "tasks:formerDiscussions",
  "tasks:removeFile",
  "tasks:restore",
  "tasks:restoreFile",
  "tasks:unrelate",
  "users:ensure",
  "users:joinAccounts",
  "users:makeAdmin",
  "users:reactivate",
  "users:removePicture",
  "users:updateProfile",
  "users:setPicture",
  "users:setRole",
  "users:standing",
  "users:timeZone",
  "workspace:update",
];
/** What its caller bounds: `LIMITS.webhookEvents` at once, and the demo's. */
const BOUNDED = ["operator/demo:backdate", "operator/providerEvents:receive"];

const asked = <Kind extends "query" | "mutation">(kind: Kind, asks: Record<string, Args>) =>
  Object.entries(asks).map(([name, args]) => ({ kind, name, path: name.split(" ")[0]!, args }));
const calls = [...asked("query", QUERIES), ...asked("mutation", MUTATIONS)];

test.each(calls)(
  "$name uses half of each limit at most, and no more where there is more",
  async ({ args, kind, path }) => {
    const used = async (of: Large) => {
      const caller = path === "messages:update" ? of.as("Zoe") : of.as("Ana");
      return await usageOf(caller, { kind, path, args: args(of) });
    };
    const [small, more] = [await used(large), await used(larger)];
    expect([excess(small), excess(more)]).toEqual([{}, {}]);
    expect(growth(small, more)).toEqual({});
  },
);

test("undo:last and undo:redo use half of each limit at most, after many changes of the greatest size", async () => {
  const zoe = large.as("Zoe");
  const { messageId } = aMessage(large);
  for (let i = 0; i < LOOKED_AT; i++)
    await run(zoe, {
      kind: "mutation",
      path: "messages:update",
      args: { messageId, text: `${i}${text.slice(3)}` },
    });
  const last = { kind: "mutation" as const, path: "undo:last", args: {} };
  expect(excess(await usageOf(zoe, last))).toEqual({});
  await run(zoe, last);
  expect(excess(await usageOf(zoe, { kind: "mutation", path: "undo:redo", args: {} }))).toEqual({});
});

test("the next task of a series uses half of each limit at most, with all parts and watchers it can have", async () => {
  const { tasks, crowd, t } = large;
  const id = await t.run(async ({ db }) => {
    const watched = [duplicatedIn(tasks), ...tasks.slice(6, 6 + 3 * (LIMITS.duplicated - 1))];
    for (const taskId of watched.filter((_, i) => i === 0 || i % 3 === 1))
      for (const userId of crowd.slice(0, LIMITS.watchersPerTask))
        await db.insert("taskWatchers", { taskId, userId, madeAt: 1, isOpen: true });
    const reminders = crowd.slice(0, 100).map((userId) => ({ userId, before: 0 }));
    const dueAt = Date.now() + DAY_MS;
    await db.patch("tasks", duplicatedIn(tasks), { repeats: "day/1", dueDate: MONDAY, dueAt });
    const series = { taskId: duplicatedIn(tasks), day: MONDAY - DAY_MS, timeZone: "UTC" };
    return await db.insert("taskRecurrences", { ...series, nextAt: 1, reminders });
  });
  const due = { kind: "mutation" as const, path: "scheduled/repeats:due", args: { id } };
  expect(excess(await usageOf(t, due))).toEqual({});
  await run(t, due);
  const made = await t.run(async ({ db }) => {
    const row = await db.get("taskRecurrences", id);
    const parts = db
      .query("tasks")
      .withIndex("by_parentId_and_away_and_subtaskRank", (q) => q.eq("parentId", row!.taskId));
    const watchers = db
      .query("taskWatchers")
      .withIndex("by_taskId_and_userId", (q) => q.eq("taskId", row!.taskId));
    return [(await parts.collect()).length, (await watchers.collect()).length];
  });
  expect(made).toEqual([LIMITS.duplicated - 1, LIMITS.watchersPerTask]);
});

test("a board whose cards had descriptions would be caught", async () => {
  const usage = await usageOf(large.t, async (ctx) => {
    for (const taskId of large.tasks.slice(0, LIMITS.boardColumn))
      await ctx.db
        .query("taskDescriptions")
        .withIndex("by_taskId", (q) => q.eq("taskId", taskId))
        .unique();
  });
  expect(Object.keys(excess(usage))).toEqual(["bytesRead"]);
});

test("every function is counted, or known to be small", () => {
  const folder = join(import.meta.dirname, "../../convex");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !/\.\w+\.ts$|^(functions|model|outside|shared|_generated)/.test(name),
  );
  const functions = files.flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const exported = text.matchAll(/^export const (\w+) = \w*(?:[qQ]uery|[mM]utation)\(/gm);
    return [...exported].map(([, exportName]) => `${name.slice(0, -3)}:${exportName}`);
  });
  const counted = ["undo:last", "undo:redo", ...Object.keys(BATCHES), ...calls.map(({ path }) => path)];
  const known = [...counted, ...SMALL, ...BOUNDED];
  expect(functions.filter((path) => !known.includes(path))).toEqual([]);
  expect(known.filter((path) => !functions.includes(path))).toEqual([]);
});
