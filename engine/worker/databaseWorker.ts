/** The thread of the database server. Rules: SPEC.md WK. */
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { assert } from "../lib/assert.ts";
import { systemWorld } from "../lib/world.ts";
import { Store } from "../storage/store.ts";
import { loadingEnvironment } from "../functions/code.ts";
import { installConvex } from "../functions/convexGlobal.ts";
import { currentExecution } from "../functions/execution.ts";
import { databaseSyscalls } from "../functions/executor.ts";
import { installRealm } from "../functions/realm.ts";
import { DatabaseServer } from "./databaseServer.ts";
import type { FromDatabase, ToDatabase } from "./messages.ts";

export type DatabaseWorkerData = { path: string; beat: SharedArrayBuffer };

assert(parentPort !== null, "databaseWorker.ts runs as a worker");
const port = parentPort;
const { path, beat } = workerData as DatabaseWorkerData;

function waiting(): ToDatabase[] {
  const requests: ToDatabase[] = [];
  for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port))
    requests.push(...(more.message as ToDatabase[]));
  return requests;
}

/** Says why when the store cannot be opened; the thread then ends. */
function openStore(): Store {
  try {
    return new Store(path);
  } catch (error) {
    const { name, message } = error as Error;
    port.postMessage({ type: "failed", name, message } satisfies FromDatabase);
    throw error;
  }
}

const store = openStore();
const server = new DatabaseServer({
  store,
  world: systemWorld,
  post: (message) => port.postMessage(message),
  more: waiting,
  stop: () => {
    store.close();
    port.close();
  },
  beat: new Int32Array(beat),
});
installRealm(systemWorld, () => {
  const component = currentExecution()?.tx.component;
  if (component === undefined) return loadingEnvironment() ?? {};
  return server.executor.code.environments[component] ?? {};
});
installConvex(databaseSyscalls, true);
await server.start();
port.on("message", (batch: ToDatabase[]) => server.receive(batch));
