/**
 * Writes what a store holds at one position as the archive that Convex exports and imports.
 *
 * Shapes  layout.ts. Documents are Convex JSON with `_id` and `_creationTime`; "uniform" says so, as it does
 *         in exports of Convex Cloud. `_tables` tells which table's ids have which number.
 * Rules   SPEC.md SN. The store is only read, through a connection of its own, so nobody waits.
 */
import { Catalog, type Table } from "../database/catalog.ts";
import type { Files } from "../storage/files.ts";
import type { Store } from "../storage/store.ts";
import { ArchiveWriter } from "./archive.ts";
import { documentsPath, folderOf } from "./layout.ts";

const README = `# A snapshot of a Convex deployment

Each folder is a table: one document a line in documents.jsonl, in Convex's JSON, with \`_id\` and \`_creationTime\`.
\`_tables\` names the tables, \`_storage\` holds files, \`_components\` the components' tables.
\`npx convex import\` takes it in.
`;

/** Adds everything that Convex's export has. @param files null leaves files out */
export function addTables(archive: ArchiveWriter, store: Store, files: Files | null): void {
  const catalog = new Catalog(store);
  archive.addText("README.md", README);
  for (const component of catalog.components()) {
    const tables = catalog
      .tables(component)
      .filter(({ name }) => !name.startsWith("_") || (name === "_storage" && files !== null));
    const listed = () => tables.map(({ name, number }) => JSON.stringify({ name, id: number }));
    archive.addLines(documentsPath({ component, name: "_tables" }), listed);
    for (const table of tables) addTable(archive, store, table);
    if (files !== null) addFiles(archive, store, catalog.table("_storage", component)!, files);
  }
}

function addTable(archive: ArchiveWriter, store: Store, table: Table): void {
  const folder = `${folderOf(table.component)}${table.name}`;
  archive.addText(`${folder}/generated_schema.jsonl`, '"uniform"\n');
  archive.addLines(documentsPath(table), () => documentsOf(store, table));
}

export function documentsOf(store: Store, table: Table): Iterable<string> {
  return store.documents(table.indexes.get("by_creation_time")!.number);
}

function addFiles(archive: ArchiveWriter, store: Store, table: Table, files: Files): void {
  for (const json of documentsOf(store, table)) {
    const { _id, sha256 } = JSON.parse(json) as { _id: string; sha256: string };
    archive.addFile(`${folderOf(table.component)}_storage/${_id}`, () => files.read(sha256));
  }
}

/** Writes the archive and answers the position it shows. @param store read only, inside of a transaction */
export async function exportArchive(path: string, store: Store, files: Files | null): Promise<number> {
  const archive = new ArchiveWriter(path);
  addTables(archive, store, files);
  await archive.finish();
  return store.readMeta<{ ts: number }>("clock")!.ts;
}
