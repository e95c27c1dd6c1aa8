/** `npm run restore -- [--verify | --force] FILE`: makes the data folder of a backup, or only tries to. */
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { lockFolder } from "../engine/lib/folderLock.ts";
import { restoreBackup, type Restored } from "../engine/snapshot/restore.ts";
import { readConfig } from "./config.ts";

const { dataDir } = readConfig();

/** Restores beside the data folder, then puts that in its place. @throws Error in words for whoever runs this */
async function restore(path: string, options: { isForced: boolean; isTrial: boolean }): Promise<Restored> {
  const hasData = existsSync(dataDir) && readdirSync(dataDir).length > 0;
  if (hasData && !options.isForced && !options.isTrial)
    throw new Error(`${dataDir} holds data. --force moves it aside, to ${dataDir}.replaced-<time>.`);
  const unlock = hasData && !options.isTrial ? lockFolder(dataDir) : () => {};
  const scratch = `${dataDir}.restoring-${process.pid}`;
  try {
    const restored = await restoreBackup(path, scratch);
    if (options.isTrial) return restored;
    const stamp = new Date().toISOString().replace(/\.\d+/, "").replaceAll(":", "-");
    if (hasData) renameSync(dataDir, `${dataDir}.replaced-${stamp}`);
    else rmSync(dataDir, { recursive: true, force: true });
    renameSync(scratch, dataDir);
    return restored;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    unlock();
  }
}

try {
  const { values, positionals } = parseArgs({
    options: { verify: { type: "boolean" }, force: { type: "boolean" } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new Error("Name the backup: npm run restore -- [--verify | --force] tandem.backup.zip");
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  const isTrial = values.verify === true;
  const { documents, files, tables, ts } = await restore(path, { isForced: values.force === true, isTrial });
  const found = `${documents} documents of ${tables} tables and ${files} files, as of ${new Date(ts / 1000).toISOString()}`;
  console.log(
    isTrial ? `The backup is whole: ${found}.` : `Restored ${found} to ${dataDir}. Next: npm start`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
