import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { Transaction } from "../database/transaction.ts";
import { fixedWorld } from "../lib/world.ts";
import { Files } from "../storage/files.ts";
import { Store } from "../storage/store.ts";
import type { Json } from "../values/json.ts";
import { sizeOf } from "../values/size.ts";
import { backupFolder } from "./backup.ts";
import { restoreBackup } from "./restore.ts";
import { openDatabase } from "../database/database.ts";

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), "backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A data folder with a little of everything. */
async function dataFolder(): Promise<string> {
  const dataDir = join(folderOfTest(), "data");
  const files = new Files(join(dataDir, "files"));
  await files.open();
  const store = new Store(join(dataDir, "store.sqlite"));
  const world = fixedWorld(1);
  const database = openDatabase(store, world);
  const tx = new Transaction(database);
  store.begin();
  const table = database.catalog.ensureTable("notes");
  database.catalog.addIndex(table, { indexDescriptor: "by_text", fields: ["text"] });
  for (const text of ["one", "two", "üñí\u2028"])
    tx.insert("notes", { text, big: { $integer: "BQAAAAAAAAA=" } });
  tx.insert("_storage", { ...(await files.save(Readable.from([Buffer.from("content")]))) });
  tx.insert("_scheduled_functions", {
    name: "later",
    args: [],
    scheduledTime: 1,
    state: { kind: "pending" },
  });
  store.raw.exec(`INSERT INTO jobs VALUES ('job', 1.5, 'pending', '{"path":"later"}')`);
  store.writeRequest("session", 7, "call", "result", database.clock.advance());
  store.commit();
  store.close();
  writeFileSync(join(dataDir, "admin-key"), "secret");
  new DatabaseSync(join(dataDir, "identity.sqlite")).exec(
    "CREATE TABLE user (name); INSERT INTO user VALUES ('Ada')",
  );
  return dataDir;
}

/** Everything in a store, but for the row numbers that index entries point to. */
function contentOf(folder: string) {
  const store = new Store(join(folder, "store.sqlite"));
  const rows = (sql: string) => store.raw.prepare(sql).all();
  const entries = "SELECT index_number, key, d.id FROM index_entries e JOIN documents d ON d.row = e.row";
  const content = [
    rows("SELECT id, json FROM documents ORDER BY id"),
    rows(`${entries} ORDER BY index_number, key`),
    ...["meta", "modules", "session_requests", "jobs", "crons", "uploads"].map((name) =>
      rows(`SELECT * FROM ${name}`),
    ),
  ];
  store.close();
  return content;
}

test("[BK2] [SN2] a data folder comes back as it was, its secrets readable by their owner only", async () => {
  const dataDir = await dataFolder();
  const path = join(dataDir, "..", "b.zip");
  const ts = await backupFolder(dataDir, path);
  expect(statSync(path).mode & 0o777).toBe(0o600);

  const target = join(dataDir, "..", "restored");
  expect(await restoreBackup(path, target)).toEqual({ documents: 5, files: 1, tables: 3, ts });

  expect(contentOf(target)).toEqual(contentOf(dataDir));
  expect(readFileSync(join(target, "admin-key"), "utf8")).toBe("secret");
  for (const name of ["admin-key", "identity.sqlite"])
    expect(statSync(join(target, name)).mode & 0o777).toBe(0o600);
  expect(new DatabaseSync(join(target, "identity.sqlite")).prepare("SELECT name FROM user").all()).toEqual([
    { name: "Ada" },
  ]);
  const [hash] = readdirSync(join(target, "files")).filter((name) => name !== "incoming");
  expect(readFileSync(join(target, "files", hash!), "utf8")).toBe("content");
});

test("[BK3] a backup with a changed byte, one cut short and one that is none are refused", async () => {
  const dataDir = await dataFolder();
  const path = join(dataDir, "..", "b.zip");
  await backupFolder(dataDir, path);
  const whole = readFileSync(path);
  const target = () => join(folderOfTest(), "restored");

  const changed = Buffer.from(whole);
  changed[whole.indexOf("content")]! ^= 1;
  writeFileSync(path, changed);
  await expect(restoreBackup(path, target())).rejects.toThrow(
    /^The file \w+ is missing in the backup, or damaged/,
  );
  writeFileSync(path, whole.subarray(0, -100));
  await expect(restoreBackup(path, target())).rejects.toThrow("is not a whole archive");
  writeFileSync(path, "PK nonsense");
  await expect(restoreBackup(path, target())).rejects.toThrow("is not a whole archive");
  writeFileSync(path, whole);
  await expect(restoreBackup(path, target())).resolves.toMatchObject({ documents: 5 });
});

test(
  "[BK3] whatever bit of a backup has changed, it is refused or comes back as it was",
  { timeout: 30_000 },
  async () => {
    const dataDir = await dataFolder();
    const path = join(dataDir, "..", "b.zip");
    await backupFolder(dataDir, path);
    const whole = readFileSync(path);
    const sound = join(folderOfTest(), "restored");
    await restoreBackup(path, sound);
    const secrets = ["admin-key", "identity.sqlite"];
    const isSame = (folder: string) =>
      secrets.every((name) => readFileSync(join(folder, name)).equals(readFileSync(join(sound, name))));
    const damaged: string[] = [];
    for (let at = 11; at < whole.length; at += Math.ceil(whole.length / 40)) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      writeFileSync(path, changed);
      const target = join(folderOfTest(), "restored");
      const isTaken = await restoreBackup(path, target).then(
        () => true,
        () => false,
      );
      if (isTaken && !isSame(target)) damaged.push(`byte ${at}`);
    }
    expect(damaged).toEqual([]);
  },
);

test("[ST7] a bit that the disk has changed stops the next backup, which says where it is", async () => {
  const dataDir = await dataFolder();
  const path = join(dataDir, "..", "b.zip");
  const store = join(dataDir, "store.sqlite");
  new Store(store).close();
  const sound = readFileSync(store);
  const places = (text: string) => {
    const found: number[] = [];
    for (let at = sound.indexOf(text); at !== -1; at = sound.indexOf(text, at + 1)) found.push(at);
    return found;
  };
  const [id] = /[0-9a-z]{31,37}(?=","_creationTime")/.exec(sound.toString("latin1"))!;
  const changed = { text: places('"two"')[0]! + 2, id: places(id).at(-1)!, ids: places(id)[0]! };
  for (const [what, at] of Object.entries(changed)) {
    const damaged = Buffer.from(sound);
    damaged[at]! ^= 1;
    writeFileSync(store, damaged);
    new Store(store, { readOnly: true }).close();
    await expect(backupFolder(dataDir, path), what).rejects.toMatchObject({
      name: "DamagedStoreError",
      message: expect.stringContaining("npm run restore") as string,
    });
    expect(existsSync(path)).toBe(false);
  }
  writeFileSync(store, sound);
  const changeSizes = (by: number) => {
    const db = new DatabaseSync(store);
    db.exec(`UPDATE documents SET size = size + ${by}`);
    db.close();
  };
  changeSizes(1);
  await expect(backupFolder(dataDir, path)).rejects.toThrow("is not what was written");
  changeSizes(-1);
  await backupFolder(dataDir, path);
  expect(existsSync(path)).toBe(true);
});

/** SQL that makes a file of today's format one of an earlier. */
const EARLIER = {
  1: `DROP TABLE modules; ALTER TABLE documents DROP COLUMN sum; ALTER TABLE documents DROP COLUMN size;
    CREATE TABLE modules (path TEXT PRIMARY KEY, environment TEXT NOT NULL, source TEXT NOT NULL, source_map TEXT, sha256 TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO modules VALUES ('a.js', 'isolate', 'source', NULL, 'hash');`,
  3: `ALTER TABLE documents DROP COLUMN size; DELETE FROM modules;
    INSERT INTO modules VALUES ('', 'a.js', 'isolate', 'source', NULL, 'hash');`,
};

test.each([1, 3] as const)(
  "[BK4] a backup of format %i is brought to the format of today",
  async (format) => {
    const dataDir = await dataFolder();
    const db = new DatabaseSync(join(dataDir, "store.sqlite"));
    db.exec(`${EARLIER[format]} UPDATE meta SET json = '${format}' WHERE name = 'format'`);
    db.close();
    const path = join(dataDir, "..", "b.zip");
    await backupFolder(dataDir, path);

    const target = join(dataDir, "..", "restored");
    expect(await restoreBackup(path, target)).toMatchObject({ documents: 5 });

    const store = new Store(join(target, "store.sqlite"));
    expect(store.raw.prepare("SELECT definition, path FROM modules").all()).toEqual([
      { definition: "", path: "a.js" },
    ]);
    for (const { json, size } of store.allDocuments()) expect(size).toBe(sizeOf(JSON.parse(json) as Json));
    store.close();
  },
);

test("[SN2] a backup that breaks off leaves nothing", async () => {
  const dataDir = await dataFolder();
  rmSync(join(dataDir, "files"), { recursive: true });
  const path = join(dataDir, "..", "b.zip");
  await expect(backupFolder(dataDir, path)).rejects.toThrow("ENOENT");
  expect(readdirSync(join(dataDir, ".."))).toEqual(["data"]);
  expect(existsSync(path)).toBe(false);
});
