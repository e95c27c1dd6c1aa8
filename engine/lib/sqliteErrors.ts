/**
 * What SQLite's errors mean.
 * Source  https://sqlite.org/rescode.html
 */
const CORRUPT = 11;
const FULL = 13;
const NOT_A_DATABASE = 26;
/** The primary code is the lowest byte. */
const PRIMARY = 0xff;

function codeOf(error: unknown): number | null {
  const errcode = (error as { errcode?: unknown } | null | undefined)?.errcode;
  return typeof errcode === "number" ? errcode & PRIMARY : null;
}

export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

export function isFull(error: unknown): boolean {
  return codeOf(error) === FULL;
}

/** What people are told whose changes were not made. */
export const DISK_FULL =
  "The disk of the server is full: nothing was changed. Free some space; changes are taken again without a restart.";
