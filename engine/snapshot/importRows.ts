/**
 * Brings the rows of an unpacked import into a table, as many as its step has time for.
 *
 * Shapes  A file of rows as unpack.ts writes it: `<line> <JSON of the document>`, one a line.
 * Errors  ImportError names table and line, in words for whoever imports.
 * Rules   SPEC.md SN.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { MAX_DOCUMENT_BYTES } from "../database/limits.ts";
import type { Database } from "../database/database.ts";
import type { Document, Table } from "../database/table.ts";
import { enterTexts } from "../database/texts.ts";
import { entryOf } from "../database/transaction.ts";
import { enterVectors } from "../database/vectors.ts";
import { documentKey } from "../storage/documentKey.ts";
import { encodeId, tableNumberOf } from "../values/ids.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { sizeOf } from "../values/size.ts";
import { checkValue, type IdCheck } from "../values/validator.ts";
import { ImportError } from "./rows.ts";

/** Where a step has ended: the next one goes on at this byte. */
export type RowsStep = { offset: number; rows: number; isDone: boolean };

const CHUNK_BYTES = 64 * 1024;
const NEWLINE = 10;

/**
 * @param isId by which numbers references are checked
 * @param mayGoOn asked after each row
 */
export function insertRows(
  database: Database,
  table: Table,
  isId: IdCheck,
  from: { path: string; offset: number },
  mayGoOn: () => boolean,
): RowsStep {
  let { offset } = from;
  let rows = 0;
  for (const { text, end } of linesFrom(from.path, offset)) {
    const space = text.indexOf(" ");
    try {
      insert(database, table, JSON.parse(text.slice(space + 1)) as JsonObject, isId);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      throw new ImportError(`In table "${table.name}", line ${text.slice(0, space)}: ${error.message}`);
    }
    offset = end;
    rows++;
    if (!mayGoOn()) return { offset, rows, isDone: false };
  }
  return { offset, rows, isDone: true };
}

/** The lines of a file from a byte on, each with the byte after it. */
function* linesFrom(path: string, offset: number): Generator<{ text: string; end: number }> {
  const file = openSync(path, "r");
  try {
    let rest = Buffer.alloc(0);
    let end = offset;
    for (let at = offset; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(file, chunk, 0, CHUNK_BYTES, at);
      if (length === 0) return;
      at += length;
      rest = Buffer.concat([rest, chunk.subarray(0, length)]);
      let start = 0;
      for (let stop = rest.indexOf(NEWLINE); stop !== -1; stop = rest.indexOf(NEWLINE, start)) {
        end += stop + 1 - start;
        yield { text: rest.toString("utf8", start, stop), end };
        start = stop + 1;
      }
      rest = rest.subarray(start);
    }
  } finally {
    closeSync(file);
  }
}

/** An id of the file. @throws ImportError when it is none of this table's, or is taken */
function checkedId(store: Database["store"], { number, generation }: Table, id: Json): string {
  if (typeof id !== "string" || tableNumberOf(id) !== number)
    throw new ImportError(`${JSON.stringify(id)} is no id of this table`);
  if (store.readDocument(documentKey(id, generation)) !== undefined)
    throw new ImportError(`there is a document with the id ${id} already`);
  return id;
}

function insert(
  database: Database,
  table: Table,
  { _id, _creationTime, ...fields }: JsonObject,
  isId: IdCheck,
): void {
  const { clock, store, world } = database;
  const id =
    _id === undefined
      ? encodeId(table.number, world.fillRandom(new Uint8Array(16)))
      : checkedId(store, table, _id);
  const creationTime = _creationTime ?? clock.nextCreationTime();
  if (typeof creationTime !== "number") throw new ImportError("`_creationTime` is not a number");
  const reserved = Object.keys(fields).find((name) => name.startsWith("_"));
  if (reserved !== undefined) throw new ImportError(`fields may not start with "_", as "${reserved}" does`);
  const problem = table.validator === null ? null : checkValue(table.validator, fields, isId);
  if (problem !== null) throw new ImportError(`the document does not match the schema: ${problem}`);
  const document: Document = { ...fields, _id: id, _creationTime: creationTime };
  const size = sizeOf(document);
  if (size > MAX_DOCUMENT_BYTES) throw new ImportError("the document is larger than 1 MiB");
  const key = documentKey(id, table.generation);
  const row = store.insertDocument(key, { json: JSON.stringify(document), size });
  for (const index of table.indexes.values())
    store.insertEntry(index.number, entryOf(index, document).key, row);
  enterVectors(store, table, document, row);
  enterTexts(store, table, row, null, document);
}
