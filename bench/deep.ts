/** Channels of known depth, in an engine's data folder and in a plain SQLite table beside it. */
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../engine/database/database.ts";
import { Transaction } from "../engine/database/transaction.ts";
import { systemWorld } from "../engine/lib/world.ts";
import { Store } from "../engine/storage/store.ts";
import { TEXT } from "./pace.ts";
import { startRowApp } from "./servers/rowApp.ts";

export const channelOf = (depth: number) => `c${depth}`;
const BATCH = 5_000;

/** Answers the folder: `data` for an engine, `plain.sqlite` for its floor. */
export async function makeDeep(depths: readonly number[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tandem-deep-"));
  const app = await startRowApp("bench-deep");
  await app.restart(async () => {
    for (const depth of depths) fill(app.dataDir, join(folder, "plain.sqlite"), depth);
    cpSync(app.dataDir, join(folder, "data"), { recursive: true });
    await Promise.resolve();
  });
  await app.close();
  return folder;
}

function fill(dataDir: string, plainPath: string, depth: number): void {
  const store = new Store(join(dataDir, "store.sqlite"));
  const database = openDatabase(store, systemWorld);
  const plain = new DatabaseSync(plainPath);
  plain.exec(
    "PRAGMA journal_mode=WAL; CREATE TABLE IF NOT EXISTS m (id INTEGER PRIMARY KEY, channel TEXT, at REAL, json TEXT); CREATE INDEX IF NOT EXISTS by_channel ON m (channel, at)",
  );
  const insert = plain.prepare("INSERT INTO m (channel, at, json) VALUES (?, ?, ?)");
  for (let done = 0; done < depth; done += BATCH) {
    store.begin();
    plain.exec("BEGIN");
    for (let i = done; i < Math.min(depth, done + BATCH); i++) {
      // Each as if it were a transaction of its own: those have limits.
      const row = { channel: channelOf(depth), author: `a${i % 100}`, text: TEXT };
      new Transaction(database, false).insert("rows", row);
      insert.run(row.channel, i, JSON.stringify(row));
    }
    database.clock.advance();
    store.commit();
    plain.exec("COMMIT");
  }
  store.close();
  plain.close();
}
