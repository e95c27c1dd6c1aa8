import { EventEmitter } from "node:events";
import { expect, onTestFinished, test, vi } from "vitest";
import { silentLog } from "../lib/log.ts";
import type { Thread } from "../lib/thread.ts";
import { DatabaseClient } from "./databaseClient.ts";
import { BEAT, BEAT_KIND, type ToDatabase } from "./messages.ts";
import type { Log } from "../lib/log.ts";

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

type Request = { id: number; type: string; name?: string };

const ignore = () => {};

/** A client whose threads do nothing but keep what they were asked. */
function open(log: Log = silentLog) {
  const asked: Request[][] = [];
  let beat = new Int32Array(new SharedArrayBuffer(0));
  const startThread = (shared: SharedArrayBuffer) => {
    const own: Request[] = [];
    asked.push(own);
    beat = new Int32Array(shared);
    const thread = new EventEmitter();
    queueMicrotask(() => thread.emit("message", { type: "ready" }));
    const end = () => thread.emit("exit");
    const postMessage = (batch: Request[]) => {
      own.push(...batch);
      if (batch.some(({ type }) => type === "stop")) end();
    };
    return Object.assign(thread, { postMessage, terminate: async () => await Promise.resolve(end()) });
  };
  const client = new DatabaseClient(
    {
      startThread: startThread as unknown as (beat: SharedArrayBuffer) => Thread,
      log,
      functionTimeoutMs: 1_000,
    },
    {
      refreshed: ignore,
      due: ignore,
      startAction: ignore,
      orphans: ignore,
      logs: ignore,
      stopped: ignore,
      firstOperation: () => ({ name: "nothing", payload: undefined }),
    },
  );
  return { client, asked, beat };
}

test("[SN9] an import that comes on is left alone; one that stands still fails, and is not begun again", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setImmediate", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const { client, asked, beat } = open();
  const table = { component: "", name: "notes", number: null, path: "rows", rows: 1 };
  const importing = client.operation("import.rows", { table, offset: 0, budgetMs: 1 });
  const failed = importing.catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(1);
  const { id } = asked[0]!.find(({ name }) => name === "import.rows")!;
  Atomics.store(beat, BEAT.KIND, BEAT_KIND.import);
  Atomics.store(beat, BEAT.ID, id);
  Atomics.store(beat, BEAT.BUSY, 1);
  for (let rows = 0; rows < 20; rows++) {
    Atomics.add(beat, BEAT.RUN, 1);
    await vi.advanceTimersByTimeAsync(25_000);
  }
  expect(client.restarts).toBe(0);
  await vi.advanceTimersByTimeAsync(31_000);
  expect(client.restarts).toBe(1);
  expect(await failed).toContain("stood still");
  await vi.advanceTimersByTimeAsync(1);
  expect(asked[1]!.map(({ name }) => name)).toEqual(["nothing"]);
  vi.useRealTimers();
  await client.close();
});

test("[WK3] what is asked within one turn of the event loop crosses as one message", async () => {
  const posted: unknown[][] = [];
  const thread = new EventEmitter() as unknown as Thread;
  thread.postMessage = (batch: ToDatabase[]) => {
    posted.push(batch);
    if (batch.some(({ type }) => type === "stop")) (thread as unknown as EventEmitter).emit("exit");
  };
  const ignore = () => {};
  const client = new DatabaseClient(
    { startThread: () => thread, log: silentLog, functionTimeoutMs: 1_000 },
    {
      refreshed: ignore,
      due: ignore,
      startAction: ignore,
      orphans: ignore,
      logs: ignore,
      stopped: ignore,
      firstOperation: () => ({ name: "nothing", payload: undefined }),
    },
  );
  const call = { path: "a:b", args: "[{}]", identity: null, mayCallInternal: false };
  void client.query(call);
  void client.mutation(call, null);
  client.subscribe(1, call, null);
  await nextTurn();
  expect(posted.map((batch) => batch.length)).toEqual([4]);
  expect(posted[0]![0]).toMatchObject({ type: "operation", name: "nothing" });
  void client.query(call);
  await nextTurn();
  expect(posted.map((batch) => batch.length)).toEqual([4, 1]);
  await client.close();
});
