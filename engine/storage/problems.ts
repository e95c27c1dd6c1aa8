/**
 * SQLite's errors in sentences for the operator of the deployment, with the way out.
 */
import { DISK_FULL, isFull } from "../lib/sqliteErrors.ts";

export class DamagedStoreError extends Error {
  override name = "DamagedStoreError";
  /** For `/health`, which shows no sentences with names of this machine. */
  readonly code = "damaged";
}

export function damaged(path: string, what: string): DamagedStoreError {
  return new DamagedStoreError(
    `${path} is damaged (${what}). Move it away and bring back a backup: npm run restore FILE`,
  );
}

/** Why a commit failed, for the callers whose changes were not made. */
export function commitProblem(error: unknown): string {
  if (isFull(error)) return DISK_FULL;
  return `The change could not be saved: ${(error as Error).message}`;
}
