/**
 * What a mutation can bring about besides documents: scheduled functions and files. All of it is rows of the
 * same transaction, so it happens exactly when the mutation commits.
 *
 * Shapes  `_scheduled_functions` and `_storage` documents are as Convex documents them; `jobs` holds what the
 *         scheduler needs to find due work.
 * Units   Due times are milliseconds since the epoch.
 * Rules   SPEC.md SC, FS.
 */
import { FunctionError } from "../values/errors.ts";
import type { Json } from "../values/json.ts";
import { sizeOf } from "../values/size.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Database } from "../database/database.ts";
import { inComponent, localPath } from "./paths.ts";

/** What `ctx.storage.getMetadata` answers. */
export type FileMetadata = { storageId: string; sha256: string; size: number; contentType: string | null };

export function hexOf(sha256: string): string {
  return Buffer.from(sha256, "base64").toString("hex");
}

const UPLOAD_LIFETIME_MS = 60 * 60 * 1000;

export class Effects {
  readonly #database: Database;
  /** Files whose last document went away; removed from disk after the commit. */
  readonly orphanCandidates = new Set<string>();
  /** Whether something may be due sooner than before; whoever tells when resets it. */
  hasScheduled = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @param path canonical, of any component; the job is one of the component that asks */
  schedule(tx: Transaction, path: string, args: Json, dueMs: number): string {
    const argsText = JSON.stringify([args]);
    tx.usage.countScheduled(sizeOf([args]));
    const state = { kind: "pending" };
    const name = localPath(path);
    this.hasScheduled = true;
    const id = tx.insert("_scheduled_functions", { name, args: [args], scheduledTime: dueMs, state });
    this.#database.store.jobs.insert(id, dueMs, JSON.stringify({ path, args: argsText }));
    return id;
  }

  /** Pending work will not run; running work goes on; finished work stays as it is. */
  cancelJob(tx: Transaction, id: string): void {
    const json = tx.get(id, "_scheduled_functions");
    if (json === null) return;
    const { state } = JSON.parse(json) as { state: { kind: string } };
    if (state.kind !== "pending" && state.kind !== "inProgress") return;
    this.#database.store.jobs.cancel(id);
    tx.patch(id, { state: { kind: "canceled" }, completedTime: this.#database.world.now() });
  }

  /** The file will be the component's; its path is part of the token, which is known as a whole. */
  generateUploadUrl({ component }: Transaction): string {
    const secret = Buffer.from(this.#database.world.fillRandom(new Uint8Array(24))).toString("base64url");
    const token = inComponent(component, secret);
    this.#database.store.addUpload(token, this.#database.world.now() + UPLOAD_LIFETIME_MS);
    return `${this.#origin()}/api/storage/upload?token=${encodeURIComponent(token)}`;
  }

  storageUrl(tx: Transaction, storageId: string): string | null {
    return tx.get(storageId, "_storage") === null ? null : `${this.#origin()}/api/storage/${storageId}`;
  }

  storageMetadata(tx: Transaction, storageId: string): FileMetadata | null {
    const json = tx.get(storageId, "_storage");
    if (json === null) return null;
    const file = JSON.parse(json) as { sha256: string; size: number; contentType?: string };
    return { storageId, sha256: file.sha256, size: file.size, contentType: file.contentType ?? null };
  }

  deleteFile(tx: Transaction, storageId: string): void {
    const json = tx.get(storageId, "_storage");
    if (json === null) throw new FunctionError(`storage id ${storageId} not found`);
    tx.remove(storageId, "_storage");
    this.orphanCandidates.add((JSON.parse(json) as { sha256: string }).sha256);
  }

  #origin(): string {
    return this.#database.store.readMeta<string>("url") ?? "";
  }
}
