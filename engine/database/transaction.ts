/**
 * One function's view of the store: what it reads is recorded, what it writes can be undone.
 *
 * Shapes  Documents go in and out as JSON text with `_id` and `_creationTime` inside.
 * Errors  FunctionError in Convex's words for whatever the developer's code or data has caused.
 * Rules   SPEC.md TX. Functions run one after another, so a transaction always sees the newest commit
 *         plus its own writes; its writes go straight to the store inside a savepoint.
 */
import { FunctionError } from "../values/errors.ts";
import { encodeId } from "../values/ids.ts";
import { COMMIT_TS, fieldAt, isObject, withPosition, type Json, type JsonObject } from "../values/json.ts";
import { keyAfter, keyPart } from "../values/indexKey.ts";
import { sizeOf } from "../values/size.ts";
import { checkValue, type IdCheck } from "../values/validator.ts";
import { documentKey } from "../storage/documentKey.ts";
import type { SizedText, StoredDocument } from "../storage/documentCache.ts";
import type { Database } from "./database.ts";
import { checkOwnFields, checkShape, MAX_DOCUMENT_BYTES, Usage } from "./limits.ts";
import type { Document, Index, Table } from "./table.ts";
import { enterTexts, textWrites } from "./texts.ts";
import { enterVectors, leaveVectors } from "./vectors.ts";
import { BY_ID, META, MISSING_TABLE, ReadSet, type Write } from "./readSet.ts";

/** The key of a document in an index, and every prefix of it that consists of whole parts. */
export function entryOf(index: Index, document: Document): Write {
  const prefixes = [""];
  let key = "";
  for (const field of index.fields) {
    key += keyPart(fieldAt(document, field));
    prefixes.push(key);
  }
  key += keyPart(document._creationTime);
  prefixes.push(key);
  key += document._id;
  return { index: index.number, key, prefixes };
}

export class Transaction {
  readonly reads: ReadSet;
  readonly writes: Write[];
  readonly usage: Usage;
  readonly component: string;
  /** The texts, as the function sees them, of documents it wrote with `db.vars.commitTs` in them, by id. */
  readonly #unpositioned: Map<string, string>;
  readonly #database: Database;

  /** @param of the transaction this is a view of, as `component` sees it */
  constructor(database: Database, keepsReads = true, component = "", of?: Transaction) {
    this.#database = database;
    this.component = component;
    this.reads = of?.reads ?? new ReadSet(keepsReads);
    this.writes = of?.writes ?? [];
    this.usage = of?.usage ?? new Usage();
    this.#unpositioned = of === undefined ? new Map() : of.#unpositioned;
  }

  /** The same transaction as a component sees it: with that component's tables and no others. */
  in(component: string): Transaction {
    return component === this.component ? this : new Transaction(this.#database, true, component, this);
  }

  get database(): Database {
    return this.#database;
  }

  table(name: string): Table | undefined {
    return this.#database.catalog.table(name, this.component);
  }

  /** The table an id belongs to, or null when the text is no id of this component. */
  tableOfId(id: string): Table | null {
    const table = this.#database.catalog.tableOfId(id);
    return table?.component === this.component ? table : null;
  }

  readonly isId: IdCheck = (id, tableName) => this.tableOfId(id)?.name === tableName;

  /** Runs `step`, then `settle`; when either throws, all they wrote is taken back. */
  async nested<T>(step: () => Promise<T>, settle?: (result: T) => void): Promise<T> {
    const { store } = this.#database;
    const written = this.writes.length;
    const usage = this.usage.written();
    const unpositioned = [...this.#unpositioned];
    store.savepoint();
    try {
      const result = await step();
      settle?.(result);
      store.release();
      return result;
    } catch (error) {
      store.expectOpen();
      store.undo();
      this.usage.undo(usage);
      if (this.writes.slice(written).some((write) => write.index === MISSING_TABLE))
        this.#database.catalog.reload();
      this.writes.length = written;
      this.#unpositioned.clear();
      for (const [id, json] of unpositioned) this.#unpositioned.set(id, json);
      throw error;
    }
  }

  /** The document's JSON text, or null. @throws FunctionError when `id` is no id, or of another table. */
  get(id: string, tableName?: string): string | null {
    const table = this.tableOfId(id);
    if (table === null)
      throw new FunctionError(
        `Invalid argument \`id\` for \`db.get\`: Unable to decode ID: Invalid ID length ${id.length}`,
      );
    if (tableName !== undefined && table.name !== tableName) {
      throw new FunctionError(
        `Invalid argument \`id\` for \`db.get\`: expected to be an Id<"${tableName}">, got Id<"${table.name}"> instead.`,
      );
    }
    return this.read(id)?.json ?? null;
  }

  /** Reads by id and remembers that it did, whether or not the document is there. */
  read(id: string): StoredDocument | undefined {
    this.usage.countRange();
    this.reads.add({ index: BY_ID, prefix: id, from: id, to: keyAfter(id) });
    const { store, catalog } = this.#database;
    const found = store.readDocument(catalog.keyOf(id));
    if (found === undefined) return undefined;
    this.usage.countRead(found.size);
    const json = this.#unpositioned.get(id);
    return json === undefined ? found : { ...found, json };
  }

  /** A document's text as the function sees it: until it has ended, its own position is `db.vars.commitTs`. */
  seen(json: string): string {
    for (const [id, own] of this.#unpositioned)
      if (json.includes(id) && (JSON.parse(json) as Document)._id === id) return own;
    return json;
  }

  /** A value with the mutation's position in the place of `db.vars.commitTs`, which stands so in the store. */
  positioned<T extends Json>(value: T): T {
    const json = JSON.stringify(value);
    return json.includes(COMMIT_TS) ? (JSON.parse(this.positionedText(json)) as T) : value;
  }

  positionedText(json: string): string {
    return json.includes(COMMIT_TS) ? withPosition(json, this.#database.clock.next) : json;
  }

  readMissingTable(name: string): void {
    const key = this.#missingKey(name);
    this.reads.add({ index: MISSING_TABLE, prefix: key, from: key, to: keyAfter(key) });
  }

  /** What the engine remembers under a name: who reads it here is touched by who writes it here. */
  readMeta<T>(name: string): T | null {
    this.reads.add({ index: META, prefix: name, from: name, to: keyAfter(name) });
    return this.#database.store.readMeta<T>(name);
  }

  writeMeta(name: string, value: unknown): void {
    this.#database.store.writeMeta(name, value);
    this.writes.push({ index: META, key: name, prefixes: [name] });
  }

  insert(tableName: string, value: JsonObject): string {
    if ("_id" in value || "_creationTime" in value) {
      throw new FunctionError(
        `Failed to insert or update a document in table "${tableName}" because it contains a system field. Fields that start with \`_\` are set by Convex.`,
      );
    }
    const { clock, world } = this.#database;
    const table = this.table(tableName) ?? this.#create(tableName);
    const id = encodeId(table.number, world.fillRandom(new Uint8Array(16)));
    this.#check(table, value);
    const made: Document = { ...value, _id: id, _creationTime: clock.nextCreationTime() };
    const key = documentKey(id, table.generation);
    const { document, ...text } = this.#serialize(table, made);
    const row = this.#database.store.insertDocument(key, text);
    for (const index of table.indexes.values()) this.#enter(index, document, row);
    enterVectors(this.#database.store, table, document, row);
    enterTexts(this.#database.store, table, row, null, document);
    this.writes.push(...textWrites(table, document));
    this.#touch(id);
    return id;
  }

  replace(id: string, value: JsonObject, tableName?: string): void {
    const { table, stored, document } = this.#existing("replace", id, tableName);
    this.#update(table, stored, document, value);
  }

  patch(id: string, fields: JsonObject, tableName?: string): void {
    const { table, stored, document } = this.#existing("patch", id, tableName);
    const merged: JsonObject = { ...document };
    for (const [name, value] of Object.entries(fields)) {
      if (isObject(value) && "$undefined" in value) delete merged[name];
      else merged[name] = value;
    }
    this.#update(table, stored, document, merged);
  }

  /** Deletes, and answers the document's JSON text. */
  remove(id: string, tableName?: string): string {
    const { table, stored, document } = this.#existing("delete", id, tableName);
    const before = this.#stored(document);
    for (const index of table.indexes.values()) this.#leave(index, before);
    leaveVectors(this.#database.store, table, stored.row);
    enterTexts(this.#database.store, table, stored.row, before, null);
    this.writes.push(...textWrites(table, before));
    this.#unpositioned.delete(id);
    this.#database.store.deleteDocument(documentKey(id, table.generation), stored.row);
    this.#touch(id);
    this.usage.countWrite(0);
    return stored.json;
  }

  #create(tableName: string): Table {
    const table = this.#database.catalog.ensureTable(tableName, this.component);
    const key = this.#missingKey(tableName);
    this.writes.push({ index: MISSING_TABLE, key, prefixes: [key] });
    return table;
  }

  #missingKey(tableName: string): string {
    return `${this.component};${tableName}`;
  }

  #existing(operation: string, id: string, tableName: string | undefined) {
    const table = this.tableOfId(id);
    if (table === null || (tableName !== undefined && table.name !== tableName)) {
      const what =
        table === null
          ? "it is not an ID"
          : `expected to be an Id<"${tableName}">, got Id<"${table.name}"> instead`;
      throw new FunctionError(`Invalid argument \`id\` for \`db.${operation}\`: ${what}.`);
    }
    const stored = this.read(id);
    if (stored === undefined) {
      const verb =
        operation === "delete" ? "Delete on nonexistent document ID" : "Update on nonexistent document ID";
      throw new FunctionError(`${verb} ${id}`);
    }
    return { table, stored, document: JSON.parse(stored.json) as Document };
  }

  #update(table: Table, stored: StoredDocument, before: Document, value: JsonObject): void {
    const { _id, _creationTime, ...fields } = value;
    const movesSystemField =
      (_id !== undefined && _id !== before._id) ||
      (_creationTime !== undefined && _creationTime !== before._creationTime);
    if (movesSystemField) {
      throw new FunctionError(
        `Failed to update document ${before._id}: the system fields \`_id\` and \`_creationTime\` cannot change.`,
      );
    }
    this.#check(table, fields);
    const old = this.#stored(before);
    const after = { ...fields, _id: before._id, _creationTime: before._creationTime };
    const { document, ...text } = this.#serialize(table, after);
    const { store } = this.#database;
    const { row } = stored;
    store.updateDocument(documentKey(before._id, table.generation), { row, ...text });
    for (const index of table.indexes.values()) this.#move(index, old, document, row);
    enterVectors(store, table, document, row);
    enterTexts(store, table, row, old, document);
    this.writes.push(...textWrites(table, old, document));
    this.#touch(before._id);
  }

  /** A document that was read here, as it stands in the store. */
  #stored(document: Document): Document {
    return this.#unpositioned.has(document._id) ? this.positioned(document) : document;
  }

  #check(table: Table, value: JsonObject): void {
    checkShape(value);
    checkOwnFields(table.name, value);
    if (table.validator === null) return;
    const problem = checkValue(table.validator, value, this.isId);
    if (problem === null) return;
    throw new FunctionError(
      `Failed to insert or update a document in table "${table.name}" because it does not match the schema: ${problem}`,
    );
  }

  /** Text and document as they are stored. */
  #serialize(table: Table, document: Document): SizedText & { document: Document } {
    const size = sizeOf(document);
    if (size > MAX_DOCUMENT_BYTES) {
      throw new FunctionError(
        `Value is too large (${(size / MAX_DOCUMENT_BYTES).toFixed(2)} MiB > maximum size 1 MiB) for a document in table "${table.name}".`,
      );
    }
    this.usage.countWrite(size);
    const json = JSON.stringify(document);
    if (!json.includes(COMMIT_TS)) {
      this.#unpositioned.delete(document._id);
      return { json, size, document };
    }
    this.#unpositioned.set(document._id, json);
    // A position has the size of what stands for it.
    const positioned = this.positionedText(json);
    return { json: positioned, size, document: JSON.parse(positioned) as Document };
  }

  #touch(id: string): void {
    this.writes.push({ index: BY_ID, key: id, prefixes: ["", id] });
  }

  #enter(index: Index, document: Document, row: number): void {
    const entry = entryOf(index, document);
    this.#database.store.insertEntry(index.number, entry.key, row);
    this.writes.push(entry);
  }

  #leave(index: Index, document: Document): void {
    const entry = entryOf(index, document);
    this.#database.store.deleteEntry(index.number, entry.key);
    this.writes.push(entry);
  }

  /** A change that keeps the key still counts as a write of it: whichever query read the range read the document. */
  #move(index: Index, before: Document, after: Document, row: number): void {
    const old = entryOf(index, before);
    this.writes.push(old);
    if (index.fields.every((field) => fieldAt(before, field) === fieldAt(after, field))) return;
    const entry = entryOf(index, after);
    if (old.key === entry.key) return;
    this.#database.store.deleteEntry(index.number, old.key);
    this.#database.store.insertEntry(index.number, entry.key, row);
    this.writes.push(entry);
  }
}
