/**
 * `npm test [unit|e2e|faults]`: everything CI runs, in order, with one true total at the end. The fault tests do
 * a part of their rounds in every run, and all of them when they are asked for by name.
 *
 * Each runner writes its result as JSON; a runner that dies without one counts as a failure.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildIfChanged } from "./build.ts";
import { CHECKS, runChecks } from "./check.ts";
import { root } from "./config.ts";
import { binOf, runNode } from "./run.ts";

type Total = { passed: number; failed: number };

const results = join(root, "node_modules", ".tmp", "results");
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser for the end-to-end tests; Debian's is installed where there is none and we may. */
function findBrowser(): string | null {
  const find = () =>
    [process.env.CHROMIUM_PATH ?? "", ...BROWSERS].find((path) => path !== "" && existsSync(path)) ?? null;
  const found = find();
  if (found !== null || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return found;
  console.log("No browser found: installing Debian's chromium…");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  const packages = ["chromium", "fonts-liberation", "fonts-noto-color-emoji"];
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    stdio: "inherit",
    env,
  });
  return find();
}

async function checks(): Promise<Total> {
  const failed = await runChecks();
  return { passed: CHECKS.length - failed.length, failed: failed.length };
}

/** One project a run, so that each has its total and its time. */
async function vitest(project: string, files: string[] = []): Promise<Total> {
  const report = join(results, `vitest-${project}.json`);
  const { code } = await runNode([
    binOf("vitest"),
    "run",
    "--project",
    project,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...files,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numTotalTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, "utf8"),
  ) as Record<string, number>;
  const failed = numTotalTests! - numPassedTests!;
  return {
    passed: numPassedTests!,
    failed: code !== 0 && failed === 0 ? Math.max(1, numFailedTestSuites!) : failed,
  };
}

async function endToEnd(): Promise<Total> {
  const browser = findBrowser();
  if (browser === null) {
    console.error("No browser for the end-to-end tests: install chromium, or set CHROMIUM_PATH.");
    return { passed: 0, failed: 1 };
  }
  await buildIfChanged();
  const report = join(results, "playwright.json");
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const { code } = await runNode([binOf("@playwright/test", "playwright"), "test", "--reporter=list,json"], {
    env,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(report, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const SUITES: Record<string, { name: string; run: () => Promise<Total> }[]> = {
  check: [{ name: "checks", run: checks }],
  unit: [
    { name: "backend tests", run: () => vitest("convex") },
    { name: "backend tests on the engine in memory", run: () => vitest("memory") },
    { name: "interface tests", run: () => vitest("dom") },
    { name: "engine tests", run: () => vitest("engine") },
  ],
  faults: [{ name: "fault tests", run: () => vitest("faults") }],
  contract: [{ name: "contract tests", run: () => vitest("contract") }],
  e2e: [{ name: "end-to-end tests", run: endToEnd }],
};
/** What runs only when it is asked for by name. */
const CAMPAIGNS: typeof SUITES = {
  histories: [
    { name: "ten thousand histories", run: () => vitest("memory", ["convex/events.histories.test.ts"]) },
  ],
};

const wanted = process.argv[2];
const suites = wanted === undefined ? Object.values(SUITES).flat() : (SUITES[wanted] ?? CAMPAIGNS[wanted]);
if (suites === undefined) {
  console.error(
    `There is no suite "${wanted}". Choose one of: ${Object.keys({ ...SUITES, ...CAMPAIGNS }).join(", ")}`,
  );
  process.exit(1);
}
if (wanted === "faults") process.env.FAULTS = "whole";
if (wanted === "histories") process.env.HISTORIES ??= "10000";
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const sum: Total = { passed: 0, failed: 0 };
for (const { name, run } of suites) {
  const startMs = performance.now();
  console.log(`\n── ${name} ──`);
  const { passed, failed } = await run();
  sum.passed += passed;
  sum.failed += failed;
  console.log(
    `${name}: ${passed} passed, ${failed} failed (${((performance.now() - startMs) / 1000).toFixed(0)} s)`,
  );
}
console.log("");
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
