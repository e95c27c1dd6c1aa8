/** Windows of the app, which subscribe to what the app does, and people who write in them and change tasks. */
import { LIMITS } from "../../convex/shared/limits.ts";
import { BODY, nextId, paced, sleep } from "../pace.ts";
import { Ends, showParts, type Showing } from "./ends.ts";
import type { Outcome } from "./outcome.ts";
import { SyncClient } from "./syncClient.ts";
import { Watcher } from "./watcher.ts";

type WindowOf = { token: string; channelIds: string[]; peopleIds: string[] };

export type WindowScenario =
  | { name: "openWindows"; url: string; windows: WindowOf[] }
  | { name: "openBoards"; count: number }
  | { name: "talk"; perSecond: number; messages: number; tasksPerSecond: number }
  | { name: "rename"; token: string }
  | { name: "ask"; url: string; path: string; asked: readonly { token: string; args: object }[] }
  | { name: "closeWindows" };

type Window = Showing & {
  channelIds: string[];
  /** The heads that it watches, by their channels. */
  heads: Map<string, number>;
  /** What came to channels that it does not show. */
  unread: Map<string, number>;
  /** When it told last what was seen, and after what time it tells again. */
  markedMs: number;
  marksAfterMs: number;
};

const PAGE = { numItems: 50, cursor: null };
/** Heads that a window watches: those of its newest channels. */
const HEADS = 40;
/** People who write; each has a client that hears its acknowledgements. */
const WRITERS = 40;
/** Longer than what windows may wait before they ask. */
const QUIET_MS = 2_500;
const AT_ONCE = 20;
/** Of so many windows, ten times as many people, the channel of everybody has a crowd. */
const CROWD = LIMITS.crowd / 10;
/** People whom the app asks for together. */
const NAMES = 10;
/** A window tells what is seen after this time, after twice as long then, and so on up to the longest. */
const MARK_MS = { first: 2_000, longest: 16_000 };
/** With so many messages unread, a window watches the channel's head no longer. */
const GLANCED = 9;
/** A person looks into a channel that often: twenty times in eight hours. */
const VISIT_MS = (8 * 60 * 60 * 1_000) / 20;

let windows: Window[] = [];
let writers: { client: SyncClient; window: Window }[] = [];

/** @throws where a window has been left */
function bytesOf(): number {
  const ended = windows.filter(({ watcher }) => watcher.isClosed);
  if (ended.length > 0) throw new Error(`${ended.length} of ${windows.length} windows were ended.`);
  return windows.reduce((sum, { watcher }) => sum + watcher.bytes, 0);
}

/** Resolves when no more comes. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== bytesOf();) {
    before = bytesOf();
    await sleep(QUIET_MS);
  }
}

const chunked = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** The channel that a window shows: the same few for most people. */
const shown = (channelIds: string[], i: number) => channelIds[i % 3 === 0 ? 0 : i % channelIds.length]!;

async function openWindow(
  url: string,
  { token, channelIds, peopleIds }: WindowOf,
  i: number,
): Promise<Window> {
  const watcher = await Watcher.connect(url, token);
  const openId = shown(channelIds, i);
  const own = ["users:me", "channels:list", "notices:unseen", "notices:counts", "workspace:get"];
  watcher.subscribe(
    ...own.map((path): [string, object] => [path, {}]),
    ...channelIds.slice(0, HEADS).map((channelId): [string, object] => ["channels:position", { channelId }]),
    ...chunked(peopleIds, NAMES).map((ids): [string, object] => ["users:names", { ids }]),
    ["channels:get", { channelId: openId }],
    ["channels:memberCount", { channelId: openId }],
  );
  const opened = { watcher, channelIds, openId, parts: undefined, heads: new Map(), unread: new Map() };
  const window: Window = { ...opened, markedMs: 0, marksAfterMs: MARK_MS.first };
  // Whoever looks at a channel sees what comes, and does not watch its head.
  watchHeads(
    window,
    channelIds.slice(0, HEADS).filter((channelId) => channelId !== openId),
  );
  return window;
}

function watchHeads({ watcher, heads }: Window, channelIds: readonly string[]): void {
  const added = watcher.subscribe(
    ...channelIds.map((channelId): [string, object] => ["channels:head", { channelId }]),
  );
  added.forEach((queryId, i) => heads.set(channelIds[i]!, queryId));
}

/** A message has come: who looks at it says so now and then, who does not counts it up to what a badge shows. */
function heard(window: Window, channelId: string, nowMs: number): void {
  const { watcher, openId, heads, unread } = window;
  if (openId === channelId) {
    if (nowMs - window.markedMs < window.marksAfterMs) return;
    const isBusy = nowMs - window.markedMs < 2 * window.marksAfterMs;
    window.marksAfterMs = isBusy ? Math.min(2 * window.marksAfterMs, MARK_MS.longest) : MARK_MS.first;
    window.markedMs = nowMs;
    // Of a crowd each tells of the first at a moment of its own.
    const waitMs = !isBusy && isCrowd(channelId) ? Math.random() * MARK_MS.first : 0;
    setTimeout(() => watcher.isClosed || watcher.mutate("channels:markRead", { channelId }), waitMs);
    return;
  }
  const queryId = heads.get(channelId);
  if (queryId === undefined) return;
  const count = (unread.get(channelId) ?? 0) + 1;
  unread.set(channelId, count);
  if (count < GLANCED) return;
  watcher.unsubscribe([queryId]);
  heads.delete(channelId);
}

/** The person looks into a channel that was not watched any more. */
function visit(window: Window): void {
  const [channelId] = [...window.unread.keys()].filter((id) => !window.heads.has(id));
  if (channelId === undefined) return;
  window.watcher.mutate("channels:markRead", { channelId });
  window.unread.set(channelId, 0);
  watchHeads(window, [channelId]);
}

const ends = new Map<string, Ends>();

/** Whether so many look at a channel that all take up its ends together. */
const isCrowd = (channelId: string) => windows.length >= CROWD && channelId === windows[0]!.channelIds[0];

/** A message has come to a channel. */
function noteEnd(channelId: string, ts: bigint): void {
  const showing = windows.filter(({ openId }) => openId === channelId);
  ends.get(channelId)?.note(ts, showing, isCrowd(channelId));
}

/** Bytes are those of one window until it has everything, subscriptions those of one window. More may be opened later. */
async function openWindows({ url, windows: wanted }: Extract<WindowScenario, { name: "openWindows" }>) {
  const first = windows.length;
  for (const some of chunked(wanted, AT_ONCE)) {
    const opening = some.map((window, n) => openWindow(url, window, windows.length + n));
    windows.push(...(await Promise.all(opening)));
  }
  for (const [i, { token }] of wanted.entries()) {
    const window = windows[first + i]!;
    const end = ends.get(window.openId) ?? (await Ends.of(url, token, window.openId));
    ends.set(window.openId, end);
    showParts(window, end.tail);
  }
  for (const { token } of writers.length > 0 ? [] : wanted.slice(0, WRITERS)) {
    const client = new SyncClient(url, token);
    await client.ready();
    writers.push({ client, window: windows[writers.length]! });
  }
  await quiet();
  const subscriptions = windows.reduce((sum, { watcher }) => sum + watcher.subscriptions, 0);
  return {
    bytes: bytesOf() / windows.length,
    subscriptions: subscriptions / windows.length,
  } satisfies Outcome;
}

/** The workspace's board, in windows from the end on. */
async function openBoards({ count }: Extract<WindowScenario, { name: "openBoards" }>): Promise<Outcome> {
  const before = bytesOf();
  for (const { watcher } of windows.slice(-count))
    watcher.subscribe(
      ["tasks:counts", {}],
      ...(["todo", "in_progress", "done"] as const).map((status): [string, object] => [
        "tasks:column",
        { status, order: status === "done" ? "desc" : "asc", paginationOpts: PAGE },
      ]),
    );
  await quiet();
  return { bytes: (bytesOf() - before) / count };
}

/** Samples are acknowledgements of messages. Bytes are those of one message and window. */
async function talk({
  perSecond,
  messages,
  tasksPerSecond,
}: Extract<WindowScenario, { name: "talk" }>): Promise<Outcome> {
  const samples: number[] = [];
  const failures: Error[] = [];
  const before = bytesOf();
  let sent = 0;
  let tasks = 0;
  let visits = 0;
  const startedMs = performance.now();
  await paced(messages, perSecond, (clientId, dueMs, counts) => {
    const { client, window } = writers[sent++ % writers.length]!;
    const channelId = shown(window.channelIds, sent);
    client.mutation("messages:create", { channelId, text: BODY, clientId }).then(
      (ts) => {
        if (counts) samples.push(performance.now() - dueMs);
        const nowMs = performance.now();
        noteEnd(channelId, ts);
        for (const window of windows) heard(window, channelId, nowMs);
        for (; visits * VISIT_MS < (nowMs - startedMs) * windows.length; visits++)
          visit(windows[visits % windows.length]!);
      },
      (error: Error) => failures.push(error),
    );
    for (; tasks < (sent * tasksPerSecond) / perSecond; tasks++)
      client
        .mutation("tasks:create", { title: `A task ${nextId()}` })
        .catch((error: Error) => failures.push(error));
  });
  await quiet();
  if (failures.length > 0) throw failures[0]!;
  return { samples, bytes: (bytesOf() - before) / sent / windows.length };
}

/** Somebody whom all windows name is called otherwise. Bytes are those of all windows together. */
async function rename({ token }: Extract<WindowScenario, { name: "rename" }>): Promise<Outcome> {
  const before = bytesOf();
  const writer = writers[0]!.client;
  const client = new SyncClient(writer.url, token);
  await client.ready();
  await client.mutation("users:update", { name: `Renamed ${nextId()}` });
  await quiet();
  client.close();
  return { bytes: bytesOf() - before };
}

/** Samples are the times of a query, asked by one person after the other. */
async function ask({ url, path, asked }: Extract<WindowScenario, { name: "ask" }>): Promise<Outcome> {
  const samples: number[] = [];
  for (const { token, args } of asked) {
    const startMs = performance.now();
    const response = await fetch(`${url}/api/query`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: JSON.stringify({ path, args, format: "json" }),
    });
    const { status, errorMessage } = (await response.json()) as { status: string; errorMessage?: string };
    if (status !== "success") throw new Error(errorMessage);
    samples.push(performance.now() - startMs);
  }
  return { samples };
}

async function closeWindows(): Promise<Outcome> {
  for (const { watcher } of windows) watcher.close();
  for (const { client } of writers) client.close();
  [windows, writers] = [[], []];
  ends.clear();
  return Promise.resolve({});
}

export const WINDOW_SCENARIOS = { openWindows, openBoards, talk, rename, ask, closeWindows };
