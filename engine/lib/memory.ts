/** Gives memory back to the operating system when nobody is in a hurry: V8 keeps what it once needed. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

let collect: Collect | null = null;

/** Takes as long as a full collection of this thread's heap. */
export function giveBackMemory(): void {
  if (collect === null) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as Collect;
    setFlagsFromString("--no-expose-gc");
  }
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}

/** The clock in milliseconds, kept because functions may see another one. */
const monotonic = performance.now.bind(performance);

/**
 * Calls `rest` each time that nothing has happened for a while after something did. The answer ends it.
 * @param lastMs when something last happened, by the monotonic clock
 */
export function whenIdle(
  afterMs: number,
  lastMs: () => number,
  rest: () => void,
  nowMs = monotonic,
): () => void {
  let restedMs = nowMs();
  const timer = setInterval(() => {
    const last = lastMs();
    if (last <= restedMs || nowMs() - last < afterMs) return;
    restedMs = nowMs();
    rest();
  }, afterMs);
  timer.unref();
  return () => clearInterval(timer);
}
