/**
 * Structured log: one JSON object a line on standard error. Secrets are never passed in.
 *
 * Rules  SPEC.md EN5. What others send cannot fill the disk: a text is cut, and an event that repeats is counted
 *        instead of written.
 */
import { cut } from "./text.ts";

export type LogFields = Record<string, string | number | boolean | null | undefined>;
export type Log = (level: "info" | "warn" | "error", event: string, fields?: LogFields) => void;

const MAX_FIELD_LENGTH = 4_000;
/** Lines of one event that are written within a window; more are counted. */
const MAX_LINES = 100;
const WINDOW_MS = 10_000;

/** A log that passes on bounded lines. @param nowMs monotonic */
export function boundedLog(write: (line: string) => void, nowMs: () => number): Log {
  let windowStartMs = nowMs();
  let written = new Map<string, number>();
  const line = (level: string, event: string, fields: LogFields) =>
    write(`${JSON.stringify({ level, event, at: new Date().toISOString(), ...fields })}\n`);
  const startWindow = () => {
    for (const [event, lines] of written)
      if (lines > MAX_LINES) line("warn", "repeated", { of: event, times: lines - MAX_LINES });
    written = new Map();
    windowStartMs = nowMs();
  };
  return (level, event, fields = {}) => {
    if (nowMs() - windowStartMs > WINDOW_MS) startWindow();
    const lines = (written.get(event) ?? 0) + 1;
    written.set(event, lines);
    if (lines > MAX_LINES) return;
    const shown = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? cut(value, MAX_FIELD_LENGTH) : value,
    ]);
    line(level, event, Object.fromEntries(shown) as LogFields);
  };
}

export const stderrLog: Log = boundedLog(
  (line) => void process.stderr.write(line),
  () => performance.now(),
);

export const silentLog: Log = () => {};
