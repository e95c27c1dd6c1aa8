/** B18: whether it is after half an hour what it was at first. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestIssuer } from "../tests/support/testIssuer.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "./bench.ts";
import { memoryOf, pin, startServer, stop } from "./processes.ts";
import { quantile, round } from "./stats.ts";
import { makeWorkspace } from "./workspace.ts";

const PEOPLE = 40;
const CHANNELS = 20;
const PARTS = 6;
const SHARE = 0.7;

async function soak({ isFull, load }: Bench): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "tandem-soak-"));
  const issuer = await startTestIssuer();
  const engine = await startServer<EngineInfo>("server.ts", folder, issuer.url);
  pin(engine.child, 0);
  const { url } = engine.info;
  const workspace = await makeWorkspace(url, issuer, PEOPLE, CHANNELS);
  const seconds = isFull ? 300 : 15;
  const run = async (perSecond?: number) =>
    await load.run({ name: "soak", url, ...workspace, seconds: perSecond ? seconds : 15, perSecond });
  const perSecond = (await run()).perSecond * SHARE;
  const parts: { p50: number; p99: number; memory: number }[] = [];
  for (let i = 0; i < PARTS; i++) {
    const { samples } = await run(perSecond);
    const memory = await memoryOf(engine);
    parts.push({ p50: quantile(samples, 0.5), p99: quantile(samples, 0.99), memory });
  }
  stop(engine);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const show = ({ p50, p99 }: typeof first) => `p50 ${round(p50)} ms, p99 ${round(p99)} ms`;
  const megabytes = ({ memory }: typeof first) => `${round(memory / 1024 ** 2, 0)} MB`;
  const slower = round(last.p99 / first.p99);
  const grown = round(last.memory / first.memory);
  return [
    {
      id: "B18",
      what: `${PEOPLE} people at work, ${round(perSecond, 0)} things a second for ${(PARTS * seconds) / 60} min: last sixth`,
      tandem: show(last),
      floor: `first sixth ${show(first)}`,
      ratio: slower,
      ...atMost(slower, 1.3),
    },
    {
      id: "B18",
      what: "memory of the process then",
      tandem: megabytes(last),
      floor: megabytes(first),
      ratio: grown,
      ...atMost(grown, 1.1),
    },
  ];
}

export const SOAK: Benchmark[] = [{ id: "B18", run: soak }];
