/**
 * F-02 for mail: a process is killed at each step of a digest run, with providers that lose answers. Whatever happens,
 * each person gets one mail: one in the outbox, and every time a provider is handed it, it has the same key. The same for
 * messages that are sent later, and for a reminder.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import type { FunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api, internal } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { startEngine } from "../../engine/engine.ts";
import { openDatabase } from "../../engine/database/database.ts";
import { Transaction } from "../../engine/database/transaction.ts";
import { documentsOf } from "../../engine/deploy/push.ts";
import { seededRandom, systemWorld } from "../../engine/lib/world.ts";
import { Store } from "../../engine/storage/store.ts";
import { push } from "../../scripts/push.ts";
import { startProcess } from "./engineProcess.ts";
import { openResend, openSmtp, type Provider } from "./mailProviders.ts";

const READERS = ["Ben", "Zoe", "Tom", "Mia", "Omar", "Lena"] as const;
const HOUR_MS = 3_600_000;
const ENGINE_SERVER = join(import.meta.dirname, "engineServer.ts");
const MOST_TURNS = 200;
/** A lost answer, a killed sender, and the time it went well; an SMTP connection lost for one is lost for others. */
const MOST_HANDED_OVER = 5;
const folder = mkdtempSync(join(tmpdir(), "digest-run-"));
const template = join(folder, "template");
const providers: Provider[] = [];

/** Where the process dies: at a commit of its store, or when a mail is with the provider or has just been answered. */
type Kill =
  | { at: "commit"; number: number; when: "before" | "after" }
  | { at: "taken" | "answered"; number: number };
type Target = { url: string; adminKey: string };

/** The deployment's own hand, or somebody's. */
function client({ url, adminKey }: Target, name?: string): ConvexHttpClient {
  const made = new ConvexHttpClient(url, { logger: false });
  (made as unknown as { setAdminAuth(key: string, acting?: unknown): void }).setAdminAuth(
    adminKey,
    name && identity(name),
  );
  return made;
}

function identity(name: string) {
  const issuer = "https://tests.embedded.invalid";
  const email = `${name.toLowerCase()}@example.com`;
  return { name, email, subject: name, issuer, tokenIdentifier: `${issuer}|${name}` };
}

type Internal = FunctionReference<"mutation">;
const sweep = internal.digests.sweep as unknown as Internal;
const deliver = internal.outside.deliver.deliver as unknown as FunctionReference<"action">;

/** Changes rows of a store whose engine does not run. */
function change(
  dataDir: string,
  table: string,
  fields: (row: Record<string, unknown>) => object | null,
): void {
  const store = new Store(join(dataDir, "store.sqlite"));
  const database = openDatabase(store, systemWorld);
  store.begin();
  const tx = new Transaction(database);
  for (const row of documentsOf(database, database.catalog.table(table)!)) {
    const changes = fields(row);
    if (changes) tx.patch(row._id as string, changes as never, table);
  }
  database.clock.advance();
  store.commit();
  store.close();
}

beforeAll(async () => {
  providers.push(await openResend(), await openSmtp());
  const engine = await startEngine({ dataDir: template, port: 0, hasIdentity: false });
  const target = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
  await push(target, { checksTypes: false });
  for (const name of ["Ana", ...READERS]) await client(target, name).mutation(api.users.ensure, {});
  const [general] = await client(target, "Ana").query(api.channels.list, {});
  await client(target, "Ana").mutation(api.messages.create, { channelId: general!._id, text: "News" });
  await engine.close();
  const dueAt = Date.now() - HOUR_MS;
  change(template, "mailSettings", () => ({ nextDigestAt: dueAt }));
}, 120_000);

afterAll(async () => {
  for (const provider of providers) await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Until every reader's mail is sent: the sweep and the sender as the crons start them, and an admin who sends again. */
async function finish(target: Target) {
  const [hand, ana] = [client(target), client(target, "Ana")];
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    await hand.mutation(sweep);
    await hand.action(deliver, { queue: "emails" });
    const { page: emails } = await ana.query(api.emails.list, {
      paginationOpts: { numItems: 50, cursor: null },
    });
    if (emails.length >= READERS.length && emails.every(({ status }) => status === "sent")) return emails;
    for (const { _id, status, attempts } of emails)
      if (status === "queued" && attempts > 0) await ana.mutation(api.emails.retry, { emailId: _id });
  }
  throw new Error("The run does not come to its end.");
}

/** Lets a process make the run until it is killed, or to its end. Answers how many commits it made. */
async function firstLife(dataDir: string, provider: Provider, kill: Kill | null): Promise<number> {
  const killFile = join(dataDir, "kill-at");
  const preload = pathToFileURL(join(import.meta.dirname, "killAtCommit.ts")).href;
  const child = fork(ENGINE_SERVER, [dataDir, JSON.stringify(provider.settings)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: { ...process.env, KILL_AT: killFile, NODE_OPTIONS: `--import ${preload}` },
  });
  const exit = once(child, "exit");
  const [target] = (await once(child, "message")) as [Target];
  let left = kill === null || kill.at === "commit" ? Infinity : kill.number;
  const countDown = () => {
    left--;
    if (left === 0) child.kill("SIGKILL");
  };
  if (kill?.at === "taken") provider.onTaken = countDown;
  if (kill?.at === "answered") provider.onAnswered = countDown;
  writeFileSync(`${killFile}.commits`, "");
  writeFileSync(killFile, kill?.at === "commit" ? `${kill.number} ${kill.when}` : "0 before");
  const outcome = await finish(target).then(
    () => "finished",
    () => "killed",
  );
  child.kill("SIGKILL");
  await exit;
  provider.onTaken = provider.onAnswered = () => {};
  const commits = readFileSync(`${killFile}.commits`).length;
  const isBeyond = kill?.at === "commit" && kill.number > commits + 1;
  expect(outcome, JSON.stringify(kill)).toBe(kill === null || isBeyond ? "finished" : "killed");
  return commits;
}

/** The server comes back when the leases of the dead sender have ended. */
async function secondLife(dataDir: string, { settings }: Provider) {
  change(dataDir, "emails", ({ status }) => (status === "sent" ? null : { dueAt: 0 }));
  change(dataDir, "senders", () => ({ until: 0 }));
  const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
  const variables = Object.entries(settings).map(([name, value]) => ({ name, value }));
  await engine.deployment.updateEnvironment(variables);
  const target = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
  try {
    return await finish(target);
  } finally {
    await engine.close();
  }
}

async function run(provider: Provider, kill: Kill | null, seed: number): Promise<number> {
  const random = seededRandom(seed);
  const unlucky = new Set<string>(
    READERS.filter(() => random() < 0.3).map((name) => `${name.toLowerCase()}@example.com`),
  );
  provider.taken = [];
  provider.decide = ({ to }) => (unlucky.delete(to) ? "lose" : "answer");
  const dataDir = mkdtempSync(join(folder, "run-"));
  cpSync(template, dataDir, { recursive: true });
  const commits = await firstLife(dataDir, provider, kill);
  const emails = await secondLife(dataDir, provider);
  const told = `${provider.name}, ${JSON.stringify(kill)}, seed ${seed}`;
  const readers = READERS.map((name) => `${name.toLowerCase()}@example.com`).sort();
  expect(emails.map(({ to }) => to).sort(), told).toEqual(readers);
  const byReader = Map.groupBy(provider.taken, ({ to }) => to);
  expect([...byReader.keys()].sort(), told).toEqual(readers);
  for (const taken of byReader.values()) {
    expect(new Set(taken.map(({ key }) => key)).size, told).toBe(1);
    expect(taken.length, told).toBeLessThanOrEqual(MOST_HANDED_OVER);
    expect(taken[0]!.text, told).toContain("#general");
  }
  rmSync(dataDir, { recursive: true, force: true });
  return commits;
}

/** Every step there is; a run in which other things share a commit may end before the last ones. */
function stepsOf(commits: number): Kill[] {
  const atCommits = Array.from({ length: commits }, (_, i) => i + 1).flatMap((number): Kill[] => [
    { at: "commit", number, when: "before" },
    { at: "commit", number, when: "after" },
  ]);
  const atMails = READERS.flatMap((_, i): Kill[] => [
    { at: "taken", number: i + 1 },
    { at: "answered", number: i + 1 },
  ]);
  return [...atCommits, ...atMails];
}

/** Runs one after the other, each of seconds, or of a minute where the machine is busy. */
const MOST_MS = process.env.FAULTS === "whole" ? 3_600_000 : 300_000;

test(
  "[ST1] [TX8] a digest run killed at any step, with answers lost, mails each person once",
  async () => {
    const commits = await run(providers[0]!, null, 0);
    expect(commits).toBeGreaterThan(READERS.length);
    const some: Kill[] = [
      { at: "taken", number: 2 },
      { at: "commit", number: Math.floor(commits / 2), when: "after" },
    ];
    const kills = process.env.FAULTS === "whole" ? stepsOf(commits) : some;
    for (const [i, kill] of kills.entries()) await run(providers[i % 2]!, kill, i + 1);
  },
  MOST_MS,
);

const SENT_LATER = ["one", "two", "three"] as const;
const SOON_MS = 400;

/** Resolves once nothing of Ana's waits for its time. */
async function told({ url, adminKey }: Target): Promise<void> {
  const live = new ConvexClient(url, { logger: false });
  (live.client as unknown as { setAdminAuth(key: string, acting: unknown): void }).setAdminAuth(
    adminKey,
    identity("Ana"),
  );
  const isEmpty = async (query: typeof api.drafts.scheduled | typeof api.reminders.list) =>
    await new Promise<void>((resolve, reject) =>
      live.onUpdate(query, {}, (rows) => rows.length === 0 && resolve(), reject),
    );
  try {
    await Promise.all([isEmpty(api.drafts.scheduled), isEmpty(api.reminders.list)]);
  } finally {
    await live.close();
  }
}

type News = { channelId: Id<"channels">; messageId: Id<"messages"> };

/** Schedules until the process is dead, or all has been sent; what was acknowledged is put into `acked`. */
async function scheduleAll(target: Target, { channelId, messageId }: News, acked: string[]): Promise<void> {
  const ana = client(target, "Ana");
  const sendAt = Date.now() + SOON_MS;
  try {
    for (const text of SENT_LATER) {
      await ana.mutation(api.messages.schedule, { channelId, text, sendAt, clientId: text });
      acked.push(text);
    }
    await ana.mutation(api.reminders.create, { messageId, at: sendAt });
    acked.push("reminder");
    await told(target);
  } catch {
    // It was killed.
  }
}

async function runLater(kill: { number: number; when: "before" | "after" }): Promise<number> {
  const dataDir = mkdtempSync(join(folder, "later-"));
  cpSync(template, dataDir, { recursive: true });
  const killFile = join(dataDir, "kill-at");
  const child = startProcess(dataDir, "killAtCommit.ts", { KILL_AT: killFile });
  const exit = once(child, "exit");
  const [target] = (await once(child, "message")) as [Target];
  const ana = client(target, "Ana");
  const [general] = await ana.query(api.channels.list, {});
  const channelId = general!._id;
  const paginationOpts = { numItems: 50, cursor: null };
  const { page } = await ana.query(api.messages.paginated, { channelId, paginationOpts });
  writeFileSync(`${killFile}.commits`, "");
  writeFileSync(killFile, `${kill.number} ${kill.when}`);
  const acked: string[] = [];
  await Promise.race([scheduleAll(target, { channelId, messageId: page[0]!._id }, acked), exit]);
  child.kill("SIGKILL");
  await exit;
  const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
  const again = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
  await told(again);
  const now = await client(again, "Ana").query(api.messages.paginated, { channelId, paginationOpts });
  const notices = await client(again, "Ana").query(api.notices.unseen, {});
  await engine.close();
  const texts = now.page.map(({ text }) => text).filter((text) => text !== "News");
  const happened = [...texts, ...notices.flatMap(({ kind }) => (kind === "reminder" ? [kind] : []))];
  const said = JSON.stringify({ kill, acked, happened });
  expect(new Set(happened).size, said).toBe(happened.length);
  expect(happened, said).toEqual(expect.arrayContaining(acked));
  const commits = readFileSync(`${killFile}.commits`).length;
  rmSync(dataDir, { recursive: true, force: true });
  return commits;
}

test(
  "[SC2] [SC3] what is sent or told later happens once, whichever commit the process dies at",
  async () => {
    if (process.env.FAULTS !== "whole") {
      // When some of it has been scheduled, and when some of it has been sent.
      expect(await runLater({ number: 3, when: "after" })).toBe(3);
      expect(await runLater({ number: 6, when: "before" })).toBe(5);
      return;
    }
    const commits = await runLater({ number: 0, when: "before" });
    expect(commits).toBeGreaterThan(6);
    for (let number = 1; number <= commits; number++)
      for (const when of ["before", "after"] as const) await runLater({ number, when });
  },
  MOST_MS,
);
