/**
 * A backup: Convex's archive, and beside it what only this engine has, so that a data folder comes back whole.
 *
 * Shapes  `_engine/state/<table>.jsonl`: rows of the store's other tables, as arrays. `_engine/documents/…`:
 *         documents of system tables that Convex does not export. `_engine/secrets/…`: the admin key and the
 *         sign-in's secret. `_engine/identity.sqlite`: the sign-in. `_engine/manifest.json`, written last:
 *         the SQL of the tables, count and hash of every entry of lines, hashes of sign-in and secrets. Its own hash
 *         follows it.
 * Rules   SPEC.md BK. The archive holds secrets: it is readable by its owner only.
 */
import { createReadStream, existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Catalog } from "../database/catalog.ts";
import { Files } from "../storage/files.ts";
import { Store } from "../storage/store.ts";
import { ArchiveWriter, type Digest } from "./archive.ts";
import { addTables, documentsOf, positionOf, tableEntries, type LinesEntry } from "./exportArchive.ts";
import { folderOf } from "./layout.ts";
import { checkSound } from "./soundness.ts";

export type Manifest = {
  format: 1;
  ts: number;
  schema: string[];
  digests: Record<string, Digest>;
  /** Hashes of the sign-in and the secrets; backups from before they were kept have none. */
  hashes?: Record<string, string>;
};

export const MANIFEST = "_engine/manifest.json";
/** The hash of the manifest's text. */
export const MANIFEST_HASH = "_engine/manifest.sha256";
export const IDENTITY = "_engine/identity.sqlite";
export const STATE = "_engine/state/";
export const SECRETS = ["admin-key", "identity-secret"];

/** Every entry of lines that a backup has. */
export function backupEntries(store: Store): LinesEntry[] {
  return [...tableEntries(store, true), ...systemEntries(store), ...stateEntries(store)];
}

function systemEntries(store: Store): LinesEntry[] {
  const catalog = new Catalog(store);
  return catalog.components().map((component) => {
    const table = catalog.table("_scheduled_functions", component)!;
    return [`_engine/documents/${folderOf(component)}${table.name}.jsonl`, () => documentsOf(store, table)];
  });
}

function stateEntries(store: Store): LinesEntry[] {
  return store.stateTables().map((name) => [`${STATE}${name}.jsonl`, () => store.rowsOf(name)]);
}

/**
 * Backs up a data folder, also one that a server is writing to, and answers the position of the backup.
 * @throws DamagedStoreError rather than keep what a disk has changed
 */
export async function backupFolder(dataDir: string, path: string): Promise<number> {
  const store = new Store(join(dataDir, "store.sqlite"), { readOnly: true });
  const identityCopy = `${path}.identity`;
  try {
    store.beginReading();
    checkSound(store);
    const archive = new ArchiveWriter(path);
    addTables(archive, store, new Files(join(dataDir, "files")));
    for (const [entry, lines] of [...systemEntries(store), ...stateEntries(store)])
      archive.addLines(entry, lines);
    if (copyIdentity(join(dataDir, "identity.sqlite"), identityCopy))
      archive.addHashedFile(IDENTITY, () => createReadStream(identityCopy));
    for (const name of SECRETS) {
      const secret = join(dataDir, name);
      if (existsSync(secret))
        archive.addHashedFile(`_engine/secrets/${name}`, () => createReadStream(secret));
    }
    const manifest = { format: 1 as const, ts: positionOf(store), schema: store.schema() };
    archive.addLines(MANIFEST, () => {
      const { digests, hashes } = archive;
      return [JSON.stringify({ ...manifest, digests, hashes } satisfies Manifest)];
    });
    archive.addLines(MANIFEST_HASH, () => [archive.digests[MANIFEST]!.sha256]);
    await archive.finish();
    return manifest.ts;
  } finally {
    store.close();
    await rm(identityCopy, { force: true });
  }
}

/** Copies the sign-in as it is at one moment. Answers whether there is one. */
export function copyIdentity(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  const db = new DatabaseSync(from, { readOnly: true });
  try {
    db.prepare("VACUUM INTO ?").run(to);
  } finally {
    db.close();
  }
  return true;
}
