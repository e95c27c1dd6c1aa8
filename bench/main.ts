/**
 * `npm run bench [-- --json] [-- --full]`: Tandem and its floors side by side in one run.
 *
 * Rounds are interleaved (floor, Tandem, floor, Tandem …); each figure is the median of the rounds, each ratio
 * the median of the rounds' ratios. Absolute figures are a log of this machine at this hour: only ratios count.
 */
import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { join } from "node:path";
import { runnerImport } from "vite";
import type { FunctionCosts } from "./functions.ts";
import { Load, pin, startServer, stop, type LoadResult } from "./processes.ts";
import { measurePages } from "./pages.ts";
import { sqlitePerTransaction } from "./sqliteRate.ts";
import { median, round, summarize } from "./stats.ts";
import { makeOwnChannels, makeWorkspace, type Workspace } from "./workspace.ts";
import type * as RuleAccuracy from "../tests/support/ruleAccuracy.ts";
import type { TestIssuer } from "../tests/support/testIssuer.ts";

type Row = {
  id: string;
  what: string;
  tandem: string;
  floor: string;
  ratio: number | null;
  target: string;
  isMet: boolean | null;
};
type EngineInfo = { url: string; adminKey: string; issuer: Pick<TestIssuer, "url" | "privateKey"> };

const isJson = process.argv.includes("--json");
const isFull = process.argv.includes("--full");
const ROUNDS = isFull ? 7 : 5;
const MESSAGES = 60;
const PER_SECOND = 20;
const say = (text: string) => process.stderr.write(`${text}\n`);

const relay = await startServer<{ url: string }>("relay.ts");
const engine = await startServer<EngineInfo>("server.ts");
const rowEngine = await startServer<{ url: string }>("rowServer.ts");
const load = new Load();
pin(relay.child, 0);
pin(engine.child, 0);
pin(rowEngine.child, 0);
pin(load.child, 1);
say("Making a workspace of 101 people and 3 channels…");
const workspace: Workspace = await makeWorkspace(engine.info.url, engine.info.issuer, 101, 3);
const { tokens, channelIds } = workspace;
const { url } = engine.info;
const rows: Row[] = [];

/** Runs both sides in turn; answers the results of each round. */
async function interleave(floor: () => Promise<LoadResult>, tandem: () => Promise<LoadResult>) {
  const rounds: { floor: LoadResult; tandem: LoadResult }[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push({ floor: await floor(), tandem: await tandem() });
  return rounds;
}

type Limits = { p50: number; p99?: number };

async function latencyRow(id: string, watchers: number, channelId: string, limit: Limits): Promise<void> {
  const paced = { watchers, messages: MESSAGES, perSecond: PER_SECOND };
  const rounds = await interleave(
    () => load.run({ name: "relayLatency", url: relay.info.url, ...paced }),
    () => load.run({ name: "latency", url, tokens, channelId, ...paced }),
  );
  const both = rounds.map((one) => ({
    floor: summarize(one.floor.samples),
    tandem: summarize(one.tandem.samples),
  }));
  const show = (side: "floor" | "tandem") =>
    `p50 ${round(median(both.map((one) => one[side].p50)))} ms, p99 ${round(median(both.map((one) => one[side].p99)))} ms`;
  for (const quantile of ["p50", "p99"] as const) {
    const most = limit[quantile];
    if (most === undefined) continue;
    const ratio = round(median(both.map((one) => one.tandem[quantile] / one.floor[quantile])));
    rows.push({
      id,
      what: `send to visible, ${watchers} watching, ${quantile}`,
      tandem: show("tandem"),
      floor: show("floor"),
      ratio,
      target: `≤ ${most}`,
      isMet: ratio <= most,
    });
  }
}

/** B1d: what a thousand watchers of other channels cost those of this one. */
async function selectivityRow(): Promise<void> {
  const elsewhere = await makeOwnChannels(url, tokens, 1_000);
  const paced = { watchers: 1, messages: MESSAGES, perSecond: PER_SECOND };
  const alone = { name: "latency" as const, url, tokens, channelId: channelIds[0]!, ...paced };
  const rounds = await interleave(
    () => load.run(alone),
    () => load.run({ ...alone, elsewhere }),
  );
  const p50s = (side: "floor" | "tandem") => rounds.map((one) => summarize(one[side].samples).p50);
  const [alones, among] = [p50s("floor"), p50s("tandem")];
  const ratio = round(median(among.map((p50, i) => p50 / alones[i]!)));
  rows.push({
    id: "B1d",
    what: "send to visible, 1 watching, among 1000 watchers of other channels",
    tandem: `p50 ${round(median(among))} ms`,
    floor: `without them ${round(median(alones))} ms`,
    ratio,
    target: "≤ 1.3",
    isMet: ratio <= 1.3,
  });
}

/** B16: how often the query of a thousand watchers runs for each message. */
async function runsRow(): Promise<void> {
  const runsOf = async (messages: number) => {
    const before = await queryRuns();
    const paced = { watchers: 1_000, messages, perSecond: 5 };
    await load.run({ name: "latency", url, tokens, channelId: channelIds[0]!, ...paced });
    return (await queryRuns()) - before;
  };
  const [few, many] = [await runsOf(5), await runsOf(25)];
  const perMessage = round((many - few) / 20);
  rows.push({
    id: "B16",
    what: "runs of the query for each message, 1000 watching",
    tandem: `${perMessage}`,
    floor: "",
    ratio: null,
    target: "≤ 1",
    isMet: perMessage <= 1,
  });
}

async function queryRuns(): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^engine_query_runs_total (\d+)$/m.exec(metrics)![1]);
}

/** B15: the engine in memory against the mock of `convex-test`. */
function functionRows(): void {
  const costsOf = (side: "engine" | "mock") => {
    const script = join(import.meta.dirname, "functions.ts");
    const { stdout } = spawnSync(process.execPath, [...process.execArgv, script, side], { encoding: "utf8" });
    return JSON.parse(stdout) as FunctionCosts;
  };
  const pairs = Array.from({ length: 3 }, () => ({ mock: costsOf("mock"), engine: costsOf("engine") }));
  const kinds = { emptyQueryUs: "an empty query", insertUs: "a mutation of one row" };
  for (const [kind, what] of Object.entries(kinds) as [keyof FunctionCosts, string][]) {
    const ratio = round(median(pairs.map(({ mock, engine }) => mock[kind] / engine[kind])));
    const show = (side: "engine" | "mock") => `${round(median(pairs.map((pair) => pair[side][kind])), 1)} µs`;
    rows.push({
      id: "B15",
      what: `${what}, one after another, in memory`,
      tandem: show("engine"),
      floor: `convex-test ${show("mock")}`,
      ratio,
      target: "≥ 10",
      isMet: ratio >= 10,
    });
  }
}

async function ackRow(): Promise<void> {
  const rounds = await interleave(
    () => load.run({ name: "relayRate", url: relay.info.url, inFlight: 1, seconds: 1 }),
    () => load.run({ name: "ack", url, tokens, channelId: channelIds[1]!, messages: 400 }),
  );
  const both = rounds.map((one) => ({
    floor: summarize(one.floor.samples).p50,
    tandem: summarize(one.tandem.samples).p50,
  }));
  const ratio = round(median(both.map((one) => one.tandem / one.floor)));
  const show = (side: "floor" | "tandem") => `p50 ${round(median(both.map((one) => one[side])))} ms`;
  rows.push({
    id: "B3b",
    what: "one client, acknowledgement",
    tandem: show("tandem"),
    floor: show("floor"),
    ratio,
    target: "≤ 2",
    isMet: ratio <= 2,
  });
}

type Rates = {
  rowsPerSecond: number;
  rows: number;
  perSecond: number;
  sqlitePerSecond: number;
  sqlite: number;
  relay: number;
  contended: number;
};

async function rateRound(seconds: number): Promise<Rates> {
  const sqlitePerSecond = sqlitePerTransaction(1);
  const floor = await load.run({ name: "relayRate", url: relay.info.url, inFlight: 256, seconds: 1 });
  const row = await load.run({ name: "rowRate", url: rowEngine.info.url, clients: 64, seconds });
  const { perSecond } = await load.run({ name: "rate", url, tokens, channelIds, clients: 64, seconds });
  const one = await load.run({
    name: "rate",
    url,
    tokens,
    channelIds: channelIds.slice(0, 1),
    clients: 64,
    seconds,
  });
  return {
    rowsPerSecond: row.perSecond,
    rows: row.perSecond / sqlitePerSecond,
    perSecond,
    sqlitePerSecond,
    sqlite: perSecond / sqlitePerSecond,
    relay: perSecond / floor.perSecond,
    contended: one.perSecond / perSecond,
  };
}

async function rateRows(): Promise<void> {
  const rounds: Rates[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await rateRound(isFull ? 10 : 2));
  const of = (name: keyof Rates) => round(median(rounds.map((one) => one[name])));
  const sqlite = `SQLite per transaction ${Math.round(of("sqlitePerSecond"))}/s`;
  const compare = (
    what: string,
    rate: "rowsPerSecond" | "perSecond",
    floor: string,
    ratio: number,
    target: number | null,
  ) =>
    rows.push({
      id: "B3",
      what,
      tandem: `${Math.round(of(rate))}/s`,
      floor,
      ratio,
      target: target === null ? "" : `≥ ${target}`,
      isMet: target === null ? null : ratio >= target,
    });
  compare("durable mutations/s, 64 clients: a row and a counter", "rowsPerSecond", sqlite, of("rows"), 5);
  compare("the same with messages.create", "perSecond", sqlite, of("sqlite"), null);
  compare("messages.create against the relay, 256 in flight", "perSecond", "relay", of("relay"), null);
  compare("one channel against three", "perSecond", "three channels", of("contended"), 0.8);
}

function pageRows(): void {
  const depths = isFull ? [1_000, 10_000, 100_000, 1_000_000] : [1_000, 10_000, 100_000];
  const pages = measurePages(depths);
  for (const { depth, engineUs, sqliteUs } of pages) {
    const ratio = round(engineUs / sqliteUs);
    rows.push({
      id: "B5",
      what: `page of 50 among ${depth}`,
      tandem: `${engineUs} µs`,
      floor: `SQLite ${sqliteUs} µs`,
      ratio,
      target: "≤ 4",
      isMet: ratio <= 4,
    });
  }
  const growth = round(pages.at(-1)!.engineUs / pages[0]!.engineUs);
  rows.push({
    id: "B5",
    what: `growth from 1000 to ${depths.at(-1)}`,
    tandem: "",
    floor: "",
    ratio: growth,
    target: "≤ 1.25",
    isMet: growth <= 1.25,
  });
}

/** What the built-in rules make of titles they were not tuned on. */
async function accuracyRow(): Promise<void> {
  // The rules are bundler's TypeScript, without endings on their imports.
  const script = join(import.meta.dirname, "../tests/support/ruleAccuracy.ts");
  const { accuracyOn, unseenTitles } = (await runnerImport<typeof RuleAccuracy>(script)).module;
  const { count, right, urgentFound, confidence } = accuracyOn(unseenTitles);
  const share = (part: number) => `${Math.round(part * 100)} %`;
  rows.push({
    id: "AI",
    what: `categories by the rules, ${count} unseen titles`,
    tandem: `${share(right)} right, ${share(urgentFound)} of the urgent found`,
    floor: `say of themselves ${share(confidence)}`,
    ratio: null,
    target: "",
    isMet: null,
  });
}

async function memoryOf(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  engine.child.once("message", (message: { rss: number }) => resolve(message.rss));
  engine.child.send({ type: "memory" });
  return await promise;
}

async function memoryRow(clients: number): Promise<void> {
  const before = await memoryOf();
  await load.run({ name: "hold", url, tokens, channelIds, clients });
  const kilobytes = round(((await memoryOf()) - before) / clients / 1024, 1);
  rows.push({
    id: "B8",
    what: `memory per client with 10 queries, ${clients} clients`,
    tandem: `${kilobytes} kB`,
    floor: "",
    ratio: null,
    target: "≤ 60 kB",
    isMet: kilobytes <= 60,
  });
}

/** A server that has been running: its code is compiled, as it is a minute after any start. */
async function warmUp(): Promise<void> {
  await load.run({ name: "rate", url, tokens, channelIds, clients: 16, seconds: 5 });
  await load.run({ name: "rowRate", url: rowEngine.info.url, clients: 16, seconds: 3 });
  await load.run({ name: "relayRate", url: relay.info.url, inFlight: 16, seconds: 2 });
}

const steps: [string, () => Promise<void> | void][] = [
  ["Warming up", warmUp],
  ["B1a", () => latencyRow("B1a", 1, channelIds[0]!, { p50: 2.5 })],
  ["B1b", () => latencyRow("B1b", 100, channelIds[0]!, { p50: 2.5 })],
  ["B1c", () => latencyRow("B1c", 1_000, channelIds[0]!, { p50: 2, p99: 3 })],
  ["B1d", selectivityRow],
  ["B16", runsRow],
  ["B3b", ackRow],
  ["B3", rateRows],
  ["B8", () => memoryRow(isFull ? 5_000 : 1_000)],
  ["B5", pageRows],
  ["B15", functionRows],
  ["Categories", accuracyRow],
];
for (const [name, step] of steps) {
  say(`${name}… (load ${loadavg()[0]!.toFixed(1)})`);
  await step();
}
load.close();
stop(engine);
stop(rowEngine);
stop(relay);

if (isJson) {
  process.stdout.write(`${JSON.stringify({ rounds: ROUNDS, rows })}\n`);
} else {
  console.log("| id | what | Tandem | floor | ratio | T1 target | met |\n|---|---|---|---|---|---|---|");
  for (const { id, what, tandem, floor, ratio, target, isMet } of rows) {
    console.log(
      `| ${id} | ${what} | ${tandem} | ${floor} | ${ratio ?? ""} | ${target} | ${isMet === null ? "" : isMet ? "yes" : "no"} |`,
    );
  }
}
process.exit(0);
