/**
 * Takes an unpacked import in, inside the open transaction: all of it or, when it throws, nothing.
 *
 * Errors  ImportError names table and line, in words for whoever imports.
 * Rules   SPEC.md SN. Ids keep their meaning: a table takes the number that its ids in the file have.
 */
import { createReadStream } from "node:fs";
import type { Table } from "../database/table.ts";
import { MAX_DOCUMENT_BYTES } from "../database/limits.ts";
import { definitionOf } from "../database/schema.ts";
import { entryOf, Transaction } from "../database/transaction.ts";
import type { Database } from "../database/database.ts";
import type { Document } from "../database/table.ts";
import { enterTexts } from "../database/texts.ts";
import { enterVectors } from "../database/vectors.ts";
import { encodeId } from "../values/ids.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { sizeOf } from "../values/size.ts";
import { checkValue } from "../values/validator.ts";
import { documentsOf } from "./exportArchive.ts";
import { ImportError, linesOf } from "./rows.ts";
import type { TableName } from "./layout.ts";
import type { ImportMode, ImportPlan } from "./unpack.ts";

export type Imported = {
  rows: number;
  /** Content hashes of files whose documents were replaced. */
  removedFiles: string[];
};

/** @param advance is called again and again while the import comes on */
export async function applyImport(
  database: Database,
  { mode, tables: planned }: ImportPlan,
  advance: () => void,
): Promise<Imported> {
  advance();
  const removedFiles: string[] = [];
  const components = database.catalog.components();
  for (const { component } of planned)
    if (!components.includes(component))
      throw new ImportError(`There is no component "${component}" here: deploy an app that has it first.`);
  for (const table of tablesToClear(database, planned, mode))
    removedFiles.push(...clear(database, table, planned));
  const targets = planned.map((plan) => ({
    plan,
    table: database.catalog.ensureTable(plan.name, plan.component),
  }));
  if (mode === "requireEmpty") for (const { table } of targets) requireEmpty(database, table);
  const numbers = targets.flatMap(({ plan, table }) =>
    plan.number === null ? [] : [[table, plan.number] as const],
  );
  const moved = new Set(numbers.flatMap(([table, number]) => (table.number === number ? [] : [table])));
  database.catalog.renumber(new Map(numbers));
  let rows = 0;
  for (const { plan, table } of targets) rows += await insertRows(database, table, plan.path, advance);
  for (const component of new Set([...moved].map((table) => table.component)))
    checkReferences(database, component, new Set(targets.map(({ table }) => table)), advance);
  return { rows, removedFiles };
}

/** Tables that lose what they hold: those of the file, and with `replaceAll` the app's others too. */
export function tablesToClear({ catalog }: Database, planned: TableName[], mode: ImportMode): Table[] {
  if (mode === "requireEmpty" || mode === "append") return [];
  const inFile = planned.flatMap(({ name, component }) => catalog.table(name, component) ?? []);
  if (mode === "replace") return inFile;
  const others = catalog.components().flatMap((component) => catalog.tables(component));
  return [...new Set([...inFile, ...others.filter(({ name }) => !name.startsWith("_"))])];
}

/** Removes a table's documents, and the table itself when neither file nor schema names it. */
function clear({ catalog, store }: Database, table: Table, planned: TableName[]): string[] {
  const files =
    table.name === "_storage"
      ? Array.from(documentsOf(store, table), (json) => (JSON.parse(json) as { sha256: string }).sha256)
      : [];
  const isNamed =
    table.name.startsWith("_") ||
    definitionOf(catalog.schema(table.component), table.name) !== undefined ||
    planned.some(({ name, component }) => name === table.name && component === table.component);
  if (isNamed) catalog.clearTable(table);
  else catalog.removeTable(table);
  return files;
}

function requireEmpty({ catalog }: Database, table: Table): void {
  if (catalog.count(table) === 0) return;
  throw new ImportError(
    `Table "${table.name}" has documents already: import with --append to add to them, or --replace to replace them.`,
  );
}

/** Documents that are not of the import may refer to some by ids of a number that is gone. */
function checkReferences(
  database: Database,
  component: string,
  imported: Set<Table>,
  advance: () => void,
): void {
  const { catalog, store } = database;
  const { isId } = new Transaction(database, false, component);
  for (const table of catalog.tables(component)) {
    if (table.validator === null || imported.has(table)) continue;
    for (const json of documentsOf(store, table)) {
      advance();
      const { _id, _creationTime, ...fields } = JSON.parse(json) as Document;
      const problem = checkValue(table.validator, fields, isId);
      if (problem !== null)
        throw new ImportError(
          `Table "${table.name}" refers to documents whose ids are not in the file: import that table as well. ${problem}`,
        );
    }
  }
}

async function insertRows(
  database: Database,
  table: Table,
  path: string,
  advance: () => void,
): Promise<number> {
  const { isId } = new Transaction(database, false, table.component);
  let rows = 0;
  for await (const text of linesOf(createReadStream(path))) {
    advance();
    const space = text.indexOf(" ");
    try {
      insert(database, table, JSON.parse(text.slice(space + 1)) as JsonObject, isId);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      throw new ImportError(`In table "${table.name}", line ${text.slice(0, space)}: ${error.message}`);
    }
    rows++;
  }
  return rows;
}

/** An id of the file. @throws ImportError when it is none of this table's, or is taken */
function checkedId({ catalog, store }: Database, table: Table, id: Json): string {
  if (typeof id !== "string" || catalog.tableOfId(id) !== table)
    throw new ImportError(`${JSON.stringify(id)} is no id of this table`);
  if (store.readDocument(id) !== undefined)
    throw new ImportError(`there is a document with the id ${id} already`);
  return id;
}

function insert(
  database: Database,
  table: Table,
  { _id, _creationTime, ...fields }: JsonObject,
  isId: Transaction["isId"],
): void {
  const { clock, store, world } = database;
  const id =
    _id === undefined
      ? encodeId(table.number, world.fillRandom(new Uint8Array(16)))
      : checkedId(database, table, _id);
  const creationTime = _creationTime ?? clock.nextCreationTime();
  if (typeof creationTime !== "number") throw new ImportError("`_creationTime` is not a number");
  const reserved = Object.keys(fields).find((name) => name.startsWith("_"));
  if (reserved !== undefined) throw new ImportError(`fields may not start with "_", as "${reserved}" does`);
  const problem = table.validator === null ? null : checkValue(table.validator, fields, isId);
  if (problem !== null) throw new ImportError(`the document does not match the schema: ${problem}`);
  const document: Document = { ...fields, _id: id, _creationTime: creationTime };
  const size = sizeOf(document);
  if (size > MAX_DOCUMENT_BYTES) throw new ImportError("the document is larger than 1 MiB");
  const row = store.insertDocument(id, { json: JSON.stringify(document), size });
  for (const index of table.indexes.values())
    store.insertEntry(index.number, entryOf(index, document).key, row);
  enterVectors(store, table, document, row);
  enterTexts(store, table, row, null, document);
}
