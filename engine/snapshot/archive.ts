/**
 * ZIP files, written and read as streams: neither is ever in memory as a whole.
 *
 * Errors  What cannot be read or written rejects; a file that is no ZIP rejects when it is opened.
 * Rules   SPEC.md SN. An archive has its name only when it is whole and flushed to disk.
 */
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openPromise, type Entry, type ZipFile as OpenZip } from "yauzl";
import { ZipFile } from "yazl";

/** What one archive may hold and unpack to: more is made to harm, not to be taken in. */
const MAX_ENTRIES = 1_000_000;
const FREE_BYTES = 1024 ** 3;
const MAX_RATIO = 100;
const CHUNK_CHARS = 64 * 1024;

/** What an entry of lines holds: by this a later reader knows it again. */
export type Digest = { lines: number; sha256: string };

/** Passes lines on, and tells of them when the last one has passed. */
export function* digested(lines: Iterable<string>, tell: (digest: Digest) => void): Generator<string> {
  const hash = createHash("sha256");
  let count = 0;
  for (const line of lines) {
    hash.update(line).update("\n");
    count++;
    yield line;
  }
  tell({ lines: count, sha256: hash.digest("base64") });
}

/** Passes bytes on, and tells their hash when the last one has passed. */
export function hashing(tell: (sha256: string) => void): Transform {
  const hash = createHash("sha256");
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      tell(hash.digest("base64"));
      done();
    },
  });
}

export class ArchiveWriter {
  /** Counts and hashes of the entries of lines that are written. */
  readonly digests: Record<string, Digest> = {};
  /** Hashes of the files that nothing else tells the hash of. */
  readonly hashes: Record<string, string> = {};
  readonly #zip = new ZipFile();
  readonly #path: string;
  readonly #output: Readable;
  readonly #written: Promise<void>;

  /** @param path where the archive will be; readable by its owner only */
  constructor(path: string) {
    this.#path = path;
    this.#output = this.#zip.outputStream as Readable;
    this.#zip.on("error", (error: Error) => this.#output.destroy(error));
    this.#written = pipeline(this.#output, createWriteStream(this.#partPath, { mode: 0o600, flush: true }));
    // The failure is reported by `finish`.
    this.#written.catch(() => {});
  }

  addText(name: string, text: string): void {
    this.#zip.addBuffer(Buffer.from(text), name);
  }

  /** @param lines asked for when the entry's turn has come */
  addLines(name: string, lines: () => Iterable<string>): void {
    const tell = (digest: Digest) => (this.digests[name] = digest);
    this.#add(name, true, () => Readable.from(chunksOf(digested(lines(), tell))));
  }

  addFile(name: string, open: () => Readable): void {
    this.#add(name, false, open);
  }

  /** Adds a file whose hash is to be kept. */
  addHashedFile(name: string, open: () => Readable): void {
    this.#add(name, false, () => open().compose(hashing((sha256) => (this.hashes[name] = sha256))));
  }

  #add(name: string, compress: boolean, open: () => Readable): void {
    this.#zip.addReadStreamLazy(name, { compress }, (give) => {
      const stream = open();
      stream.on("error", (error) => this.#output.destroy(error));
      give(null, stream);
    });
  }

  /** Resolves when the archive is on disk under its name; nothing is left when that fails. */
  async finish(): Promise<void> {
    this.#zip.end();
    try {
      await this.#written;
      await rename(this.#partPath, this.#path);
    } catch (error) {
      await rm(this.#partPath, { force: true });
      throw error;
    }
  }

  get #partPath(): string {
    return `${this.#path}.part`;
  }
}

function* chunksOf(lines: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_CHARS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

export class ArchiveReader {
  readonly #zip: OpenZip;
  readonly #entries: Map<string, Entry>;

  private constructor(zip: OpenZip, entries: Map<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static async open(path: string): Promise<ArchiveReader> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      unpacked += entry.uncompressedSize;
      const isTooMuch = unpacked > FREE_BYTES && unpacked > zip.fileSize * MAX_RATIO;
      if (entries.size <= MAX_ENTRIES && !isTooMuch) continue;
      zip.close();
      throw new Error("the archive unpacks to more than its size allows");
    }
    return new ArchiveReader(zip, entries);
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** @throws Error when there is no such entry */
  async read(name: string): Promise<Readable> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Error(`${name} is missing in the archive.`);
    return await this.#zip.openReadStreamPromise(entry);
  }

  close(): void {
    this.#zip.close();
  }
}
