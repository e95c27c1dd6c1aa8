/**
 * Which tables and indexes exist, under which numbers, and which schemas are in force.
 *
 * Shapes  Table numbers start at 10001 as on Convex and never change; an index is known by table and name.
 *         Each component has tables and a schema of its own; the app is the component "".
 * Errors  A table or index that does not exist is the developer's error, in Convex's words.
 * Rules   SPEC.md DB.
 */
import { assert } from "../lib/assert.ts";
import type { Store } from "../storage/store.ts";
import { tableNumberOf } from "../values/ids.ts";
import {
  BUILT_IN_INDEXES,
  definitionOf,
  NO_SCHEMA,
  SYSTEM_TABLE_NUMBERS,
  SYSTEM_TABLES,
  type IndexDefinition,
  type Schema,
  type SearchIndexDefinition,
  type VectorIndexDefinition,
} from "./schema.ts";
import type { Index, SearchIndex, Table, VectorIndex } from "./table.ts";

type Saved = {
  tables: {
    number: number;
    name: string;
    component?: string;
    indexes: Index[];
    texts?: SearchIndex[];
    vectors?: VectorIndex[];
  }[];
  nextTable: number;
  nextIndex: number;
};

const FIRST_TABLE_NUMBER = 10_001;
const ID_CACHE_SIZE = 50_000;

export class Catalog {
  readonly #store: Store;
  readonly #byName = new Map<string, Map<string, Table>>();
  readonly #byNumber = new Map<number, Table>();
  readonly #tableOfId = new Map<string, Table | null>();
  readonly #schemas = new Map<string, Schema>();
  #nextTable = FIRST_TABLE_NUMBER;
  #nextIndex = 1;

  constructor(store: Store) {
    this.#store = store;
    this.reload();
  }

  /** Takes the state of the store, forgetting what an undone transaction had added. */
  reload(): void {
    this.#byName.clear();
    this.#byNumber.clear();
    this.#tableOfId.clear();
    this.#schemas.clear();
    const saved = this.#store.readMeta<Saved>("catalog");
    this.#nextTable = saved?.nextTable ?? FIRST_TABLE_NUMBER;
    this.#nextIndex = saved?.nextIndex ?? 1;
    for (const { number, name, component = "", indexes, texts = [], vectors = [] } of saved?.tables ?? []) {
      const table = newTable(number, name, component);
      for (const index of indexes) table.indexes.set(index.name, index);
      for (const index of texts) table.texts.set(index.indexDescriptor, index);
      for (const index of vectors) table.vectors.set(index.indexDescriptor, index);
      this.#add(table);
    }
    for (const component of this.#byName.keys()) this.#applyValidators(component);
    this.openComponent("");
  }

  /** Makes sure that the component has its system tables. */
  openComponent(component: string): void {
    for (const { tableName } of SYSTEM_TABLES) this.ensureTable(tableName, component);
  }

  /** The components that have tables, mounted or not. */
  components(): string[] {
    return [...this.#byName.keys()];
  }

  tables(component = ""): Table[] {
    return [...(this.#byName.get(component)?.values() ?? [])];
  }

  table(name: string, component = ""): Table | undefined {
    return this.#byName.get(component)?.get(name);
  }

  schema(component = ""): Schema {
    let schema = this.#schemas.get(component);
    if (schema === undefined) {
      schema = this.#store.readMeta<Schema>(schemaName(component)) ?? NO_SCHEMA;
      this.#schemas.set(component, schema);
    }
    return schema;
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

  /** Creates the table with its built-in indexes when it is not there yet. */
  ensureTable(name: string, component = ""): Table {
    const found = this.table(name, component);
    if (found !== undefined) return found;
    const fixed = component === "" ? SYSTEM_TABLE_NUMBERS[name] : undefined;
    const number = fixed ?? this.#nextTable++;
    const table = newTable(number, name, component);
    const system = SYSTEM_TABLES.find((definition) => definition.tableName === name);
    for (const definition of [...BUILT_IN_INDEXES, ...(system?.indexes ?? [])])
      this.#addIndex(table, definition);
    this.#add(table);
    this.#save();
    return table;
  }

  /** Takes away a table and all it holds. */
  removeTable(table: Table): void {
    this.clearTable(table);
    for (const { number } of table.texts.values()) this.#store.texts.drop(number);
    this.#byName.get(table.component)?.delete(table.name);
    this.#byNumber.delete(table.number);
    this.#tableOfId.clear();
    this.#save();
  }

  /** Removes all documents of a table. */
  clearTable(table: Table): void {
    this.#store.deleteDocumentsIn(table.indexes.get("by_creation_time")!.number);
    for (const { number } of table.indexes.values()) this.#store.deleteIndex(number);
    for (const { number } of table.texts.values()) this.#store.texts.clear(number);
    for (const { number } of table.vectors.values()) this.#store.deleteVectors(number);
  }

  count(table: Table): number {
    return this.#store.countIndex(table.indexes.get("by_creation_time")!.number);
  }

  /**
   * Gives tables the numbers that their ids have where they come from; an empty table in the way gets a new one.
   * @throws Error when that would make the ids of documents that are here another table's
   */
  renumber(wanted: Map<Table, number>): void {
    const moving = [...wanted].filter(([table, number]) => table.number !== number);
    const displaced = moving
      .flatMap(([, number]) => this.#byNumber.get(number) ?? [])
      .filter((table) => !wanted.has(table));
    const leaving = [...moving.map(([table]) => table), ...displaced];
    const held = leaving.find((table) => this.count(table) > 0);
    if (held !== undefined) {
      throw new Error(
        `The ids in the file conflict with those in table "${held.name}", which holds documents: replace it as well, or import where it is empty.`,
      );
    }
    for (const table of leaving) this.#byNumber.delete(table.number);
    for (const [table, number] of moving) {
      if (this.#byNumber.has(number)) throw new Error(`Two tables in the file have ids of number ${number}.`);
      table.number = number;
      this.#byNumber.set(number, table);
      this.#nextTable = Math.max(this.#nextTable, number + 1);
    }
    for (const table of displaced) this.#byNumber.set((table.number = this.#nextTable++), table);
    this.#tableOfId.clear();
    this.#save();
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

  addSearchIndex(table: Table, definition: SearchIndexDefinition): void {
    const number = this.#nextIndex++;
    this.#store.texts.create(number);
    table.texts.set(definition.indexDescriptor, { number, ...definition });
    this.#save();
  }

  removeSearchIndex(table: Table, name: string): void {
    this.#store.texts.drop(table.texts.get(name)!.number);
    table.texts.delete(name);
    this.#save();
  }

  addVectorIndex(table: Table, definition: VectorIndexDefinition): void {
    table.vectors.set(definition.indexDescriptor, { number: this.#nextIndex++, ...definition });
    this.#save();
  }

  removeVectorIndex(table: Table, name: string): void {
    this.#store.deleteVectors(table.vectors.get(name)!.number);
    table.vectors.delete(name);
    this.#save();
  }

  setSchema(schema: Schema, component = ""): void {
    this.#schemas.set(component, schema);
    this.#store.writeMeta(schemaName(component), schema);
    this.#applyValidators(component);
  }

  #add(table: Table): void {
    let byName = this.#byName.get(table.component);
    if (byName === undefined) this.#byName.set(table.component, (byName = new Map()));
    byName.set(table.name, table);
    this.#byNumber.set(table.number, table);
  }

  #addIndex(table: Table, { indexDescriptor, fields }: IndexDefinition): Index {
    const index: Index = { number: this.#nextIndex++, name: indexDescriptor, fields };
    table.indexes.set(index.name, index);
    return index;
  }

  #applyValidators(component: string): void {
    const schema = this.schema(component);
    for (const table of this.tables(component)) {
      const definition = definitionOf(schema, table.name);
      table.validator = schema.schemaValidation ? (definition?.documentType ?? null) : null;
      table.staged = new Set(definition?.stagedDbIndexes?.map(({ indexDescriptor }) => indexDescriptor));
    }
  }

  #save(): void {
    const tables = [...this.#byNumber.values()].map(({ number, name, component, ...table }) => ({
      number,
      name,
      component,
      indexes: [...table.indexes.values()],
      texts: [...table.texts.values()],
      vectors: [...table.vectors.values()],
    }));
    this.#store.writeMeta("catalog", {
      tables,
      nextTable: this.#nextTable,
      nextIndex: this.#nextIndex,
    } satisfies Saved);
  }
}

function newTable(number: number, name: string, component: string): Table {
  return {
    number,
    name,
    component,
    indexes: new Map(),
    texts: new Map(),
    vectors: new Map(),
    validator: null,
    staged: new Set(),
  };
}

function schemaName(component: string): string {
  return component === "" ? "schema" : `schema:${component}`;
}
