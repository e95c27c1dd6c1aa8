/**
 * Large views in a language that is made of English by a machine, with every text in ⟦brackets⟧: words outside of
 * brackets would stay English in any language. What is from people is written in Greek here, and dates are Japanese.
 */
import { NOTICE_KINDS, TASK_CHANGES } from "@convex/shared/notices";
import { RELATION_WAYS } from "@convex/shared/tasks";
import { BEFORE_ALL } from "@convex/shared/unread";
import { Inbox, Threads } from "@/features/notices";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement, ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ForgotPasswordPage } from "@/features/auth/ForgotPasswordPage";
import { SignUpPage } from "@/features/auth/SignUpPage";
import { AccessRequests } from "@/features/channels/access/AccessRequests";
import { AskForAccess } from "@/features/channels/access/AskForAccess";
import { BrowseChannels } from "@/features/channels/BrowseChannels";
import { ChannelBar } from "@/features/channels/ChannelBar";
import { ChannelHeader } from "@/features/channels/ChannelHeader";
import { ChannelIntro } from "@/features/channels/ChannelIntro";
import { CreateChannelDialog } from "@/features/channels/CreateChannelDialog";
import { SettingsView } from "@/features/channels/details/SettingsView";
import { ChannelDetailsPane } from "@/features/channels/details/ChannelDetailsPane";
import type { ChannelDetails } from "@/features/channels/useChannels";
import { Crons } from "@/features/crons/Crons";
import { Digest } from "@/features/digests/Digest";
import { Emails } from "@/features/emails/Emails";
import { History } from "@/features/events/History";
import { Log } from "@/features/events/Log";
import { BookmarkDialog } from "@/features/messages/bookmarks/BookmarkDialog";
import { BookmarkList } from "@/features/messages/bookmarks/BookmarkList";
import { JumpToDate } from "@/features/messages/dates/JumpToDate";
import { ChannelMessages } from "@/features/messages/ChannelMessages";
import { toFeed } from "@/features/messages/feed";
import { MessageRow } from "@/features/messages/list/MessageRow";
import type { MessageActions } from "@/features/messages/list/messageActions";
import type { SavedMessage } from "@/features/messages/message";
import { MESSAGE_MUTATIONS } from "@/features/messages/messageMutations";
import { ThreadPane } from "@/features/messages/thread/ThreadPane";
import { ProviderEvents } from "@/features/providerEvents/ProviderEvents";
import { Report } from "@/features/reports/Report";
import { Server } from "@/features/server/Server";
import { AiSettings } from "@/features/settings/ai/AiSettings";
import { SettingsDialog } from "@/features/settings/SettingsDialog";
import LabelsDialog from "@/features/tasks/labels/LabelsDialog";
import { TASK_MUTATIONS } from "@/features/tasks/taskMutations";
import { useBoard } from "@/features/tasks";
import { Board } from "@/features/tasks/board/Board";
import { MyTasks } from "@/features/tasks/mine/MyTasks";
import { NewTaskDialog } from "@/features/tasks/NewTaskDialog";
import { TaskPane } from "@/features/tasks/pane/TaskPane";
import ParentDialog from "@/features/tasks/subtasks/ParentDialog";
import { RelateDialog } from "@/features/tasks/relations/RelateDialog";
import { Waiting } from "@/features/tasks/relations/Waiting";
import type { TaskId } from "@/features/tasks/task";
import { ANA, answerAuth, BEN, show, ZOE } from "@/testing.client";
import { speak } from "@/texts/language";
import * as english from "@/texts/en";
import CommandPalette from "./commands/CommandPalette";
import ShortcutsSheet from "./commands/ShortcutsSheet";
import { BottomBar } from "./nav/BottomBar";
import { Sidebar } from "./nav/Sidebar";
import { UserMenu } from "./nav/UserMenu";
import { DigestPage } from "./pages/DigestPage";
import { NotFoundPage } from "./pages/NotFoundPage";
import SignOutDialog from "./shell/SignOutDialog";

/** A text, a function that makes one, or more of them, with every text in brackets. */
function bracketed(entry: unknown): unknown {
  if (typeof entry === "string") return `⟦${entry}⟧`;
  if (typeof entry === "function")
    return (...values: unknown[]) => {
      const made = (entry as (...values: unknown[]) => ReactNode)(...values);
      return typeof made === "string" ? `⟦${made}⟧` : <>⟦{made}⟧</>;
    };
  if (Array.isArray(entry)) return entry.map(bracketed);
  return Object.fromEntries(Object.entries(entry as object).map(([name, one]) => [name, bracketed(one)]));
}

const nothing = () => undefined;
const task = {
  _id: "t1",
  _creationTime: 1,
  number: 7,
  title: "Α",
  description: "- [ ] α",
  checkCount: 1,
  status: "in_progress",
  rank: "a0",
  tags: ["β"],
  createdBy: ANA.id,
  assigneeId: ZOE.id,
  helperIds: [BEN.id],
  dueDate: Date.UTC(2026, 1, 1),
  blockedReason: "γ",
  blockedAt: 5,
  priority: "high",
  startDate: Date.UTC(2026, 0, 1),
  estimate: 3,
  category: "urgent",
  categorySource: "rules",
  parentId: "t9",
  parentNumber: 9,
  subtaskCount: 3,
  subtasksDone: 1,
};
const part = {
  _id: "t2",
  number: 8,
  title: "β",
  status: "todo",
  dueDate: 1,
  assigneeId: BEN.id,
  subtaskCount: 2,
};
const channel = {
  _id: "c1",
  _creationTime: 1,
  name: "δ",
  kind: "private",
  description: "ε",
  createdBy: BEN.id,
  isDefault: false,
  isMember: true,
  canManage: true,
  ownerIds: [ANA.id],
  isForNewcomers: false,
  memberCount: 2,
} as unknown as ChannelDetails;
const direct = { ...channel, _id: "d1", kind: "direct", name: "", directMemberIds: [ANA.id] };
const message = {
  _id: "m1",
  _creationTime: 1_000,
  channelId: "c1",
  authorId: BEN.id,
  text: "ζ",
  sentAt: 1_000,
  editedAt: 2_000,
  mentions: [],
  replyCount: 2,
  files: [],
  linkPreviews: [],
  pinnedBy: BEN.id,
  lastReplyAt: 2_000,
  reactions: [{ emoji: "👍", userIds: [ANA.id, "gone"] }],
};
const deleted = { ...message, _id: "m0", _creationTime: 900, deletedAt: 950, text: "" };
const change = (field: string, before?: unknown, after?: unknown) => ({ field, before, after });
const event = (id: string, noun: string, verb: string, ...changes: object[]) => ({
  _id: id,
  _creationTime: 1_000,
  noun,
  verb,
  subject: noun === "channel" ? "c1" : "x",
  actorId: id === "e1" ? undefined : BEN.id,
  personId: ANA.id,
  changes,
});
const EVENTS = [
  event("e1", "task", "created", change("title", undefined, "Α")),
  event(
    "e2",
    "task",
    "changed",
    change("status", "todo", "done"),
    change("tags", ["α"], ["β"]),
    change("category", undefined, "urgent"),
    change("assigneeId", undefined, "gone"),
    change("channelId", undefined, "c9"),
    change("blockedReason", undefined, "γ"),
    change("dueDate", undefined, 1),
    ...[...RELATION_WAYS, "subtask", "partOf", "check", "coverId"].flatMap((way) => [
      change(way, undefined, "T-9"),
      change(way, "T-9"),
    ]),
    change("startDate", undefined, 1),
    change("estimate", undefined, 3),
    change("priority", undefined, "low"),
    change("helperIds", [ANA.id], [BEN.id]),
  ),
  event("e3", "channel", "archived"),
  event("e4", "channel", "added"),
  event("e5", "person", "changed", change("role", "member", "admin")),
  event("e6", "settings", "changed", change("monthlyTokens", 1, 2), change("label", "α", "β")),
];
const email = { _id: "e1", _creationTime: 1, to: "η@θ.ι", subject: "κ", attempts: 2 };
const page = (...rows: object[]) => ({ page: rows, isDone: false, continueCursor: "1" });
const digestTask = { taskId: "t1", number: 7, title: "Α", isOverdue: true };
const reportTask = { taskId: "t1", number: 7, title: "Α", at: 1, reason: "γ" };
const cell = { assignee: BEN.id, doneByDay: [2, 0, 0, 0, 0, 0, 0], moved: 1, blocked: 1, ageing: 1 };

const thread = {
  threadId: "m1",
  channelId: "c1",
  channelName: "δ",
  authorId: BEN.id,
  text: "ξ",
  replyCount: 2,
  lastReplyAt: 1,
  resolvedBy: BEN.id,
  unread: 2,
};
const NOTICES = NOTICE_KINDS.map((kind, i) => ({
  _id: `n${i}`,
  kind,
  at: 1,
  channelId: "c1",
  messageId: "m1",
  actorId: BEN.id,
  text: "ξ",
  isUnread: i % 2 === 0,
  isDone: i % 3 === 0,
  unread: 3,
  taskNumber: 7,
  snoozedUntil: 5,
  channelName: i === 0 ? "" : "δ",
  reactions: [{ emoji: "🎉", userIds: [BEN.id] }],
  ...(kind === "assignment" && { changes: TASK_CHANGES.slice(0, 3) }),
}));

const answers = {
  "operator/aiUsage:overview": {
    mode: "provider",
    provider: { kind: "openai", model: "λ" },
    monthlyTokens: 1_000,
    total: { requests: 1, inputTokens: 5, outputTokens: 5, costMicros: 50_000 },
    usage: [{ userId: ANA.id, requests: 1, inputTokens: 5, outputTokens: 5, costMicros: 50_000 }],
  },
  "board/labels:list": [{ _id: "l1", name: "β", colour: "red", createdBy: BEN.id }],
  "board/taskWatchers:list": [BEN.id],
  "chat/bookmarks:list": [],
  "channels:browse": page(channel, { ...channel, _id: "c2", isMember: false }),
  "channels:get": channel,
  "channels:head": { lastMessageAt: 1, recentTimes: "", tailTs: BEFORE_ALL },
  "channels:list": [channel, direct],
  "channels:memberCount": 2,
  "channels:members": page(
    ...[ANA, BEN, ZOE].map(({ id, isActive }) => ({ userId: id, joinedAt: 1, isDeactivated: !isActive })),
  ),
  "channels:position": null,
  "operator/cronRuns:list": [
    { name: "Send mail", startedAt: 1, durationMs: 5 },
    { name: "Clean up", startedAt: 1, durationMs: 5_000, error: "μ" },
    { name: "Daily digest", startedAt: 1 },
  ],
  "digests:today": {
    due: [digestTask],
    assigned: [digestTask],
    unowned: [digestTask],
    mentions: [{ messageId: "m1", channelId: "c1", channel: "δ", author: "ν", text: "ξ", threadId: "m2" }],
    channels: [{ channelId: "c1", name: "δ", unread: 3 }],
  },
  "emails:list": page(
    { ...email, kind: "invitation", status: "queued" },
    { ...email, _id: "e2", kind: "digest", status: "failed", error: "ο" },
  ),
  "emails:transport": "smtp",
  "events:list": page(...EVENTS),
  "events:log": page(...EVENTS),
  "inbox/mailSettings:get": {
    digestDays: "workdays",
    digestHour: 8,
    nextDigestAt: 1,
    weeklyReport: true,
    mentionMinutes: 15,
    timeZone: "π",
    isZoneChosen: false,
  },
  "messages:get": message,
  "messages:newest": page(message, deleted),
  "messages:thread": page(message),
  "inbox/threads:list": page(thread, { ...thread, threadId: "m7", unread: 0 }),
  "inbox/threads:mine": { isFollowing: true, unread: 1 },
  "inbox/threads:unread": [thread],
  "notices:counts": { unread: 3 },
  "notices:list": page(...NOTICES),
  "notices:unread": NOTICES,
  "notices:unseen": [{ kind: "assignment", taskId: "t1", isMine: true }],
  "operator/providerEvents:list": [
    {
      _id: "p1",
      _creationTime: 1,
      source: "clerk",
      type: "ρ",
      state: "failed",
      error: "σ",
      tries: 2,
      retryAt: 5,
    },
  ],
  "operator/providerEvents:sources": [
    { source: "clerk", url: "τ", setting: "υ", isOn: true },
    { source: "resend", url: "τ", setting: "υ", isOn: false },
  ],
  "reports:week": {
    from: Date.UTC(2026, 10, 23),
    cells: [
      { ...cell, channelId: "c1" },
      { ...cell, assignee: "nobody" },
    ],
    channels: [{ channelId: "c1", name: "δ" }],
    people: [],
    done: [reportTask],
    moved: [reportTask],
    blocked: [reportTask],
    ageing: [],
    isCut: true,
  },
  "tasks:column": page(task, { ...task, _id: "t2", category: undefined, assigneeId: undefined }),
  "channels:accessRequests": [{ userId: BEN.id, askedAt: 1 }],
  "tasks:counts": { todo: 9, in_progress: 9, done: 9 },
  "tasks:get": task,
  "tasks:mine": page(task),
  "board/deferrals:list": page({ task, showFrom: 1 }),
  "tasks:relations": RELATION_WAYS.map((way) => ({ way, since: 1, task: { ...task, _id: `of ${way}` } })),
  "board/subtasks:list": [part, { ...part, _id: "t3", number: 0 }],
  "board/subtasks:parent": { ...part, _id: "t9" },
  "tasks:waiting": page({ since: 1, task, other: { ...task, _id: "t2" } }),
};

/** What is not of the catalogue and yet Latin: people of the fixture, and how tasks are numbered. */
const GIVEN = new RegExp([ANA.name, BEN.name, ZOE.name, "T-\\d+"].join("|"), "g");

/** The text without what is in brackets, innermost first. */
function outside(text: string): string {
  const next = text.replaceAll(/⟦[^⟦⟧]*⟧/g, "");
  return next === text ? text.replaceAll(GIVEN, "") : outside(next);
}

/** Everything that can be read or heard on the page. What is hidden, keys and options of the browser are left out. */
function words(): string[] {
  const heard = document.body.cloneNode(true) as HTMLElement;
  for (const element of heard.querySelectorAll("[aria-hidden=true], kbd, style, option[value*='/']"))
    element.remove();
  const names = ["aria-label", "title", "placeholder", "alt", "data-tooltip"];
  const attributes = [...heard.querySelectorAll("*")].flatMap((element) =>
    names.flatMap((name) => element.getAttribute(name) ?? []),
  );
  return [heard.textContent, document.title, ...attributes];
}

const inEnglish = () =>
  words()
    .map(outside)
    .filter((text) => /[a-z]/i.test(text));

const WholeBoard = () => (
  <Board columns={useBoard(undefined)} channelNames={new Map()} openTaskId={undefined} canWrite />
);

const ACTIONS = {
  myId: ANA.id,
  isAdmin: true,
  react: nothing,
  openThread: nothing,
  createTask: nothing,
  isSaved: () => true,
  togglePin: nothing,
  bookmark: nothing,
} as unknown as MessageActions;

const Row = ({ message: saved }: { message: object }) => (
  <MessageRow
    row={{ message: toFeed(saved as SavedMessage), isGrouped: false, startsDay: true, startsUnread: true }}
    isActive
    isEditing={false}
    actions={ACTIONS}
    onActivate={nothing}
  />
);

const VIEWS: Record<string, ReactElement> = {
  "the sidebar": <Sidebar />,
  "the bottom bar": <BottomBar />,
  "the user's menu": <UserMenu />,
  "the palette": <CommandPalette />,
  "the sheet of keys": <ShortcutsSheet onClose={nothing} />,
  "the question before signing out": <SignOutDialog onClose={nothing} />,
  "a page that is not there": <NotFoundPage />,
  "the board": <WholeBoard />,
  "my tasks": <MyTasks shown="assigned" openTaskId={undefined} />,
  "tasks of mine that are shown later": <MyTasks shown="later" openTaskId={undefined} />,
  "who waits for whom": <Waiting openTaskId={undefined} />,
  "a parent": <ParentDialog task={{ _id: "t1" as TaskId, number: 1, title: "τ" }} onClose={nothing} />,
  "a relation": <RelateDialog taskId={"t1" as TaskId} way="blocks" onClose={nothing} />,
  "the inbox": <Inbox shown="all" onShow={nothing} onOpen={nothing} />,
  "the threads": <Threads openId={undefined} onOpen={nothing} />,
  "a task": (
    <TaskPane
      taskId={"t1" as TaskId}
      tools={{ Chip: () => null, open: nothing, create: nothing }}
      onClose={nothing}
    />
  ),
  labels: <LabelsDialog onClose={nothing} />,
  "a new task": <NewTaskDialog channelId={undefined} onClose={nothing} onCreated={nothing} />,
  "the list of channels": <BrowseChannels onCreate={nothing} />,
  "a channel's header": <ChannelHeader channel={channel} isPaneOpen={false} onTogglePane={nothing} />,
  "a channel's beginning": <ChannelIntro channel={channel} />,
  "a channel that one is not in": <ChannelBar channel={{ ...channel, isMember: false }} />,
  "a channel's details": (
    <ChannelDetailsPane channel={channel} bookmarks={null} log={null} onClose={nothing} onLeft={nothing} />
  ),
  "a channel's bookmarks": <BookmarkList channel={channel} />,
  "a bookmark": <BookmarkDialog what={{ channelId: channel._id }} onClose={nothing} />,
  "a channel's settings": <SettingsView channel={channel} onDeleted={nothing} />,
  "a conversation's settings": <SettingsView channel={{ ...direct } as ChannelDetails} onDeleted={nothing} />,
  "a new channel": <CreateChannelDialog onClose={nothing} onCreated={nothing} />,
  "a thread": (
    <ThreadPane
      messageId={"m1" as never}
      canWrite
      tasks={{ Chip: () => null, open: nothing, create: nothing }}
      onClose={nothing}
    />
  ),
  "a channel's messages": (
    <ChannelMessages
      channelId={"c1" as never}
      top={null}
      title="#δ"
      canAct
      canWrite
      intro={null}
      read={{ lastReadTs: 1n, unread: 300 }}
      onOpenThread={nothing}
      onJumpToDate={nothing}
      tasks={{ Chip: () => null, open: nothing, create: nothing }}
    />
  ),
  "a channel's dates": <JumpToDate channelId={"c1" as never} onPick={nothing} onClose={nothing} />,
  "who asks for access": <AccessRequests channel={{ ...channel, kind: "private" }} />,
  "the way to ask for access": <AskForAccess channelId={"c9" as never} onLetIn={nothing} />,
  today: <Digest />,
  "the page of today": <DigestPage />,
  "the weekly report": <Report weeksAgo={1} />,
  "the log": <Log />,
  "a history": <History subject={{ taskId: "t1" as TaskId }} />,
  "a message": <Row message={message} />,
  "a deleted message": <Row message={deleted} />,
  emails: <Emails />,
  "scheduled work": <Crons />,
  webhooks: <ProviderEvents />,
  "the AI": <AiSettings />,
  "the server": <Server part="overview" onChange={() => {}} />,
  "the functions of the server": <Server part="functions" onChange={() => {}} />,
  "the logs of the server": <Server part="logs" onChange={() => {}} />,
  "the data of the server": <Server part="data" onChange={() => {}} />,
  "a forgotten password": <ForgotPasswordPage />,
  "signing up": <SignUpPage />,
};

beforeEach(() => {
  speak({ tag: "ja", texts: bracketed({ ...english }) as Record<string, object> });
  answerAuth({ invites: [], status: { needsFirstUser: false, openSignUp: true, canMail: false } });
  document.title = "";
  vi.spyOn(console, "warn").mockImplementation(nothing); // the board scrolls nothing where no styles are
});
afterEach(() => {
  speak(undefined);
  vi.unstubAllGlobals();
});

const options = { answers, mutations: [...MESSAGE_MUTATIONS, ...TASK_MUTATIONS] };

test.each(Object.entries(VIEWS))("nothing of %s stays English in another language", async (_name, view) => {
  show(view, options);
  await vi.dynamicImportSettled();
  expect(words().join(" ")).toContain("⟦");
  expect(inEnglish()).toEqual([]);
});

test("nothing of the settings stays English in another language", async () => {
  show(<SettingsDialog onClose={nothing} onStatus={() => undefined} onSignOut={nothing} />, options);
  for (const name of ["⟦Email⟧", "⟦People⟧", "⟦You⟧"]) {
    await userEvent.click(screen.getByRole("radio", { name }));
    await vi.dynamicImportSettled();
    expect(inEnglish()).toEqual([]);
  }
});
