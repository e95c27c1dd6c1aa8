/**
 * Removes files that no document names any more; not while somebody needs them to stay, since a file on disk
 * may be on its way to a document, or into a snapshot from before its document went.
 *
 * Rules: SPEC.md FS.
 */
import type { Files } from "../storage/files.ts";
import type { DatabaseClient } from "../worker/databaseClient.ts";

/** So many files are asked about at a time that callers do not wait for it. */
const AT_ONCE = 200;

export class Orphans {
  readonly #files: Files;
  readonly #database: Pick<DatabaseClient, "operation">;
  readonly #waiting = new Set<string>();
  #keepers = 0;

  constructor(files: Files, database: Pick<DatabaseClient, "operation">) {
    this.#files = files;
    this.#database = database;
  }

  /** @param hashes of files whose last document went away, or may have */
  async remove(hashes: string[]): Promise<void> {
    for (const sha256 of hashes) this.#waiting.add(sha256);
    if (this.#keepers > 0 || this.#waiting.size === 0) return;
    const candidates = [...this.#waiting];
    this.#waiting.clear();
    const orphans = await this.#database.operation("storage.orphansAmong", candidates);
    // Somebody may have begun to keep files meanwhile.
    if (this.#keepers > 0) for (const sha256 of orphans) this.#waiting.add(sha256);
    else await Promise.all(orphans.map((sha256) => this.#files.remove(sha256)));
  }

  /** Removes all files that no document names: a process that was killed may have left some. */
  async removeUnnamed(): Promise<void> {
    const hashes = await this.#files.hashes();
    for (let at = 0; at < hashes.length; at += AT_ONCE) await this.remove(hashes.slice(at, at + AT_ONCE));
  }

  /** No file is removed while `step` runs. */
  async keepDuring<T>(step: () => Promise<T>): Promise<T> {
    this.#keepers++;
    try {
      return await step();
    } finally {
      this.#keepers--;
      await this.remove([]);
    }
  }
}
