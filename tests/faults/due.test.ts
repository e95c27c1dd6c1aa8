/**
 * F-10 with real processes: an engine is killed at any commit and any instant, life after life, while things are due, become
 * due and are planned. What was due while nobody ran happens once.
 */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../engine/database/database.ts";
import { documentsOf } from "../../engine/deploy/push.ts";
import { startEngine } from "../../engine/engine.ts";
import { seededRandom, systemWorld } from "../../engine/lib/world.ts";
import { Store } from "../../engine/storage/store.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";
import { startProcess } from "./engineProcess.ts";
import { rounds } from "./rounds.ts";

const HOUR_MS = 3_600_000;
const LIVES = rounds(4, 6);
const MOST_PLANS = 24;
const KINDS = ["mark", "chain", "fail", "act", "act"];
/** The last are due while the process is dead, mostly. */
const DELAYS_MS = [0, 0, 5, 50, 600];
const CRONS = ["hourly", "leap day", "hourly action"];
const INTERRUPTED = "Transient error while executing action";
const planned = makeFunctionReference<"mutation", { n: number; kind: string; delayMs: number }>("due:plan");
const cancel = makeFunctionReference<"mutation", { n: number }>("due:cancel");
const openJobs = makeFunctionReference<"query", Record<string, never>, { open: number; started: number }>(
  "due:open",
);
const folder = mkdtempSync(join(tmpdir(), "due-"));
const template = join(folder, "template");

/** Where a process dies: at a commit, counted from its start, or so long after so many plans were acknowledged. */
type Kill = { commit: number; when: "before" | "after" } | { acked: number; laterMs: number };
type Job = {
  _id: string;
  args: [{ n?: number; cron?: string }];
  state: { kind: string; error?: string };
};
type Found = {
  plans: { n: number; kind: string; job: string }[];
  marks: { n: number }[];
  links: { n: number; left: number }[];
  ticks: { cron: string }[];
  jobs: Job[];
  /** When each cron is next due. */
  next: number[];
};

/** Looks into a store whose engine does not run. */
function look(dataDir: string): Found {
  const store = new Store(join(dataDir, "store.sqlite"));
  const database = openDatabase(store, systemWorld);
  const rows = (name: string) => [...documentsOf(database, database.catalog.table(name)!)] as never[];
  const found = {
    plans: rows("plans"),
    marks: rows("marks"),
    links: rows("links"),
    ticks: rows("ticks"),
    jobs: rows("_scheduled_functions"),
    next: store.jobs.crons().map(({ next }) => next),
  };
  store.close();
  return found;
}

/** Ten of the hours at which the crons were to run have passed. */
function makeOverdue(dataDir: string): void {
  const store = new Store(join(dataDir, "store.sqlite"));
  for (const { name, running } of store.jobs.crons())
    store.jobs.moveCron(name, Date.now() - 10 * HOUR_MS, running, 0);
  store.close();
}

const startsOf = ({ jobs }: Found, cron: string) =>
  jobs.filter(({ args: [argument] }) => argument.cron === cron).length;

/** Resolves once all that was scheduled has ended, and crons were started so many times in all. */
async function settled(url: string, started: number): Promise<void> {
  const client = new ConvexClient(url, { logger: false });
  const done = Promise.withResolvers<void>();
  client.onUpdate(
    openJobs,
    {},
    (now) => now.open === 0 && now.started >= started && done.resolve(),
    done.reject,
  );
  try {
    await done.promise;
  } finally {
    await client.close();
  }
}

beforeAll(async () => {
  const app = await SmallApp.start("due-app", join(import.meta.dirname, "dueApp"));
  try {
    succeeded(await app.deploy());
    await settled(app.url, 2);
    await app.restart(() => Promise.resolve(cpSync(app.dataDir, template, { recursive: true })));
  } finally {
    await app.close();
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Plans one thing after another, takes some back, until the process is dead. Answers what was acknowledged. */
async function plan(url: string, child: ChildProcess, random: () => number, first: number, kill: Kill) {
  const client = new ConvexHttpClient(url, { logger: false });
  const pick = <T>(from: T[]) => from[Math.floor(random() * from.length)]!;
  const acked: number[] = [];
  const planOne = async (n: number) => {
    await client.mutation(planned, { n, kind: pick(KINDS), delayMs: pick(DELAYS_MS) });
    acked.push(n);
    if ("acked" in kill && acked.length === kill.acked) setTimeout(() => child.kill("SIGKILL"), kill.laterMs);
    if (random() < 0.2) await client.mutation(cancel, { n });
  };
  const isDead = once(child, "exit").then(() => true);
  for (let n = first; n < first + MOST_PLANS; n += 3) {
    const some = Promise.allSettled([planOne(n), planOne(n + 1), planOne(n + 2)]);
    if (await Promise.race([isDead, some.then(() => child.exitCode !== null || child.killed)])) break;
  }
  return acked;
}

/** Lets an engine start and work until it is killed. */
async function live(dataDir: string, random: () => number, first: number): Promise<number[]> {
  const kill: Kill =
    random() < 0.6
      ? { commit: 1 + Math.floor(random() * 40), when: random() < 0.5 ? "before" : "after" }
      : { acked: 1 + Math.floor(random() * 10), laterMs: random() * 20 };
  const killFile = join(dataDir, "kill-at");
  writeFileSync(killFile, "commit" in kill ? `${kill.commit} ${kill.when}` : "0 before");
  const child = startProcess(dataDir, "killAtCommit.ts", { KILL_AT: killFile });
  const exit = once(child, "exit");
  const started = await Promise.race([once(child, "message"), exit.then(() => null)]);
  const url = (started?.[0] as { url: string } | undefined)?.url;
  const acked = url === undefined ? [] : await plan(url, child, random, first, kill);
  child.kill("SIGKILL");
  await exit;
  return acked;
}

/** Lets an engine run until nothing is open and crons were started so many times more. */
async function finish(dataDir: string, starts: number): Promise<Found> {
  const before = look(dataDir);
  const started = CRONS.reduce((sum, cron) => sum + startsOf(before, cron), starts);
  const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
  await settled(engine.directUrl, started);
  await engine.close();
  return look(dataDir);
}

/** How often each plan has had its effect, and how it says it ended. */
function outcomes({ plans, marks, links, jobs }: Found) {
  const byId = new Map(jobs.map((job) => [job._id, job]));
  const count = (rows: { n: number }[], n: number) => rows.filter((row) => row.n === n).length;
  return plans.map(({ n, kind, job }) => {
    const { state } = byId.get(job)!;
    const effects = kind === "chain" ? links.filter((link) => link.n === n).length : count(marks, n);
    return { n, kind, state: state.kind, error: state.error, effects };
  });
}

function judge(found: Found, acked: number[], told: string): void {
  const ended = outcomes(found);
  expect(
    ended.map(({ n }) => n),
    told,
  ).toEqual(expect.arrayContaining(acked));
  for (const { n, kind, state, error, effects } of ended) {
    const plan = `${told}: plan ${n}, ${kind}, ${state} (${error})`;
    expect(state, plan).toMatch(/^(success|failed|canceled)$/);
    if (kind === "act") {
      expect(effects, plan).toBeLessThanOrEqual(1);
      if (state === "success") expect(effects, plan).toBe(1);
      if (state === "failed") expect(error, plan).toBe(INTERRUPTED);
      continue;
    }
    expect(state === "failed", plan).toBe(kind === "fail" && state !== "canceled");
    expect(effects, plan).toBe(state === "success" ? (kind === "chain" ? 3 : 1) : 0);
  }
  const ticks = (cron: string) => found.ticks.filter((tick) => tick.cron === cron).length;
  for (const cron of CRONS) {
    const states = found.jobs.filter(({ args: [argument] }) => argument.cron === cron);
    const failed = states.filter(({ state }) => state.kind === "failed").length;
    if (cron.endsWith("action")) expect(ticks(cron), told).toBeLessThanOrEqual(states.length);
    else expect([ticks(cron), failed], `${told}: ${cron}`).toEqual([states.length, 0]);
    expect(ticks(cron), `${told}: ${cron}`).toBeGreaterThanOrEqual(states.length - failed);
  }
}

test.each(Array.from({ length: rounds(1, 40) }, (_, seed) => seed))(
  `[SC2] [SC3] [SC4] [SC6] [SC7] what was due while ${LIVES} lives ended runs once, seed %i`,
  async (seed) => {
    const random = seededRandom(seed);
    const dataDir = join(folder, `data-${seed}`);
    cpSync(template, dataDir, { recursive: true });
    const acked: number[] = [];
    for (let life = 0; life < LIVES; life++) {
      const before = look(dataDir);
      makeOverdue(dataDir);
      acked.push(...(await live(dataDir, random, life * MOST_PLANS)));
      const after = look(dataDir);
      for (const cron of CRONS)
        expect(startsOf(after, cron) - startsOf(before, cron), `life ${life}, ${cron}`).toBeLessThanOrEqual(
          1,
        );
    }
    // A cron whose last run was still open is not started in the first of these.
    const before = await finish(dataDir, 0);
    makeOverdue(dataDir);
    const found = await finish(dataDir, CRONS.length);
    judge(found, acked, `seed ${seed}`);
    expect(acked.length).toBeGreaterThan(0);
    for (const cron of CRONS) expect(startsOf(found, cron), cron).toBe(startsOf(before, cron) + 1);
    for (const nextMs of found.next) expect(nextMs).toBeGreaterThan(Date.now());
    rmSync(dataDir, { recursive: true, force: true });
  },
  300_000,
);

test.each([
  { kind: "mark", full: { "scheduler.run": 1, "scheduler.runJob": 1 } },
  { kind: "act", full: { "scheduler.run": 1, "scheduler.runJob": 1 } },
  { kind: "act", full: { "scheduler.finished": 2 } },
])(
  "[ST6] [SC2] [SC3] a disk that is full for a while fails nothing that is due, and no end is forgotten: $kind, $full",
  async ({ kind, full }) => {
    const dataDir = mkdtempSync(join(folder, "full-"));
    cpSync(template, dataDir, { recursive: true });
    writeFileSync(join(dataDir, "full-at"), JSON.stringify(full));
    const child = startProcess(dataDir, "fullDisk.ts", { FULL_AT: join(dataDir, "full-at") });
    const exit = once(child, "exit");
    onTestFinished(() => void child.kill("SIGKILL"));
    const [{ url }] = (await once(child, "message")) as [{ url: string }];
    await new ConvexHttpClient(url, { logger: false }).mutation(planned, { n: 1, kind, delayMs: 0 });
    await settled(url, 0);
    child.kill("SIGKILL");
    await exit;
    expect(outcomes(look(dataDir))).toMatchObject([{ n: 1, kind, state: "success", effects: 1 }]);
  },
  30_000,
);
