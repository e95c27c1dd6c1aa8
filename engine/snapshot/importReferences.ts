/**
 * What refers to tables that get another number with an import: ids hold the number, so documents that stay may
 * refer by ids that are gone.
 *
 * Errors  ImportError names the table that refers, and what it refers by.
 * Rules   SPEC.md SN6. Documents are looked at in steps, those that are written meanwhile once more.
 */
import type { Catalog } from "../database/catalog.ts";
import type { Database } from "../database/database.ts";
import { BY_ID, type Write } from "../database/readSet.ts";
import type { Document, Table } from "../database/table.ts";
import { tableNumberOf } from "../values/ids.ts";
import { AFTER_ALL, keyAfter } from "../values/indexKey.ts";
import { checkValue, type IdCheck, type ValidatorJson } from "../values/validator.ts";
import { ImportError } from "./rows.ts";

const AT_ONCE = 64;

/** Whether a text will be an id of one of a component's tables once what is staged is in its place. */
export function idsAfterwards(catalog: Catalog, component: string): IdCheck {
  const staged = new Map(catalog.staged.map((table) => [table.number, table]));
  const replaced = new Set(catalog.staged.map((table) => catalog.table(table.name, table.component)));
  return (id, tableName) => {
    const known = staged.get(tableNumberOf(id) ?? 0) ?? catalog.tableOfId(id);
    return known?.component === component && known.name === tableName && !replaced.has(known);
  };
}

export class ImportReferences {
  readonly #database: Database;
  /** Names of tables that stay and refer to one that gets another number, by component. */
  readonly #open: { component: string; name: string }[];
  readonly #written = new Set<string>();
  readonly #isId = new Map<string, IdCheck>();
  #from = "";

  constructor(database: Database) {
    const { catalog } = database;
    this.#database = database;
    const moved = movedBy(catalog);
    this.#open = catalog
      .components()
      .flatMap((component) => catalog.tables(component))
      .filter((table) => !isReplaced(catalog, table) && moved.some((to) => refersTo(table, to)))
      .map(({ name, component }) => ({ component, name }));
  }

  /** Is to be told of every commit while this goes on. */
  committed(writes: Write[]): void {
    for (const { index, key } of writes) if (index === BY_ID) this.#written.add(key);
  }

  /** Answers whether all that there is was looked at. @throws ImportError */
  step(mayGoOn: () => boolean): boolean {
    this.#isId.clear();
    for (let table = this.#open[0]; table !== undefined; table = this.#open[0]) {
      if (!this.#scan(this.#database.catalog.table(table.name, table.component)!)) this.#open.shift();
      if (!mayGoOn()) return false;
    }
    for (const id of this.#written) {
      this.#written.delete(id);
      this.#checkWritten(id);
      if (!mayGoOn() && this.#written.size > 0) return false;
    }
    return true;
  }

  /** Looks at the next few documents; false when these were the last. */
  #scan(table: Table): boolean {
    const { number } = table.indexes.get("by_creation_time")!;
    const found = this.#database.store.scan(number, this.#from, AFTER_ALL, "asc", AT_ONCE);
    for (const { json } of found) this.#check(table, json);
    this.#from = found.length < AT_ONCE ? "" : keyAfter(found.at(-1)!.key);
    return found.length === AT_ONCE;
  }

  #checkWritten(id: string): void {
    const { catalog, store } = this.#database;
    const table = catalog.tableOfId(id);
    const found = table === null ? undefined : store.readDocument(catalog.keyOf(id));
    if (found !== undefined && !isReplaced(catalog, table!)) this.#check(table!, found.json);
  }

  #check(table: Table, json: string): void {
    if (table.validator === null) return;
    const { _id, _creationTime, ...fields } = JSON.parse(json) as Document;
    let isId = this.#isId.get(table.component);
    if (isId === undefined) {
      isId = idsAfterwards(this.#database.catalog, table.component);
      this.#isId.set(table.component, isId);
    }
    const problem = checkValue(table.validator, fields, isId);
    if (problem !== null)
      throw new ImportError(
        `Table "${table.name}" refers to documents whose ids are not in the file: import that table as well. ${problem}`,
      );
  }
}

function isReplaced({ staged }: Catalog, { name, component }: Table): boolean {
  return staged.some((table) => table.name === name && table.component === component);
}

/** The tables that will not have the number they have now. */
function movedBy(catalog: Catalog): Table[] {
  return catalog.staged.flatMap(({ name, component, number }) => {
    const before = catalog.table(name, component);
    const holder = catalog.tableOfNumber(number);
    return [before, holder].filter(
      (table) => table !== undefined && !(table === before && holder === before),
    );
  }) as Table[];
}

function refersTo({ validator, component }: Table, to: Table): boolean {
  return component === to.component && validator !== null && namesTable(validator, to.name);
}

/** Whether a value may hold an id of the table. */
function namesTable(validator: ValidatorJson, tableName: string): boolean {
  switch (validator.type) {
    case "id":
      return validator.tableName === tableName;
    case "array":
      return namesTable(validator.value, tableName);
    case "object":
      return Object.values(validator.value).some(({ fieldType }) => namesTable(fieldType, tableName));
    case "record":
      return namesTable(validator.keys, tableName) || namesTable(validator.values.fieldType, tableName);
    case "union":
      return validator.value.some((member) => namesTable(member, tableName));
    default:
      return false;
  }
}
