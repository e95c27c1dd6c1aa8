import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { ServerFigures } from "@/platform/auth/api";
import { answerAuth, show } from "@/testing.client";
import { Server } from "./Server";
import { growthADay, warningsOf } from "./warnings";

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
  backup: { newestAgeMs: 2 * HOUR_MS, lastError: null },
  counters: {
    commits: 5,
    mutations: 4,
    failedMutations: 1,
    queryRuns: 9,
    pendingJobs: 3,
    storeBytes: 1.5 * GB,
  },
  sizes: [{ at: NOW, bytes: 1.5 * GB }],
  tables: [
    { component: "", name: "messages", count: 1234 },
    { component: "counter", name: "shards", count: 2 },
  ],
} satisfies ServerFigures;

const options = { answers: { "cronRuns:list": [] } };

afterEach(() => vi.unstubAllGlobals());

test("the page shows the figures of the server, and that nothing needs attention", async () => {
  answerAuth({ server: figures });
  show(<Server />, options);
  const overview = await screen.findByRole("region", { name: "Overview" });
  expect(within(overview).getByText("1.5 GB")).toBeVisible();
  expect(within(overview).getByText("50 GB")).toBeVisible();
  expect(screen.getByRole("row", { name: "messages 1,234" })).toBeVisible();
  expect(screen.getByRole("row", { name: "counter/shards 2" })).toBeVisible();
  expect(screen.getByText("Nothing needs your attention.")).toBeVisible();
});

test("until the figures are there, the page says that they are loading", () => {
  answerAuth({ server: figures });
  show(<Server />, options);
  expect(screen.getByRole("status")).toHaveTextContent("Loading the server’s figures…");
});

test("a refusal is told in words, and can be tried again", async () => {
  answerAuth({ server: "ADMIN_ONLY" });
  show(<Server />, options);
  expect(await screen.findByRole("alert")).toHaveTextContent("Couldn’t load the server’s figures");
  answerAuth({ server: figures });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("region", { name: "Overview" })).toBeVisible();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("where the data is on another server, the page says so and still warns of failed jobs", async () => {
  answerAuth({ server: "NotFound" });
  const failed = { name: "Clean up", startedAt: 1, durationMs: 5, error: "out of reads" };
  show(<Server />, { answers: { "cronRuns:list": [failed] } });
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
  show(<Server />, options);
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
  expect(kindsOf({ backup: { newestAgeMs: 27 * HOUR_MS, lastError: "x" } })).toEqual([
    "failedBackup",
    "oldBackup",
  ]);
  expect(kindsOf({ backup: { newestAgeMs: null, lastError: null } })).toEqual(["noBackup"]);
  expect(kindsOf({ startedAt: NOW, backup: { newestAgeMs: null, lastError: null } })).toEqual([]);
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
