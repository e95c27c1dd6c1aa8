/** F-06, F-16, F-18, F-19: readers that do not read, queries of everything, queries that throw, one document for all. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { ConvexClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { appFolder, SmallApp, succeeded } from "../support/smallApp.ts";

const api = anyApi.rows!;
let app: SmallApp;
beforeAll(async () => {
  app = await SmallApp.start("crowd", appFolder("crowdApp"));
  succeeded(await app.deploy());
});
afterAll(async () => await app.close());
beforeEach(async () => void (await app.http().mutation(api.clear!, {})));

function client(): ConvexClient {
  const made = new ConvexClient(app.url, { logger: false });
  onTestFinished(async () => await made.close());
  return made;
}

const add = async (...rows: object[]) => await app.http().mutation(api.add!, { rows });

/** A client that watches and reads nothing until it is told to. */
async function sleeper(path: string): Promise<{ socket: WebSocket; frames: string[] }> {
  const socket = new WebSocket(`${app.url.replace("http", "ws")}/api/1.48.0/sync`, {
    perMessageDeflate: false,
  });
  onTestFinished(() => socket.terminate());
  const frames: string[] = [];
  socket.on("message", (data) => frames.push((data as Buffer).toString()));
  await once(socket, "open");
  const send = (message: object) => socket.send(JSON.stringify(message));
  const hello = { connectionCount: 0, lastCloseReason: null, clientTs: 0 };
  send({ type: "Connect", sessionId: crypto.randomUUID(), ...hello });
  const modifications = [{ type: "Add", queryId: 0, udfPath: path, args: [{}] }];
  send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications });
  await once(socket, "message");
  socket.pause();
  return { socket, frames };
}

/** Bytes that the system keeps at most for a connection between one that writes and one that does not read. */
function keptBySystem(): number {
  if (process.platform !== "linux") return 12 * 1024 * 1024;
  const most = (name: string) => Number(readFileSync(`/proc/sys/net/ipv4/${name}`, "utf8").split(/\s+/u)[2]);
  return most("tcp_rmem") + most("tcp_wmem");
}

test("[SY7] readers that do not read cost little, delay nobody, and then get the newest", async () => {
  // Who answers no ping for half a minute is cut off: this is over before, on a busy machine too.
  const kept = keptBySystem();
  const row = (n: number) => ({ n, text: `${n} `.padEnd(8_000, crypto.randomUUID()) });
  // All results together are twice what the system keeps, and more.
  const ROUNDS = 60 + Math.ceil((2 * kept) / (50 * 8_000));
  await add(...Array.from({ length: 50 }, (_, n) => row(n)));
  const sleepers = await Promise.all(Array.from({ length: 3 }, () => sleeper("rows:newest")));
  const seen: number[] = [];
  client().onUpdate(api.last!, {}, (n: number) => void seen.push(n));
  for (let n = 100; n < 100 + ROUNDS; n++) await add(row(n));
  await expect.poll(() => seen.at(-1)).toBe(99 + ROUNDS);

  for (const { socket } of sleepers) socket.resume();
  // On a busy machine a ping may come last.
  const isNewest = ({ frames }: { frames: string[] }) =>
    frames.findLast((frame) => frame.includes('"Transition"'))!.includes(`"n":${99 + ROUNDS},`);
  await expect.poll(() => sleepers.every(isNewest)).toBe(true);
  for (const { frames } of sleepers) {
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
    expect(bytes).toBeLessThan(kept + 4 * 1024 * 1024);
  }
});

test("[DB14] a query of everything is stopped at the limit, and is alone in that", async () => {
  for (let i = 0; i < 3; i++) await app.http().mutation(api.fill!, { count: 11_000 });
  await expect(app.http().query(api.everything!, {})).rejects.toThrow(
    /Too many documents read|limit: 32,?000/i,
  );
  await add({ n: 1 });
  expect(await app.http().query(api.last!, {})).toBe(1);
});

test("[QC1] a watched query that throws says so to its watchers, once, and heals with the data", async () => {
  const told: (number | string)[] = [];
  const others: number[] = [];
  const watching = client();
  watching.onUpdate(
    api.picky!,
    {},
    (n: number) => void told.push(n),
    ({ message }) => void told.push(/not this one/.exec(message)?.[0] ?? message),
  );
  watching.onUpdate(api.last!, {}, (n: number) => void others.push(n));
  await add({ n: 1 });
  await expect.poll(() => [told.at(-1), others.at(-1)]).toEqual([1, 1]);
  await add({ n: 2, isBad: true });
  await expect.poll(() => [told.at(-1), others.at(-1)]).toEqual(["not this one", 2]);
  await add({ n: 3 });
  await expect.poll(() => [told.at(-1), others.at(-1)]).toEqual([3, 3]);
  expect(told.filter((value) => value === "not this one")).toHaveLength(1);
});

test("[TX1] fifty clients that move one counter are all counted", async () => {
  const clients = Array.from({ length: 50 }, client);
  await Promise.all(
    clients.map(async (one) => {
      for (let i = 0; i < 10; i++) await one.mutation(api.bump!, {});
    }),
  );
  expect(await app.http().query(api.counted!, {})).toBe(500);
});
