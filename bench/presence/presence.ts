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
/** Of the windows, so many have a card open, and in so many somebody types at any moment. */
const LOOKING = 0.1;
const TYPING = 0.02;
/** Somebody comes or goes once in so long. */
const CHANGE_MS = 500;
const WATCHERS = 40;
const SHOWN = 20;
const MOST_WRITES = 50;

type State = "active" | "away";

/** What watchers have been told since the count began, and who has changed to what. */
class Told {
  shown = 0;
  others = 0;
  times: number[] = [];
  readonly changed = new Map<string, { at: number; state: State }>();

  tell(userId: string, state: string): void {
    this.shown += 1;
    const last = this.changed.get(userId);
    if (last?.state === state) this.times.push(performance.now() - last.at);
  }
}

/** Half of the windows show the first people, the others what people's windows show besides, and other people. */
function watch({ engine, workspace }: Bench, userIds: Id<"users">[], told: Told): ConvexClient[] {
  const channelId = workspace.channelIds[0] as Id<"channels">;
  return workspace.tokens.slice(0, 2 * WATCHERS).map((token, i) => {
    const client = new ConvexClient(engine.info.url, { logger: false });
    client.setAuth(() => Promise.resolve(token));
    const note = () => void (told.others += 1);
    if (i % 2 === 0) {
      for (const userId of userIds.slice(0, SHOWN))
        client.onUpdate(api.presence.of, { userId }, ({ state }) => told.tell(userId, state));
      return client;
    }
    client.onUpdate(api.channels.list, {}, note);
    client.onUpdate(api.channels.head, { channelId }, note);
    client.onUpdate(api.users.names, { ids: userIds.slice(0, SHOWN) }, note);
    for (const userId of userIds.slice(SHOWN, 2 * SHOWN)) client.onUpdate(api.presence.of, { userId }, note);
    return client;
  });
}

/** Runs a step every so many milliseconds until the end; answers how often. */
async function every(ms: number, untilMs: number, step: (n: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let n = 0;
  for (; start + n * ms < untilMs; n++) {
    await sleep(Math.max(0, start + n * ms - performance.now()));
    await step(n);
  }
  return n;
}

/** Lets people be here for a while. Answers how many writes that took a second. */
async function beHere({ workspace }: Bench, clients: ConvexHttpClient[], told: Told, userIds: string[]) {
  const channelId = workspace.channelIds[0] as Id<"channels">;
  const taskId = await clients[0]!.mutation(api.tasks.create, { title: "Looked at", channelId });
  const at = (n: number) => clients[n % clients.length]!;
  const beat = async (n: number) => {
    const windowId = `w${Math.floor((n % WINDOWS) / clients.length)}`;
    return await at(n % WINDOWS).mutation(api.presence.beat, { windowId, isActive: true });
  };
  const change = async (n: number) => {
    const userId = userIds[n % SHOWN]!;
    const state = told.changed.get(userId)?.state === "away" ? "active" : "away";
    told.changed.set(userId, { at: performance.now(), state });
    await at(n % SHOWN).mutation(api.presence.choose, { isAway: state === "away" });
  };
  for (let n = 0; n < WINDOWS; n++) await beat(n);
  await sleep(2_000);
  [told.shown, told.others, told.times] = [0, 0, []];
  const untilMs = performance.now() + SECONDS * 1_000;
  const look = async (n: number) => await at(n).mutation(api.presence.look, { taskId });
  const type = async (n: number) => await at(n).mutation(api.presence.type, { channelId });
  const counts = await Promise.all([
    every(WINDOW_BEAT_MS / WINDOWS, untilMs, beat),
    every(LOOK_RENEWED_MS / (WINDOWS * LOOKING), untilMs, look),
    every(SIGNAL_RENEWED_MS / (WINDOWS * TYPING), untilMs, type),
    every(CHANGE_MS, untilMs, change),
  ]);
  return round(counts.reduce((sum, count) => sum + count, 0) / SECONDS, 1);
}

async function presence(bench: Bench): Promise<Row[]> {
  const clients = bench.workspace.tokens.map((token) => {
    const client = new ConvexHttpClient(bench.engine.info.url);
    client.setAuth(token);
    return client;
  });
  const mine = async (client: ConvexHttpClient) => (await client.query(api.users.me, {}))!._id;
  const userIds = await Promise.all(clients.map(mine));
  const told = new Told();
  const watchers = watch(bench, userIds, told);
  const writes = await beHere(bench, clients, told, userIds);
  await sleep(500);
  await Promise.all(watchers.map(async (client) => await client.close()));
  const [p50, p99] = [0.5, 0.99].map((share) => round(quantile(told.times, share)));
  const crowd = `${WINDOWS} windows, ${WINDOWS * LOOKING} at cards, ${WINDOWS * TYPING} typing`;
  const come = `somebody comes or goes, seen by ${WATCHERS} who show them`;
  return [
    { id: "B25", what: `${crowd}: writes a second`, tandem: `${writes}`, ...atMost(writes, MOST_WRITES) },
    { id: "B25", what: come, tandem: `p50 ${p50} ms, p99 ${p99} ms, ${told.shown} updates` },
    { id: "B25", what: `updates of ${WATCHERS} others`, tandem: `${told.others}`, ...atMost(told.others, 0) },
  ];
}

export const PRESENCE: Benchmark[] = [{ id: "B25", isLong: true, run: presence }];
