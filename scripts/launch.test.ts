import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./config.ts";
import { Keeper } from "./keep.mjs";

let folder: string;
beforeAll(() => {
  const base = join(root, "node_modules", ".tmp");
  mkdirSync(base, { recursive: true });
  folder = mkdtempSync(join(base, "launch-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script that counts its lives in a file. */
function launch(name: string, script: string, ...flags: string[]) {
  const path = join(folder, `${name}.mjs`);
  const lives = JSON.stringify(join(folder, name));
  writeFileSync(
    path,
    `import { appendFileSync, readFileSync } from "node:fs";
appendFileSync(${lives}, "x"); const life = readFileSync(${lives}, "utf8").length; ${script}`,
  );
  const launcher = join(root, "scripts", "launch.mjs");
  const run = spawnSync(process.execPath, [launcher, ...flags, relative(root, path)], { encoding: "utf8" });
  return { status: run.status, output: run.stdout };
}

const READY = "process.send?.('ready');";

test("[WK6] a server that was ready is started again however it ends, until it ends by its own wish", () => {
  const ways = ["process.abort()", "process.kill(process.pid, 'SIGKILL')", "process.exit(0)"];
  const script = `${READY} console.log(\`life ${"${life}"}\`); [${ways.map((way) => `() => ${way}`).join(", ")}][life - 1]();`;
  const lives = "life 1\nlife 2\nlife 3\n";
  expect(launch("kept", script, "--keep")).toEqual({ status: 0, output: lives });
  expect(launch("once", script).output).toBe("life 1\n");
});

test("[WK6] an exception that nobody caught ends a life, not the server", () => {
  const script = `${READY} if (life === 1) setImmediate(() => { throw new Error("uncaught"); }); else process.exit(0);`;
  expect(launch("uncaught", script, "--keep").status).toBe(0);
});

test("[WK6] a server that cannot start says so once; one that crashes before it is ready is given up", () => {
  expect(launch("refused", "console.log(life); process.exit(7);", "--keep")).toEqual({
    status: 7,
    output: "1\n",
  });
  const crash = { code: null, signal: "SIGABRT", isAsked: false, ranMs: 10 };
  const keeper = new Keeper();
  expect(Array.from({ length: 4 }, () => keeper.afterExit(crash))).toEqual([0, 500, 1_000, null]);
});

test("[WK6] a server that goes on crashing is started later and later, for ever; a long life counts anew", () => {
  const keeper = new Keeper();
  keeper.ready();
  const crash = { code: 1, signal: null, isAsked: false, ranMs: 10 };
  const waits = Array.from({ length: 10 }, () => keeper.afterExit(crash));
  expect(waits).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(keeper.afterExit({ ...crash, ranMs: 60_000 })).toBe(0);
  expect(keeper.afterExit({ ...crash, isAsked: true })).toBeNull();
});

test("a stop that reaches the server twice, from its group and from its launcher, is one stop", () => {
  const path = join(folder, "stopped.mjs");
  const app = JSON.stringify(pathToFileURL(join(root, "scripts", "app.ts")).href);
  writeFileSync(
    path,
    `import { stopOnSignal } from ${app};
setInterval(() => {}, 1_000);
stopOnSignal(async () => { process.kill(process.pid, "SIGTERM"); await new Promise((done) => setImmediate(() => setImmediate(done))); });
process.kill(process.pid, "SIGTERM");`,
  );
  const run = spawnSync(process.execPath, [path], { encoding: "utf8" });
  expect({ status: run.status, signal: run.signal }).toEqual({ status: 0, signal: null });
});
