/**
 * `npm run bench [-- --json] [-- --full] [-- B1a B9 …]`: Tandem and its floors side by side in one run.
 *
 * Rounds are interleaved (floor, Tandem, floor, Tandem …); each figure is the median of the rounds, each ratio
 * the median of the rounds' ratios. Absolute figures are a log of this machine at this hour: only ratios count.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { startTestIssuer } from "../tests/support/testIssuer.ts";
import { ALONE } from "./alone.ts";
import type { Bench, EngineInfo, Row } from "./bench.ts";
import { BOARDS } from "./boards/boards.ts";
import { CONFLICTS } from "./conflicts/conflicts.ts";
import { COST } from "./cost/cost.ts";
import { DIGESTS } from "./digests/digestRun.ts";
import { SCROLLING } from "./files/scrolling.ts";
import { FILES } from "./files/throughput.ts";
import { GROWTH } from "./growth/growth.ts";
import { PLACES } from "./growth/places.ts";
import { IMPORTING } from "./importing.ts";
import { LATENCY } from "./latency.ts";
import { Load, pin, startServer, stop } from "./processes.ts";
import { NOTICES } from "./notices/notices.ts";
import { PRESENCE } from "./presence/presence.ts";
import { RATES } from "./rates.ts";
import { SEARCH } from "./search.ts";
import { SEARCHES_B6C } from "./searches/searches.ts";
import { SOAK } from "./soak.ts";
import { STORM } from "./storm.ts";
import { WINDOWS } from "./windows/windows.ts";
import { makeWorkspace } from "./workspace.ts";

const options = process.argv.slice(2);
const isFull = options.includes("--full");
const wanted = options.filter((option) => !option.startsWith("--"));
const benchmarks = [
  ...LATENCY,
  ...STORM,
  ...RATES,
  ...ALONE,
  ...SEARCH,
  ...SEARCHES_B6C,
  ...DIGESTS,
  ...FILES,
  ...SCROLLING,
  ...NOTICES,
  ...PRESENCE,
  ...WINDOWS,
  ...BOARDS,
  ...GROWTH,
  ...PLACES,
  ...IMPORTING,
  ...CONFLICTS,
  ...COST,
  ...SOAK,
].filter(({ id, isLong = false }) => (wanted.length === 0 ? isFull || !isLong : wanted.includes(id)));
const DIVIDER = "|---|---|---|---|---|---|---|";
const say = (text: string) => process.stderr.write(`${text}\n`);
if (benchmarks.length === 0) throw new Error(`There is no benchmark ${wanted.join(", ")}.`);

const dataDir = mkdtempSync(join(tmpdir(), "tandem-bench-"));
const issuer = await startTestIssuer();
const relay = await startServer<{ url: string }>("relay.ts");
const engine = await startServer<EngineInfo>("server.ts", dataDir, issuer.url);
const rowEngine = await startServer<{ url: string }>("rowServer.ts");
const load = new Load();
for (const { child } of [relay, engine, rowEngine]) pin(child, 0);
pin(load.child, 1);
say("Making a workspace of 101 people and 3 channels…");
const workspace = await makeWorkspace(engine.info.url, issuer, 101, 3);
const bench: Bench = { isFull, rounds: isFull ? 7 : 5, load, relay, engine, rowEngine, workspace };
const rows: Row[] = [];

say("Warming up…");
await warmUp();
/** One that fails takes no other's figures with it. */
const failed: string[] = [];
for (const { id, run } of benchmarks) {
  say(`${id}… (load ${loadavg()[0]!.toFixed(1)})`);
  try {
    rows.push(...(await run(bench)));
  } catch (error) {
    failed.push(id);
    say((error as Error).stack!);
  }
}
load.close();
for (const server of [relay, engine, rowEngine]) stop(server);
await issuer.close();
rmSync(dataDir, { recursive: true, force: true });

if (options.includes("--json")) process.stdout.write(`${JSON.stringify({ rounds: bench.rounds, rows })}\n`);
else
  console.log(
    ["| id | what | Tandem | floor | ratio | T1 target | met |", DIVIDER, ...rows.map(line)].join("\n"),
  );
if (failed.length > 0) say(`Failed: ${failed.join(", ")}`);
process.exit(failed.length > 0 ? 1 : 0);

/** A server that has been running: its code is compiled, as it is a minute after any start. */
async function warmUp(): Promise<void> {
  await load.run({ name: "rate", url: engine.info.url, ...workspace, clients: 16, seconds: 5 });
  await load.run({ name: "rowRate", url: rowEngine.info.url, clients: 16, seconds: 3 });
  await load.run({ name: "relayRate", url: relay.info.url, inFlight: 16, seconds: 2 });
}

function line({ id, what, tandem, floor = "", ratio, target = "", isMet }: Row): string {
  const met = isMet === undefined ? "" : isMet ? "yes" : "no";
  return `| ${[id, what, tandem, floor, ratio ?? "", target, met].join(" | ")} |`;
}
