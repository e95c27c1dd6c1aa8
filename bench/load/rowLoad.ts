/** The load on the app of rows, where nobody signs in. */
import { WebSocket } from "ws";
import type { Outcome } from "./outcome.ts";
import { BODY, nextId, paced, sleep, timesToSee, type Arrival } from "../pace.ts";
import { SyncClient } from "./syncClient.ts";
import { Watcher } from "./watcher.ts";

export type RowScenario =
  | { name: "rowLatency"; url: string; watchers: number; messages: number; perSecond: number }
  | { name: "open" | "openPlain"; url: string; channel: string; times: number }
  | { name: "storm"; url: string; clients: number; channel: string }
  | { name: "handshakes"; url: string; clients: number }
  | { name: "catchUp"; url: string; missed: number };

type Of<Name extends RowScenario["name"]> = Extract<RowScenario, { name: Name }>;

const NEWEST = "rows:newest";
const CHANNEL = "fan-out";

/** Connects, and resolves when the first result is there. */
async function watchNewest(
  url: string,
  args: object,
  seen: (ts: bigint) => void = () => {},
): Promise<Watcher> {
  const watcher = await Watcher.connect(url, null);
  const first = Promise.withResolvers<void>();
  watcher.onTransition = (ts) => {
    first.resolve();
    seen(ts);
  };
  watcher.subscribe([NEWEST, args]);
  await first.promise;
  return watcher;
}

async function connected(url: string): Promise<SyncClient> {
  const client = new SyncClient(url, null);
  await client.ready();
  return client;
}

const add = async (client: SyncClient, channel: string, text: string) =>
  await client.mutation("rows:add", { channel, author: "a", text });

async function rowLatency({ url, watchers, messages, perSecond }: Of<"rowLatency">): Promise<Outcome> {
  const sender = await connected(url);
  const arrivals = Array.from({ length: watchers }, () => [] as Arrival[]);
  const receivers: Watcher[] = [];
  for (const own of arrivals) {
    const seen = (ts: bigint) => void own.push({ ts, atMs: performance.now() });
    receivers.push(await watchNewest(url, { channel: CHANNEL }, seen));
  }
  const sent: Promise<{ dueMs: number; ts: bigint }>[] = [];
  await paced(messages, perSecond, (id, dueMs, counts) => {
    const added = add(sender, CHANNEL, id + BODY).then((ts) => ({ dueMs, ts }));
    if (counts) sent.push(added);
  });
  const commits = await Promise.all(sent);
  const last = commits.at(-1)!.ts;
  for (let i = 0; i < 100 && arrivals.some((own) => own.at(-1)!.ts < last); i++) await sleep(100);
  for (const client of [sender, ...receivers]) client.close();
  return { samples: arrivals.flatMap((own) => timesToSee(commits, own)) };
}

async function timed(times: number, step: () => Promise<void>): Promise<Outcome> {
  const samples: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await step();
    samples.push(performance.now() - start);
  }
  return { samples };
}

async function open({ url, channel, times }: Of<"open">): Promise<Outcome> {
  return await timed(times, async () => (await watchNewest(url, { channel, nonce: nextId() })).close());
}

async function openPlain({ url, channel, times }: Of<"openPlain">): Promise<Outcome> {
  return await timed(times, async () => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.once("open", () => socket.send(channel));
    await new Promise((resolve) => socket.once("message", resolve));
    socket.terminate();
  });
}

async function storm({ url, clients, channel }: Of<"storm">): Promise<Outcome> {
  let watchers: Watcher[] = [];
  const outcome = await timed(1, async () => {
    watchers = await Promise.all(Array.from({ length: clients }, () => watchNewest(url, { channel })));
  });
  for (const watcher of watchers) watcher.close();
  return outcome;
}

async function handshakes({ url, clients }: Of<"handshakes">): Promise<Outcome> {
  const sockets: WebSocket[] = [];
  const outcome = await timed(1, async () => {
    const open = Array.from({ length: clients }, () => {
      const socket = new WebSocket(url, { perMessageDeflate: false });
      sockets.push(socket);
      return new Promise((resolve) => socket.once("open", resolve));
    });
    await Promise.all(open);
  });
  for (const socket of sockets) socket.terminate();
  return outcome;
}

/** Two hundred bytes of words: the same sentence each time would compress to nothing. */
function prose(): string {
  const word = () =>
    Math.floor(5_000 ** Math.random())
      .toString(36)
      .padStart(3, "th");
  return Array.from({ length: 50 }, word).join(" ").slice(0, 200);
}

/** Answers the bytes that came, and those of the missed rows by themselves. */
async function catchUp({ url, missed }: Of<"catchUp">): Promise<Outcome> {
  const channel = nextId();
  const sender = await connected(url);
  for (let i = 0; i < 50; i++) await add(sender, channel, prose());
  (await watchNewest(url, { channel })).close();
  for (let i = 0; i < missed; i++) await add(sender, channel, prose());
  const back = await watchNewest(url, { channel });
  const whole = Promise.withResolvers<string>();
  sender.onTransition = whole.resolve;
  sender.subscribe(NEWEST, { channel });
  const bytesOfOne = (await whole.promise).length / 50;
  for (const client of [back, sender]) client.close();
  return { samples: [back.bytes, Math.round(bytesOfOne * missed)] };
}

export const ROW_SCENARIOS = { rowLatency, open, openPlain, storm, handshakes, catchUp };
