/** The one door to worker threads. */
import type { EventEmitter } from "node:events";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

export type ThreadOptions = {
  data: unknown;
  /** Whether it evaluates functions: for `vm.SourceTextModule`. */
  runsFunctions?: boolean;
  maxHeapMb?: number;
};

/** What is used of a `Worker`; it may be several threads that act as one. */
export type Thread = Pick<Worker, "postMessage" | "terminate"> & Pick<EventEmitter, "on">;

/** How long a thread may take to end by itself. */
const END_WITHIN_MS = 5_000;

// Each thread that loads TypeScript runs Node's type stripper, which is WebAssembly. V8 13.6 optimises the calls
// out of it after so many, frees what another thread has just optimised alike, and ends the process with
// SIGSEGV in Runtime_TierUpWasmToJSWrapper. With this budget no call is ever optimised.
setFlagsFromString("--wasm-wrapper-tiering-budget=1000000000");

export function startThread(module: URL, { data, runsFunctions, maxHeapMb }: ThreadOptions): Worker {
  const flags = runsFunctions === true ? ["--experimental-vm-modules"] : [];
  return new Worker(module, {
    workerData: data,
    execArgv: [...flags, "--disable-warning=ExperimentalWarning"],
    ...(maxHeapMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } }),
  });
}

/**
 * Asks a thread to end and waits until it has. Ending one by force may bring the whole process down
 * (nodejs/node#56312), so it is the last resort.
 */
export async function endThread(thread: Pick<Thread, "on" | "terminate">, ask: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  thread.on("exit", () => resolve());
  ask();
  const timer = setTimeout(() => void thread.terminate().then(() => resolve()), END_WITHIN_MS);
  await promise;
  clearTimeout(timer);
}
