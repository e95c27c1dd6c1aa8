/**
 * Which tables and indexes exist, under which numbers, and which schemas are in force.
 *
 * Shapes  Table numbers start at 10001 as on Convex and never change; an index is known by table and name.
 *         Each component has tables and a schema of its own; the app is the component "".
 * Errors  A table or index that does not exist is the developer's error, in Convex's words.
 * Rules   SPEC.md DB.
 */
import { assert } from "../lib/assert.ts";
import { documentKey } from "../storage/documentKey.ts";
import type { Leftover } from "../storage/leftovers.ts";
import type { Store } from "../storage/store.ts";
import { tableNumberOf } from "../values/ids.ts";
import { AFTER_ALL } from "../values/indexKey.ts";
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

type SavedTable = {
  number: number;
  name: string;
  component?: string;
  generation?: number | null;
  indexes: Index[];
  texts?: SearchIndex[];
  vectors?: VectorIndex[];
};
type Saved = {
  tables: SavedTable[];
  /** Tables that an import is bringing. */
  staged?: SavedTable[];
  /** What no table has any more and is not removed yet. */
  leftovers?: Leftover[];
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
  #staged: Table[] = [];
  #leftovers: Leftover[] = [];
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
    for (const table of saved?.tables ?? []) this.#add(tableOf(table));
    this.#staged = (saved?.staged ?? []).map(tableOf);
    this.#leftovers = saved?.leftovers ?? [];
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

  tableOfNumber(number: number): Table | undefined {
    return this.#byNumber.get(number);
  }

  /** What the store finds the document of an id by. */
  keyOf(id: string): string {
    return documentKey(id, this.tableOfId(id)?.generation ?? null);
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

  count(table: Table): number {
    return this.#store.countIndex(table.indexes.get("by_creation_time")!.number);
  }

  isEmpty(table: Table): boolean {
    return (
      this.#store.scan(table.indexes.get("by_creation_time")!.number, "", AFTER_ALL, "asc", 1).length === 0
    );
  }

  /** Tables that are being brought: nobody sees them before `showStaged`. */
  get staged(): readonly Table[] {
    return this.#staged;
  }

  /** What is to be removed, a little at a time. */
  get leftovers(): readonly Leftover[] {
    return this.#leftovers;
  }

  /** The indexes by which documents are found that no table has, or none has yet. */
  hiddenIndexes(): number[] {
    const staged = this.#staged.map((table) => leftoverOf(table));
    return [...this.#leftovers, ...staged].map(({ indexes }) => indexes[0]!);
  }

  /**
   * Makes an empty table that will take the place of the one of its name, if there is one, with the same indexes.
   * @param number which its ids have; null for that of the table it replaces, or a new one where that is taken
   */
  stage(name: string, component: string, number: number | null): Table {
    const before = this.table(name, component);
    const table = this.#emptyLike(before ?? newTable(0, name, component));
    const isTaken = this.#staged.some((other) => other.number === before?.number);
    table.number = number ?? (isTaken ? undefined : before?.number) ?? this.#nextTable;
    this.#nextTable = Math.max(this.#nextTable, table.number + 1);
    this.#staged.push(table);
    this.#applyValidators(component);
    this.#save();
    return table;
  }

  /** Gives up what was staged. */
  abandonStaged(): void {
    this.#leftovers.push(...this.#staged.map(leftoverOf));
    this.#staged = [];
    this.#save();
  }

  /**
   * Puts what was staged in its place. An empty table whose number a staged one has gets a new number.
   * @throws Error when that would make the ids of documents that are here another table's
   */
  showStaged(): void {
    const staged = this.#staged;
    this.#staged = [];
    for (const { name, component } of staged) {
      const before = this.table(name, component);
      if (before !== undefined) this.#leave(before);
    }
    for (const table of staged) {
      const displaced = this.#byNumber.get(table.number);
      if (displaced !== undefined) this.#displace(displaced);
      this.#add(table);
    }
    this.#tableOfId.clear();
    this.#save();
  }

  #displace(table: Table): void {
    if (!this.isEmpty(table)) throw new Error(conflictWith(table));
    this.#byNumber.set((table.number = this.#nextTable++), table);
  }

  /** Empties tables at once. @param stays whether a table is there afterwards */
  clearTables(tables: readonly Table[], stays: (table: Table) => boolean): void {
    for (const table of tables) {
      if (stays(table) && this.isEmpty(table)) continue;
      this.#leave(table);
      if (stays(table)) this.#add(this.#emptyLike(table));
    }
    this.#tableOfId.clear();
    this.#save();
  }

  /** Forgets the first leftover, of which nothing is there any more. */
  forgetLeftover(): void {
    this.#leftovers.shift();
    this.#save();
  }

  /** Takes a table out; what it holds is removed later. */
  #leave(table: Table): void {
    this.#byName.get(table.component)!.delete(table.name);
    this.#byNumber.delete(table.number);
    this.#leftovers.push(leftoverOf(table));
  }

  #emptyLike({ number, name, component, ...like }: Table): Table {
    const table = newTable(number, name, component);
    const indexes = [...like.indexes.values()].map((index) => ({ ...index, indexDescriptor: index.name }));
    for (const index of indexes.length > 0 ? indexes : BUILT_IN_INDEXES) this.#addIndex(table, index);
    for (const { number: _number, ...index } of like.texts.values()) this.#addSearchIndex(table, index);
    for (const index of like.vectors.values())
      table.vectors.set(index.indexDescriptor, { ...index, number: this.#nextIndex++ });
    table.generation = table.indexes.get("by_creation_time")!.number;
    table.validator = like.validator;
    table.staged = like.staged;
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

  addSearchIndex(table: Table, definition: SearchIndexDefinition): void {
    this.#addSearchIndex(table, definition);
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

  #addSearchIndex(table: Table, definition: SearchIndexDefinition): void {
    const number = this.#nextIndex++;
    this.#store.texts.create(number);
    table.texts.set(definition.indexDescriptor, { number, ...definition });
  }

  #applyValidators(component: string): void {
    const schema = this.schema(component);
    const staged = this.#staged.filter((table) => table.component === component);
    for (const table of [...this.tables(component), ...staged]) {
      const definition = definitionOf(schema, table.name);
      table.validator = schema.schemaValidation ? (definition?.documentType ?? null) : null;
      table.staged = new Set(definition?.stagedDbIndexes?.map(({ indexDescriptor }) => indexDescriptor));
    }
  }

  #save(): void {
    this.#store.writeMeta("catalog", {
      tables: [...this.#byNumber.values()].map(savedOf),
      staged: this.#staged.map(savedOf),
      leftovers: this.#leftovers,
      nextTable: this.#nextTable,
      nextIndex: this.#nextIndex,
    } satisfies Saved);
  }
}

function savedOf({ number, name, component, generation, indexes, texts, vectors }: Table): SavedTable {
  return {
    number,
    name,
    component,
    generation,
    indexes: [...indexes.values()],
    texts: [...texts.values()],
    vectors: [...vectors.values()],
  };
}

function tableOf({ number, name, component = "", generation = null, ...saved }: SavedTable): Table {
  const table = newTable(number, name, component);
  table.generation = generation;
  for (const index of saved.indexes) table.indexes.set(index.name, index);
  for (const index of saved.texts ?? []) table.texts.set(index.indexDescriptor, index);
  for (const index of saved.vectors ?? []) table.vectors.set(index.indexDescriptor, index);
  return table;
}

/** The index that has all documents comes first. */
function leftoverOf({ name, indexes, texts, vectors }: Table): Leftover {
  const numbers = (of: Iterable<{ number: number }>) => Array.from(of, ({ number }) => number);
  const all = indexes.get("by_creation_time")!.number;
  return {
    table: name,
    indexes: [all, ...numbers(indexes.values()).filter((number) => number !== all)],
    texts: numbers(texts.values()),
    vectors: numbers(vectors.values()),
  };
}

export function conflictWith({ name }: Table): string {
  return `The ids in the file conflict with those in table "${name}", which holds documents: replace it as well, or import where it is empty.`;
}

function newTable(number: number, name: string, component: string): Table {
  return {
    number,
    name,
    component,
    generation: null,
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
