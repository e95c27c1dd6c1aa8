/** B1, B3b, B16: from sending to seeing. */
import { atMost, compared, interleave, type Bench, type Benchmark, type Row } from "./bench.ts";
import type { LoadResult } from "./processes.ts";
import { quantile, round } from "./stats.ts";
import { makeOwnChannels, makeTasks } from "./workspace.ts";

const PACE = { messages: 60, perSecond: 20 };
const p50 = ({ samples }: LoadResult) => quantile(samples, 0.5);
const p99 = ({ samples }: LoadResult) => quantile(samples, 0.99);

function seen(id: string, watchers: number, limits: { p50: number; p99?: number }): Benchmark {
  const run = async (bench: Bench): Promise<Row[]> => {
    const { load, relay, engine, workspace } = bench;
    const [channelId] = workspace.channelIds;
    const { url } = engine.info;
    const results = await interleave(
      bench,
      () => load.run({ name: "relayLatency", url: relay.info.url, watchers, ...PACE }),
      () =>
        load.run({
          name: "latency",
          url,
          tokens: workspace.tokens,
          channelId: channelId!,
          watchers,
          ...PACE,
        }),
    );
    const [half, worst] = [compared(results, p50), compared(results, p99)];
    const shown = {
      tandem: `p50 ${half.tandem} ms, p99 ${worst.tandem} ms`,
      floor: `p50 ${half.floor} ms, p99 ${worst.floor} ms`,
    };
    const rowOf = (name: string, ratio: number, most: number): Row => ({
      id,
      what: `send to visible, ${watchers} watching, ${name}`,
      ...shown,
      ratio,
      ...atMost(ratio, most),
    });
    return [
      rowOf("p50", half.ratio, limits.p50),
      ...(limits.p99 === undefined ? [] : [rowOf("p99", worst.ratio, limits.p99)]),
    ];
  };
  return { id, run };
}

/** What a thousand watchers of other channels cost those of this one. */
async function selectivity(bench: Bench): Promise<Row[]> {
  const { load, engine, workspace } = bench;
  const { url } = engine.info;
  const { tokens, channelIds } = workspace;
  const elsewhere = await makeOwnChannels(url, tokens, 1_000);
  const alone = { name: "latency" as const, url, tokens, channelId: channelIds[0]!, watchers: 1, ...PACE };
  const { floor, tandem, ratio } = compared(
    await interleave(
      bench,
      () => load.run(alone),
      () => load.run({ ...alone, elsewhere }),
    ),
    p50,
  );
  return [
    {
      id: "B1d",
      what: "send to visible, 1 watching, among 1000 watchers of other channels",
      tandem: `p50 ${tandem} ms`,
      floor: `without them ${floor} ms`,
      ratio,
      ...atMost(ratio, 1.3),
    },
  ];
}

/** How often the query of a thousand watchers runs for each message. */
async function runsPerMessage({ load, engine, workspace }: Bench): Promise<Row[]> {
  const { url } = engine.info;
  const { tokens, channelIds } = workspace;
  const runsOf = async (messages: number) => {
    const before = await queryRuns(url);
    const paced = { watchers: 1_000, messages, perSecond: 5 };
    await load.run({ name: "latency", url, tokens, channelId: channelIds[0]!, ...paced });
    return (await queryRuns(url)) - before;
  };
  const [few, many] = [await runsOf(5), await runsOf(25)];
  const perMessage = round((many - few) / 20);
  return [
    {
      id: "B16",
      what: "runs of the query for each message, 1000 watching",
      tandem: `${perMessage}`,
      ...atMost(perMessage, 1),
    },
  ];
}

async function queryRuns(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^engine_query_runs_total (\d+)$/m.exec(metrics)![1]);
}

async function acknowledgement(bench: Bench): Promise<Row[]> {
  const { load, relay, engine, workspace } = bench;
  const { tokens, channelIds } = workspace;
  const { floor, tandem, ratio } = compared(
    await interleave(
      bench,
      () => load.run({ name: "relayRate", url: relay.info.url, inFlight: 1, seconds: 1 }),
      () => load.run({ name: "ack", url: engine.info.url, tokens, channelId: channelIds[1]!, messages: 400 }),
    ),
    p50,
  );
  return [
    {
      id: "B3b",
      what: "one client, acknowledgement",
      tandem: `p50 ${tandem} ms`,
      floor: `p50 ${floor} ms`,
      ratio,
      ...atMost(ratio, 2),
    },
  ];
}

/** Tasks that a channel's messages name, seen by all who look at it. */
async function chips(bench: Bench): Promise<Row[]> {
  const { load, relay, engine, workspace } = bench;
  const { url } = engine.info;
  const { tokens, channelIds } = workspace;
  const tasks = await makeTasks(url, tokens[0]!, channelIds[0]!, CHIPS.tasks);
  const { watchers } = CHIPS;
  const pace = { watchers, messages: 60, perSecond: 5 };
  const results = await interleave(
    { ...bench, rounds: 3 },
    () => load.run({ name: "relayLatency", url: relay.info.url, ...pace }),
    () => load.run({ name: "latency", url, tokens, channelId: channelIds[0]!, tasks, ...pace }),
  );
  const [half, worst] = [compared(results, p50), compared(results, p99)];
  return [
    {
      id: "B30",
      what: `a task's new title, named among ${CHIPS.tasks} to ${watchers} watching`,
      tandem: `p50 ${half.tandem} ms, p99 ${worst.tandem} ms`,
      floor: `p50 ${half.floor} ms, p99 ${worst.floor} ms`,
      ratio: half.ratio,
    },
  ];
}
const CHIPS = { tasks: 200, watchers: 1_000 };

export const LATENCY: Benchmark[] = [
  seen("B1a", 1, { p50: 2.5 }),
  seen("B1b", 100, { p50: 2.5 }),
  seen("B1c", 1_000, { p50: 2, p99: 3 }),
  { id: "B1d", run: selectivity },
  { id: "B16", run: runsPerMessage },
  { id: "B3b", run: acknowledgement },
  { id: "B30", isLong: true, run: chips },
];
