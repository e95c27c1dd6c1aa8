/** B4, B9, B9b: coming, and coming back. */
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { atMost, compared, interleave, type Bench, type Benchmark, type Row } from "./bench.ts";
import { channelOf, makeDeep } from "./deep.ts";
import { pin, startServer, stop, type LoadResult, type Server } from "./processes.ts";
import { median, quantile, round } from "./stats.ts";

type DeepInfo = { url: string; port: number };

const CLIENTS = 1_000;
const total = ({ samples }: LoadResult) => samples[0]!;

async function startDeep(folder: string, port = 0): Promise<Server<DeepInfo>> {
  const server = await startServer<DeepInfo>("deepServer.ts", join(folder, "data"), String(port));
  pin(server.child, 0);
  return server;
}

/** The time from opening a socket to a page of 50 that nobody has asked for before. */
async function opening(bench: Bench): Promise<Row[]> {
  const depths = bench.isFull ? [1_000, 100_000, 1_000_000] : [1_000, 100_000];
  const folder = await makeDeep(depths);
  const engine = await startDeep(folder);
  const plain = await startServer<{ url: string }>("pageServer.ts", join(folder, "plain.sqlite"));
  pin(plain.child, 0);
  const times = 50;
  const half = ({ samples }: LoadResult) => quantile(samples, 0.5);
  const rows: Row[] = [];
  const medians: number[] = [];
  for (const depth of depths) {
    const channel = channelOf(depth);
    const { floor, tandem, ratio } = compared(
      await interleave(
        bench,
        () => bench.load.run({ name: "openPlain", url: plain.info.url, channel, times }),
        () => bench.load.run({ name: "open", url: engine.info.url, channel, times }),
      ),
      half,
    );
    medians.push(tandem);
    const what = `socket open to first page, channel of ${depth}`;
    rows.push({
      id: "B4",
      what,
      tandem: `p50 ${tandem} ms`,
      floor: `p50 ${floor} ms`,
      ratio,
      ...atMost(ratio, 3),
    });
  }
  stop(engine);
  stop(plain);
  rmSync(folder, { recursive: true, force: true });
  const growth = round(medians.at(-1)! / medians[0]!);
  const what = `growth from ${depths[0]} to ${depths.at(-1)}`;
  return [...rows, { id: "B4", what, tandem: "", ratio: growth, ...atMost(growth, 1.3) }];
}

/** The server is killed; all come back at once. */
async function storm({ isFull, load, relay, rounds }: Bench): Promise<Row[]> {
  const depth = isFull ? 1_000_000 : 100_000;
  const folder = await makeDeep([depth]);
  let engine = await startDeep(folder);
  const { url, port } = engine.info;
  const crowd = { clients: CLIENTS, channel: channelOf(depth) };
  const [restarts, floors, storms]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < Math.min(rounds, 3); i++) {
    floors.push(total(await load.run({ name: "handshakes", url: relay.info.url, clients: CLIENTS })));
    await load.run({ name: "storm", url, ...crowd });
    engine.child.kill("SIGKILL");
    await once(engine.child, "exit");
    const startMs = performance.now();
    engine = await startDeep(folder, port);
    restarts.push(performance.now() - startMs);
    storms.push(total(await load.run({ name: "storm", url, ...crowd })));
  }
  stop(engine);
  rmSync(folder, { recursive: true, force: true });
  const restart = round(median(restarts) / 1_000);
  const ratio = round(median(storms.map((ms, i) => ms / floors[i]!)));
  return [
    {
      id: "B9",
      what: `kill -9 with ${depth} messages: until it listens again`,
      tandem: `${restart} s`,
      ...atMost(restart, 2),
    },
    {
      id: "B9",
      what: `then ${CLIENTS} clients at once, until all have their page`,
      tandem: `${round(median(storms))} ms`,
      floor: `handshakes ${round(median(floors))} ms`,
      ratio,
      ...atMost(ratio, 3),
    },
  ];
}

/** What a client is sent that missed twenty messages. */
async function catchUp({ load, rowEngine }: Bench): Promise<Row[]> {
  const { samples } = await load.run({ name: "catchUp", url: rowEngine.info.url, missed: 20 });
  const [sent, missed] = samples as [number, number];
  const ratio = round(sent / missed);
  return [
    {
      id: "B9b",
      what: "bytes to catch up with 20 missed messages, a page of 50, compressed",
      tandem: `${sent} B`,
      floor: `the 20 alone ${missed} B`,
      ratio,
      ...atMost(ratio, 2),
    },
  ];
}

export const STORM: Benchmark[] = [
  { id: "B4", run: opening },
  { id: "B9", run: storm },
  { id: "B9b", run: catchUp },
];
