/// <reference types="node" />
"use node";
/**
 * What stands in a PDF. Its parts unpack to whatever their maker wanted, so it is read in a thread of its own, which is ended
 * where it takes too long or too much; this module is both sides of that.
 */
import { fileURLToPath } from "node:url";
import { parentPort, Worker, workerData } from "node:worker_threads";

export type Bounds = {
  /** Characters, and pages in which they are looked for. */
  most: number;
  pages: number;
  ms: number;
  /** Bytes of memory outside of the heap, where a PDF is unpacked to, and of the heap. */
  memory: number;
};

export const BOUNDS: Omit<Bounds, "most"> = { pages: 200, ms: 15_000, memory: 192 * 1024 * 1024 };
const LOOK_EVERY_MS = 50;

/** Marks the thread as one that this module has started: others load it as well. */
const TASK = "readPdf";
type Task = { [TASK]: Uint8Array; bounds: Bounds };

let turn: Promise<unknown> = Promise.resolve();

/** The first characters that stand in a PDF, as far as they were found within the bounds. One is read at a time. */
export async function pdfText(bytes: Uint8Array<ArrayBuffer>, bounds: Bounds): Promise<string> {
  const reading = turn.then(async () => await readInThread(bytes, bounds));
  // One that could not be read keeps no other back.
  turn = reading.catch(() => undefined);
  return await reading;
}

async function readInThread(bytes: Uint8Array<ArrayBuffer>, bounds: Bounds): Promise<string> {
  const task: Task = { [TASK]: bytes, bounds };
  const thread = new Worker(fileURLToPath(import.meta.url), {
    workerData: task,
    // It needs no setting of this workspace, and has nobody to show anything.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(bounds.memory / 1024 ** 2) },
  });
  let text = "";
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  thread.on("message", (page: string) => (text += page));
  // It is broken, locked, or has been read.
  thread.on("error", () => end());
  thread.on("exit", () => end());
  const timer = setTimeout(end, bounds.ms);
  const look = setInterval(() => {
    void memoryOf(thread).then((used) => used > bounds.memory && end());
  }, LOOK_EVERY_MS);
  try {
    await isOver;
    return text.slice(0, bounds.most);
  } finally {
    clearTimeout(timer);
    clearInterval(look);
    await thread.terminate();
  }
}

/** Bytes outside of the heap; 0 where a thread is not there yet or any more, or its Node cannot say. */
async function memoryOf(thread: Worker): Promise<number> {
  try {
    return (await thread.getHeapStatistics()).external_memory;
  } catch {
    return 0;
  }
}

async function read({ [TASK]: data, bounds }: Task, tell: (page: string) => void): Promise<void> {
  const { getDocument } = await import("unpdf/pdfjs");
  const options = { useWasm: false, useWorkerFetch: false, disableFontFace: true };
  const pdf = await getDocument({ data, ...options, maxImageSize: 1, verbosity: 0 }).promise;
  let told = 0;
  for (let at = 1; at <= Math.min(pdf.numPages, bounds.pages) && told < bounds.most; at += 1) {
    const page = await pdf.getPage(at);
    const { items } = await page.getTextContent();
    const pieces = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : ""));
    const text = `${pieces.join("")}\n`;
    tell(text);
    told += text.length;
    page.cleanup();
  }
}

const isTask = (data: unknown): data is Task => typeof data === "object" && data !== null && TASK in data;

if (parentPort && isTask(workerData)) void read(workerData, (page) => parentPort!.postMessage(page));
