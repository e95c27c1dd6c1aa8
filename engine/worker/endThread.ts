import type { Worker } from "node:worker_threads";

/** How long a thread may take to end by itself. */
const LIMIT_MS = 5_000;

/**
 * Asks a thread to end and waits until it has. Ending one by force may bring the whole process down
 * (nodejs/node#56312), so it is the last resort.
 */
export async function endThread(thread: Pick<Worker, "on" | "terminate">, ask: () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  thread.on("exit", () => resolve());
  ask();
  const timer = setTimeout(() => void thread.terminate().then(() => resolve()), LIMIT_MS);
  await promise;
  clearTimeout(timer);
}
