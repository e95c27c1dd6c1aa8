/** B14: everybody's digests, against a script made for it, and what the run does to those who chat meanwhile. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFunctionReference } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import { startTestIssuer } from "../../tests/support/testIssuer.ts";
import { acting, adminKeyOf, chatRow, processorSeconds, withServer } from "../beside/beside.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "../bench.ts";
import { fillDigestData, makeDue } from "./digestData.ts";
import { runDigestScript } from "./digestScript.ts";
import { sleep } from "../pace.ts";
import { startServer, stopped } from "../processes.ts";
import { median, round } from "../stats.ts";
import { makeWorkspace, type Workspace } from "../workspace.ts";

const ALL_PEOPLE = 10_000;
const PACE = { watchers: 1, messages: 100, perSecond: 20 };
/** Rounds of chat alone, before the digests and once more after them: about as many as beside them. */
const IDLE_RUNS = { full: 14, part: 6 };
/** Looking is a query, which takes processor time too. */
const LOOK_EVERY_MS = 5_000;
const LOOK_CLOSELY_MS = 250;
/** People before it is measured: what the compiler does once is not. */
const WARM_UP = 500;
const MOST_SECONDS = 600;
const sweep = makeFunctionReference<"mutation">("digests:sweep");

/** One half of the people with nothing beside them, then the other half beside chat. */
async function digestRun({ isFull, load }: Bench): Promise<Row[]> {
  const people = isFull ? ALL_PEOPLE : 4_000;
  const folder = mkdtempSync(join(tmpdir(), "tandem-digest-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const issuer = await startTestIssuer();
  const first = await startServer<EngineInfo>("server.ts", data, issuer.url);
  const workspace = await makeWorkspace(first.info.url, issuer, 2, 1);
  await stopped(first);
  const later = fillDigestData(folder, people);
  const scripts = Array.from({ length: 3 }, () => runDigestScript(join(folder, "plain.sqlite")));
  const script = (median(scripts) / people) * 1_000;
  const half = people / 2;
  const alone = await withServer(data, async ({ info: { url }, child }) => {
    const adminKey = adminKeyOf(data);
    const run = startRun(url, adminKey, half - 1);
    await reached(url, adminKey, WARM_UP - 1, LOOK_CLOSELY_MS);
    return await processorSeconds(child, async () => void (await run.seconds));
  });
  makeDue(folder, later);
  const beside = await withServer(data, async ({ info: { url } }) => {
    const chat = async () =>
      (await load.run({ name: "latency", url, ...chatOf(workspace), ...PACE })).samples;
    const idle: number[] = [];
    const chatAlone = async () => {
      const runs = isFull ? IDLE_RUNS.full : IDLE_RUNS.part;
      for (let i = 0; i < runs; i++) idle.push(...(await chat()));
    };
    await chat();
    await chatAlone();
    const run = startRun(url, adminKeyOf(data), people - 1);
    const during: number[] = [];
    while (!run.isOver()) during.push(...(await chat()));
    await chatAlone();
    return { idle, during, seconds: await run.seconds };
  });
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  return [
    speedRow(half, (alone / (half - WARM_UP)) * 1_000, script),
    timeRow(half, beside.seconds),
    chatRow("B14", beside.idle, beside.during),
  ];
}

const chatOf = ({ tokens, channelIds }: Workspace) => ({ tokens, channelId: channelIds[0]! });

/** Resolves when a person's settings have moved on, and so those of all before them. */
async function reached(url: string, adminKey: string, person: number, everyMs: number): Promise<void> {
  const client = acting(url, adminKey, `reader${person}`);
  while (((await client.query(api.inbox.mailSettings.get, {})).nextDigestAt ?? 0) < Date.now())
    await sleep(everyMs);
}

/** Starts it as the cron does. */
function startRun(url: string, adminKey: string, lastPerson: number) {
  let isOver = false;
  const watch = async (): Promise<number> => {
    const start = performance.now();
    await acting(url, adminKey).mutation(sweep, {});
    await reached(url, adminKey, lastPerson, LOOK_EVERY_MS);
    isOver = true;
    return (performance.now() - start) / 1_000;
  };
  return { seconds: watch(), isOver: () => isOver };
}

/** Milliseconds each. */
function speedRow(people: number, tandem: number, script: number): Row {
  const ratio = round(tandem / script);
  return {
    id: "B14",
    what: `processor time of the digests of ${people} people with 20 channels`,
    tandem: `${round(tandem)} ms each`,
    floor: `SQLite by hand ${round(script)} ms`,
    ratio,
    ...atMost(ratio, 3),
  };
}

function timeRow(people: number, seconds: number): Row {
  const all = round((seconds * ALL_PEOPLE) / people, 0);
  return {
    id: "B14",
    what: `digests of ${ALL_PEOPLE} people beside chat`,
    tandem: `${all} s, from ${people}`,
    target: `≤ ${MOST_SECONDS} s`,
    isMet: all <= MOST_SECONDS,
  };
}

export const DIGESTS: Benchmark[] = [{ id: "B14", run: digestRun }];
