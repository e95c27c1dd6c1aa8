/**
 * Commits through the engine's store and says what is on disk, for a tracer to watch. Arguments: the store's
 * file, how many commits, and who flushes: the store at each commit, the flusher's thread while the next commits are
 * made, or nobody, who is believed at once.
 */
import { writeSync } from "node:fs";
import { startThread } from "../../engine/lib/thread.ts";
import { Flushes } from "../../engine/storage/flushes.ts";
import { Store } from "../../engine/storage/store.ts";

export type Flushing = "store" | "thread" | "nobody";

const FLUSHER = new URL("../../engine/worker/flushWorker.ts", import.meta.url);
const [path, commits, flushing] = process.argv.slice(2) as [string, string, Flushing];
const flushes = flushing === "store" ? undefined : new Flushes();
const store = new Store(path, { ...(flushes && { flushes }) });
const flusher =
  flushing === "thread" ? startThread(FLUSHER, { data: { path, flushes: flushes!.shared } }) : null;
let said = 0;

/** Each commit has asked for one flush. */
function sayUpTo(flushed: number): void {
  for (; said < flushed; said++) writeSync(1, `ack ${said}\n`);
}

flusher?.on("message", () => {
  sayUpTo(Number(flushes!.done));
  if (said === Number(commits)) flushes!.end();
});
for (let n = 0; n < Number(commits); n++) {
  store.begin();
  // Two rows of one transaction, of a size that lets checkpoints happen on the way.
  for (const part of ["a", "b"])
    store.insertDocument(`${n}${part}`, { json: `${n} ${"x".repeat(3_000)}`, size: 3_000 });
  store.commit();
  if (flusher === null) sayUpTo(n + 1);
  else await new Promise<void>((resolve) => setImmediate(resolve));
}
