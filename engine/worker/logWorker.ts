/**
 * The thread that copies the store's log into its file while much is written, so that no commit waits for that.
 *
 * Rules   SPEC.md SN10, ST1. SQLite flushes the log before it copies, and the file afterwards, whichever connection asks for it.
 */
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../lib/assert.ts";

/** It looks so often whether there is something to copy: a little at a time, since the flush of a message waits for its flushes. */
const EVERY_MS = 25;

assert(parentPort !== null, "logWorker.ts runs as a worker");
const port = parentPort;
const db = new DatabaseSync(workerData as string);
const copy = db.prepare("PRAGMA wal_checkpoint(PASSIVE)");
const copying = setInterval(() => copy.get(), EVERY_MS);
port.on("message", () => {
  clearInterval(copying);
  copy.get();
  db.close();
  port.close();
});
