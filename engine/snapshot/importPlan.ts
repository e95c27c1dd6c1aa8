/**
 * An import, from the tables that it stages to the moment at which everybody sees them.
 *
 *   begin ── rows, in steps ── references, in steps ── finish: what is staged takes its place
 *      ╰───────────── abandon: what is staged is left over ─────────────╯
 *
 * Shapes  Rows go into staged tables, whose numbers are known from the beginning and which nobody sees. What they
 *         replace, or a failed import has brought, is left over and removed in steps.
 * Errors  ImportError names table and line, in words for whoever imports.
 * Rules   SPEC.md SN. Ids keep their meaning: a table takes the number that its ids in the file have.
 */
import { conflictWith, type Catalog } from "../database/catalog.ts";
import type { Database } from "../database/database.ts";
import { definitionOf } from "../database/schema.ts";
import type { Table } from "../database/table.ts";
import { Transaction } from "../database/transaction.ts";
import { idsAfterwards } from "./importReferences.ts";
import { insertRows, type RowsStep } from "./importRows.ts";
import type { TableName } from "./layout.ts";
import { ImportError } from "./rows.ts";
import type { ImportMode, ImportPlan, PlannedTable } from "./unpack.ts";

/** What is appended to documents that are here goes in at once, so that it is no more than a moment's work. */
const MAX_APPENDED = 10_000;

/** Stages the tables of the plan. Answers the places in it of those whose rows come in steps; the others' come at the end. */
export function beginImport({ catalog }: Database, { mode, tables }: ImportPlan): number[] {
  if (catalog.staged.length > 0) throw new ImportError("Another import is in progress.");
  const components = catalog.components();
  for (const { component } of tables)
    if (!components.includes(component))
      throw new ImportError(`There is no component "${component}" here: deploy an app that has it first.`);
  const isStaged = (plan: PlannedTable) => mode !== "append" || isFree(catalog, plan);
  if (mode === "requireEmpty") requireEmpty(catalog, tables);
  checkNumbers(catalog, tables, tables.filter(isStaged), mode);
  const appended = tables.filter((plan) => !isStaged(plan)).reduce((sum, { rows }) => sum + rows, 0);
  if (appended > MAX_APPENDED)
    throw new ImportError(
      `At most ${MAX_APPENDED} documents are appended to tables that have some, not ${appended}: import them in several files.`,
    );
  const places = [...tables.keys()].filter((place) => isStaged(tables[place]!));
  // Those that want a number come first, so that no other is given it.
  for (const place of places.toSorted(
    (a, b) => Number(tables[a]!.number === null) - Number(tables[b]!.number === null),
  ))
    catalog.stage(tables[place]!.name, tables[place]!.component, tables[place]!.number);
  return places;
}

/** Whether there is no such table, or nothing in it. */
function isFree(catalog: Catalog, { name, component }: TableName): boolean {
  const table = catalog.table(name, component);
  return table === undefined || catalog.isEmpty(table);
}

function requireEmpty(catalog: Catalog, tables: readonly TableName[]): void {
  const held = tables.find((table) => !isFree(catalog, table));
  if (held === undefined) return;
  throw new ImportError(
    `Table "${held.name}" has documents already: import with --append to add to them, or --replace to replace them.`,
  );
}

/** @throws ImportError when the numbers of the file's ids are another table's that keeps its documents */
function checkNumbers(
  catalog: Catalog,
  planned: readonly PlannedTable[],
  staged: readonly PlannedTable[],
  mode: ImportMode,
): void {
  const taken = new Set<number>();
  for (const { number } of planned) {
    if (number === null) continue;
    if (taken.has(number)) throw new ImportError(`Two tables in the file have ids of number ${number}.`);
    taken.add(number);
  }
  const goes = (table: Table) =>
    staged.some(({ name, component }) => name === table.name && component === table.component) ||
    (mode === "replaceAll" && !table.name.startsWith("_"));
  for (const plan of planned) {
    const own = catalog.table(plan.name, plan.component);
    const holder = plan.number === null ? undefined : catalog.tableOfNumber(plan.number);
    if (own !== undefined && !staged.includes(plan) && plan.number !== null && holder !== own)
      throw new ImportError(conflictWith(own));
    if (holder !== undefined && holder !== own && !goes(holder) && !catalog.isEmpty(holder))
      throw new ImportError(conflictWith(holder));
  }
}

/** Inserts the next rows of a staged table. */
export function stageRows(
  database: Database,
  { name, component, path }: TableName & { path: string },
  offset: number,
  mayGoOn: () => boolean,
): RowsStep {
  const { catalog } = database;
  const table = catalog.staged.find((staged) => staged.name === name && staged.component === component);
  if (table === undefined) throw new Error("The import was given up.");
  return insertRows(database, table, idsAfterwards(catalog, component), { path, offset }, mayGoOn);
}

/**
 * Lets everybody see what was staged, and appends what is to be appended. Answers how many documents that were.
 * @param places of the staged tables in the plan
 */
export function finishImport(database: Database, { mode, tables }: ImportPlan, places: number[]): number {
  const { catalog } = database;
  const staged = places.map((place) => tables[place]!);
  // Somebody may have written to them meanwhile.
  if (mode === "requireEmpty" || mode === "append") requireEmpty(catalog, staged);
  if (mode === "replaceAll") clearOthers(catalog, tables);
  catalog.showStaged();
  let appended = 0;
  for (const { name, component, path } of tables.filter((plan) => !staged.includes(plan))) {
    const { isId } = new Transaction(database, false, component);
    const table = catalog.ensureTable(name, component);
    appended += insertRows(database, table, isId, { path, offset: 0 }, () => true).rows;
  }
  return appended;
}

/** Empties the app's tables that are not in the file; those that the schema does not name go. */
function clearOthers(catalog: Catalog, planned: TableName[]): void {
  const isPlanned = (table: Table) =>
    planned.some(({ name, component }) => name === table.name && component === table.component);
  const others = catalog
    .components()
    .flatMap((component) => catalog.tables(component))
    .filter((table) => !table.name.startsWith("_") && !isPlanned(table));
  catalog.clearTables(
    others,
    ({ name, component }) => definitionOf(catalog.schema(component), name) !== undefined,
  );
}

/** Tables that lose what they hold: those of the file, and with `replaceAll` the app's others too. */
export function tablesToClear({ catalog }: Database, planned: TableName[], mode: ImportMode): Table[] {
  if (mode === "requireEmpty" || mode === "append") return [];
  const inFile = planned.flatMap(({ name, component }) => catalog.table(name, component) ?? []);
  if (mode === "replace") return inFile;
  const others = catalog.components().flatMap((component) => catalog.tables(component));
  return [...new Set([...inFile, ...others.filter(({ name }) => !name.startsWith("_"))])];
}
