import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import type { Thread } from "../lib/thread.ts";
import { Flushes } from "../storage/flushes.ts";
import { DurableThread, type Said } from "./durableThread.ts";
import type { FromDatabase } from "./messages.ts";

function setUp() {
  const worker = new EventEmitter();
  const flusher = new EventEmitter();
  const flushes = new Flushes();
  const asThread = (thread: EventEmitter) => thread as unknown as Thread;
  const durable = new DurableThread(asThread(worker), asThread(flusher), flushes);
  const heard: (FromDatabase["type"] | "answered" | "end")[] = [];
  durable.on("message", ({ type }: FromDatabase) => heard.push(type));
  durable.on("exit", () => heard.push("end"));
  const say = (...messages: FromDatabase[]) =>
    worker.emit("message", { after: flushes.asked, messages } satisfies Said);
  const flush = (upTo: bigint) => {
    flushes.finish(upTo);
    flusher.emit("message", null);
  };
  return { worker, flusher, flushes, durable, heard, say, flush };
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
const committed: FromDatabase = { type: "committed", mutations: [] };
const refreshed: FromDatabase = { type: "refreshed", ts: 1, deliveries: [] };

test("[WK8] what the worker says is held until all it had committed before is flushed, in its order", async () => {
  const { flushes, heard, say, flush } = setUp();
  say({ type: "ready" });
  expect(heard).toEqual(["ready"]);
  flushes.ask();
  say(committed);
  say(refreshed);
  flushes.ask();
  say({ type: "due", atMs: 1 });
  await nextTurn();
  expect(heard).toEqual(["ready"]);
  flush(1n);
  await nextTurn();
  expect(heard).toEqual(["ready", "committed", "refreshed"]);
  flush(2n);
  expect(heard).toEqual(["ready", "committed", "refreshed", "due"]);
});

test("[WK8] [SY3] who awaits an answer that was held has it before the transition that was held with it", async () => {
  const { durable, flushes, heard, say, flush } = setUp();
  const answer = Promise.withResolvers<void>();
  durable.once("message", () => answer.resolve());
  const told = answer.promise.then(() => heard.push("answered"));
  flushes.ask();
  say(committed, refreshed);
  flush(1n);
  await told;
  await nextTurn();
  expect(heard).toEqual(["committed", "answered", "refreshed"]);
});

test("[WK8] a flush that fails is thrown, and nothing that waits for it is let out", () => {
  const { flusher, flushes, heard, say } = setUp();
  flushes.ask();
  say(committed);
  expect(() => flusher.emit("error", new Error("EIO"))).toThrow("could not be flushed");
  expect(heard).toEqual([]);
});

test("[WK8] a worker that has ended is heard to the end, then the flusher ends, then the thread has", async () => {
  const { worker, flusher, flushes, heard, say, flush } = setUp();
  flushes.ask();
  say(committed);
  worker.emit("exit");
  expect(flushes.next()).toBe(1n);
  flush(1n);
  expect(heard).toEqual(["committed"]);
  await nextTurn();
  expect(flushes.next()).toBe(null);
  flusher.emit("exit");
  expect(heard).toEqual(["committed", "end"]);
});
