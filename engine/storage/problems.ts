/**
 * SQLite's errors in sentences for the operator of the deployment, with the way out.
 * Source  https://sqlite.org/rescode.html
 */
const CORRUPT = 11;
const FULL = 13;
const NOT_A_DATABASE = 26;
/** The primary code is the lowest byte. */
const PRIMARY = 0xff;

export class DamagedStoreError extends Error {
  override name = "DamagedStoreError";
}

function codeOf(error: unknown): number | null {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? null : errcode & PRIMARY;
}

export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

export function isFull(error: unknown): boolean {
  return codeOf(error) === FULL;
}

export function damaged(path: string, what: string): DamagedStoreError {
  return new DamagedStoreError(
    `${path} is damaged (${what}). Move it away and bring back a backup: npm run restore FILE`,
  );
}

/** Why a commit failed, for the callers whose changes were not made. */
export function commitProblem(error: unknown): string {
  if (isFull(error))
    return "The disk of the server is full: nothing was changed. Free some space; changes are taken again without a restart.";
  return `The change could not be saved: ${(error as Error).message}`;
}
