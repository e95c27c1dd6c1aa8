/**
 * Writes what a store holds at one position as the archive that Convex exports and imports.
 *
 * Shapes  layout.ts. Documents have `_id` and `_creationTime`; "uniform" says how they are written: see
 *         values/uniform.ts. `_tables` tells which table's ids have which number. `_storage` is plain JSON.
 * Rules   SPEC.md SN. The store is only read, through a connection of its own, so nobody waits.
 */
import { Catalog } from "../database/catalog.ts";
import type { Table } from "../database/table.ts";
import type { Files } from "../storage/files.ts";
import type { Store } from "../storage/store.ts";
import { ArchiveWriter } from "./archive.ts";
import { toUniform } from "../values/uniform.ts";
import { documentsPath, folderOf, isUniform, schemaPath, UNIFORM } from "./layout.ts";

const README = `# A snapshot of a Convex deployment

Each folder is a table: one document a line in documents.jsonl, in Convex's JSON, with \`_id\` and \`_creationTime\`.
\`_tables\` names the tables, \`_storage\` holds files, \`_components\` the components' tables.
\`npx convex import\` takes it in.
`;

/** An entry's path, and its lines when its turn has come. */
export type LinesEntry = [path: string, lines: () => Iterable<string>];

/** Everything that Convex's export has as lines. */
export function tableEntries(store: Store, hasFiles: boolean): LinesEntry[] {
  const catalog = new Catalog(store);
  return catalog.components().flatMap((component) => {
    const tables = catalog.tables(component).filter(({ name }) => !name.startsWith("_"));
    const listed = () => tables.map(({ name, number }) => JSON.stringify({ name, id: number }));
    const storage = hasFiles ? [catalog.table("_storage", component)!] : [];
    return [
      [documentsPath({ component, name: "_tables" }), listed] satisfies LinesEntry,
      ...tables.map((table): LinesEntry => [documentsPath(table), () => uniform(documentsOf(store, table))]),
      ...storage.map((table): LinesEntry => [documentsPath(table), () => documentsOf(store, table)]),
    ];
  });
}

function* uniform(documents: Iterable<string>): Generator<string> {
  for (const json of documents) yield toUniform(json);
}

export function documentsOf(store: Store, table: Table): Iterable<string> {
  return store.documents(table.indexes.get("by_creation_time")!.number);
}

/** Adds everything that Convex's export has. @param files null leaves files out */
export function addTables(archive: ArchiveWriter, store: Store, files: Files | null): void {
  archive.addText("README.md", README);
  for (const [path, lines] of tableEntries(store, files !== null)) {
    if (isUniform(path)) archive.addText(schemaPath(path), `${UNIFORM}\n`);
    archive.addLines(path, lines);
  }
  if (files !== null) addFiles(archive, store, files);
}

function addFiles(archive: ArchiveWriter, store: Store, files: Files): void {
  const catalog = new Catalog(store);
  for (const component of catalog.components()) {
    for (const json of documentsOf(store, catalog.table("_storage", component)!)) {
      const { _id, sha256 } = JSON.parse(json) as { _id: string; sha256: string };
      archive.addFile(`${folderOf(component)}_storage/${_id}`, () => files.read(sha256));
    }
  }
}

/** Writes the archive and answers the position it shows. @param store read only, inside of a transaction */
export async function exportArchive(path: string, store: Store, files: Files | null): Promise<number> {
  const archive = new ArchiveWriter(path);
  addTables(archive, store, files);
  await archive.finish();
  return positionOf(store);
}

export function positionOf(store: Store): number {
  return store.readMeta<{ ts: number }>("clock")?.ts ?? 0;
}
