/**
 * What the functions of the running engine cost, and what they wrote to the log, for those who operate it.
 *
 * Bounds  A thousand lines at most go in one answer, of a million characters together, the newest of them.
 * Rules   SPEC.md HT13, HT14. No argument, document or result of a function is told.
 */
import { withoutValues } from "../deployment/functionLog.ts";
import { shareOf, type FunctionRuns, type Runs } from "../functions/runFigures.ts";
import { cut } from "../lib/text.ts";
import type { LogEntry } from "../worker/messages.ts";

export type RunsFigures = Omit<Runs, "steps"> & {
  /** What half of the runs took at most, and ninety-nine of a hundred; null where there were none. */
  halfMs: number | null;
  mostMs: number | null;
};
export type FunctionFigures = {
  path: string;
  kind: FunctionRuns["kind"];
  sinceStart: RunsFigures;
  lastHour: RunsFigures;
};

export type LogLine = {
  id: string;
  at: number;
  path: string;
  kind: LogEntry["kind"];
  level: "debug" | "info" | "warn" | "error";
  text: string;
  requestId: string;
};
export type LogAnswer = {
  /** Where the next question goes on. */
  cursor: number;
  /** Oldest first. */
  lines: LogLine[];
};

const MOST_LINES = 1_000;
const MOST_CHARACTERS = 1_000_000;
const MAX_LINE = 4_000;

const figuresOf = ({ steps, ...runs }: Runs): RunsFigures => ({
  ...runs,
  halfMs: shareOf({ steps }, 0.5),
  mostMs: shareOf({ steps }, 0.99),
});

export function functionFigures(all: readonly FunctionRuns[]): FunctionFigures[] {
  return all.map(({ path, kind, sinceStart, lastHour }) => ({
    path,
    kind,
    sinceStart: figuresOf(sinceStart),
    lastHour: figuresOf(lastHour),
  }));
}

const LEVELS: Record<string, LogLine["level"]> = { DEBUG: "debug", WARN: "warn", ERROR: "error" };

/** What was logged in a run: its lines, and the error with which it ended. */
function linesOf(entry: LogEntry, at: number): Omit<LogLine, "id">[] {
  const { path, kind, requestId, error } = entry;
  const logged = entry.logLines.map((line) => {
    const [, name = "", text = ""] = /^\[(\w+)\] (.*)$/s.exec(line) ?? ["", "", line];
    return { level: LEVELS[name] ?? "info", text };
  });
  if (error !== null) logged.push({ level: "error", text: withoutValues(error) });
  return logged.map(({ level, text }) => ({
    at,
    path,
    kind,
    requestId,
    level,
    text: cut(text, MAX_LINE),
  }));
}

/**
 * The newest lines of these entries.
 * @param count how many entries there have been, these included
 */
export function logAnswer(entries: readonly LogEntry[], count: number): LogAnswer {
  const lines: LogLine[] = [];
  let room = MOST_CHARACTERS;
  for (const [i, entry] of entries.toReversed().entries()) {
    const own = linesOf(entry, entry.startMs).toReversed();
    for (const [k, line] of own.entries()) {
      room -= line.text.length;
      if (room < 0 || lines.length >= MOST_LINES) return { cursor: count, lines: lines.reverse() };
      lines.push({ id: `${count - i}.${own.length - k}`, ...line });
    }
  }
  return { cursor: count, lines: lines.reverse() };
}
