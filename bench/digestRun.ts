/** B14: everybody's digests, against a script made for it, and what the run does to those who chat meanwhile. */
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { api } from "../convex/_generated/api.js";
import { startTestIssuer } from "../tests/support/testIssuer.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "./bench.ts";
import { fillDigestData } from "./digestData.ts";
import { runDigestScript } from "./digestScript.ts";
import { sleep } from "./pace.ts";
import { pin, startServer, stop } from "./processes.ts";
import { median, quantile, round } from "./stats.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const ALL_PEOPLE = 10_000;
const PACE = { watchers: 1, messages: 100, perSecond: 20 };
const IDLE_RUNS = 3;
const LOOK_EVERY_MS = 100;
const MOST_SECONDS = 600;
const sweep = makeFunctionReference<"mutation">("digests:sweep");

async function digestRun({ isFull, load }: Bench): Promise<Row[]> {
  const people = isFull ? ALL_PEOPLE : 1_000;
  const folder = mkdtempSync(join(tmpdir(), "tandem-digest-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const issuer = await startTestIssuer();
  const first = await startServer<EngineInfo>("server.ts", data, issuer.url);
  const workspace = await makeWorkspace(first.info.url, issuer, 2, 1);
  const gone = once(first.child, "exit");
  stop(first);
  await gone;
  fillDigestData(folder, people);
  const scripts = Array.from({ length: 3 }, () => runDigestScript(join(folder, "plain.sqlite")));
  const atOnce = join(folder, "at-once");
  cpSync(data, atOnce, { recursive: true });
  const seconds = await runAtOnce(atOnce, people);
  const engine = await startServer<{ url: string }>("deepServer.ts", data, "0");
  pin(engine.child, 0);
  const { url } = engine.info;
  const chat = async () => (await load.run({ name: "latency", url, ...chatOf(workspace), ...PACE })).samples;
  await chat();
  const idle: number[] = [];
  for (let i = 0; i < IDLE_RUNS; i++) idle.push(...(await chat()));
  const run = startRun(url, adminKeyOf(data), people);
  const during: number[] = [];
  while (!run.isOver()) during.push(...(await chat()));
  const pacedSeconds = await run.seconds;
  stop(engine);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  const script = median(scripts.map((one) => one.seconds));
  return [...speedRows(people, { seconds, pacedSeconds, script }), chatRow(idle, during)];
}

/** Without the pauses that the product makes for those who chat: somebody calls the sweep again and again. */
async function runAtOnce(data: string, people: number): Promise<number> {
  const engine = await startServer<{ url: string }>("deepServer.ts", data, "0");
  pin(engine.child, 0);
  const run = startRun(engine.info.url, adminKeyOf(data), people);
  while (!run.isOver()) await run.sweep();
  stop(engine);
  return await run.seconds;
}

const adminKeyOf = (data: string) => readFileSync(join(data, "admin-key"), "utf8").trim();

const chatOf = ({ tokens, channelIds }: Workspace) => ({ tokens, channelId: channelIds[0]! });

/** Starts it as the cron does, and looks at the settings of the last person until they have moved on. */
function startRun(url: string, adminKey: string, people: number) {
  const acting = (name?: string) => {
    const client = new ConvexHttpClient(url, { logger: false });
    const identity = name && { issuer: "bench", subject: name, tokenIdentifier: `bench|${name}` };
    (client as unknown as { setAdminAuth(key: string, identity?: unknown): void }).setAdminAuth(
      adminKey,
      identity,
    );
    return client;
  };
  const last = acting(`reader${people - 1}`);
  const hand = acting();
  const sweepOnce = async () => void (await hand.mutation(sweep, {}));
  let isOver = false;
  const watch = async (): Promise<number> => {
    const start = performance.now();
    await sweepOnce();
    while (((await last.query(api.mailSettings.get, {})).nextDigestAt ?? 0) < Date.now())
      await sleep(LOOK_EVERY_MS);
    isOver = true;
    return (performance.now() - start) / 1_000;
  };
  return { seconds: watch(), isOver: () => isOver, sweep: sweepOnce };
}

type Times = { seconds: number; pacedSeconds: number; script: number };

function speedRows(people: number, { seconds, pacedSeconds, script }: Times): Row[] {
  const ratio = round(seconds / script);
  const all = round((pacedSeconds * ALL_PEOPLE) / people, 0);
  return [
    {
      id: "B14",
      what: `digests of ${people} people with 20 channels, without pauses`,
      tandem: `${round(seconds, 1)} s, ${round((seconds * 1_000) / people)} ms each`,
      floor: `SQLite by hand ${round(script, 1)} s`,
      ratio,
      ...atMost(ratio, 3),
    },
    {
      id: "B14",
      what: `digests of ${ALL_PEOPLE} people as the product makes them, beside chat`,
      tandem: `${all} s${people === ALL_PEOPLE ? "" : `, from ${people}`}`,
      target: `≤ ${MOST_SECONDS} s`,
      isMet: all <= MOST_SECONDS,
    },
  ];
}

function chatRow(idle: number[], during: number[]): Row {
  const show = (samples: number[]) =>
    `p50 ${round(quantile(samples, 0.5))} ms, p99 ${round(quantile(samples, 0.99))} ms`;
  const ratio = round(quantile(during, 0.99) / quantile(idle, 0.99));
  return {
    id: "B14",
    what: "send to visible meanwhile, 1 watching, p99",
    tandem: show(during),
    floor: `idle ${show(idle)}`,
    ratio,
    ...atMost(ratio, 1.5),
  };
}

export const DIGESTS: Benchmark[] = [{ id: "B14", run: digestRun }];
