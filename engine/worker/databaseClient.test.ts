import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { silentLog } from "../lib/log.ts";
import type { Thread } from "../lib/thread.ts";
import { DatabaseClient } from "./databaseClient.ts";
import type { ToDatabase } from "./messages.ts";

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

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
