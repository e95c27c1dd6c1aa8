/** B25: a thousand open windows, who is here, types and looks at cards; those who show it, and those who do not. */
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { LOOK_RENEWED_MS, SIGNAL_RENEWED_MS, WINDOW_BEAT_MS } from "../../convex/shared/time.ts";
import { atMost, type Bench, type Benchmark, type Row } from "../bench.ts";
import { sleep } from "../pace.ts";
import { quantile, round } from "../stats.ts";

const WINDOWS = 1_000;
const SECONDS = 30;
/** Of the people, so many have a card open, and so many type at any moment. */
const LOOKING = 0.1;
const TYPING = 0.02;
/** Somebody comes or goes once in so long. */
const CHANGE_MS = 500;
const WATCHERS = 40;
const SHOWN = 20;
const MOST_WRITES = 50;

type Step = () => Promise<unknown>;

/** Runs a step every so many milliseconds until the end, and counts. */
async function every(ms: number, untilMs: number, step: (n: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let n = 0;
  for (; start + n * ms < untilMs; n++) {
    await sleep(Math.max(0, start + n * ms - performance.now()));
    await step(n);
  }
  return n;
}

async function presence({ engine, workspace }: Bench): Promise<Row[]> {
  const { url } = engine.info;
  const clients = workspace.tokens.map((token) => {
    const client = new ConvexHttpClient(url);
    client.setAuth(token);
    return client;
  });
  const [first] = clients;
  const channelId = workspace.channelIds[0] as Id<"channels">;
  const taskId = await first!.mutation(api.tasks.create, { title: "Looked at", channelId });
  const userIds = await Promise.all(
    clients.map(async (client) => (await client.query(api.users.me, {}))!._id),
  );
  const at = (n: number) => clients[n % clients.length]!;
  const beat = async (n: number, isActive = true) =>
    await at(n).mutation(api.presence.beat, { windowId: `w${Math.floor(n / clients.length)}`, isActive });
  for (let n = 0; n < WINDOWS; n++) await beat(n);

  const watchers = workspace.tokens.slice(0, 2 * WATCHERS).map((token) => {
    const client = new ConvexClient(url, { logger: false });
    client.setAuth(() => Promise.resolve(token));
    return client;
  });
  let [shown, others] = [0, 0];
  const changed = new Map<string, { at: number; state: string }>();
  const times: number[] = [];
  for (const [i, client] of watchers.entries()) {
    if (i % 2 === 0)
      for (const userId of userIds.slice(0, SHOWN))
        client.onUpdate(api.presence.of, { userId }, ({ state }) => {
          shown += 1;
          const last = changed.get(userId);
          if (last?.state === state) times.push(performance.now() - last.at);
        });
    else {
      client.onUpdate(api.channels.list, {}, () => (others += 1));
      client.onUpdate(api.channels.head, { channelId }, () => (others += 1));
      client.onUpdate(api.users.names, { ids: userIds.slice(0, SHOWN) }, () => (others += 1));
      for (const userId of userIds.slice(SHOWN, 2 * SHOWN))
        client.onUpdate(api.presence.of, { userId }, () => (others += 1));
    }
  }
  await sleep(2_000);
  [shown, others] = [0, 0];
  times.length = 0;

  const untilMs = performance.now() + SECONDS * 1_000;
  const change: Step = async () => {
    const n = Math.floor(Math.random() * SHOWN);
    const state = changed.get(userIds[n]!)?.state === "away" ? "active" : "away";
    changed.set(userIds[n]!, { at: performance.now(), state });
    await at(n).mutation(api.presence.choose, { isAway: state === "away" });
  };
  const counts = await Promise.all([
    every(WINDOW_BEAT_MS / WINDOWS, untilMs, async (n) => await beat(n)),
    every(LOOK_RENEWED_MS / (WINDOWS * LOOKING), untilMs, async (n) =>
      at(n).mutation(api.presence.look, { taskId }),
    ),
    every(SIGNAL_RENEWED_MS / (WINDOWS * TYPING), untilMs, async (n) =>
      at(n).mutation(api.presence.type, { channelId }),
    ),
    every(CHANGE_MS, untilMs, change),
  ]);
  await sleep(500);
  await Promise.all(watchers.map(async (client) => await client.close()));
  const writes = round(counts.reduce((sum, count) => sum + count, 0) / SECONDS, 1);
  return [
    {
      id: "B25",
      what: `${WINDOWS} windows, ${WINDOWS * LOOKING} at cards, ${WINDOWS * TYPING} typing: writes a second`,
      tandem: `${writes}`,
      ...atMost(writes, MOST_WRITES),
    },
    {
      id: "B25",
      what: `somebody comes or goes, seen by ${WATCHERS} who show them`,
      tandem: `p50 ${round(quantile(times, 0.5))} ms, p99 ${round(quantile(times, 0.99))} ms, ${shown} updates`,
    },
    {
      id: "B25",
      what: `updates of ${WATCHERS} who show others`,
      tandem: `${others}`,
      ...atMost(others, 0),
    },
  ];
}

export const PRESENCE: Benchmark[] = [{ id: "B25", isLong: true, run: presence }];
