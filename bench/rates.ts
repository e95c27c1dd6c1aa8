/** B2, B3, B8: how much at once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestIssuer } from "../tests/support/testIssuer.ts";
import { atLeast, atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "./bench.ts";
import { Load, memoryOf, pin, startServer, stop, stopped } from "./processes.ts";
import { sqlitePerTransaction } from "./servers/sqliteRate.ts";
import { median, quantile, round } from "./stats.ts";
import { makeWorkspace } from "./workspace.ts";

const WATCHERS = 1_000;
const MOST_MS = 100;
/** Messages a second, tried until one is too many. */
const PACES = [10, 25, 50, 100, 200, 400, 800];

const ATTEMPTS = 3;

/** The highest pace at which a thousand watchers see 99 of 100 messages in time, in the median of the attempts. */
async function highest(run: (perSecond: number) => Promise<{ samples: number[] }>): Promise<number> {
  let reached = 0;
  for (const perSecond of PACES) {
    const p99s: number[] = [];
    for (let i = 0; i < ATTEMPTS; i++) p99s.push(quantile((await run(perSecond)).samples, 0.99));
    if (median(p99s) > MOST_MS) break;
    reached = perSecond;
  }
  return reached;
}

/** A run with servers and a load of its own: else what crowds leave behind in the others' would be measured. */
async function fanOut(): Promise<Row[]> {
  const relay = await startServer<{ url: string }>("relay.ts");
  const rowEngine = await startServer<{ url: string }>("rowServer.ts");
  const load = new Load();
  for (const { child } of [relay, rowEngine]) pin(child, 0);
  pin(load.child, 1);
  await load.run({ name: "rowRate", url: rowEngine.info.url, clients: 16, seconds: 3 });
  const floor = await highest((perSecond) =>
    load.run({
      name: "relayLatency",
      url: relay.info.url,
      watchers: WATCHERS,
      messages: perSecond * 2,
      perSecond,
    }),
  );
  const tandem = await highest((perSecond) =>
    load.run({
      name: "rowLatency",
      url: rowEngine.info.url,
      watchers: WATCHERS,
      messages: perSecond * 2,
      perSecond,
    }),
  );
  load.close();
  for (const server of [relay, rowEngine]) stop(server);
  const ratio = round(tandem / floor);
  return [
    {
      id: "B2",
      what: `messages/s that ${WATCHERS} watchers see within ${MOST_MS} ms, p99`,
      tandem: `${tandem}/s`,
      floor: `${floor}/s`,
      ratio,
      ...atLeast(ratio, 2),
    },
  ];
}

async function mutationRound({ isFull, load, relay, engine, rowEngine, workspace }: Bench) {
  const { tokens, channelIds } = workspace;
  const seconds = isFull ? 10 : 2;
  const messages = { name: "rate" as const, url: engine.info.url, tokens, clients: 64, seconds };
  const sqlite = sqlitePerTransaction(1);
  const floor = await load.run({ name: "relayRate", url: relay.info.url, inFlight: 256, seconds: 1 });
  const rows = await load.run({ name: "rowRate", url: rowEngine.info.url, clients: 64, seconds });
  const all = await load.run({ ...messages, channelIds });
  const one = await load.run({ ...messages, channelIds: channelIds.slice(0, 1) });
  return {
    sqlite,
    rows: rows.perSecond,
    messages: all.perSecond,
    rowsRatio: rows.perSecond / sqlite,
    messagesRatio: all.perSecond / sqlite,
    relayRatio: all.perSecond / floor.perSecond,
    contended: one.perSecond / all.perSecond,
  };
}

async function mutations(bench: Bench): Promise<Row[]> {
  const results: Awaited<ReturnType<typeof mutationRound>>[] = [];
  for (let i = 0; i < bench.rounds; i++) results.push(await mutationRound(bench));
  const of = (name: keyof (typeof results)[number]) => round(median(results.map((one) => one[name])));
  const sqlite = `SQLite per transaction ${Math.round(of("sqlite"))}/s`;
  const messages = { id: "B3", tandem: `${Math.round(of("messages"))}/s` };
  return [
    {
      id: "B3",
      what: "durable mutations/s, 64 clients: a row and a counter",
      tandem: `${Math.round(of("rows"))}/s`,
      floor: sqlite,
      ratio: of("rowsRatio"),
      ...atLeast(of("rowsRatio"), 5),
    },
    { ...messages, what: "the same with messages.create", floor: sqlite, ratio: of("messagesRatio") },
    {
      ...messages,
      what: "messages.create against the relay, 256 in flight",
      floor: "relay",
      ratio: of("relayRatio"),
    },
    {
      ...messages,
      what: "one channel against three",
      floor: "three channels",
      ratio: of("contended"),
      ...atLeast(of("contended"), 0.8),
    },
  ];
}

/** The memory of a server that has held no crowd before, after some work. */
async function memory({ isFull, load }: Bench): Promise<Row[]> {
  const clients = isFull ? 5_000 : 1_000;
  const data = mkdtempSync(join(tmpdir(), "tandem-memory-"));
  const issuer = await startTestIssuer();
  const engine = await startServer<EngineInfo>("server.ts", data, issuer.url);
  pin(engine.child, 0);
  const workspace = await makeWorkspace(engine.info.url, issuer, 101, 3);
  await load.run({ name: "rate", url: engine.info.url, ...workspace, clients: 16, seconds: 5 });
  const before = await memoryOf(engine);
  await load.run({ name: "hold", url: engine.info.url, ...workspace, clients });
  const kilobytes = round(((await memoryOf(engine)) - before) / clients / 1024, 1);
  await stopped(engine);
  await issuer.close();
  rmSync(data, { recursive: true, force: true });
  return [
    {
      id: "B8",
      what: `memory per client with 10 queries, ${clients} clients`,
      tandem: `${kilobytes} kB`,
      ...atMost(kilobytes, 60),
    },
  ];
}

export const RATES: Benchmark[] = [
  { id: "B2", run: fanOut },
  { id: "B3", run: mutations },
  { id: "B8", run: memory },
];
