/** B21: chat while a table of messages comes in, sent as `convex import` sends it. */
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { startTestIssuer } from "../tests/support/testIssuer.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "./bench.ts";
import { sleep } from "./pace.ts";
import { memoryOf, pin, startServer, stop, type Load } from "./processes.ts";
import { quantile, round } from "./stats.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const PEOPLE = 20;
const CHANNELS = 3;
const PER_SECOND = 20;
/** So many messages are sent at a time, until the import has ended. */
const MESSAGES = 100;
const IDLE_MESSAGES = 400;
const PART_BYTES = 8 * 1024 * 1024;
const POLL_MS = 500;
const WORDS = Array.from({ length: 4_000 }, (_, i) => `word${(i * 2_654_435_761).toString(36).slice(0, 5)}`);

type State = { state: string; error_message?: string; num_rows_written?: number };

/** The routes that the official CLI asks. */
class Importer {
  readonly #engine: EngineInfo;
  #id = "";

  constructor(engine: EngineInfo) {
    this.#engine = engine;
  }

  async #ask<T>(path: string, body: object | Buffer): Promise<T> {
    const response = await fetch(`${this.#engine.url}/api/${path}`, {
      method: "POST",
      headers: { authorization: `Convex ${this.#engine.adminKey}` },
      body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }

  async query<T>(path: string, args: object): Promise<T> {
    const { value } = await this.#ask<{ value: T }>("query", {
      path,
      args: [args],
      format: "convex_encoded_json",
    });
    return value;
  }

  /** Sends a file of JSON lines, to be put in the place of a table. */
  async upload(path: string, tableName: string): Promise<void> {
    const { uploadToken } = await this.#ask<{ uploadToken: string }>("import/start_upload", {});
    const partTokens: string[] = [];
    const file = await open(path);
    for (let end = false; !end;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(PART_BYTES), 0, PART_BYTES);
      end = bytesRead < PART_BYTES;
      const part = `uploadToken=${uploadToken}&partNumber=${partTokens.length + 1}`;
      partTokens.push(await this.#ask(`import/upload_part?${part}`, buffer.subarray(0, bytesRead)));
    }
    await file.close();
    const what = { tableName, mode: "replace", format: "jsonLines" };
    const finished = await this.#ask<{ importId: string }>("import/finish_upload", {
      uploadToken,
      partTokens,
      import: what,
    });
    this.#id = finished.importId;
  }

  /** Resolves with the number of documents. @throws Error when the import fails */
  async perform(): Promise<number> {
    await this.#ask("perform_import", { importId: this.#id });
    for (;;) {
      const { state } = await this.query<{ state: State }>("_system/cli/queryImport", { importId: this.#id });
      if (state.state === "completed") return state.num_rows_written!;
      if (state.state === "failed") throw new Error(state.error_message);
      await sleep(POLL_MS);
    }
  }
}

/** Messages like one that is here, of about 300 bytes. */
function* linesLike(template: object, count: number): Generator<string> {
  for (let n = 0; n < count; n++) {
    const words = Array.from({ length: 12 }, (_, i) => WORDS[((n * 12 + i) * 7_919) % WORDS.length]);
    yield `${JSON.stringify({ ...template, text: words.join(" "), clientId: `import-${n}` })}\n`;
  }
}

async function templateOf(importer: Importer): Promise<object> {
  const paginationOpts = { numItems: 1, cursor: null };
  const args = { table: "messages", order: "desc", paginationOpts };
  const { page } = await importer.query<{ page: [object] }>("_system/cli/tableData", args);
  const { _id, _creationTime, ...template } = page[0] as Record<string, unknown>;
  return template;
}

/** What is sent at a pace until `end` has come. */
async function sentUntil(
  load: Load,
  url: string,
  workspace: Workspace,
  end: Promise<unknown>,
): Promise<number[]> {
  let hasEnded = false;
  void end.then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  );
  const samples: number[] = [];
  const [channelId] = workspace.channelIds as [string];
  const ack = { name: "ack" as const, url, tokens: workspace.tokens, channelId, perSecond: PER_SECOND };
  while (!hasEnded) samples.push(...(await load.run({ ...ack, messages: MESSAGES })).samples);
  return samples;
}

async function measure({ load }: Bench, count: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "tandem-import-"));
  const issuer = await startTestIssuer();
  const engine = await startServer<EngineInfo>("server.ts", join(folder, "data"), issuer.url);
  pin(engine.child, 0);
  const { url } = engine.info;
  const workspace = await makeWorkspace(url, issuer, PEOPLE, CHANNELS);
  const [channelId] = workspace.channelIds as [string];
  const ack = { name: "ack" as const, url, tokens: workspace.tokens, channelId, perSecond: PER_SECOND };
  await load.run({ ...ack, messages: MESSAGES });
  const importer = new Importer(engine.info);
  const path = join(folder, "messages.jsonl");
  await pipeline(Readable.from(linesLike(await templateOf(importer), count)), createWriteStream(path));
  await importer.upload(path, "messages");
  const before = await memoryOf(engine);
  const idle = (await load.run({ ...ack, messages: IDLE_MESSAGES })).samples;

  const startMs = performance.now();
  let seconds = 0;
  const importing = importer.perform().finally(() => (seconds = (performance.now() - startMs) / 1_000));
  let peak = before;
  const watching = setInterval(
    () => void memoryOf(engine).then((rss) => (peak = Math.max(peak, rss))),
    POLL_MS,
  );
  const meanwhile = await sentUntil(load, url, workspace, importing);
  clearInterval(watching);
  const rows = await importing;
  stop(engine);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  return rowsOf(rows, { idle, meanwhile, seconds, before, peak });
}

type Measured = { idle: number[]; meanwhile: number[]; seconds: number; before: number; peak: number };

function rowsOf(rows: number, { idle, meanwhile, seconds, before, peak }: Measured): Row[] {
  const show = (samples: number[]) =>
    `p50 ${round(quantile(samples, 0.5))} ms, p99 ${round(quantile(samples, 0.99))} ms`;
  const megabytes = (bytes: number) => `${round(bytes / 1024 ** 2, 0)} MB`;
  const slower = round(quantile(meanwhile, 0.99) / quantile(idle, 0.99));
  return [
    {
      id: "B21",
      what: `${rows} messages come in, ${PER_SECOND} a second are sent meanwhile: acknowledged, p99`,
      tandem: show(meanwhile),
      floor: `idle ${show(idle)}`,
      ratio: slower,
      ...atMost(slower, 2),
    },
    {
      id: "B21",
      what: "the import itself",
      tandem: `${round(rows / seconds, 0)} documents/s, ${round(seconds, 0)} s`,
    },
    {
      id: "B21",
      what: "memory of the process then, at most",
      tandem: megabytes(peak),
      floor: `before ${megabytes(before)}`,
    },
  ];
}

/** A million takes minutes: with `--full`, or by its name. */
export const IMPORTING: Benchmark[] = [
  { id: "B21", run: (bench) => measure(bench, 20_000) },
  { id: "B21M", isLong: true, run: (bench) => measure(bench, 1_000_000) },
];
