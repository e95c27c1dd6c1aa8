/** Keeps two processes from opening one data folder. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export class DataInUseError extends Error {
  override name = "DataInUseError";
}

/**
 * Takes the folder for this process; the answer gives it back. The lock is the operating system's, through
 * SQLite, so it ends with the process however that ends; a process number in a file would outlive it.
 * @throws DataInUseError
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, "lock"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new DataInUseError(
      `${folder} is in use by another process. Stop that one first, or choose another folder.`,
    );
  }
  return () => lock.close();
}
