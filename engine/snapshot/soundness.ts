/**
 * Finds out whether a store still holds what was written to it: a bit that a disk has changed inside of a text is
 * seen by nobody who reads it.
 *
 * Errors  DamagedStoreError names the document, or the index whose entries are not those of its documents.
 * Rules   SPEC.md ST7. It reads everything, so it runs beside the server, before a backup is written.
 */
import { crc32 } from "node:zlib";
import { Catalog } from "../database/catalog.ts";
import type { Document, Table } from "../database/table.ts";
import { entryOf } from "../database/transaction.ts";
import { DamagedStoreError } from "../storage/problems.ts";
import { documentKey, idInKey } from "../storage/documentKey.ts";
import type { CheckedEntry } from "../storage/checks.ts";
import type { Store } from "../storage/store.ts";
import { sizeOf } from "../values/size.ts";

const WAY_OUT = "Bring back the newest backup from before: npm run restore FILE";

/** @throws DamagedStoreError */
export function checkSound(store: Store): void {
  if (!store.checks.hasSums()) return;
  const catalog = new Catalog(store);
  let documents = 0;
  for (const table of catalog.components().flatMap((component) => catalog.tables(component)))
    documents += checkTable(store, table);
  for (const index of catalog.hiddenIndexes()) documents += store.countIndex(index);
  if (documents !== store.checks.countDocuments())
    throw new DamagedStoreError(`The store is damaged: not all documents are in their tables. ${WAY_OUT}`);
}

/** Answers how many documents the table has. @throws DamagedStoreError */
function checkTable(store: Store, table: Table): number {
  const { number } = table.indexes.get("by_creation_time")!;
  let documents = 0;
  for (const entry of store.checks.entriesOf(number)) {
    const { document, row } = soundDocument(table, entry);
    for (const index of table.indexes.values())
      if (store.checks.rowAt(index.number, entryOf(index, document).key) !== row)
        throw damagedIndex(table, index.name);
    documents++;
  }
  for (const index of table.indexes.values())
    if (store.countIndex(index.number) !== documents) throw damagedIndex(table, index.name);
  return documents;
}

/** @throws DamagedStoreError when its text is not what was written */
function soundDocument(
  table: Table,
  { row, id, json, sum, size }: CheckedEntry,
): { document: Document; row: number } {
  if (row === null || json === null) throw damagedIndex(table, "by_creation_time");
  const isSame = crc32(json) === sum;
  const document = isSame ? (JSON.parse(json) as Document) : null;
  const isOwn = document !== null && documentKey(document._id, table.generation) === id;
  if (isOwn && sizeOf(document) === size) return { document, row };
  throw new DamagedStoreError(
    `The store is damaged: the document ${idInKey(id ?? "")} of table "${table.name}" is not what was written. ${WAY_OUT}`,
  );
}

function damagedIndex({ name }: Table, index: string): DamagedStoreError {
  return new DamagedStoreError(
    `The store is damaged: the index "${index}" of table "${name}" does not lead to its documents. ${WAY_OUT}`,
  );
}
