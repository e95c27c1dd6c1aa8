import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./config.ts";

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

test("[WK6] a kept server that crashes is started again, and its own end is the end", () => {
  const script = "console.log(`life ${life}`); if (life === 1) process.abort(); process.exit(7);";
  expect(launch("kept", script, "--keep")).toEqual({ status: 7, output: "life 1\nlife 2\n" });
  expect(launch("once", script).output).toBe("life 1\n");
});

test("who crashes again and again is given up, and a kill is meant", () => {
  expect(launch("again", "process.abort();", "--keep").status).toBe(1);
  const killed = launch("killed", "console.log(life); process.kill(process.pid, 'SIGKILL');", "--keep");
  expect(killed).toEqual({ status: 1, output: "1\n" });
});
