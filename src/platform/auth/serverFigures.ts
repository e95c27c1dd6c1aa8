/** What the server tells admins of itself: `engine/http` answers it, and a test holds the two together. */

/** Sizes are in bytes, times in milliseconds. */
export type ServerFigures = {
  now: number;
  startedAt: number;
  version: string;
  nodeVersion: string;
  memoryBytes: number;
  disk: { freeBytes: number; totalBytes: number };
  connections: number;
  watchedQueries: number;
  threadRestarts: number;
  /** Null when no backups are made by themselves. */
  backup: {
    newestAgeMs: number | null;
    lastError: string | null;
    newestBytes: number | null;
    kept: number;
    nextInMs: number;
    failures: number;
  } | null;
  counters: {
    commits: number;
    mutations: number;
    failedMutations: number;
    queryRuns: number;
    cachedResults: number;
    pendingJobs: number;
    oldestDueMs: number | null;
    storeBytes: number;
  };
  /** The sizes of the store since the server started, oldest first, one an hour. */
  sizes: { at: number; bytes: number }[];
  /** When the tables had as many documents as `before` says: a day ago, or when the server started. */
  comparedAt: number;
  tables: { component: string; name: string; count: number; before: number | null }[];
};

/** Runs of a function together. `known`: answered without a run. */
export type RunsFigures = {
  count: number;
  failed: number;
  known: number;
  bytesRead: number;
  bytesWritten: number;
  totalMs: number;
  /** What half of the runs took at most, and ninety-nine of a hundred. */
  halfMs: number | null;
  mostMs: number | null;
};
export type FunctionFigures = {
  path: string;
  kind: "query" | "mutation" | "action";
  sinceStart: RunsFigures;
  lastHour: RunsFigures;
};
export type FunctionsAnswer = { startedAt: number; functions: FunctionFigures[] };

export type LogLine = {
  id: string;
  at: number;
  path: string;
  kind: FunctionFigures["kind"] | "httpAction";
  level: "debug" | "info" | "warn" | "error";
  text: string;
  requestId: string;
};
/** Lines are oldest first; `cursor` is where the next question goes on. */
export type LogAnswer = { startedAt: number; cursor: number; lines: LogLine[] };
