/**
 * The thread that flushes the store's log, so that the database worker goes on meanwhile.
 *
 * Errors  A flush that fails ends the thread: what the disk has of the log is not known from then on, and a second
 *         flush that succeeds would not mean that the first one's writes are there.
 * Rules   SPEC.md WK8.
 */
import { fdatasyncSync, openSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../lib/assert.ts";
import { Flushes } from "../storage/flushes.ts";

export type FlushWorkerData = { path: string; flushes: SharedArrayBuffer };

assert(parentPort !== null, "flushWorker.ts runs as a worker");
const { path, flushes: shared } = workerData as FlushWorkerData;
const flushes = new Flushes(shared);
let log: number | null = null;
for (let asked = flushes.next(); asked !== null; asked = flushes.next()) {
  log ??= openLog();
  if (log !== null) fdatasyncSync(log);
  flushes.finish(asked);
  parentPort.postMessage(null);
}

/**
 * The log is one file for as long as the store is open. Null when it is gone: then the store was closed, which
 * has brought all of it into the main file and flushed that.
 */
function openLog(): number | null {
  try {
    return openSync(`${path}-wal`, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
