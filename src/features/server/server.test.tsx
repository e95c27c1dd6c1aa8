import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { FunctionFigures, LogLine, RunsFigures, ServerFigures } from "@/platform/auth/serverFigures";
import { answerAuth, show } from "@/testing.client";
import { matching } from "./logFilter";
import { Server, type ServerPart } from "./Server";
import { growthADay, queueWarnings, warningsOf } from "./warnings";

const HOUR_MS = 3_600_000;
const GB = 1024 ** 3;
const NOW = 100 * 24 * HOUR_MS;

const figures = {
  now: NOW,
  startedAt: NOW - 48 * HOUR_MS,
  memoryBytes: 200 * 1024 ** 2,
  disk: { freeBytes: 50 * GB, totalBytes: 100 * GB },
  connections: 12,
  watchedQueries: 34,
  threadRestarts: 0,
  version: "1.2.3",
  nodeVersion: "v24.0.0",
  backup: {
    newestAgeMs: 2 * HOUR_MS,
    lastError: null,
    newestBytes: 3 * 1024 ** 2,
    kept: 7,
    nextInMs: 22 * HOUR_MS,
    failures: 0,
  },
  counters: {
    commits: 5,
    mutations: 4,
    failedMutations: 1,
    queryRuns: 9,
    cachedResults: 11,
    pendingJobs: 3,
    oldestDueMs: null,
    storeBytes: 1.5 * GB,
  },
  sizes: [{ at: NOW, bytes: 1.5 * GB }],
  tables: [
    { component: "", name: "messages", count: 1234, before: 1200 },
    { component: "counter", name: "shards", count: 2, before: 5 },
  ],
  comparedAt: NOW - 24 * HOUR_MS,
} satisfies ServerFigures;

const idle = { isOn: true, waiting: 0, isCut: false };
const answers = { "operator/cronRuns:list": [], "emails:queue": idle, "categorisations:queue": idle };
const options = { answers };

/** The page, whose part can be changed. */
function Page({ first = "overview" }: { first?: ServerPart }) {
  const [part, setPart] = useState(first);
  return <Server part={part} onChange={setPart} />;
}

afterEach(() => vi.unstubAllGlobals());

test("the page shows the figures of the server, and that nothing needs attention", async () => {
  answerAuth({ server: figures });
  show(<Page />, options);
  const overview = await screen.findByRole("region", { name: "Overview" });
  expect(within(overview).getByText("1.5 GB")).toBeVisible();
  expect(within(overview).getByText("50 GB")).toBeVisible();
  expect(screen.getByRole("row", { name: "messages 1,234 +34" })).toBeVisible();
  expect(screen.getByRole("row", { name: "counter/shards 2 −3" })).toBeVisible();
  expect(screen.getByText("Nothing needs your attention.")).toBeVisible();
});

test("until the figures are there, the page says that they are loading", () => {
  answerAuth({ server: figures });
  show(<Page />, options);
  expect(screen.getByRole("status")).toHaveTextContent("Loading the server’s figures…");
});

test("a refusal is told in words, and can be tried again", async () => {
  answerAuth({ server: "ADMIN_ONLY" });
  show(<Page />, options);
  expect(await screen.findByRole("alert")).toHaveTextContent("Couldn’t load the server’s figures");
  answerAuth({ server: figures });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("region", { name: "Overview" })).toBeVisible();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("where the data is on another server, the page says so and still warns of failed jobs", async () => {
  answerAuth({ server: "NotFound" });
  const failed = { name: "Clean up", startedAt: 1, durationMs: 5, error: "out of reads" };
  show(<Page />, { answers: { ...answers, "operator/cronRuns:list": [failed] } });
  expect(await screen.findByRole("heading", { name: "The server’s figures are not here" })).toBeVisible();
  expect(screen.getByRole("region", { name: "Warnings" })).toHaveTextContent(
    /Clean up failed: .*out of reads/,
  );
  expect(screen.queryByRole("region", { name: "Overview" })).toBeNull();
});

test("a page that cannot be seen asks for nothing", () => {
  const asked = vi.fn<() => Promise<Response>>();
  vi.stubGlobal("fetch", asked);
  const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  show(<Page />, options);
  expect(asked).not.toHaveBeenCalled();
  hidden.mockRestore();
});

const kindsOf = (changed: Partial<ServerFigures>) =>
  warningsOf({ ...figures, ...changed }).map(({ kind }) => kind);

test("a warning comes before the disk is full, and when backups are missing, old or failing", () => {
  expect(kindsOf({})).toEqual([]);
  expect(kindsOf({ disk: { freeBytes: 9 * GB, totalBytes: 100 * GB } })).toEqual(["disk"]);
  expect(kindsOf({ disk: { freeBytes: 10 * GB, totalBytes: 100 * GB } })).toEqual([]);
  expect(kindsOf({ backup: null })).toEqual(["noBackup"]);
  expect(kindsOf({ backup: { ...figures.backup, newestAgeMs: 27 * HOUR_MS, lastError: "x" } })).toEqual([
    "failedBackup",
    "oldBackup",
  ]);
  expect(kindsOf({ backup: { ...figures.backup, newestAgeMs: null, lastError: null } })).toEqual([
    "noBackup",
  ]);
  expect(
    kindsOf({ startedAt: NOW, backup: { ...figures.backup, newestAgeMs: null, lastError: null } }),
  ).toEqual([]);
});

test("growth is told from a day of sizes on, and warned of when the disk is full within thirty days", () => {
  const grown = (hours: number, bytes: number) => ({
    sizes: [
      { at: NOW - hours * HOUR_MS, bytes: 0 },
      { at: NOW, bytes },
    ],
  });
  expect(growthADay(grown(23, GB))).toBeNull();
  expect(growthADay(grown(48, GB))).toBe(GB / 2);
  expect(kindsOf(grown(24, GB))).toEqual([]);
  expect(kindsOf(grown(24, 2 * GB))).toEqual(["growth"]);
});

test("a warning comes when scheduled functions, mail or questions are late, and not for mail that nobody sends", () => {
  const { counters } = figures;
  expect(kindsOf({ counters: { ...counters, oldestDueMs: NOW - 60_000 } })).toEqual([]);
  expect(kindsOf({ counters: { ...counters, oldestDueMs: NOW - HOUR_MS } })).toEqual(["lateJobs"]);
  const old = { isOn: true, waiting: 3, isCut: false, nextAt: NOW - 10 * 60_000 };
  expect(queueWarnings({ emails: old, questions: { ...old, nextAt: NOW + 1 } }, NOW)).toEqual([
    { kind: "lateMail", minutes: 10 },
  ]);
  expect(queueWarnings({ emails: { ...old, isOn: false }, questions: old }, NOW)).toEqual([
    { kind: "lateQuestions", minutes: 10 },
  ]);
});

test("the overview tells what waits in each queue, and how backups are", async () => {
  answerAuth({ server: { ...figures, backup: { ...figures.backup, failures: 3, lastError: "ENOSPC" } } });
  const kept = { isOn: false, waiting: 100, isCut: true, nextAt: NOW };
  show(<Page />, { answers: { ...answers, "emails:queue": kept } });
  expect(await screen.findByRole("row", { name: "Scheduled functions 3 Nothing is due" })).toBeVisible();
  expect(screen.getByRole("row", { name: "Mail 100 or more Nothing sends these" })).toBeVisible();
  expect(screen.getByText(/The last 3 backups failed: .*ENOSPC/)).toBeVisible();
  const backups = screen.getByRole("region", { name: "Backups" });
  expect(within(backups).getByText("3 MB")).toBeVisible();
  expect(within(backups).getByText("in 22 h")).toBeVisible();
});

const runs = (more: Partial<RunsFigures> = {}): RunsFigures => ({
  count: 0,
  failed: 0,
  known: 0,
  bytesRead: 0,
  bytesWritten: 0,
  totalMs: 0,
  halfMs: null,
  mostMs: null,
  ...more,
});
const one = (path: string, lastHour: RunsFigures, sinceStart = lastHour): FunctionFigures => ({
  path,
  kind: "query",
  lastHour,
  sinceStart,
});
const functions = [
  one("messages:get", runs({ count: 900, halfMs: 0.42, mostMs: 3, bytesRead: 2048 })),
  one("tasks:column", runs({ count: 5, failed: 2, halfMs: 40, mostMs: 1500 })),
  one("users:me", runs(), runs({ count: 1, mostMs: 9_000 })),
];

const paths = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getByRole("rowheader").textContent);

test("functions stand with the slowest first, and can be put in the order of another column", async () => {
  answerAuth({ "server/functions": { startedAt: 1, functions } });
  show(<Page first="functions" />, options);
  await screen.findByRole("table");
  expect(paths()).toEqual(["tasks:column reads", "messages:get reads"]);
  expect(screen.getByRole("row", { name: /^tasks:column reads 5 2 0 40 ms 1\.5 s/ })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Runs" }));
  expect(paths()).toEqual(["messages:get reads", "tasks:column reads"]);
  expect(screen.getByRole("columnheader", { name: "Runs" })).toHaveAttribute("aria-sort", "descending");
  await userEvent.click(screen.getByRole("radio", { name: "Since start" }));
  expect(paths()).toContain("users:me reads");
  await userEvent.type(screen.getByRole("searchbox", { name: "Find a function" }), "mess");
  expect(paths()).toEqual(["messages:get reads"]);
  await userEvent.type(screen.getByRole("searchbox", { name: "Find a function" }), "zzz");
  expect(screen.getByRole("heading", { name: "No matches" })).toBeVisible();
});

test("where nothing ran, the page of functions says so", async () => {
  answerAuth({ "server/functions": { startedAt: 1, functions: [] } });
  show(<Page first="functions" />, options);
  expect(await screen.findByRole("heading", { name: "Nothing ran" })).toBeVisible();
});

const line = (id: string, more: Partial<LogLine> = {}): LogLine => ({
  id,
  at: NOW,
  path: "a:b",
  kind: "query",
  level: "info",
  text: `text ${id}`,
  requestId: "",
  ...more,
});

test("lines of the log are narrowed down by level, function and text, the newest first", () => {
  const lines = [
    line("1", { level: "debug" }),
    line("2", { level: "warn", path: "c:d" }),
    line("3", { level: "error", requestId: "abc" }),
  ];
  const ids = (filter: Partial<Parameters<typeof matching>[1]>) =>
    matching(lines, { least: "all", path: undefined, text: "", ...filter }).map(({ id }) => id);
  expect(ids({})).toEqual(["3", "2", "1"]);
  expect(ids({ least: "warn" })).toEqual(["3", "2"]);
  expect(ids({ least: "error" })).toEqual(["3"]);
  expect(ids({ path: "c:d" })).toEqual(["2"]);
  expect(ids({ text: " ABC" })).toEqual(["3"]);
  expect(ids({ text: "text 1", least: "warn" })).toEqual([]);
});

test("the log goes on by itself, waits when it is told to, and begins anew with a new server", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const log = { startedAt: 1, lines: [line("1")] };
  vi.stubGlobal("fetch", async (url: string) => {
    const cursor = log.lines.length;
    const lines = log.lines.slice(Number(url.split("after=")[1]));
    return await Promise.resolve(Response.json({ startedAt: log.startedAt, cursor, lines }));
  });
  const texts = () => screen.getAllByRole("listitem").map((item) => /text \d/.exec(item.textContent)?.[0]);
  show(<Page first="logs" />, options);
  await screen.findByRole("list", { name: "Logs" });
  log.lines.push(line("2"));
  await act(async () => await vi.advanceTimersByTimeAsync(2_100));
  expect(texts()).toEqual(["text 2", "text 1"]);
  await userEvent.click(screen.getByRole("button", { name: "Pause" }));
  Object.assign(log, { startedAt: 9, lines: [line("7")] });
  await act(async () => await vi.advanceTimersByTimeAsync(10_000));
  expect(texts()).toEqual(["text 2", "text 1"]);
  await userEvent.click(screen.getByRole("button", { name: "Go on" }));
  await act(async () => await vi.advanceTimersByTimeAsync(2_100));
  expect(texts()).toEqual(["text 7"]);
  vi.useRealTimers();
});

test("while nothing was logged the page says what will stand there; a refusal is told", async () => {
  answerAuth({ "server/logs": { startedAt: 1, cursor: 0, lines: [] } });
  const { unmount } = show(<Page first="logs" />, options);
  expect(await screen.findByRole("heading", { name: "No lines yet" })).toBeVisible();
  unmount();
  answerAuth({ "server/logs": "ADMIN_ONLY" });
  show(<Page first="logs" />, options);
  expect(await screen.findByRole("alert")).toBeVisible();
});

const page = (...documents: object[]) => ({ page: documents, isDone: true, continueCursor: "" });
const tables = [
  { name: "emails", shown: ["kind", "attempts"], hidden: ["to", "subject"] },
  { name: "messages", shown: [], hidden: ["text"] },
];

test("the data tells that documents are there, and why what people wrote is not shown", async () => {
  const documents = ({ table }: { table: string }) =>
    table === "emails"
      ? page({ _id: "e1", _creationTime: NOW, size: 2048, shown: { kind: "digest", attempts: 2 } })
      : page({ _id: "m1", _creationTime: NOW, size: 90, shown: {} });
  show(<Page first="data" />, {
    answers: { "operator/documents:tables": tables, "operator/documents:list": documents },
  });
  expect(screen.getByText(/private channels and conversations are for their people only/)).toBeVisible();
  expect(screen.getByText(/Not shown: .*text/)).toBeVisible();
  expect(screen.getByRole("row", { name: /^m1 .* 90 B$/ })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "messages" }));
  await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "emails" }));
  expect(await screen.findByRole("row", { name: /^e1 .* 2 kB digest 2$/ })).toBeVisible();
  expect(screen.getByText(/Not shown: .*to.*subject/)).toBeVisible();
});

test("a table without documents says so, and one that loads says that", () => {
  const { unmount } = show(<Page first="data" />, {
    answers: { "operator/documents:tables": tables, "operator/documents:list": page() },
  });
  expect(screen.getByRole("heading", { name: "Nothing in it" })).toBeVisible();
  unmount();
  show(<Page first="data" />, { answers: { "operator/documents:tables": tables } });
  expect(screen.getByText("Loading the documents…")).toBeInTheDocument();
});
