/**
 * Exports and imports of a running deployment. Archives are read and written in a thread of their own; what
 * the CLI watches is kept in the store, so that it is told like any watcher.
 *
 * Shapes  States are those that `convex export` and `convex import` wait for.
 * Errors  SnapshotError for what the caller did wrong; an import that fails says why in its state.
 * Rules   SPEC.md SN.
 */
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Worker } from "node:worker_threads";
import type { Log } from "../lib/log.ts";
import { startThread } from "../lib/thread.ts";
import type { SnapshotJob } from "../snapshot/snapshotWorker.ts";
import { tablesIn, type ImportPlan, type Upload } from "../snapshot/unpack.ts";
import { integerToJson, type JsonObject } from "../values/json.ts";
import { onceThereIsSpace } from "./fullDisk.ts";
import { ImportSteps } from "./importSteps.ts";
import type { DatabaseClient } from "../worker/databaseClient.ts";
import { LogCopier } from "../worker/logCopier.ts";
import type { Orphans } from "./orphans.ts";

export class SnapshotError extends Error {
  override name = "SnapshotError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const WORKER = new URL("../snapshot/snapshotWorker.ts", import.meta.url);

export class Snapshots {
  readonly #dataDir: string;
  readonly #database: DatabaseClient;
  readonly #orphans: Orphans;
  readonly #log: Log;
  readonly #uploads = new Map<string, Upload>();
  readonly #threads = new Set<Worker>();
  readonly #copier: LogCopier;
  readonly #steps: ImportSteps;
  #isExporting = false;
  /** Imports run one after another. */
  #importing: Promise<void> = Promise.resolve();

  constructor(dataDir: string, database: DatabaseClient, orphans: Orphans, log: Log) {
    this.#dataDir = dataDir;
    this.#database = database;
    this.#orphans = orphans;
    this.#log = log;
    this.#copier = new LogCopier(join(dataDir, "store.sqlite"), database.operation, log);
    this.#steps = new ImportSteps({ database, orphans, log, copier: this.#copier });
  }

  /** Forgets what another process has left unfinished. */
  async open(): Promise<void> {
    for (const folder of ["exports", "imports"]) {
      await rm(join(this.#dataDir, folder), { recursive: true, force: true });
      await mkdir(join(this.#dataDir, folder), { recursive: true });
    }
    if (await this.#database.operation("snapshots.failInterrupted")) this.#steps.removeLeftovers("andFiles");
  }

  /** Breaks off what is being read or written. */
  async close(): Promise<void> {
    this.#steps.close();
    await Promise.all([this.#copier.close(), ...[...this.#threads].map((thread) => thread.terminate())]);
  }

  /** Begins an export; its state tells how it goes. @throws SnapshotError while another one runs */
  async requestExport(hasFiles: boolean): Promise<void> {
    if (this.#isExporting)
      throw new SnapshotError("ExportInProgress", "There is an export in progress already.");
    this.#isExporting = true;
    await this.#setExport({ state: "in_progress" });
    void this.#export(hasFiles).finally(() => (this.#isExporting = false));
  }

  async #export(hasFiles: boolean): Promise<void> {
    const folder = join(this.#dataDir, "exports");
    try {
      // One export is kept, until the next one or the next start.
      await rm(folder, { recursive: true });
      await mkdir(folder);
      const ts = await this.#write(join(folder, "new.zip"), hasFiles);
      await rename(join(folder, "new.zip"), this.exportPath(String(ts)));
      const position = integerToJson(BigInt(ts));
      const times = { start_ts: position, complete_ts: position };
      await this.#setExport({ state: "completed", ...times, zip_object_key: String(ts) });
    } catch (error) {
      this.#log("error", "exportFailed", { error: (error as Error).message });
      await this.#setExport({ state: "failed" });
    }
  }

  exportPath(ts: string): string {
    return join(this.#dataDir, "exports", `${ts}.zip`);
  }

  /** Writes the state of now to an archive, without making anybody wait, and answers its position. */
  async #write(path: string, hasFiles: boolean): Promise<number> {
    const storePath = join(this.#dataDir, "store.sqlite");
    const filesFolder = join(this.#dataDir, "files");
    const job = { kind: "export" as const, storePath, filesFolder, path, hasFiles };
    return await this.#orphans.keepDuring(async () => await this.#run<number>(job));
  }

  /** Writes a backup, without making anybody wait, and answers its position. */
  async backUp(path: string): Promise<number> {
    const job = { kind: "backup" as const, dataDir: this.#dataDir, path };
    return await this.#orphans.keepDuring(async () => await this.#run<number>(job));
  }

  /** Writes a backup, passes it to `take`, and removes it. */
  async withBackup<T>(take: (path: string) => Promise<T>): Promise<T> {
    const path = join(this.#dataDir, "imports", `backup-${randomUUID()}.zip`);
    try {
      await this.backUp(path);
      return await take(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async #setExport(state: JsonObject): Promise<void> {
    await this.#database.operation("snapshots.setExport", state);
  }

  /** Answers the name of a new upload. */
  async startUpload(): Promise<string> {
    const id = randomUUID();
    await mkdir(join(this.#folderOf(id), "rows"), { recursive: true });
    return id;
  }

  /** @throws SnapshotError when there is no such upload */
  async savePart(id: string, part: number, content: Readable): Promise<void> {
    this.#expectUpload(id);
    await pipeline(content, createWriteStream(this.#partPath(id, part)));
  }

  #expectUpload(id: string): void {
    if (!existsSync(this.#folderOf(id)))
      throw new SnapshotError("UploadNotFound", "There is no such upload.");
  }

  /**
   * Joins the parts of an upload, of which an empty file has none, and answers the id of an import that waits.
   * @throws SnapshotError when one is missing
   */
  async finishUpload(id: string, parts: number[], what: Omit<Upload, "path">): Promise<string> {
    const path = join(this.#folderOf(id), "upload");
    this.#expectUpload(id);
    const missing = parts.find((part) => !existsSync(this.#partPath(id, part)));
    if (missing !== undefined)
      throw new SnapshotError("PartNotFound", `Part ${missing} of the upload is missing.`);
    await pipeline(this.#joined(id, parts), createWriteStream(path));
    this.#uploads.set(id, { ...what, path });
    await this.#attempt(id, async () => {
      const tables = await tablesIn({ ...what, path });
      const message = await this.#database.operation("import.warning", { tables, mode: what.mode });
      await this.#setImport(id, {
        state: "waiting_for_confirmation",
        message_to_confirm: message,
        require_manual_confirmation: message !== "",
      });
    });
    return id;
  }

  async *#joined(id: string, parts: number[]): AsyncGenerator<Buffer> {
    for (const part of parts) {
      yield* createReadStream(this.#partPath(id, part)) as AsyncIterable<Buffer>;
      await rm(this.#partPath(id, part));
    }
  }

  /** Resolves when nothing of earlier imports is being removed any more. */
  async settled(): Promise<void> {
    await this.#steps.settled();
  }

  /** Begins an import that waits, after those that were begun before; its state tells how it goes. @throws SnapshotError */
  async performImport(id: string): Promise<void> {
    const upload = this.#uploads.get(id);
    if (upload === undefined)
      throw new SnapshotError("ImportNotFound", "There is no import of this id that waits.");
    this.#uploads.delete(id);
    await this.#setImport(id, {
      state: "in_progress",
      progress_message: "Importing",
      checkpoint_messages: [],
    });
    this.#importing = this.#importing.then(async () => {
      await this.#attempt(id, async () => await this.#import(id, upload));
    });
  }

  async #import(id: string, upload: Upload): Promise<void> {
    await this.#orphans.keepDuring(async () => {
      const filesFolder = join(this.#dataDir, "files");
      const folder = join(this.#folderOf(id), "rows");
      const plan = await this.#run<ImportPlan>({ kind: "unpack", filesFolder, upload, folder });
      // Files that no document names are removed again, whether the import works or not.
      await this.#orphans.remove(plan.files);
      await this.#steps.run(id, plan);
      // What cannot be removed goes at the next start; the import is done.
      await rm(this.#folderOf(id), { recursive: true }).catch(() => {});
    });
  }

  /** Whatever goes wrong is the import's end, and its state says so. */
  async #attempt(id: string, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#uploads.delete(id);
      await rm(this.#folderOf(id), { recursive: true, force: true });
      await this.#setImport(id, { state: "failed", error_message: (error as Error).message });
    }
  }

  async #setImport(id: string, state: JsonObject): Promise<void> {
    await onceThereIsSpace(async () => await this.#database.operation("snapshots.setImport", { id, state }));
  }

  #folderOf(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new SnapshotError("UploadNotFound", "There is no such upload.");
    return join(this.#dataDir, "imports", id);
  }

  #partPath(id: string, part: number): string {
    return join(this.#folderOf(id), `part-${part}`);
  }

  async #run<T>(job: SnapshotJob): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const thread = startThread(WORKER, { data: job, maxHeapMb: 512 });
    this.#threads.add(thread);
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => {
      this.#threads.delete(thread);
      reject(new Error("The snapshot was broken off."));
    });
    return await promise;
  }
}
