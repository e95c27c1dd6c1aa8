/**
 * The thread of vector searches: reads the store through a connection of its own, so that nobody waits for
 * them. Each sees all that was committed when it began.
 *
 * Rules   SPEC.md VE.
 */
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../lib/assert.ts";
import { Catalog } from "../database/catalog.ts";
import { searchVectors, type VectorQuery, type VectorResult } from "../database/vectors.ts";
import { Store } from "../storage/store.ts";

type VectorRequest = { id: number; component: string; query: VectorQuery };
export type ToVectors = VectorRequest | "stop";
export type VectorAnswer =
  | { id: number; ok: true; results: VectorResult[] }
  | { id: number; ok: false; message: string };

assert(parentPort !== null, "vectorWorker.ts runs as a worker");
const port = parentPort;
const store = new Store(workerData as string, { readOnly: true });

function answer({ id, component, query }: VectorRequest): VectorAnswer {
  store.beginReading();
  try {
    return { id, ok: true, results: searchVectors(store, new Catalog(store), component, query) };
  } catch (error) {
    return { id, ok: false, message: (error as Error).message };
  } finally {
    store.rollback();
  }
}

port.on("message", (message: ToVectors) => {
  if (message !== "stop") return port.postMessage(answer(message));
  store.close();
  port.close();
});
