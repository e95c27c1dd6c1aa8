/**
 * F-03: the power goes at any moment. What was flushed is on the disk; of what was written since, any part may
 * be, whole sectors in any order. Whatever is left, the store opens with every acknowledged commit and no half one.
 *
 * The system calls of a real run are recorded by `strace` and replayed up to the cut. The control shows that the
 * test can fail: where nobody flushes, it loses commits.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { seededRandom } from "../../engine/lib/world.ts";
import { Store } from "../../engine/storage/store.ts";
import type { Flushing } from "./powerCutWriter.ts";

type Event =
  | { kind: "write"; file: string; offset: number; bytes: Buffer }
  | { kind: "truncate"; file: string; size: number }
  | { kind: "flushStart" | "flush"; thread: string; file: string }
  | { kind: "ack"; n: number };

const COMMITS = 900;
const IMAGES = 5_000;
const SECTOR = 512;
const FILES = ["store.sqlite", "store.sqlite-wal"];

/** Runs the writer under the tracer; answers the files before it and what it did to them. */
function record(folder: string, flushing: Flushing): Event[] {
  const path = join(folder, "store.sqlite");
  new Store(path).close();
  copyFileSync(path, join(folder, "before"));
  const trace = join(folder, "trace");
  const calls = "pwrite64,write,fdatasync,fsync,ftruncate";
  const writer = join(import.meta.dirname, "powerCutWriter.ts");
  const run = spawnSync(
    "strace",
    [
      "-f",
      "-y",
      "-xx",
      "-s",
      "70000",
      "-e",
      `trace=${calls}`,
      "-o",
      trace,
      process.execPath,
      writer,
      path,
      `${COMMITS}`,
      flushing,
    ],
    { encoding: "utf8" },
  );
  if (run.status !== 0)
    throw new Error(`strace is needed for this test: ${run.error?.message ?? run.stderr}`);
  return eventsOf(readFileSync(trace, "latin1").split("\n"));
}

/** Paths and data are printed as \x hex. */
function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll("\\x", ""), "hex");
}

/** A call that another thread interrupts is two lines: it has happened at the second, but may have begun at the first. */
function eventsOf(lines: string[]): Event[] {
  const begun = new Map<string, string>();
  return lines.flatMap((line) => {
    if (line.includes(" = -1 ")) return [];
    const [, thread, text] = /^(\d+) +(.*)$/.exec(line) ?? ["", "", ""];
    if (text!.endsWith(" <unfinished ...>")) {
      const call = text!.slice(0, -" <unfinished ...>".length);
      begun.set(thread!, call);
      return parse(thread!, call).filter(({ kind }) => kind === "flushStart");
    }
    const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(text!)?.[1];
    if (rest === undefined) return parse(thread!, text!);
    return parse(thread!, begun.get(thread!)! + rest).filter(({ kind }) => kind !== "flushStart");
  });
}

function parse(thread: string, text: string): Event[] {
  const call = /^(\w+)\((\d+)<([^>]*)>(?:, ([^)]*))?/.exec(text);
  if (call === null) return [];
  const [, name, descriptor, path, rest] = call;
  const data = /^"([^"]*)"(?:, (\d+))?(?:, (\d+))?/.exec(rest ?? "");
  if (name === "write" && descriptor === "1") {
    const said = /^ack (\d+)/.exec(unhex(data![1]!).toString());
    return said === null ? [] : [{ kind: "ack", n: Number(said[1]) }];
  }
  const file = basename(unhex(path!).toString());
  if (!FILES.includes(file)) return [];
  if (name === "pwrite64")
    return [{ kind: "write", file, offset: Number(data![3]), bytes: unhex(data![1]!) }];
  if (name === "ftruncate") return [{ kind: "truncate", file, size: Number(rest) }];
  return name === "write"
    ? []
    : [
        { kind: "flushStart", thread, file },
        { kind: "flush", thread, file },
      ];
}

/** A file that grows without being copied each time. */
class Image {
  #bytes: Buffer;
  #size: number;

  constructor(content: Buffer) {
    this.#bytes = Buffer.concat([content, Buffer.alloc(1024 * 1024)]);
    this.#size = content.length;
  }

  get content(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  put(offset: number, bytes: Buffer): void {
    const end = offset + bytes.length;
    if (end > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(end)]);
    bytes.copy(this.#bytes, offset);
    this.#size = Math.max(this.#size, end);
  }

  resize(size: number): void {
    if (size < this.#size) this.#bytes.fill(0, size, this.#size);
    this.#size = size;
  }
}

type Write = Extract<Event, { kind: "write" }>;

/** A disk that loses its power: `flushed` is safe, `loose` may be. */
class Disk {
  readonly #flushed = new Map<string, Image>();
  #loose: Write[] = [];
  /** What each flush that has begun will have brought to the disk when it is done. */
  readonly #flushing = new Map<string, Set<Write>>();

  constructor(before: Buffer) {
    this.#flushed.set(FILES[0]!, new Image(before));
  }

  take(event: Event): void {
    if (event.kind === "write") this.#loose.push(event);
    else if (event.kind === "truncate") imageOf(this.#flushed, event.file).resize(event.size);
    else if (event.kind === "flushStart")
      this.#flushing.set(event.thread, new Set(this.#loose.filter(({ file }) => file === event.file)));
    else if (event.kind === "flush") {
      const now = this.#flushing.get(event.thread)!;
      for (const write of this.#loose)
        if (now.has(write)) imageOf(this.#flushed, write.file).put(write.offset, write.bytes);
      this.#loose = this.#loose.filter((write) => !now.has(write));
    }
  }

  /** What is left: any of the loose sectors, in any order. */
  cut(random: () => number): Map<string, Buffer> {
    const left = new Map([...this.#flushed].map(([file, image]) => [file, new Image(image.content)]));
    const keep = random();
    const sectors = this.#loose.flatMap(sectorsOf).filter(() => random() < keep);
    for (const { file, offset, bytes } of sectors.toSorted(() => random() - 0.5))
      imageOf(left, file).put(offset, bytes);
    return new Map([...left].map(([file, image]) => [file, image.content]));
  }
}

function imageOf(images: Map<string, Image>, file: string): Image {
  const image = images.get(file) ?? new Image(Buffer.alloc(0));
  images.set(file, image);
  return image;
}

function sectorsOf({ kind, file, offset, bytes }: Write): Write[] {
  const count = Math.ceil(bytes.length / SECTOR);
  return Array.from({ length: count }, (_, i) => ({
    kind,
    file,
    offset: offset + i * SECTOR,
    bytes: bytes.subarray(i * SECTOR, (i + 1) * SECTOR),
  }));
}

/** What is wrong with a store, or null. */
function problemOf(files: Map<string, Buffer>, acked: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), "power-cut-image-"));
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    const store = new Store(join(folder, "store.sqlite"));
    const ids = (store.raw.prepare("SELECT id FROM documents").all() as { id: string }[]).map(({ id }) => id);
    const integrity = store.raw.prepare("PRAGMA integrity_check").get() as { integrity_check: string };
    store.close();
    const there = new Set(ids);
    if (integrity.integrity_check !== "ok") return integrity.integrity_check;
    for (let n = 0; n <= acked; n++) if (!there.has(`${n}a`)) return `commit ${n} is lost`;
    const half = ids.find(
      (id) => !there.has(id.endsWith("a") ? `${id.slice(0, -1)}b` : `${id.slice(0, -1)}a`),
    );
    return half === undefined ? null : `commit ${half} is there by half`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The problems of many cuts of one run. */
function cutsOf(images: number, flushing: Flushing): string[] {
  const folder = mkdtempSync(join(tmpdir(), "power-cut-"));
  try {
    const events = record(folder, flushing);
    const before = readFileSync(join(folder, "before"));
    expect(events.filter(({ kind }) => kind === "ack").length).toBe(COMMITS);
    expect(existsSync(join(folder, "store.sqlite"))).toBe(true);
    const random = seededRandom(7);
    const problems: string[] = [];
    const disk = new Disk(before);
    const cuts = Array.from({ length: images }, () => Math.floor(random() * events.length));
    let acked = -1;
    for (const [at, event] of events.entries()) {
      for (const cut of cuts.filter((one) => one === at)) {
        const problem = problemOf(disk.cut(random), acked);
        if (problem !== null) problems.push(`cut ${cut}: ${problem}`);
      }
      disk.take(event);
      if (event.kind === "ack") acked = event.n;
    }
    return problems;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each(["store", "thread"] as const)(
  `[ST1] [WK8] ${IMAGES} power cuts lose no acknowledged commit, flushed by the %s`,
  (flushing) => {
    expect(cutsOf(IMAGES, flushing)).toEqual([]);
  },
);

test("the control: where nobody flushes, commits are lost", () => {
  expect(cutsOf(200, "nobody").filter((problem) => problem.includes("is lost")).length).toBeGreaterThan(20);
});
