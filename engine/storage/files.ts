/**
 * Files of the deployment on disk, named by the hash of what they hold: equal files are kept once.
 *
 * Units   Sizes are bytes; hashes are SHA-256, base64 for Convex and hex for file names.
 * Rules   SPEC.md FS. A file is visible under its name only when it is whole and flushed to disk.
 */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, type ReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** The content is another than its sender said. */
export class DigestError extends Error {
  override name = "DigestError";
}

const NAME = /^[0-9a-f]{64}$/;

export type StoredFile = { sha256: string; size: number };

export class Files {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async open(): Promise<void> {
    await rm(join(this.#folder, "incoming"), { recursive: true, force: true });
    await mkdir(join(this.#folder, "incoming"), { recursive: true });
  }

  /**
   * Takes in what the stream gives. Nothing is left behind when it breaks off.
   * @param expected the hash that it must have, if somebody said one. @throws DigestError
   */
  async save(content: Readable, expected: string | null = null): Promise<StoredFile> {
    const incoming = join(this.#folder, "incoming", randomBytes(12).toString("hex"));
    const hash = createHash("sha256");
    let size = 0;
    try {
      content.on("data", (chunk: Buffer) => {
        hash.update(chunk);
        size += chunk.length;
      });
      await pipeline(content, createWriteStream(incoming));
      const sha256 = hash.digest("base64");
      if (expected !== null && expected !== sha256)
        throw new DigestError(`The SHA-256 of the file is ${sha256}, not ${expected}.`);
      const file = await open(incoming, "r");
      await file.sync();
      await file.close();
      await rename(incoming, this.pathOf(sha256));
      return { sha256, size };
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  /** @param range first and last byte, both included */
  read(sha256: string, range?: { start: number; end: number }): ReadStream {
    return createReadStream(this.pathOf(sha256), range);
  }

  /** The hashes of all files that are here. */
  async hashes(): Promise<string[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => NAME.test(name)).map((name) => Buffer.from(name, "hex").toString("base64"));
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }

  /** Where a file lies. */
  pathOf(sha256: string): string {
    return join(this.#folder, Buffer.from(sha256, "base64").toString("hex"));
  }
}
