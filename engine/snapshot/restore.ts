/**
 * Makes a data folder of a backup, and finds it to be what was backed up.
 *
 * Errors  RestoreError: the file is no backup, is damaged, or is of a later version.
 * Rules   SPEC.md BK. A backup of an earlier format comes back in that format, and is then brought to this one.
 */
import { chmodSync, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { DatabaseSync } from "node:sqlite";
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { Catalog } from "../database/catalog.ts";
import { entryOf } from "../database/transaction.ts";
import type { Document } from "../database/table.ts";
import { enterTexts } from "../database/texts.ts";
import { enterVectors } from "../database/vectors.ts";
import { Files } from "../storage/files.ts";
import { Store } from "../storage/store.ts";
import { FORMAT } from "../storage/upgrades.ts";
import { ArchiveReader, digested, hashing, type Digest } from "./archive.ts";
import { backupEntries, IDENTITY, MANIFEST, MANIFEST_HASH, SECRETS, STATE, type Manifest } from "./backup.ts";
import { idRange } from "../values/ids.ts";
import type { Json } from "../values/json.ts";
import { sizeOf } from "../values/size.ts";
import { fromUniform } from "../values/uniform.ts";
import { fileAt, isUniform } from "./layout.ts";
import { linesOf } from "./rows.ts";

export class RestoreError extends Error {
  override name = "RestoreError";
}

/** What was restored, and found to be the same as what was backed up. */
export type Restored = { documents: number; files: number; tables: number; ts: number };

/** @param folder does not exist yet */
export async function restoreBackup(path: string, folder: string): Promise<Restored> {
  const archive = await openBackup(path);
  try {
    const manifest = await readManifest(archive);
    await mkdir(join(folder, "files"), { recursive: true, mode: 0o700 });
    const storePath = join(folder, "store.sqlite");
    const format = await restoreRows(archive, manifest, storePath);
    rebuildIndexes(storePath);
    const hashes = await restoreFiles(archive, join(folder, "files"));
    await restoreSecrets(archive, manifest, folder);
    return verify(storePath, manifest, hashes, format === FORMAT);
  } finally {
    archive.close();
  }
}

async function openBackup(path: string): Promise<ArchiveReader> {
  try {
    return await ArchiveReader.open(path);
  } catch (error) {
    throw new RestoreError(`${path} is not a whole archive: ${(error as Error).message}`);
  }
}

async function readManifest(archive: ArchiveReader): Promise<Manifest> {
  if (!archive.names().includes(MANIFEST))
    throw new RestoreError(
      "This is not a backup, but perhaps an export: take it in with `npx convex import`.",
    );
  const written = await text(await archive.read(MANIFEST));
  // Backups from before it was kept have no hash of the manifest.
  if (archive.names().includes(MANIFEST_HASH)) {
    const expected = (await text(await archive.read(MANIFEST_HASH))).trim();
    if (createHash("sha256").update(written).digest("base64") !== expected)
      throw new RestoreError("The backup is damaged: its manifest is not what was written.");
  }
  const manifest = parseManifest(written);
  if (manifest.format !== 1)
    throw new RestoreError(`The backup has format ${String(manifest.format)}; this version reads format 1.`);
  return manifest;
}

function parseManifest(written: string): Manifest {
  try {
    return JSON.parse(written) as Manifest;
  } catch {
    throw new RestoreError("The backup is damaged: its manifest cannot be read.");
  }
}

/** Answers the format of the store that was backed up. */
async function restoreRows(archive: ArchiveReader, manifest: Manifest, storePath: string): Promise<number> {
  const db = new DatabaseSync(storePath);
  chmodSync(storePath, 0o600);
  for (const sql of manifest.schema) db.prepare(sql).run();
  db.exec("BEGIN");
  const insertDocument = documentInserter(db);
  for (const [entry, digest] of Object.entries(manifest.digests)) {
    if (entry.endsWith("_tables/documents.jsonl")) continue;
    const table = entry.startsWith(STATE) ? entry.slice(STATE.length, -".jsonl".length) : null;
    await forEachLine(archive, entry, digest, (line) => {
      if (table === null) insertDocument(isUniform(entry) ? fromUniform(line) : (JSON.parse(line) as Json));
      else insertRow(db, table, JSON.parse(line) as (string | number | null)[]);
    });
  }
  db.exec("COMMIT");
  const { json } = db.prepare("SELECT json FROM meta WHERE name = 'format'").get() as { json: string };
  db.close();
  return JSON.parse(json) as number;
}

function documentInserter(db: DatabaseSync): (document: Json) => void {
  // Of an earlier format it lacks the last of them.
  const columns = (db.prepare("SELECT name FROM pragma_table_info('documents')").all() as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== "row");
  const insert = db.prepare(
    `INSERT INTO documents (${columns.join()}) VALUES (${columns.map(() => "?").join()})`,
  );
  return (document) => {
    const json = JSON.stringify(document);
    const values = { id: (document as Document)._id, json, sum: crc32(json), size: sizeOf(document) };
    insert.run(...columns.map((name) => values[name as keyof typeof values]));
  };
}

function insertRow(db: DatabaseSync, table: string, row: (string | number | null)[]): void {
  db.prepare(`INSERT INTO "${table}" VALUES (${row.map(() => "?").join()})`).run(...row);
}

/** @throws RestoreError when the entry is not what was written */
async function forEachLine(
  archive: ArchiveReader,
  entry: string,
  digest: Digest,
  take: (line: string) => void,
): Promise<void> {
  const hash = createHash("sha256");
  let lines = 0;
  for await (const line of linesOf(await archive.read(entry))) {
    hash.update(line).update("\n");
    lines++;
    take(line);
  }
  if (lines !== digest.lines || hash.digest("base64") !== digest.sha256)
    throw new RestoreError(`The backup is damaged: ${entry} is not what was written.`);
}

function rebuildIndexes(storePath: string): void {
  const store = new Store(storePath);
  const catalog = new Catalog(store);
  store.begin();
  for (const table of catalog.components().flatMap((component) => catalog.tables(component))) {
    for (const { number } of table.texts.values()) store.texts.create(number);
    const { from, to } = idRange(table.number);
    if (table.generation !== null) store.enterGeneration(table.generation, from, to);
  }
  for (const { row, json } of store.allDocuments()) {
    const document = JSON.parse(json) as Document;
    const table = catalog.tableOfId(document._id);
    if (table === null)
      throw new RestoreError(`The backup is damaged: no table has the document ${document._id}.`);
    for (const index of table.indexes.values())
      store.insertEntry(index.number, entryOf(index, document).key, row);
    enterVectors(store, table, document, row);
    enterTexts(store, table, row, null, document);
  }
  store.commit();
  store.close();
}

/** Answers the hashes of the files by their entries. */
async function restoreFiles(archive: ArchiveReader, folder: string): Promise<Map<string, string>> {
  const files = new Files(folder);
  await files.open();
  const hashes = new Map<string, string>();
  for (const entry of archive.names()) {
    const file = fileAt(entry);
    if (file !== null) hashes.set(file.id, (await files.save(await archive.read(entry))).sha256);
  }
  return hashes;
}

/** @throws RestoreError when one of them is missing, or is not what was written */
async function restoreSecrets(archive: ArchiveReader, { hashes }: Manifest, folder: string): Promise<void> {
  const paths = [IDENTITY, ...SECRETS.map((name) => `_engine/secrets/${name}`)];
  const names = new Set([
    ...paths.filter((path) => archive.names().includes(path)),
    ...Object.keys(hashes ?? {}),
  ]);
  for (const path of names) {
    const target = join(folder, path.slice(path.lastIndexOf("/") + 1));
    let found = "";
    const hash = hashing((sha256) => (found = sha256));
    await pipeline(
      await readEntry(archive, path),
      hash,
      createWriteStream(target, { mode: 0o600, flush: true }),
    );
    if (hashes !== undefined && hashes[path] !== found)
      throw new RestoreError(`The backup is damaged: ${path} is not what was written.`);
  }
}

async function readEntry(archive: ArchiveReader, path: string): Promise<Readable> {
  try {
    return await archive.read(path);
  } catch (error) {
    throw new RestoreError(`The backup is damaged: ${(error as Error).message}`);
  }
}

/** Counts and hashes what was restored. @throws RestoreError when that is not what was backed up */
function verify(
  storePath: string,
  manifest: Manifest,
  hashes: Map<string, string>,
  isSameFormat: boolean,
): Restored {
  const store = new Store(storePath, { readOnly: true });
  const restored: Restored = { documents: 0, files: hashes.size, tables: 0, ts: manifest.ts };
  for (const [entry, lines] of backupEntries(store)) {
    // What an upgrade has changed cannot be compared.
    if (entry.startsWith(STATE) && !isSameFormat) continue;
    const expected = manifest.digests[entry];
    const isStorage = entry.endsWith("_storage/documents.jsonl");
    const found: Digest[] = [];
    for (const line of digested(lines(), (digest) => found.push(digest)))
      if (isStorage) requireFile(line, hashes);
    if (found[0]?.sha256 !== expected?.sha256)
      throw new RestoreError(`${entry} came back other than it was backed up.`);
    if (entry.startsWith(STATE) || entry.endsWith("_tables/documents.jsonl")) continue;
    restored.tables++;
    restored.documents += found[0]!.lines;
  }
  store.close();
  return restored;
}

function requireFile(json: string, hashes: Map<string, string>): void {
  const { _id, sha256 } = JSON.parse(json) as { _id: string; sha256: string };
  if (hashes.get(_id) !== sha256)
    throw new RestoreError(`The file ${_id} is missing in the backup, or damaged.`);
}
