/**
 * A push in its steps: evaluate what is pushed, check the data against it, take it into force at once.
 *
 * Shapes  `Pushed` is what the CLI sends as `appDefinition`; the answers are what it expects back.
 * Errors  The developer's mistakes come back as sentences; a push that is refused has changed nothing.
 * Rules   SPEC.md DP.
 */
import { createHash } from "node:crypto";
import { entryOf, type Database, type Document } from "../database/transaction.ts";
import {
  BUILT_IN_INDEXES,
  NO_SCHEMA,
  SYSTEM_TABLES,
  type IndexDefinition,
  type Schema,
  type TableDefinition,
} from "../database/schema.ts";
import { AFTER_ALL } from "../values/indexKey.ts";
import { checkValue } from "../values/validator.ts";
import { Modules, type ModuleSource } from "../functions/modules.ts";
import type { CronSpec } from "../functions/scheduler.ts";
import {
  analyze,
  authOf,
  cronSpecsOf,
  schemaOf,
  type AnalyzedModule,
  type AuthProvider,
} from "./analysis.ts";

export type Pushed = {
  schema: ModuleSource | null;
  changedModules: ModuleSource[];
  unchangedModuleHashes: { path: string; sha256: string }[];
};

/** A push that was evaluated and waits to be finished. */
export type PendingPush = {
  sources: ModuleSource[];
  modules: Modules;
  schema: Schema;
  auth: AuthProvider[];
  crons: Record<string, CronSpec>;
  analysis: Record<string, AnalyzedModule>;
};

type Row = {
  path: string;
  environment: "isolate" | "node";
  source: string;
  source_map: string | null;
  sha256: string;
};

const SCAN_BATCH = 256;

export function readSources({ store }: Database): (ModuleSource & { sha256: string })[] {
  const rows = store.db.prepare("SELECT * FROM modules").all() as Row[];
  return rows.map(({ source_map, ...row }) => ({ ...row, sourceMap: source_map ?? undefined }));
}

/** The hash by which the CLI tells whether a module changed. */
function hashOf({ source, sourceMap }: ModuleSource): string {
  return createHash("sha256")
    .update(source)
    .update(sourceMap ?? "")
    .digest("hex");
}

/** All modules of the push, the unchanged ones taken from the store. */
function assemble(database: Database, pushed: Pushed): ModuleSource[] {
  const stored = new Map(readSources(database).map((source) => [source.path, source]));
  const unchanged = pushed.unchangedModuleHashes.map(({ path, sha256 }) => {
    const found = stored.get(path);
    if (found?.sha256 !== sha256)
      throw new Error(`Module ${path} has changed on the deployment: push again.`);
    return found;
  });
  const schema = pushed.schema === null ? [] : [pushed.schema];
  return [...unchanged, ...pushed.changedModules, ...schema];
}

/** `nodeAnalysis` is what the Node worker found in the "use node" modules. */
export async function preparePush(
  database: Database,
  pushed: Pushed,
  nodeAnalysis: Record<string, AnalyzedModule>,
): Promise<PendingPush> {
  const sources = assemble(database, pushed);
  const modules = await Modules.load(sources.filter(({ environment }) => environment === "isolate"));
  return {
    sources,
    modules,
    schema: schemaOf(modules) ?? NO_SCHEMA,
    auth: authOf(modules),
    crons: cronSpecsOf(modules),
    analysis: { ...analyze(modules), ...nodeAnalysis },
  };
}

/** Null when all data fits the schema, else the first document that does not, in a sentence. */
export function findViolation(
  database: Database,
  schema: Schema,
): { tableName: string; error: string } | null {
  if (!schema.schemaValidation) return null;
  for (const { tableName, documentType } of schema.tables) {
    const table = database.catalog.table(tableName);
    if (table === undefined || documentType === null) continue;
    if (JSON.stringify(table.validator) === JSON.stringify(documentType)) continue;
    for (const document of documentsOf(database, tableName)) {
      const { _id, _creationTime, ...fields } = document;
      const problem = checkValue(documentType, fields, (id, name) => database.catalog.isId(id, name));
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
export function* documentsOf({ store, catalog }: Database, tableName: string): Generator<Document> {
  const index = catalog.table(tableName)!.indexes.get("by_creation_time")!.number;
  for (let from = ""; ;) {
    const batch = store.scan(index, from, AFTER_ALL, "asc", SCAN_BATCH);
    for (const { json } of batch) yield JSON.parse(json) as Document;
    if (batch.length < SCAN_BATCH) return;
    from = `${batch.at(-1)!.key}\x01`;
  }
}

export type IndexChanges = { added: string[]; removed: string[] };

/** Takes the push into force inside the open transaction. @throws when the data does not fit any more */
export function applyPush(database: Database, push: PendingPush): IndexChanges {
  const violation = findViolation(database, push.schema);
  if (violation !== null) throw new Error(violation.error);
  const changes: IndexChanges = { added: [], removed: [] };
  for (const definition of push.schema.tables) changeIndexes(database, definition, changes);
  for (const table of database.catalog.tables()) {
    if (push.schema.tables.some(({ tableName }) => tableName === table.name)) continue;
    const system = SYSTEM_TABLES.find(({ tableName }) => tableName === table.name);
    changeIndexes(database, system ?? { tableName: table.name, indexes: [], documentType: null }, changes);
  }
  database.catalog.setSchema(push.schema);
  writeSources(database, push.sources);
  database.store.writeMeta("auth", push.auth);
  database.store.writeMeta("analysis", push.analysis);
  return changes;
}

function changeIndexes(database: Database, definition: TableDefinition, changes: IndexChanges): void {
  const table = database.catalog.ensureTable(definition.tableName);
  const wanted = [...BUILT_IN_INDEXES, ...definition.indexes, ...(definition.stagedDbIndexes ?? [])];
  for (const index of table.indexes.values()) {
    const same = wanted.find(({ indexDescriptor }) => indexDescriptor === index.name);
    if (same !== undefined && same.fields.join() === index.fields.join()) continue;
    database.catalog.removeIndex(table, index.name);
    changes.removed.push(`${table.name}.${index.name}`);
  }
  for (const index of wanted) {
    if (table.indexes.has(index.indexDescriptor)) continue;
    backfill(database, definition.tableName, index);
    changes.added.push(`${table.name}.${index.indexDescriptor}`);
  }
}

function backfill(database: Database, tableName: string, definition: IndexDefinition): void {
  const { catalog, store } = database;
  const index = catalog.addIndex(catalog.table(tableName)!, definition);
  for (const document of documentsOf(database, tableName)) {
    store.insertEntry(index.number, entryOf(index, document).key, store.readDocument(document._id)!.row);
  }
}

function writeSources({ store }: Database, sources: ModuleSource[]): void {
  store.db.exec("DELETE FROM modules");
  const insert = store.db.prepare(
    "INSERT INTO modules (path, environment, source, source_map, sha256) VALUES (?, ?, ?, ?, ?)",
  );
  for (const source of sources)
    insert.run(source.path, source.environment, source.source, source.sourceMap ?? null, hashOf(source));
}
