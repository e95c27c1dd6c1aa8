/**
 * The load, in a process of its own: sends, receives and takes the times.
 *
 * Shapes  One IPC message in names a scenario, its answer is the samples in milliseconds, or a rate per second.
 *         Times count from when a message should have been sent, not from when it was.
 */
import { WebSocket } from "ws";
import { BODY, nextId, paced, sleep, timesToSee, type Arrival } from "../pace.ts";
import { RawSocket } from "./rawSocket.ts";
import { ROW_SCENARIOS, type RowScenario } from "./rowLoad.ts";
import { SOAK_SCENARIOS, type SoakScenario } from "./soakLoad.ts";
import { SyncClient } from "./syncClient.ts";
import { Watcher } from "./watcher.ts";
import { WINDOW_SCENARIOS, type WindowScenario } from "./windowLoad.ts";
import type { Outcome } from "./outcome.ts";

export type Scenario =
  | { name: "relayLatency"; url: string; watchers: number; messages: number; perSecond: number }
  | { name: "relayRate"; url: string; inFlight: number; seconds: number }
  | {
      name: "latency";
      url: string;
      tokens: string[];
      channelId: string;
      watchers: number;
      messages: number;
      perSecond: number;
      /** What each message begins with. */
      text?: string;
      /** The query in which it is seen, if not the channel's newest page. */
      watched?: [udfPath: string, args: object];
      /** Tasks that all watchers see named: instead of messages they get another title, one after the other. */
      tasks?: { _id: string; number: number }[];
      /** Others, who watch channels of their own in which nothing happens. */
      elsewhere?: { token: string; channelId: string }[];
    }
  | { name: "rate"; url: string; tokens: string[]; channelIds: string[]; clients: number; seconds: number }
  | { name: "rowRate"; url: string; clients: number; seconds: number }
  /** One message after the other, or at a pace. */
  | { name: "ack"; url: string; tokens: string[]; channelId: string; messages: number; perSecond?: number }
  | { name: "hold"; url: string; tokens: string[]; channelIds: string[]; clients: number }
  | RowScenario
  | SoakScenario
  | WindowScenario;

async function openAll(urls: string[]): Promise<WebSocket[]> {
  const sockets = urls.map((url) => new WebSocket(url, { perMessageDeflate: false }));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("open", resolve))));
  return sockets;
}

async function relayLatency({
  url,
  watchers,
  messages,
  perSecond,
}: Extract<Scenario, { name: "relayLatency" }>): Promise<Outcome> {
  const [sender] = await openAll([url]);
  const receivers: RawSocket[] = [];
  for (let i = 0; i < watchers; i++) receivers.push(await RawSocket.open(url));
  const dueAt = new Map<string, number>();
  const samples: number[] = [];
  for (const receiver of receivers) {
    receiver.onFrame = (beginning) => {
      const dueMs = dueAt.get(beginning.toString("latin1", 0, 20));
      if (dueMs !== undefined) samples.push(performance.now() - dueMs);
    };
  }
  await paced(messages, perSecond, (id, dueMs, counts) => {
    if (counts) dueAt.set(id, dueMs);
    sender!.send(id + BODY);
  });
  sender!.terminate();
  for (const receiver of receivers) receiver.close();
  return { samples };
}

/** Keeps `inFlight` messages on the way over one connection; every acknowledgement starts the next. */
async function relayRate({
  url,
  inFlight,
  seconds,
}: Extract<Scenario, { name: "relayRate" }>): Promise<Outcome> {
  const [socket] = await openAll([url]);
  const samples: number[] = [];
  const sentAt = new Map<string, number>();
  const sendNext = () => {
    const id = nextId();
    sentAt.set(id, performance.now());
    socket!.send(id + BODY);
  };
  const end = performance.now() + seconds * 1000;
  socket!.on("message", (data) => {
    const id = (data as Buffer).subarray(4).toString("latin1");
    samples.push(performance.now() - sentAt.get(id)!);
    sentAt.delete(id);
    if (performance.now() < end) sendNext();
  });
  for (let i = 0; i < inFlight; i++) sendNext();
  await sleep(seconds * 1000 + 100);
  socket!.terminate();
  return { samples, perSecond: samples.length / seconds };
}

async function connect(url: string, tokens: string[], count: number): Promise<SyncClient[]> {
  const clients = Array.from(
    { length: count },
    (_, i) => new SyncClient(url, tokens[i % tokens.length] ?? null),
  );
  await Promise.all(clients.map((client) => client.ready()));
  return clients;
}

async function watch(url: string, tokens: string[], count: number): Promise<Watcher[]> {
  const watchers: Watcher[] = [];
  for (let i = 0; i < count; i++)
    watchers.push(await Watcher.connect(url, tokens[(i + 1) % tokens.length] ?? null));
  return watchers;
}

const PAGE = { numItems: 50, cursor: null };
const QUIET_MS = 1_500;

async function latency({
  url,
  tokens,
  channelId,
  watchers,
  messages,
  perSecond,
  text = "",
  watched = ["messages:paginated", { channelId, paginationOpts: PAGE }],
  tasks = [],
  elsewhere = [],
}: Extract<Scenario, { name: "latency" }>): Promise<Outcome> {
  const [sender] = await connect(url, tokens, 1);
  const others: Watcher[] = [];
  for (const other of elsewhere) {
    const watcher = await Watcher.connect(url, other.token);
    watcher.subscribe(["messages:paginated", { channelId: other.channelId, paginationOpts: PAGE }]);
    others.push(watcher);
  }
  const receivers = await watch(url, tokens, watchers);
  const arrivals = receivers.map(() => [] as Arrival[]);
  for (const [i, receiver] of receivers.entries()) {
    receiver.onTransition = (ts) => arrivals[i]!.push({ ts, atMs: performance.now() });
    const chips = tasks.map(({ number }): [string, object] => ["board/chips:get", { number }]);
    receiver.subscribe(...(chips.length > 0 ? chips : [watched]));
  }
  while (arrivals.some((own) => own.length === 0)) await sleep(10);
  // Many queries of one watcher are answered in several transitions.
  for (let before = -1; tasks.length > 0 && before !== arrivals.flat().length;) {
    before = arrivals.flat().length;
    await sleep(QUIET_MS);
  }
  const sent: { dueMs: number; ts: Promise<bigint> }[] = [];
  let changed = 0;
  await paced(messages, perSecond, (id, dueMs, counts) => {
    const task = tasks[changed++ % tasks.length];
    const ts = task
      ? sender!.mutation("tasks:update", { taskId: task._id, title: `Called ${id} now` })
      : sender!.mutation("messages:create", { channelId, text: text + BODY, clientId: id });
    if (counts) sent.push({ dueMs, ts });
  });
  for (const client of [sender!, ...receivers, ...others]) client.close();
  const commits = await Promise.all(sent.map(async ({ dueMs, ts }) => ({ dueMs, ts: await ts })));
  return { samples: arrivals.flatMap((own) => timesToSee(commits, own)) };
}

async function rate({
  url,
  tokens,
  channelIds,
  clients,
  seconds,
}: Extract<Scenario, { name: "rate" }>): Promise<Outcome> {
  const all = await connect(url, tokens, clients);
  return await closedLoop(all, seconds, async (client, i) => {
    const channelId = channelIds[i % channelIds.length];
    await client.mutation("messages:create", { channelId, text: BODY, clientId: nextId() });
  });
}

async function rowRate({ url, clients, seconds }: Extract<Scenario, { name: "rowRate" }>): Promise<Outcome> {
  const all = await connect(url, [], clients);
  return await closedLoop(all, seconds, async (client, i) => {
    await client.mutation("rows:add", { channel: `c${i % 3}`, author: `a${i}`, text: BODY });
  });
}

/** Each client does the next thing when the last one is done. */
async function closedLoop(
  clients: SyncClient[],
  seconds: number,
  step: (client: SyncClient, i: number) => Promise<void>,
): Promise<Outcome> {
  const samples: number[] = [];
  const end = performance.now() + seconds * 1000;
  const run = async (client: SyncClient, i: number) => {
    while (performance.now() < end) {
      const start = performance.now();
      await step(client, i);
      samples.push(performance.now() - start);
    }
  };
  await Promise.all(clients.map(run));
  for (const client of clients) client.close();
  return { samples, perSecond: samples.length / seconds };
}

async function ack({
  url,
  tokens,
  channelId,
  messages,
  perSecond,
}: Extract<Scenario, { name: "ack" }>): Promise<Outcome> {
  const [client] = await connect(url, tokens, 1);
  const samples: number[] = [];
  const send = async (clientId: string, dueMs: number, counts = true) => {
    await client!.mutation("messages:create", { channelId, text: BODY, clientId });
    if (counts) samples.push(performance.now() - dueMs);
  };
  if (perSecond === undefined) for (let n = 0; n < messages; n++) await send(nextId(), performance.now());
  else {
    const sent: Promise<void>[] = [];
    await paced(messages, perSecond, (...message) => sent.push(send(...message)));
    await Promise.all(sent);
  }
  client!.close();
  return { samples };
}

const held: SyncClient[] = [];

/** Connects clients with ten live queries each and leaves them connected. */
async function hold({
  url,
  tokens,
  channelIds,
  clients,
}: Extract<Scenario, { name: "hold" }>): Promise<Outcome> {
  const BATCH = 50;
  for (let i = 0; i < clients; i += BATCH) {
    const some = await connect(url, tokens, Math.min(BATCH, clients - i));
    const answered = some.map((client) => subscribeTen(client, channelIds));
    await Promise.all(answered);
    held.push(...some);
  }
  return {};
}

async function subscribeTen(client: SyncClient, channelIds: string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let results = 0;
  client.onTransition = (frame) => {
    if (frame.includes('"QueryFailed"')) reject(new Error(frame.slice(0, 500)));
    results += frame.split('"QueryUpdated"').length - 1;
    if (results >= 10) resolve();
  };
  for (const path of ["users:me", "users:count", "channels:list"]) client.subscribe(path, {});
  client.subscribe("channels:position", { channelId: channelIds[0] });
  client.subscribe("channels:browse", { paginationOpts: PAGE });
  for (const channelId of channelIds.slice(0, 3))
    client.subscribe("messages:paginated", { channelId, paginationOpts: PAGE });
  client.subscribe("tasks:column", { status: "todo", paginationOpts: PAGE });
  client.subscribe("channels:members", { channelId: channelIds[0], paginationOpts: PAGE });
  await promise;
}

const SCENARIOS: { [name in Scenario["name"]]: (scenario: never) => Promise<Outcome> } = {
  relayLatency,
  relayRate,
  latency,
  rate,
  rowRate,
  ack,
  hold,
  ...ROW_SCENARIOS,
  ...SOAK_SCENARIOS,
  ...WINDOW_SCENARIOS,
};

process.on("message", (scenario: Scenario) => {
  SCENARIOS[scenario.name](scenario as never).then(
    (outcome) => process.send?.(outcome),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on("disconnect", () => process.exit(0));
