/**
 * Which tables and indexes exist, under which numbers, and which schema is in force.
 *
 * Shapes  Table numbers start at 10001 as on Convex and never change; an index is known by table and name.
 * Errors  A table or index that does not exist is the developer's error, in Convex's words.
 * Rules   SPEC.md DB.
 */
import { assert } from "../lib/assert.ts";
import type { Store } from "../storage/store.ts";
import { tableNumberOf } from "../values/ids.ts";
import type { IdCheck, ValidatorJson } from "../values/validator.ts";
import {
  BUILT_IN_INDEXES,
  definitionOf,
  NO_SCHEMA,
  SYSTEM_TABLES,
  type IndexDefinition,
  type Schema,
} from "./schema.ts";

export type Index = { number: number; name: string; fields: string[] };
export type Table = {
  number: number;
  name: string;
  indexes: Map<string, Index>;
  validator: ValidatorJson | null;
};

type Saved = {
  tables: { number: number; name: string; indexes: Index[] }[];
  nextTable: number;
  nextIndex: number;
};

const FIRST_TABLE_NUMBER = 10_001;
const ID_CACHE_SIZE = 50_000;

export class Catalog {
  readonly #store: Store;
  readonly #byName = new Map<string, Table>();
  readonly #byNumber = new Map<number, Table>();
  readonly #tableOfId = new Map<string, Table | null>();
  #nextTable = FIRST_TABLE_NUMBER;
  #nextIndex = 1;
  schema: Schema = NO_SCHEMA;

  constructor(store: Store) {
    this.#store = store;
    this.reload();
  }

  /** Takes the state of the store, forgetting what an undone transaction had added. */
  reload(): void {
    this.#byName.clear();
    this.#byNumber.clear();
    this.#tableOfId.clear();
    const saved = this.#store.readMeta<Saved>("catalog");
    this.#nextTable = saved?.nextTable ?? FIRST_TABLE_NUMBER;
    this.#nextIndex = saved?.nextIndex ?? 1;
    for (const { number, name, indexes } of saved?.tables ?? []) {
      this.#add({
        number,
        name,
        indexes: new Map(indexes.map((index) => [index.name, index])),
        validator: null,
      });
    }
    this.schema = this.#store.readMeta<Schema>("schema") ?? NO_SCHEMA;
    this.#applyValidators();
    for (const { tableName } of SYSTEM_TABLES) this.ensureTable(tableName);
  }

  tables(): Table[] {
    return [...this.#byName.values()];
  }

  table(name: string): Table | undefined {
    return this.#byName.get(name);
  }

  /** The table an id belongs to, or null when the text is no id of this deployment. */
  tableOfId(id: string): Table | null {
    const known = this.#tableOfId.get(id);
    if (known !== undefined) return known;
    const number = tableNumberOf(id);
    const table = number === null ? null : (this.#byNumber.get(number) ?? null);
    if (this.#tableOfId.size > ID_CACHE_SIZE) this.#tableOfId.clear();
    if (table !== null) this.#tableOfId.set(id, table);
    return table;
  }

  readonly isId: IdCheck = (id, tableName) => this.tableOfId(id)?.name === tableName;

  /** Creates the table with its built-in indexes when it is not there yet. */
  ensureTable(name: string): Table {
    const found = this.#byName.get(name);
    if (found !== undefined) return found;
    const table: Table = { number: this.#nextTable++, name, indexes: new Map(), validator: null };
    const system = SYSTEM_TABLES.find((definition) => definition.tableName === name);
    for (const definition of [...BUILT_IN_INDEXES, ...(system?.indexes ?? [])])
      this.#addIndex(table, definition);
    this.#add(table);
    this.#save();
    return table;
  }

  addIndex(table: Table, definition: IndexDefinition): Index {
    const index = this.#addIndex(table, definition);
    this.#save();
    return index;
  }

  removeIndex(table: Table, name: string): void {
    const index = table.indexes.get(name);
    assert(index !== undefined, `no index ${name}`);
    table.indexes.delete(name);
    this.#store.deleteIndex(index.number);
    this.#save();
  }

  setSchema(schema: Schema): void {
    this.schema = schema;
    this.#store.writeMeta("schema", schema);
    this.#applyValidators();
  }

  #add(table: Table): void {
    this.#byName.set(table.name, table);
    this.#byNumber.set(table.number, table);
  }

  #addIndex(table: Table, { indexDescriptor, fields }: IndexDefinition): Index {
    const index: Index = { number: this.#nextIndex++, name: indexDescriptor, fields };
    table.indexes.set(index.name, index);
    return index;
  }

  #applyValidators(): void {
    for (const table of this.#byName.values()) {
      const definition = definitionOf(this.schema, table.name);
      table.validator = this.schema.schemaValidation ? (definition?.documentType ?? null) : null;
    }
  }

  #save(): void {
    const tables = this.tables().map(({ number, name, indexes }) => ({
      number,
      name,
      indexes: [...indexes.values()],
    }));
    this.#store.writeMeta("catalog", {
      tables,
      nextTable: this.#nextTable,
      nextIndex: this.#nextIndex,
    } satisfies Saved);
  }
}
