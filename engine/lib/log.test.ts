import { expect, test } from "vitest";
import { boundedLog } from "./log.ts";
import { cut } from "./text.ts";

function open() {
  const lines: Record<string, unknown>[] = [];
  let nowMs = 0;
  const log = boundedLog(
    (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
    () => nowMs,
  );
  const pass = (ms: number) => (nowMs += ms);
  return { lines, log, pass };
}

test("[EN5] what others send is cut before it is logged, at a whole character", () => {
  const { lines, log } = open();
  log("warn", "functionFailed", { error: "🚀".repeat(10_000_000), count: 1 });
  expect(JSON.stringify(lines[0]).length).toBeLessThan(10_000);
  expect((lines[0]!.error as string).isWellFormed()).toBe(true);
  expect(lines[0]!.count).toBe(1);
  expect([cut("🚀🚀", 4), cut("🚀🚀", 3), cut("🚀🚀a", 4), cut("abc", 2)]).toEqual([
    "🚀🚀",
    "🚀…",
    "🚀…",
    "a…",
  ]);
});

test("[EN5] an event that repeats is counted instead of written, and never hides another one", () => {
  const { lines, log, pass } = open();
  for (let i = 0; i < 100_000; i++) log("warn", "functionFailed", { error: "x" });
  expect(lines).toHaveLength(100);
  log("error", "exportFailed");
  expect(lines.at(-1)).toMatchObject({ event: "exportFailed" });
  pass(20_000);
  log("warn", "functionFailed", { error: "y" });
  expect(lines.slice(-2)).toMatchObject([
    { event: "repeated", of: "functionFailed", times: 99_900 },
    { event: "functionFailed", error: "y" },
  ]);
});
