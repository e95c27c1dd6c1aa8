/** The thread of the database server. Rules: SPEC.md WK. */
import process from "node:process";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { assert } from "../lib/assert.ts";
import { giveBackMemory, whenIdle } from "../lib/memory.ts";
import { systemWorld } from "../lib/world.ts";
import { Flushes } from "../storage/flushes.ts";
import { Store } from "../storage/store.ts";
import { loadingEnvironment } from "../functions/code.ts";
import { installConvex } from "../functions/convexGlobal.ts";
import { currentExecution } from "../functions/execution.ts";
import { databaseSyscalls } from "../functions/executor.ts";
import { installRealm } from "../functions/realm.ts";
import { DatabaseServer } from "./databaseServer.ts";
import type { Said } from "./durableThread.ts";
import type { FromDatabase, ToDatabase } from "./messages.ts";

export type DatabaseWorkerData = { path: string; beat: SharedArrayBuffer; flushes: SharedArrayBuffer };

/** Memory that is not needed is given back after this time without requests. */
const IDLE_MS = 10_000;

assert(parentPort !== null, "databaseWorker.ts runs as a worker");
const port = parentPort;
const { path, beat, flushes: shared } = workerData as DatabaseWorkerData;
const flushes = new Flushes(shared);

function say(messages: FromDatabase[]): void {
  port.postMessage({ after: flushes.asked, messages } satisfies Said);
}

function waiting(): ToDatabase[] {
  const requests: ToDatabase[] = [];
  for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port))
    requests.push(...(more.message as ToDatabase[]));
  return requests;
}

/** Says why when the store cannot be opened; the thread then ends. */
function openStore(): Store {
  try {
    return new Store(path, { flushes });
  } catch (error) {
    const { name, message } = error as Error;
    say([{ type: "failed", name, message }]);
    throw error;
  }
}

/** What a function has left uncaught fails that function. What the engine has is our bug, and ends the thread. */
function failRunning(thrown: unknown): void {
  const execution = currentExecution();
  if (execution === undefined) throw thrown;
  execution.uncaught ??= { thrown };
}
process.on("unhandledRejection", failRunning);
process.on("uncaughtException", failRunning);

const store = openStore();
const server = new DatabaseServer({
  store,
  world: systemWorld,
  post: say,
  more: waiting,
  stop: () => {
    stopResting();
    store.close();
    port.close();
  },
  beat: new Int32Array(beat),
});
let lastMs = 0;
// The realm of functions takes timers away, so this comes first.
const stopResting = whenIdle(
  IDLE_MS,
  () => lastMs,
  () => {
    server.forgetUnwatched();
    store.giveBackMemory();
    giveBackMemory();
  },
);
installRealm(systemWorld, () => {
  const component = currentExecution()?.tx.component;
  if (component === undefined) return loadingEnvironment() ?? {};
  return server.executor.code.environments[component] ?? {};
});
installConvex(databaseSyscalls, true);
await server.start();
port.on("message", (batch: ToDatabase[]) => {
  lastMs = systemWorld.monotonic();
  server.receive(batch);
});
