/** B14: everybody's digests, against a script made for it, and what the run does to those who chat meanwhile. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
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
  const engine = await startServer<{ url: string }>("deepServer.ts", data, "0");
  pin(engine.child, 0);
  const { url } = engine.info;
  const chat = async () => (await load.run({ name: "latency", url, ...chatOf(workspace), ...PACE })).samples;
  await chat();
  const idle = await measured(engine.child, async () => {
    const samples: number[] = [];
    for (let i = 0; i < IDLE_RUNS; i++) samples.push(...(await chat()));
    return samples;
  });
  const run = await measured(engine.child, async () => {
    const { seconds, isOver } = startRun(url, adminKeyOf(data), people);
    const samples: number[] = [];
    while (!isOver()) samples.push(...(await chat()));
    return { samples, seconds: await seconds };
  });
  const end = once(engine.child, "exit");
  stop(engine);
  await end;
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  const ofChat = (idle.cpuS / idle.result.length) * run.result.samples.length;
  const script = median(scripts);
  return [
    ...speedRows(people, { cpuS: run.cpuS - ofChat, script, seconds: run.result.seconds }),
    chatRow(idle.result, run.result.samples),
  ];
}

/** Processor seconds that a server took meanwhile, all its threads together. */
async function measured<T>(
  child: ChildProcess,
  step: () => Promise<T>,
): Promise<{ result: T; cpuS: number }> {
  const used = async () => {
    child.send({ type: "cpu" });
    const [{ user, system }] = (await once(child, "message")) as [NodeJS.CpuUsage];
    return (user + system) / 1e6;
  };
  const before = await used();
  const result = await step();
  return { result, cpuS: (await used()) - before };
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
  let isOver = false;
  const watch = async (): Promise<number> => {
    const start = performance.now();
    await acting().mutation(sweep, {});
    while (((await last.query(api.mailSettings.get, {})).nextDigestAt ?? 0) < Date.now())
      await sleep(LOOK_EVERY_MS);
    isOver = true;
    return (performance.now() - start) / 1_000;
  };
  return { seconds: watch(), isOver: () => isOver };
}

type Times = { cpuS: number; script: number; seconds: number };

function speedRows(people: number, { cpuS, script, seconds }: Times): Row[] {
  const ratio = round(cpuS / script);
  const all = round((seconds * ALL_PEOPLE) / people, 0);
  return [
    {
      id: "B14",
      what: `processor time of the digests of ${people} people with 20 channels`,
      tandem: `${round(cpuS, 1)} s, ${round((cpuS * 1_000) / people)} ms each`,
      floor: `SQLite by hand ${round(script, 1)} s`,
      ratio,
      ...atMost(ratio, 3),
    },
    {
      id: "B14",
      what: `digests of ${ALL_PEOPLE} people, with pauses, beside chat`,
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
