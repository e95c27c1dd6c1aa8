/**
 * A process is killed at each step of a round of pushes, by a push service that loses answers. Each browser gets its push; where
 * nobody heard that it had, it gets it again under the same tag, and shows one.
 */
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import type { FunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api, internal } from "../../convex/_generated/api.js";
import { startEngine } from "../../engine/engine.ts";
import { openDatabase } from "../../engine/database/database.ts";
import { Transaction } from "../../engine/database/transaction.ts";
import { documentsOf } from "../../engine/deploy/push.ts";
import { systemWorld } from "../../engine/lib/world.ts";
import { Store } from "../../engine/storage/store.ts";
import { push } from "../../scripts/push.ts";
import { startPushService, type PushService } from "../support/pushService.ts";
import { startProcess } from "./engineProcess.ts";

const BROWSERS = ["/laptop", "/phone", "/tablet"];
/** Its answer is lost once. */
const UNLUCKY = "/phone";
/** An answer that was lost, a sender that was killed, and the time it went well. */
const MOST_HANDED_OVER = 3;
const MOST_TURNS = 50;
const folder = mkdtempSync(join(tmpdir(), "push-run-"));
const template = join(folder, "template");
let service: PushService;

type Kill = { at: "commit"; number: number; when: "before" | "after" } | { at: "taken"; number: number };
type Target = { url: string; adminKey: string };

const ISSUER = "https://tests.embedded.invalid";
const BEN = { name: "Ben", subject: "Ben", issuer: ISSUER, tokenIdentifier: `${ISSUER}|Ben` };

function client({ url, adminKey }: Target, acting?: typeof BEN): ConvexHttpClient {
  const made = new ConvexHttpClient(url, { logger: false });
  (made as unknown as { setAdminAuth(key: string, acting?: unknown): void }).setAdminAuth(adminKey, acting);
  return made;
}

type Action = FunctionReference<"action">;
const deliver = internal.outside.deliver.deliver as unknown as Action;
const makeKeys = internal.outside.push.keys.make as unknown as Action;

/** Before there are keys nothing is sent: the pushes wait for the first life. */
beforeAll(async () => {
  service = await startPushService();
  const engine = await startEngine({ dataDir: template, port: 0, hasIdentity: false });
  const target = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
  await push(target, { checksTypes: false });
  await engine.deployment.updateEnvironment([{ name: "PUSH_ALLOWED_HOSTS", value: service.host }]);
  const ben = client(target, BEN);
  await ben.mutation(api.users.ensure, {});
  for (const path of BROWSERS) {
    const browser = service.browser(path);
    await ben.mutation(api.inbox.push.subscribe, browser);
    await ben.mutation(api.inbox.push.test, { endpoint: browser.endpoint });
  }
  await engine.close();
}, 120_000);

afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

async function round(target: Target): Promise<void> {
  await client(target).action(makeKeys);
  await client(target).action(deliver, { queue: "pushes" });
}

/** Lets a process make the round until it is killed, or to its end. Answers how many commits it made. */
async function firstLife(dataDir: string, kill: Kill | null): Promise<number> {
  const killFile = join(dataDir, "kill-at");
  const child = startProcess(dataDir, "killAtCommit.ts", { KILL_AT: killFile });
  const exit = once(child, "exit");
  const [target] = (await once(child, "message")) as [Target];
  let left = kill?.at === "taken" ? kill.number : Infinity;
  service.onTaken = () => {
    left--;
    if (left === 0) child.kill("SIGKILL");
  };
  writeFileSync(`${killFile}.commits`, "");
  writeFileSync(killFile, kill?.at === "commit" ? `${kill.number} ${kill.when}` : "0 before");
  await round(target).catch(() => "it was killed");
  child.kill("SIGKILL");
  await exit;
  service.onTaken = () => {};
  return readFileSync(`${killFile}.commits`).length;
}

/** The leases of the dead sender end, and waits are over. */
function passTime(dataDir: string): void {
  const store = new Store(join(dataDir, "store.sqlite"));
  const database = openDatabase(store, systemWorld);
  store.begin();
  const tx = new Transaction(database);
  const change = (table: string, isMeant: (row: Record<string, unknown>) => boolean, fields: object) => {
    for (const row of documentsOf(database, database.catalog.table(table)!))
      if (isMeant(row)) tx.patch(row._id as string, fields as never, table);
  };
  change("pushes", ({ status }) => status !== "sent", { dueAt: 1 });
  change("senders", () => true, { until: 0 });
  database.clock.advance();
  store.commit();
  store.close();
}

async function secondLife(dataDir: string): Promise<void> {
  passTime(dataDir);
  const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
  const target = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
  try {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      await round(target);
      const browsers = await client(target, BEN).query(api.inbox.push.list, {});
      if (browsers.every(({ lastOkAt }) => lastOkAt !== undefined)) return;
    }
    throw new Error("The round does not come to its end.");
  } finally {
    await engine.close();
  }
}

async function run(kill: Kill | null): Promise<number> {
  const dataDir = mkdtempSync(join(folder, "run-"));
  cpSync(template, dataDir, { recursive: true });
  service.taken.length = 0;
  let isLost = false;
  service.decide = ({ path }) => {
    if (path !== UNLUCKY || isLost) return "take";
    isLost = true;
    return "lose";
  };
  const commits = await firstLife(dataDir, kill);
  service.decide = () => "take";
  await secondLife(dataDir);
  const told = JSON.stringify(kill);
  expect(service.problems, told).toEqual([]);
  const byBrowser = Map.groupBy(service.taken, ({ path }) => path);
  expect([...byBrowser.keys()].toSorted(), told).toEqual(BROWSERS);
  for (const taken of byBrowser.values()) {
    expect(taken.length, told).toBeLessThanOrEqual(MOST_HANDED_OVER);
    expect(
      new Set(taken.map(({ data, headers }) => `${data.tag} ${String(headers["topic"])}`)).size,
      told,
    ).toBe(1);
  }
  if (kill === null) expect(BROWSERS.map((path) => byBrowser.get(path)!.length)).toEqual([1, 2, 1]);
  rmSync(dataDir, { recursive: true, force: true });
  return commits;
}

test(
  "[ST1] [TX8] a round of pushes killed at any step, with an answer lost, reaches each browser",
  async () => {
    if (process.env.FAULTS !== "whole") {
      await run({ at: "taken", number: 2 });
      return;
    }
    const commits = await run(null);
    expect(commits).toBeGreaterThan(BROWSERS.length);
    for (let number = 1; number <= commits; number++)
      for (const when of ["before", "after"] as const) await run({ at: "commit", number, when });
    for (let number = 1; number <= BROWSERS.length; number++) await run({ at: "taken", number });
  },
  process.env.FAULTS === "whole" ? 3_600_000 : 300_000,
);
