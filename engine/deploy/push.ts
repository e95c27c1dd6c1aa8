/**
 * A push in its steps: evaluate what is pushed, check the data against it, take it into force at once.
 *
 * Shapes  `Pushed` is what the CLI sends as `appDefinition`; the answers are what it expects back.
 * Errors  The developer's mistakes come back as sentences; a push that is refused has changed nothing.
 * Rules   SPEC.md DP.
 */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Table } from "../database/table.ts";
import { entryOf, Transaction } from "../database/transaction.ts";
import type { Database } from "../database/database.ts";
import type { Document } from "../database/table.ts";
import {
  BUILT_IN_INDEXES,
  definitionOf,
  NO_SCHEMA,
  SYSTEM_TABLES,
  type IndexDefinition,
  type Schema,
  type SearchIndexDefinition,
  type TableDefinition,
  type VectorIndexDefinition,
} from "../database/schema.ts";
import { enterTexts } from "../database/texts.ts";
import { enterVectors } from "../database/vectors.ts";
import { AFTER_ALL, keyAfter } from "../values/indexKey.ts";
import { checkValue } from "../values/validator.ts";
import { Code, type PushedModule } from "../functions/code.ts";
import {
  APP,
  environmentsOf,
  mountedIn,
  routeOf,
  type Environment,
  type MountedComponent,
} from "../functions/components.ts";
import { Modules, type ModuleSource } from "../functions/modules.ts";
import type { CronSpec } from "../functions/scheduler.ts";
import { analyze, authOf, cronSpecsOf, schemaOf, type AnalyzedModule } from "./analysis.ts";
import type { AuthProvider } from "../lib/authProvider.ts";
import {
  checkBindings,
  checkEnvironment,
  EMPTY_APP,
  evaluateDefinitions,
  mountComponents,
  type Definition,
  type DefinitionSource,
} from "./definitions.ts";

type PushedComponent = DefinitionSource & { schema: ModuleSource | null; functions: ModuleSource[] };
export type Pushed = {
  app: Omit<DefinitionSource, "definitionPath"> & {
    schema: ModuleSource | null;
    changedModules: ModuleSource[];
    unchangedModuleHashes: { path: string; sha256: string }[];
  };
  components: PushedComponent[];
  /** A component alone is looked at, in an app made up for it: nothing is given to it. */
  isForCodegen: boolean;
};

/** What a push has found in the app (under "") or in a component's definition. */
export type AnalyzedDefinition = {
  definition: Definition;
  schema: Schema;
  functions: Record<string, AnalyzedModule>;
  crons: Record<string, CronSpec>;
};

/** A push that was evaluated and waits to be finished. */
export type PendingPush = {
  sources: PushedModule[];
  code: Code;
  definitions: Record<string, AnalyzedDefinition>;
  auth: AuthProvider[];
};

/** What a push is evaluated in. */
export type Surroundings = { environment: Environment; url: string };

const SCAN_BATCH = 256;

export function readSources({ store }: Database): (PushedModule & { sha256: string })[] {
  return store.modules().map(({ source_map, ...row }) => ({ ...row, sourceMap: source_map ?? undefined }));
}

/** The hash by which the CLI tells whether a module changed. */
function hashOf({ source, sourceMap }: ModuleSource): string {
  return createHash("sha256")
    .update(source)
    .update(sourceMap ?? "")
    .digest("hex");
}

/** All modules of the push, the app's unchanged ones taken from the store. */
function assemble(database: Database, { app, components }: Pushed): PushedModule[] {
  const stored = readSources(database).filter(({ definition }) => definition === "");
  const unchanged = app.unchangedModuleHashes.map(({ path, sha256 }) => {
    const found = stored.find((source) => source.path === path);
    if (found?.sha256 !== sha256)
      throw new Error(`Module ${path} has changed on the deployment: push again.`);
    return found;
  });
  const own = { definitionPath: "", schema: app.schema, functions: [...unchanged, ...app.changedModules] };
  return [own, ...components].flatMap(({ definitionPath: definition, schema, functions }) =>
    [...functions, ...(schema === null ? [] : [schema])].map((source) => ({ ...source, definition })),
  );
}

/** `nodeAnalysis` is what the Node worker found in the "use node" modules. */
export async function preparePush(
  database: Database,
  pushed: Pushed,
  nodeAnalysis: Record<string, AnalyzedModule>,
  { environment, url }: Surroundings,
): Promise<PendingPush> {
  const evaluated = await evaluateDefinitions([{ ...pushed.app, definitionPath: "" }, ...pushed.components]);
  const components = mountComponents(evaluated);
  if (!pushed.isForCodegen) {
    checkEnvironment(evaluated.get("")!.envVars, environment);
    for (const component of components.slice(1)) checkBindings(component, components, evaluated);
  }
  const sources = assemble(database, pushed);
  const code = await Code.load(components, sources, environmentsOf(components, environment, url));
  const definitions: Record<string, AnalyzedDefinition> = {};
  for (const [path, definition] of evaluated) {
    const mounted = components.find((component) => component.definition === path);
    const modules = mounted === undefined ? await loadUnused(path, sources) : code.modules(mounted.path)!;
    const found = blaming(path, () => analyzeAll(modules));
    definitions[path] = { definition, ...found };
  }
  Object.assign(definitions[""]!.functions, nodeAnalysis);
  for (const component of components) checkRoutes(component, components, definitions);
  return { sources, code, definitions, auth: authOf(code.app) };
}

function analyzeAll(modules: Modules): Omit<AnalyzedDefinition, "definition"> {
  return {
    schema: schemaOf(modules) ?? NO_SCHEMA,
    functions: analyze(modules),
    crons: cronSpecsOf(modules),
  };
}

/** Names the definition in what is wrong with it. */
function blaming<T>(definition: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (definition === "") throw error;
    throw new Error(`In the component of ${definition}: ${(error as Error).message}`, { cause: error });
  }
}

/** A push of the app's schema, those of components by their paths, and nothing else. */
export function schemaPush(app: Schema, ofComponents: Map<string, Schema> = new Map()): PendingPush {
  const code = Code.of(Modules.none, new Map([...ofComponents.keys()].map((path) => [path, Modules.none])));
  const definitions: PendingPush["definitions"] = {};
  for (const [path, schema] of [["", app] as const, ...ofComponents])
    definitions[path] = { definition: EMPTY_APP, schema, functions: {}, crons: {} };
  return { sources: [], code, definitions, auth: [] };
}

/** The modules of a definition that is imported but not used. */
async function loadUnused(definition: string, sources: PushedModule[]): Promise<Modules> {
  const code = await Code.load([{ ...APP, definition }], sources, {});
  return code.app;
}

/** @throws Error when a route of `http.ts` lies where a component is mounted */
function checkRoutes(
  { path, definition, httpPath }: MountedComponent,
  components: MountedComponent[],
  definitions: Record<string, AnalyzedDefinition>,
): void {
  if (httpPath === null) return;
  for (const { route } of definitions[definition]!.functions["http.js"]?.httpRoutes ?? []) {
    const owner = routeOf(components, `${httpPath.slice(0, -1)}${route.path}`)?.component;
    if (owner !== path)
      throw new Error(
        `The route ${route.method} ${route.path} lies below the routes of component "${owner}".`,
      );
  }
}

export type Violation = { componentPath: string; tableName: string; error: string };

/** Null when all data fits the schemas, else the first document that does not, in a sentence. */
export function findViolation(database: Database, { code, definitions }: PendingPush): Violation | null {
  for (const { path, definition } of code.components) {
    const violation = findViolationIn(database, path, definitions[definition]!.schema);
    if (violation !== null) return { componentPath: path, ...violation };
  }
  return null;
}

function findViolationIn(
  database: Database,
  component: string,
  schema: Schema,
): { tableName: string; error: string } | null {
  if (!schema.schemaValidation) return null;
  const { isId } = new Transaction(database, false, component);
  for (const { tableName, documentType } of schema.tables) {
    const table = database.catalog.table(tableName, component);
    if (table === undefined || documentType === null) continue;
    if (JSON.stringify(table.validator) === JSON.stringify(documentType)) continue;
    for (const document of documentsOf(database, table)) {
      const { _id, _creationTime, ...fields } = document;
      const problem = checkValue(documentType, fields, isId);
      if (problem === null) continue;
      return {
        tableName,
        error: `Document with ID "${_id}" in table "${tableName}" does not match the schema: ${problem}`,
      };
    }
  }
  return null;
}

/** Every document of a table, oldest first. */
export function* documentsOf({ store }: Database, table: Table): Generator<Document> {
  const index = table.indexes.get("by_creation_time")!.number;
  for (let from = ""; ;) {
    const batch = store.scan(index, from, AFTER_ALL, "asc", SCAN_BATCH);
    for (const { json } of batch) yield JSON.parse(json) as Document;
    if (batch.length < SCAN_BATCH) return;
    from = keyAfter(batch.at(-1)!.key);
  }
}

/** As the CLI is told of an index. */
type ChangedIndex =
  | { name: string; type: "database"; fields: string[] }
  | { name: string; type: "search"; searchField: string; filterFields: string[] }
  | { name: string; type: "vector"; vectorField: string; dimensions: number; filterFields: string[] };
/** What a push did to one component's tables. */
export type ComponentChanges = {
  type: "create" | "modify" | "remount" | "unmount";
  added: ChangedIndex[];
  removed: ChangedIndex[];
};

/** Takes the push into force inside the open transaction. @throws when the data does not fit any more */
export function applyPush(database: Database, push: PendingPush): Record<string, ComponentChanges> {
  const violation = findViolation(database, push);
  if (violation !== null) throw new Error(violation.error);
  const { store, catalog } = database;
  const { components } = push.code;
  const known = new Set(catalog.components());
  const before = new Set(mountedIn(store).map(({ path }) => path));
  const changes: Record<string, ComponentChanges> = {};
  for (const { path, definition } of components) {
    const type = before.has(path) ? "modify" : known.has(path) ? "remount" : "create";
    changes[path] = { type, added: [], removed: [] };
    catalog.openComponent(path);
    applySchema(database, path, push.definitions[definition]!.schema, changes[path]);
    before.delete(path);
  }
  // What is no longer mounted keeps its tables, for when it is mounted again.
  for (const path of before) changes[path] = { type: "unmount", added: [], removed: [] };
  const functions = Object.entries(push.definitions).map(([path, found]) => [path, found.functions]);
  writeSources(database, push.sources);
  store.writeMeta("auth", push.auth);
  store.writeMeta("analysis", Object.fromEntries(functions));
  store.writeMeta("components", components);
  store.writeMeta("declaredEnvironment", push.definitions[""]!.definition.envVars ?? []);
  return changes;
}

function applySchema(database: Database, component: string, schema: Schema, changes: ComponentChanges): void {
  const { catalog } = database;
  for (const { tableName } of schema.tables) catalog.ensureTable(tableName, component);
  for (const table of catalog.tables(component)) {
    const definition =
      definitionOf(schema, table.name) ?? SYSTEM_TABLES.find(({ tableName }) => tableName === table.name);
    changeIndexes(database, table, definition, changes);
    changeSearchIndexes(database, table, definition ?? {}, changes);
    changeVectorIndexes(database, table, definition ?? {}, changes);
  }
  catalog.setSchema(schema, component);
}

function changeIndexes(
  database: Database,
  table: Table,
  definition: TableDefinition | undefined,
  changes: ComponentChanges,
): void {
  const wanted = [
    ...BUILT_IN_INDEXES,
    ...(definition?.indexes ?? []),
    ...(definition?.stagedDbIndexes ?? []),
  ];
  for (const { name, fields } of table.indexes.values()) {
    const same = wanted.find(({ indexDescriptor }) => indexDescriptor === name);
    if (same !== undefined && same.fields.join() === fields.join()) continue;
    database.catalog.removeIndex(table, name);
    changes.removed.push({ name: `${table.name}.${name}`, type: "database", fields });
  }
  for (const index of wanted) {
    if (table.indexes.has(index.indexDescriptor)) continue;
    backfill(database, table, index);
    changes.added.push({
      name: `${table.name}.${index.indexDescriptor}`,
      type: "database",
      fields: index.fields,
    });
  }
}

function backfill(database: Database, table: Table, definition: IndexDefinition): void {
  const { catalog, store } = database;
  const index = catalog.addIndex(table, definition);
  for (const [row, document] of rowsOf(database, table))
    store.insertEntry(index.number, entryOf(index, document).key, row);
}

function changeSearchIndexes(
  database: Database,
  table: Table,
  { searchIndexes = [], stagedSearchIndexes = [] }: Partial<TableDefinition>,
  changes: ComponentChanges,
): void {
  const { catalog, store } = database;
  const wanted = [...searchIndexes, ...stagedSearchIndexes];
  const { added, removed } = differences(table.texts, wanted);
  for (const { indexDescriptor } of removed) catalog.removeSearchIndex(table, indexDescriptor);
  for (const index of added) catalog.addSearchIndex(table, index);
  if (added.length > 0)
    for (const [row, document] of rowsOf(database, table)) enterTexts(store, table, row, null, document);
  const change = ({ indexDescriptor, ...index }: SearchIndexDefinition): ChangedIndex => ({
    name: `${table.name}.${indexDescriptor}`,
    type: "search",
    ...index,
  });
  changes.added.push(...added.map(change));
  changes.removed.push(...removed.map(change));
}

function changeVectorIndexes(
  database: Database,
  table: Table,
  { vectorIndexes = [], stagedVectorIndexes = [] }: Partial<TableDefinition>,
  changes: ComponentChanges,
): void {
  const { catalog, store } = database;
  const wanted = [...vectorIndexes, ...stagedVectorIndexes];
  const { added, removed } = differences(table.vectors, wanted);
  for (const { indexDescriptor } of removed) catalog.removeVectorIndex(table, indexDescriptor);
  for (const index of added) catalog.addVectorIndex(table, index);
  if (added.length > 0)
    for (const [row, document] of rowsOf(database, table)) enterVectors(store, table, document, row);
  const change = ({ indexDescriptor, ...index }: VectorIndexDefinition): ChangedIndex => ({
    name: `${table.name}.${indexDescriptor}`,
    type: "vector",
    ...index,
  });
  changes.added.push(...added.map(change));
  changes.removed.push(...removed.map(change));
}

/** A definition that has changed is removed and added. */
function differences<Definition extends object>(
  held: Map<string, Definition & { number: number }>,
  wanted: Definition[],
): { added: Definition[]; removed: Definition[] } {
  const definitions = [...held.values()].map(
    ({ number: _number, ...definition }) => definition as never as Definition,
  );
  const lacks = (list: Definition[]) => (sought: Definition) =>
    !list.some((definition) => isDeepStrictEqual(definition, sought));
  return { added: wanted.filter(lacks(definitions)), removed: definitions.filter(lacks(wanted)) };
}

function* rowsOf(database: Database, table: Table): Generator<[row: number, document: Document]> {
  const { store, catalog } = database;
  for (const document of documentsOf(database, table))
    yield [store.readDocument(catalog.keyOf(document._id))!.row, document];
}

/** The crons of all components, by the component's path and the name, with a semicolon between. */
export function cronsOf({ code, definitions }: PendingPush): Record<string, CronSpec> {
  const crons = code.components.flatMap(({ path, definition }) =>
    Object.entries(definitions[definition]!.crons).map(([name, spec]) => [`${path};${name}`, spec]),
  );
  return Object.fromEntries(crons) as Record<string, CronSpec>;
}

function writeSources({ store }: Database, sources: PushedModule[]): void {
  const rows = sources.map((source) => {
    const { definition, path, environment, sourceMap = null } = source;
    const { source: text } = source;
    return { definition, path, environment, source: text, source_map: sourceMap, sha256: hashOf(source) };
  });
  store.replaceModules(rows);
}
