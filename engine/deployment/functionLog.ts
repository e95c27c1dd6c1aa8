/**
 * The newest entries of the log of functions: those that failed, and what others have written.
 *
 * Bounds  A thousand entries of sixteen thousand characters each, in memory.
 */
import type { Log } from "../lib/log.ts";
import { requestIdOf } from "../lib/requestId.ts";
import { cut } from "../lib/text.ts";
import type { LogEntry } from "../worker/messages.ts";

const MOST_ENTRIES = 1_000;
const MAX_LENGTH = 16_384;

export class FunctionLog {
  readonly entries: LogEntry[] = [];
  /** How many entries there have been: a reader's cursor. */
  count = 0;
  readonly #log: Log;
  readonly #readers = new Set<() => void>();

  constructor(log: Log) {
    this.#log = log;
  }

  add(entries: LogEntry[]): void {
    for (const entry of entries) this.entries.push(bounded(entry));
    this.count += entries.length;
    this.entries.splice(0, this.entries.length - MOST_ENTRIES);
    for (const { path, kind, error } of entries)
      if (error !== null)
        this.#log("warn", "functionFailed", {
          requestId: requestIdOf(error),
          path,
          kind,
          error: withoutValues(error),
        });
    for (const wake of this.#readers) wake();
  }

  /** The entries that came after the first `cursor`, as far as they are still there. */
  after(cursor: number): LogEntry[] {
    const missed = Math.min(Math.max(0, this.count - cursor), this.entries.length);
    return missed === 0 ? [] : this.entries.slice(-missed);
  }

  /** Resolves when there are new entries, or after `timeoutMs`. */
  async next(timeoutMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    this.#readers.add(resolve);
    await promise;
    clearTimeout(timer);
    this.#readers.delete(resolve);
  }
}

function bounded(entry: LogEntry): LogEntry {
  let room = MAX_LENGTH;
  const logLines: string[] = [];
  for (const line of entry.logLines) {
    if (room <= 0) break;
    logLines.push(cut(line, room));
    room -= line.length;
  }
  if (entry.error === null) return { ...entry, logLines };
  const error = cut(entry.error, MAX_LENGTH);
  return { ...entry, logLines, error, requestId: entry.requestId || requestIdOf(entry.error) };
}

/** The error without the arguments and documents it shows: what people wrote is no part of the log. */
export function withoutValues(error: string): string {
  return error
    .split("\n")
    .filter((line) => !/^(Value|Object): /.test(line))
    .join("\n");
}
