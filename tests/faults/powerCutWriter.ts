/**
 * Commits through the engine's store and says so after each commit, for a tracer to watch.
 * Arguments: the store's file, how many commits, and a `synchronous` to set instead of the store's own, if any.
 */
import { writeSync } from "node:fs";
import { Store } from "../../engine/storage/store.ts";

const [path, commits, synchronous] = process.argv.slice(2) as [string, string, string | undefined];
const store = new Store(path);
if (synchronous !== undefined) store.db.exec(`PRAGMA synchronous=${synchronous}`);
for (let n = 0; n < Number(commits); n++) {
  store.begin();
  // Two rows of one transaction, of a size that lets checkpoints happen on the way.
  for (const part of ["a", "b"]) store.insertDocument(`${n}${part}`, `${n} ${"x".repeat(3_000)}`);
  store.commit();
  writeSync(1, `ack ${n}\n`);
}
