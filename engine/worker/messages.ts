/** What the front thread and the database worker say to each other. Everything is cloned on the way. */
import type { Json, JsonObject } from "../values/json.ts";
import type { Usage } from "../database/limits.ts";
import type { Delivery } from "../functions/liveQueries.ts";
import type { OperationRequest } from "./operations/map.ts";

/** A function call as it arrived: `args` is the JSON text of a one-element array. */
export type WireCall = {
  path: string;
  args: string;
  identity: string | null;
  mayCallInternal: boolean;
  request?: JsonObject;
};

/** Makes a mutation exactly-once over reconnects: the client's session and its number for the request. */
export type SessionRequest = { session: string; request: number };

export type ToDatabase =
  | { type: "mutation"; id: number; call: WireCall; once: SessionRequest }
  | { type: "query"; id: number; call: WireCall }
  /** `isAgain` when the client holds a result already, from a thread that has ended. */
  | { type: "subscribe"; watcher: number; call: WireCall; journal: string | null; isAgain: boolean }
  | { type: "unsubscribe"; watchers: number[] }
  | ({ type: "operation"; id: number; once: SessionRequest } & OperationRequest)
  /** Asks the thread to close the store and end, after everything that was sent before. */
  | { type: "stop" };

export type Failure = { ok: false; message: string; data: Json | undefined };
export type CallResult = ({ ok: true; json: string } | Failure) & { logLines: string[] };
export type MutationResult = { id: number; ts: number; result: CallResult };

export type LogEntry = {
  path: string;
  kind: "query" | "mutation" | "action" | "httpAction";
  error: string | null;
  logLines: string[];
  startMs: number;
  durationMs: number;
  requestId: string;
};

/** A run that has ended, with what it used: null where there was nothing to run. */
export type Ended = LogEntry & { usage: Pick<Usage, "bytesRead" | "bytesWritten"> | null };

export type FromDatabase =
  | { type: "ready" }
  | { type: "failed"; name: string; message: string }
  | { type: "committed"; mutations: MutationResult[] }
  | { type: "answered"; id: number; result: CallResult; ts: number }
  | { type: "refreshed"; ts: number; deliveries: Delivery[] }
  | { type: "operated"; id: number; ok: true; value: unknown }
  | { type: "operated"; id: number; ok: false; message: string }
  | { type: "disk"; isFull: boolean }
  | { type: "due"; atMs: number | null }
  | { type: "startAction"; job: string; path: string; args: string }
  | { type: "orphans"; sha256: string[] }
  | { type: "logs"; entries: LogEntry[] };

/**
 * Shared with the worker so that the front can tell a function that loops: `RUN` counts executions, `BUSY` is 1
 * while one runs, `KIND` and `ID` say which request it serves. Jobs, the loading of code and imports are operations;
 * an import counts as another execution with each row, so that only one that hangs stands still.
 */
export const BEAT = { RUN: 0, BUSY: 1, KIND: 2, ID: 3, LENGTH: 4 } as const;
export const BEAT_KIND = { mutation: 1, query: 2, watcher: 3, job: 4, loading: 5, import: 6 } as const;
export type Mark = (kind: keyof typeof BEAT_KIND, id: number) => void;
