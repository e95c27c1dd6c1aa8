/**
 * The checkers are tried: each fault below is planted in a copy of the engine, and the suite that should see it
 * must fail there. A fault whose text is no longer in the engine fails as well, so that none goes stale.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

type Fault = { what: string; file: string; from: string; to: string; seenBy: string };

const HISTORIES = "tests/faults/histories.test.ts";
const SCHEDULES = "tests/faults/scheduler.test.ts";
const DATABASE = "engine/database/database.test.ts";
const DURABLE = "engine/worker/durableThread.test.ts";
const VALUES = "engine/values/values.test.ts";

const FAULTS: Fault[] = [
  {
    what: "a mutation's result is not remembered",
    file: "engine/worker/mutationGroup.ts",
    from: "if (result.ok) store.writeRequest(",
    to: "if (result.ok && clock.ts < 0) store.writeRequest(",
    seenBy: HISTORIES,
  },
  {
    what: "the mutations of a commit run in the wrong order",
    file: "engine/worker/mutationGroup.ts",
    from: "for (const request of requests) results",
    to: "for (const request of requests.toReversed()) results",
    seenBy: HISTORIES,
  },
  {
    what: "what is answered was not committed",
    file: "engine/worker/mutationGroup.ts",
    from: "store.commit();",
    to: "store.rollback();",
    seenBy: HISTORIES,
  },
  {
    what: "a commit does not reach the cache of queries",
    file: "engine/worker/databaseServer.ts",
    from: `this.#say({ type: "committed", mutations: results });
    this.#invalidate(writes);`,
    to: `this.#say({ type: "committed", mutations: results });
    this.#invalidate([]);`,
    seenBy: HISTORIES,
  },
  {
    what: "a written key inside a read range does not touch it",
    file: "engine/database/readSet.ts",
    from: "range.from <= write.key && write.key < range.to",
    to: "range.from === write.key",
    seenBy: HISTORIES,
  },
  {
    what: "a mutation that throws keeps its writes",
    file: "engine/database/transaction.ts",
    from: "store.undo();",
    to: "store.release();",
    seenBy: HISTORIES,
  },
  {
    what: "a document's old index entry stays",
    file: "engine/database/transaction.ts",
    from: "this.#database.store.deleteEntry(index.number, old.key);",
    to: "",
    seenBy: DATABASE,
  },
  {
    what: "a new thread is not asked what the old one did not answer",
    file: "engine/worker/databaseClient.ts",
    from: "for (const { request } of waiting) this.#send(request);",
    to: "",
    seenBy: HISTORIES,
  },
  {
    what: "a new thread does not watch what was watched",
    file: "engine/worker/databaseClient.ts",
    from: "for (const request of this.#watched.values()) this.#send(request);",
    to: "",
    seenBy: HISTORIES,
  },
  {
    what: "a transition says it is newer than what it carries",
    file: "engine/sync/session.ts",
    from: "if (this.#isClosed || this.#waiting.size > 0) return;",
    to: "if (this.#isClosed) return;",
    seenBy: HISTORIES,
  },
  {
    what: "no transition follows a mutation that changes nothing in view",
    file: "engine/sync/session.ts",
    from: "this.#mustReachTs = Math.max(this.#mustReachTs ?? 0, ts);",
    to: "",
    seenBy: HISTORIES,
  },
  {
    what: "a result that has changed is not sent",
    file: "engine/functions/liveQueries.ts",
    from: "watcher.sent !== null && isSameResult(watcher.sent, result)",
    to: "watcher.sent !== null",
    seenBy: HISTORIES,
  },
  {
    what: "what the worker says is passed on before it is on disk",
    file: "engine/worker/durableThread.ts",
    from: "if (first.after > this.#flushes.done) return;",
    to: "",
    seenBy: DURABLE,
  },
  {
    what: "an action is not recorded as started",
    file: "engine/worker/operations/scheduler.ts",
    from: "scheduler.markStarted(run.tx, job);",
    to: "",
    seenBy: SCHEDULES,
  },
  {
    what: "a job that has run stays due",
    file: "engine/functions/scheduler.ts",
    from: "this.#jobs.finish(id);",
    to: "",
    seenBy: SCHEDULES,
  },
  {
    what: "a cancelled job stays due",
    file: "engine/functions/effects.ts",
    from: "this.#deleteJob.run(id);",
    to: "",
    seenBy: SCHEDULES,
  },
  {
    what: "work runs before its time",
    file: "engine/functions/scheduler.ts",
    from: "AND due <= ?",
    to: "AND due <= ? + 20",
    seenBy: SCHEDULES,
  },
  {
    what: "running actions are taken for dead when a thread restarts",
    file: "engine/functions/scheduler.ts",
    from: "if (!alive.has(id))",
    to: "if (alive.size >= 0)",
    seenBy: SCHEDULES,
  },
  {
    what: "actions that died with their process are forgotten",
    file: "engine/functions/scheduler.ts",
    from: "if (!alive.has(id))",
    to: "if (alive.size < 0)",
    seenBy: SCHEDULES,
  },
  {
    what: "negative numbers sort like positive ones",
    file: "engine/values/indexKey.ts",
    from: "return high >>> 31 === 1 ?",
    to: "return high >>> 31 === 2 ?",
    seenBy: VALUES,
  },
  {
    what: "fields that the validator does not know are let through",
    file: "engine/values/validator.ts",
    from: "if (names.length === found) return null;",
    to: "return null;",
    seenBy: VALUES,
  },
];

const root = resolve(import.meta.dirname, "../..");
const PROJECT: Record<string, string> = { tests: "faults", engine: "engine" };
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(root, "node_modules", ".tmp", "planted-"));
  for (const part of ["engine", "tests", "convex", "vitest.config.ts", "package.json", "tsconfig.base.json"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function runSuite(file: string): { status: number | null; output: string } {
  const project = PROJECT[file.split("/")[0]!]!;
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const run = spawnSync(process.execPath, [vitest, "run", "--root", copy, "--project", project, file], {
    encoding: "utf8",
    // A fault may make a suite wait for ever: that is seen too.
    timeout: 60_000,
    env: { ...process.env, FAULTS: "" },
  });
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}

describe("the suites, on a copy of the engine", () => {
  test.each([HISTORIES, SCHEDULES, DATABASE, DURABLE, VALUES])("pass as it is: %s", (file) => {
    const { status, output } = runSuite(file);
    expect(status, output).toBe(0);
  });

  test.each(FAULTS)("see that $what", ({ file, from, to, seenBy }) => {
    const path = join(copy, file);
    const sound = readFileSync(path, "utf8");
    expect(sound.split(from).length - 1, `"${from}" in ${file}`).toBe(1);
    writeFileSync(
      path,
      sound.replace(from, () => to),
    );
    try {
      expect(runSuite(seenBy).status).not.toBe(0);
    } finally {
      writeFileSync(path, sound);
    }
  });
});
