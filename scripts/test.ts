/**
 * `npm test [quick|unit|e2e|faults|…]`: everything CI runs, with one true total at the end. The fault tests do a part
 * of their rounds in every run, and all of them when they are asked for by name.
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
/** Chromium without windows, which takes a third less time. */
const SHELL = "chromium-headless-shell";
const BROWSERS = [SHELL, "chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`);

function apt(...args: string[]): void {
  const options = ["-qq", "-y", "-o=Acquire::Retries=0", "-o=Acquire::http::Timeout=20"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", [...options, ...args], { stdio: ["ignore", "ignore", "inherit"], env });
}

/** Whether Debian's packages may be installed here. */
const mayInstall = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** The programs behind which the contract tests put a server; without them those tests fail and name them. */
function findProxies(): void {
  const missing = Object.entries({
    "nginx-light": "/usr/sbin/nginx",
    caddy: "/usr/bin/caddy",
    openssl: "/usr/bin/openssl",
  })
    .filter(([, path]) => !existsSync(path))
    .map(([name]) => name);
  if (missing.length === 0 || !mayInstall()) return;
  console.log(`Installing ${missing.join(", ")} for the contract tests…`);
  apt("update");
  apt("install", "--no-install-recommends", "--no-remove", ...missing);
}

/** The browser for the end-to-end tests. Where we may install one it is Debian's headless shell. */
function findBrowser(): string | null {
  const find = () => BROWSERS.find((path) => existsSync(path)) ?? null;
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (find() === BROWSERS[0] || !mayInstall()) return find();
  console.log(`Installing Debian's ${SHELL} for the end-to-end tests…`);
  if (find() === null) apt("update");
  // Not every release has the shell by itself.
  for (const name of [SHELL, "chromium"])
    if (name === SHELL || find() === null)
      apt(
        "install",
        "--no-install-recommends",
        "--no-remove",
        name,
        "fonts-liberation",
        "fonts-noto-color-emoji",
      );
  return find();
}

/** What a suite said, shown once it has ended: suites run beside each other. */
type Outcome = Total & { output: string };
type Suite = { name: string; run: () => Promise<Outcome> };

async function checks(names?: string[]): Promise<Outcome> {
  const steps = CHECKS.filter(({ name }) => names === undefined || names.includes(name));
  const failed = await runChecks(steps);
  return { passed: steps.length - failed.length, failed: failed.length, output: "" };
}

type Part = { files?: string[]; givesWay?: boolean };

/** One project a run, so that each has its total and its time. */
async function vitest(project: string, { files = [], givesWay = false }: Part = {}): Promise<Outcome> {
  const report = join(results, `vitest-${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code, output } = await runNode(
    [binOf("vitest"), "run", "--project", project, "--silent=passed-only", ...reporters, ...files],
    { isQuiet: true, givesWay },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { numPassedTests, numTotalTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, "utf8"),
  ) as Record<string, number>;
  const failed = numTotalTests! - numPassedTests!;
  return {
    passed: numPassedTests!,
    failed: code !== 0 && failed === 0 ? Math.max(1, numFailedTestSuites!) : failed,
    output,
  };
}

async function endToEnd(): Promise<Outcome> {
  const browser = findBrowser();
  if (browser === null) {
    const output = "No browser for the end-to-end tests: install chromium, or set CHROMIUM_PATH.";
    return { passed: 0, failed: 1, output };
  }
  await buildIfChanged();
  const report = join(results, "playwright.json");
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const playwright = binOf("@playwright/test", "playwright");
  const { code, output } = await runNode([playwright, "test", "--reporter=list,json"], {
    env,
    isQuiet: true,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { stats } = JSON.parse(readFileSync(report, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: code !== 0 && failed === 0 ? 1 : failed, output };
}

const convex: Suite = { name: "backend tests", run: () => vitest("convex", { givesWay: true }) };
const dom: Suite = { name: "interface tests", run: () => vitest("dom", { givesWay: true }) };
const memory: Suite = {
  name: "backend tests on the engine in memory",
  run: () => vitest("memory", { givesWay: true }),
};
const engine: Suite = { name: "engine tests", run: () => vitest("engine", { givesWay: true }) };
const faults: Suite = { name: "fault tests", run: () => vitest("faults") };
const contract: Suite = {
  name: "contract tests",
  run: async () => {
    findProxies();
    return await vitest("contract");
  },
};
const e2e: Suite = { name: "end-to-end tests", run: endToEnd };
const check: Suite = { name: "checks", run: () => checks() };
const house: Suite = {
  name: "walls of the house",
  run: () => vitest("engine", { files: ["tests/architecture.test.ts"] }),
};
const quickChecks: Suite = { name: "types and lint", run: () => checks(["types", "lint"]) };
const histories: Suite = {
  name: "ten thousand histories and races",
  run: () =>
    vitest("memory", {
      files: [
        "convex/events.histories.test.ts",
        "convex/model/undo/undo.test.ts",
        "tests/conflicts/races.test.ts",
      ],
    }),
};

/**
 * What each name runs: stages after each other, and the suites of a stage two at a time, in their order. End-to-end tests
 * wait for a third of their time: beside them run suites that give way. The contract tests come last: beside
 * end-to-end tests both would take twice as long.
 */
const PLANS: Record<string, Suite[][]> = {
  all: [[check], [e2e, engine, memory, convex, dom, faults, contract]],
  quick: [[quickChecks, convex, dom, house]],
  check: [[check]],
  unit: [[memory, engine, convex, dom]],
  faults: [[faults]],
  contract: [[contract]],
  e2e: [[e2e]],
  histories: [[histories]],
};
const AT_ONCE = 2;

const wanted = process.argv[2] ?? "all";
const plan = PLANS[wanted];
if (plan === undefined) {
  console.error(`There is no suite "${wanted}". Choose one of: ${Object.keys(PLANS).join(", ")}`);
  process.exit(1);
}
if (wanted === "faults") process.env.FAULTS = "whole";
if (wanted === "histories") {
  process.env.HISTORIES ??= "10000";
  process.env.RACES ??= "10000";
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const sum: Total = { passed: 0, failed: 0 };

async function runSuite({ name, run }: Suite): Promise<void> {
  const startMs = performance.now();
  const { passed, failed, output } = await run();
  sum.passed += passed;
  sum.failed += failed;
  if (failed > 0) console.log(`\n── ${name} ──\n${output}`);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  console.log(`${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
}

for (const stage of plan) {
  const waiting = [...stage];
  const work = async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) await runSuite(suite);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
console.log("");
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
