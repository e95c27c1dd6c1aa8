/** `npm run backup -- FILE`: everything in one archive, whether the server runs or not. */
import { createWriteStream, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { directUrl } from "../engine/lib/address.ts";
import { DataInUseError, lockFolder } from "../engine/lib/folderLock.ts";
import { backupFolder } from "../engine/snapshot/backup.ts";
import { Backend } from "./front/backend.ts";
import { readConfig } from "./config.ts";

const { dataDir, host, port, backend } = readConfig();

/** Asks the server that runs. Its port is what the configuration says. */
async function fetchBackup(path: string): Promise<void> {
  const part = `${path}.part`;
  const authorization = `Convex ${readFileSync(join(dataDir, "admin-key"), "utf8").trim()}`;
  const response = await fetch(`${directUrl(host, port)}/api/backup`, {
    method: "POST",
    headers: { authorization },
  });
  if (!response.ok || response.body === null)
    throw new Error(`The server on port ${port} answered ${response.status}: ${await response.text()}`);
  try {
    const file = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(response.body as never), file);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** @throws Error in words for whoever runs this */
async function backUp(file: string | undefined): Promise<string> {
  if (file === undefined) throw new Error("Name the file to write: npm run backup -- tandem.backup.zip");
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  if (existsSync(path)) throw new Error(`${path} is there already.`);
  if (backend !== null) {
    await new Backend(backend).backUp(dataDir, path);
    return path;
  }
  if (!existsSync(join(dataDir, "store.sqlite"))) throw new Error(`There is no data in ${dataDir}.`);
  let unlock: () => void;
  try {
    unlock = lockFolder(dataDir);
  } catch (error) {
    if (!(error instanceof DataInUseError)) throw error;
    await fetchBackup(path);
    return path;
  }
  try {
    await backupFolder(dataDir, path);
  } finally {
    unlock();
  }
  return path;
}

try {
  const path = await backUp(process.argv[2]);
  const next = backend === null ? ` Next: npm run restore -- --verify ${path}` : "";
  console.log(`Wrote ${path}. It holds secrets: keep it to yourself.${next}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
