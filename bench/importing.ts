/** B21: chat while a table of messages comes in, sent as `convex import` sends it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Importer } from "../tests/faults/importer.ts";
import { startTestIssuer } from "../tests/support/testIssuer.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "./bench.ts";
import { pin, startServer, stopped, type Load, type Server } from "./processes.ts";
import { quantile, round } from "./stats.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

const PEOPLE = 20;
const CHANNELS = 3;
const PER_SECOND = 20;
/** So many messages are sent at a time, until the import has ended. */
const MESSAGES = 100;
const IDLE_MESSAGES = 200;
const PART_CHARS = 8 * 1024 * 1024;
const POLL_MS = 500;
const WORDS = Array.from({ length: 4_000 }, (_, i) => `word${(i * 2_654_435_761).toString(36).slice(0, 5)}`);

/** Messages like one that is here, of about 300 bytes. */
function* linesLike(template: object, count: number): Generator<string> {
  for (let n = 0; n < count; n++) {
    const words = Array.from({ length: 12 }, (_, i) => WORDS[((n * 12 + i) * 7_919) % WORDS.length]);
    yield `${JSON.stringify({ ...template, text: words.join(" "), clientId: `import-${n}` })}\n`;
  }
}

function* partsOf(lines: Iterable<string>): Generator<Uint8Array<ArrayBuffer>> {
  let part = "";
  for (const line of lines) {
    part += line;
    if (part.length < PART_CHARS) continue;
    yield new TextEncoder().encode(part);
    part = "";
  }
  yield new TextEncoder().encode(part);
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
  await importer.upload(partsOf(linesLike(await templateOf(importer), count)), "messages");
  const idle = [...(await load.run({ ...ack, messages: IDLE_MESSAGES })).samples];
  const before = heldBy(engine);
  const startMs = performance.now();
  let seconds = 0;
  await importer.begin();
  const importing = importer.ended().finally(() => (seconds = (performance.now() - startMs) / 1_000));
  let peak = before;
  const watching = setInterval(() => (peak = Math.max(peak, heldBy(engine))), POLL_MS);
  const meanwhile = await sentUntil(load, url, workspace, importing);
  clearInterval(watching);
  const rows = await importing;
  // Whatever else the machine does may have changed since.
  idle.push(...(await load.run({ ...ack, messages: IDLE_MESSAGES })).samples);
  await stopped(engine);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  return rowsOf(rows, { idle, meanwhile, seconds, before, peak });
}

/** Bytes that a process has for itself, without the pages of the store that are read in place. */
function heldBy({ child }: Server<unknown>): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)![1]) * 1024;
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
      floor: `before and after ${show(idle)}`,
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
