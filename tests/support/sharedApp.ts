/**
 * The product as `npm start` runs it, for end-to-end tests that share a server. Whenever it is told to, it takes
 * settings, or takes back the settings, accounts and documents it began with.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { exportArchive } from "../../engine/snapshot/exportArchive.ts";
import { unpack, type ImportPlan } from "../../engine/snapshot/unpack.ts";
import { Files } from "../../engine/storage/files.ts";
import { Store } from "../../engine/storage/store.ts";
import { applySettings, startApp, stopOnSignal } from "../../scripts/app.ts";
import { readConfig } from "../../scripts/config.ts";
import { rememberAccounts, replaceData } from "./restored.ts";

/** A plan of an import that gives every table the documents it has now. */
async function rememberData(dataDir: string): Promise<ImportPlan> {
  const archive = join(dataDir, "documents-before.zip");
  const store = new Store(join(dataDir, "store.sqlite"), { readOnly: true });
  store.beginReading();
  await exportArchive(archive, store, null);
  store.close();
  const rows = join(dataDir, "rows-before");
  mkdirSync(rows);
  const upload = { path: archive, format: "zip", table: null, mode: "replaceAll" } as const;
  return await unpack(upload, rows, new Files(join(dataDir, "files")));
}

const config = readConfig();
const plan = await rememberData(config.dataDir);
const engine = await startApp(config, { showsErrors: false });
const restoreAccounts = rememberAccounts(engine.identity!.raw, config.dataDir);
stopOnSignal(() => engine.close());
/** Whether it has the settings it began with. */
let isAsBegun = true;

async function take(given: Record<string, string>): Promise<void> {
  await applySettings(engine, { ...config, settings: { ...config.settings, ...given } });
  isAsBegun = false;
}

async function giveBack(): Promise<void> {
  if (!isAsBegun) await take({});
  isAsBegun = true;
  restoreAccounts();
  await replaceData(engine.deployment.database, plan);
}

process.on("message", (settings: Record<string, string> | "as begun") => {
  (settings === "as begun" ? giveBack() : take(settings)).then(
    () => process.send!("done"),
    (error: Error) => process.send!(error.stack!),
  );
});
// It ends with the tests, however they end.
process.on("disconnect", () => process.exit(0));
console.log(`Tandem is ready at ${engine.url}`);
