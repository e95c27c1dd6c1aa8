/** The queries under `_system/` that the official CLI asks with the admin key. Rules: SPEC.md DP. */
import { readPage } from "../database/page.ts";
import type { Transaction } from "../database/transaction.ts";
import { FunctionError } from "../values/errors.ts";
import { AFTER_ALL } from "../values/indexKey.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { mountedIn } from "./components.ts";
import type { Execution } from "./execution.ts";
import { localPath, nameOf } from "./paths.ts";

type Args = {
  name: string;
  tableName: string;
  importId: string;
  table: string;
  order: "asc" | "desc";
  paginationOpts: { cursor: string | null; numItems: number };
};
type SystemQuery = (tx: Transaction, args: Args) => Json;
type StoredFunction = {
  name: string;
  udfType: string;
  visibility: JsonObject;
  args: string;
  returns: string;
};

type StoredModule = {
  functions: StoredFunction[];
  httpRoutes?: { route: { path: string; method: string } }[] | null;
};

function environmentOf({ database }: Transaction): { name: string; value: string }[] {
  const environment = database.store.readMeta<Record<string, string>>("environment") ?? {};
  return Object.entries(environment).map(([name, value]) => ({ name, value }));
}

const originOf = ({ database }: Transaction) => database.store.readMeta<string>("url") ?? "";

const importsOf = (tx: Transaction) => tx.readMeta<JsonObject>("imports") ?? {};

const QUERIES: Record<string, SystemQuery> = {
  "_system/cli/queryEnvironmentVariables": (tx) => environmentOf(tx),
  "_system/cli/queryEnvironmentVariables:get": (tx, { name }) =>
    environmentOf(tx).find((variable) => variable.name === name) ?? null,
  "_system/cli/modules:apiSpec": (tx) => {
    type Analysis = Record<string, Record<string, StoredModule>>;
    const analysis = tx.database.store.readMeta<Analysis>("analysis") ?? {};
    const mounted = mountedIn(tx.database.store).find(({ path }) => path === tx.component);
    const spec = (mounted && analysis[mounted.definition]) ?? {};
    return Object.entries(spec).flatMap(([path, { functions, httpRoutes }]) => [
      ...functions.map((found) => functionSpec(path, found)),
      ...(httpRoutes ?? []).map(({ route }) => ({ functionType: "HttpAction", ...route })),
    ]);
  },
  "_system/cli/convexUrl:cloudUrl": originOf,
  "_system/cli/convexUrl:siteUrl": (tx) => `${originOf(tx)}/http`,
  "_system/cli/tableSize": (tx, { tableName }) => {
    const table = tx.table(tableName);
    return table === undefined
      ? 0
      : tx.database.store.countIndex(table.indexes.get("by_creation_time")!.number);
  },
  "_system/cli/tables": (tx) => {
    const tables = tx.database.catalog.tables(tx.component).filter(({ name }) => !name.startsWith("_"));
    return { page: tables.map(({ name }) => ({ name })), isDone: true, continueCursor: "" };
  },
  // The CLI waits until the answer is another one.
  "_system/cli/queryTable": (tx, { tableName }) => {
    const table = tx.table(tableName);
    if (table === undefined) tx.readMissingTable(tableName);
    else
      tx.reads.add({
        index: table.indexes.get("by_creation_time")!.number,
        prefix: "",
        from: "",
        to: AFTER_ALL,
      });
    return tx.database.clock.ts;
  },
  "_system/frontend/getSchemas": (tx) => {
    const active = JSON.stringify(tx.database.catalog.schema(tx.component));
    return { active };
  },
  "_system/cli/exports:getLatest": (tx) => tx.readMeta<Json>("lastExport"),
  "_system/cli/queryImport": (tx, { importId }) => importsOf(tx)[importId] ?? null,
  "_system/cli/queryImport:list": (tx) => Object.values(importsOf(tx)),
  "_system/frontend/components:list": (tx) => {
    const mounted = new Set(mountedIn(tx.database.store).map(({ path }) => path));
    return tx.database.catalog.components().map((path) => ({
      id: path,
      name: path === "" ? null : nameOf(path),
      path,
      args: {},
      state: mounted.has(path) ? "active" : "unmounted",
    }));
  },
};

function functionSpec(path: string, { name, udfType, visibility, args, returns }: StoredFunction): Json {
  const parsed = { args: JSON.parse(args) as Json, returns: JSON.parse(returns) as Json };
  return { identifier: `${path}:${name}`, functionType: udfType, visibility, ...parsed };
}

export function isSystemPath(path: string): boolean {
  return localPath(path).startsWith("_system/");
}

/** `convex data <table>`. Answers JSON text. */
function tableData({ tx, host, journal }: Execution, { table, order, paginationOpts }: Args): string {
  const query = {
    source: { type: "FullTableScan" as const, tableName: table, order },
    operators: [],
  };
  const { cursor, numItems: pageSize } = paginationOpts;
  return readPage(tx, host.cursors, { query, cursor, endCursor: null, pageSize }, journal);
}

/** Answers JSON text. @throws FunctionError for a query this engine does not have */
export function runSystemQuery(execution: Execution, args: string): string {
  // What a listing has looked at is not among the reads, so no other caller may have its result.
  execution.saw.clock = true;
  const [argument] = JSON.parse(args) as [Args];
  const name = localPath(execution.path).replace(/:default$/, "");
  if (name === "_system/cli/tableData") return tableData(execution, argument);
  const query = QUERIES[name];
  if (query === undefined) throw new FunctionError(`This engine does not have ${name}.`);
  return JSON.stringify(query(execution.tx, argument));
}
