import { expect, test } from "vitest";
import { RunFigures } from "../functions/runFigures.ts";
import type { LogEntry } from "../worker/messages.ts";
import { functionFigures, logAnswer } from "./functionFigures.ts";

const entry = (more: Partial<LogEntry> = {}): LogEntry => ({
  path: "app:list",
  kind: "query",
  error: null,
  logLines: [],
  startMs: 7,
  durationMs: 1,
  requestId: "r1",
  ...more,
});

test("[HT13] a function's figures tell how long its runs took, and not each run", () => {
  const figures = new RunFigures(() => 0);
  for (const durationMs of [2, 2, 2, 900])
    figures.ran({
      path: "app:add",
      kind: "mutation",
      isFailed: false,
      durationMs,
      bytesRead: 1,
      bytesWritten: 2,
    });
  const [add] = functionFigures(figures.all());
  expect(add).toMatchObject({ path: "app:add", kind: "mutation", sinceStart: { count: 4, bytesWritten: 8 } });
  expect(add!.sinceStart).not.toHaveProperty("steps");
  const { halfMs, mostMs } = add!.lastHour;
  expect(Math.abs(halfMs! / 2 - 1)).toBeLessThan(0.13);
  expect(Math.abs(mostMs! / 900 - 1)).toBeLessThan(0.13);
});

test("[HT14] each line has its level, and the error with which a run ended is the last of its lines", () => {
  const logged = entry({ logLines: ["[LOG] 'one'", "[WARN] 'two\nlines'", "bare"], error: "It broke" });
  const { lines, cursor } = logAnswer([entry({ logLines: ["[DEBUG] 'before'"] }), logged], 12);
  expect(lines.map(({ level, text }) => [level, text])).toEqual([
    ["debug", "'before'"],
    ["info", "'one'"],
    ["warn", "'two\nlines'"],
    ["info", "bare"],
    ["error", "It broke"],
  ]);
  expect(lines[4]).toMatchObject({ at: 7, path: "app:list", kind: "query", requestId: "r1" });
  expect([cursor, new Set(lines.map(({ id }) => id)).size]).toEqual([12, 5]);
});

test("[HT14] what people wrote is not shown with the error that refused it", () => {
  const error = 'ArgumentValidationError: not a number\nPath: .text\nValue: "secret"\nObject: {"a":"secret"}';
  const { lines } = logAnswer([entry({ error })], 1);
  expect(lines.map(({ text }) => text)).toEqual(["ArgumentValidationError: not a number\nPath: .text"]);
});

test("[HT14] an answer has a thousand lines and a million characters at most, the newest", () => {
  const short = Array.from({ length: 3_000 }, (_, i) => entry({ logLines: [`[LOG] ${i}`] }));
  expect(logAnswer(short, 3_000).lines.map(({ text }) => text)).toEqual(
    Array.from({ length: 1_000 }, (_, i) => String(2_000 + i)),
  );
  const long = Array.from({ length: 900 }, () => entry({ logLines: [`[LOG] ${"x".repeat(9_000)}`] }));
  const { lines } = logAnswer(long, 900);
  expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(1_000_000);
  expect(lines.at(-1)).toMatchObject({ id: "900.1" });
  expect(lines.length).toBeGreaterThan(200);
});
