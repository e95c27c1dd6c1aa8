/**
 * What queries and mutations ask of the engine: the `Convex.syscall` surface that `convex/server` calls.
 *
 * Shapes  Arguments and answers are JSON texts. The list of names is in SPEC.md; a test compares it with the package.
 * Errors  FunctionError, which `convex/server` rethrows inside the developer's code.
 * Rules   SPEC.md FN.
 */
import type { Limits } from "../database/limits.ts";
import type { SerializedQuery } from "../database/query.ts";
import { openQuery } from "../database/searchStream.ts";
import { readPage, type PageRequest } from "../database/page.ts";
import { isSystemTable } from "../database/schema.ts";
import { FunctionError } from "../values/errors.ts";
import { isWellFormedId } from "../values/ids.ts";
import { positionToJson, type Json, type JsonObject } from "../values/json.ts";
import type { Execution, Host } from "./execution.ts";
import { localPath, type Address } from "./paths.ts";

/** All arguments of all syscalls; each names those it has. They come from `convex/server`, not from the wire. */
export type Args = {
  query: SerializedQuery;
  queryId: number;
  table: string;
  id: string;
  idString: string;
  value: JsonObject;
  udfType: "query" | "mutation" | "snapshotQuery";
  args: Json;
  /** Seconds since the epoch. */
  ts: number;
  storageId: string;
  /** Whether it was asked of `db.system`. */
  isSystem?: boolean;
  transactionLimits?: Partial<Limits>;
} & Address;

function requireMutation(execution: Execution, operation: string): void {
  if (execution.kind === "mutation") return;
  throw new FunctionError(`${operation} can only be used in a mutation, not in a query.`);
}

/** The engine writes these itself; functions act on them by `ctx.scheduler` and `ctx.storage`. */
function requireUserTable({ tx }: Execution, id: string): void {
  const table = tx.tableOfId(id);
  if (table !== null && isSystemTable(table.name)) throw readOnly();
}

function readOnly(): FunctionError {
  return new FunctionError("System tables (prefixed with `_`) are read-only.");
}

type SyncCall = (host: Host, execution: Execution, args: Args) => string;

export const SYSCALLS: Record<string, SyncCall> = {
  "1.0/queryStream": (_host, execution, { query }) => {
    const stream = openQuery(execution.tx, query);
    const queryId = execution.nextStream++;
    execution.streams.set(queryId, stream);
    return `{"queryId":${queryId}}`;
  },
  "1.0/queryCleanup": (_host, execution, { queryId }) => {
    execution.streams.get(queryId)?.close();
    execution.streams.delete(queryId);
    return "null";
  },
  "1.0/db/normalizeId": (_host, execution, { table, idString }) => {
    const isOfTable = execution.tx.isId(idString, table);
    return isOfTable ? `{"id":${JSON.stringify(idString)}}` : '{"id":null}';
  },
  "1.0/getSnapshotTs": (_host, execution) =>
    JSON.stringify(positionToJson(execution.tx.database.clock.readable)),
};

type AsyncCall = (host: Host, execution: Execution, args: Args) => string | Promise<string>;

const DATABASE_CALLS: Record<string, AsyncCall> = {
  "1.0/queryStreamNext": (_host, execution, { queryId }) => {
    const json = execution.streams.get(queryId)?.next() ?? null;
    return json === null ? '{"value":null,"done":true}' : `{"value":${json},"done":false}`;
  },
  "1.0/queryPage": (host, execution, args) => {
    if (execution.hasPaginated) {
      throw new FunctionError(
        "This query or mutation function ran multiple paginated queries. Convex only supports a single paginated query in each function.",
      );
    }
    execution.hasPaginated = true;
    return readPage(execution.tx, host.cursors, args as unknown as PageRequest, execution.journal);
  },
  "1.0/get": (_host, { tx }, { id, table, isSystem }) => {
    if (isSystem && tx.tableOfId(id) === null && isWellFormedId(id)) return "null";
    const found = tx.get(id, table);
    if (isSystemTable(tx.tableOfId(id)!.name) !== (isSystem ?? false))
      throw new FunctionError(
        isSystem
          ? "User tables cannot be accessed with db.system."
          : "System tables can only be accessed from db.system.",
      );
    return found ?? "null";
  },
  "1.0/insert": (_host, execution, { table, value }) => {
    requireMutation(execution, "db.insert");
    if (isSystemTable(table)) throw readOnly();
    return JSON.stringify({ _id: execution.tx.insert(table, value) });
  },
  "1.0/shallowMerge": (_host, execution, { id, value, table }) => {
    requireMutation(execution, "db.patch");
    requireUserTable(execution, id);
    execution.tx.patch(id, value, table);
    return "null";
  },
  "1.0/replace": (_host, execution, { id, value, table }) => {
    requireMutation(execution, "db.replace");
    requireUserTable(execution, id);
    execution.tx.replace(id, value, table);
    return "null";
  },
  "1.0/remove": (_host, execution, { id, table }) => {
    requireMutation(execution, "db.delete");
    requireUserTable(execution, id);
    return execution.tx.remove(id, table);
  },
  "1.0/count": (_host, execution, { table }) => {
    const stream = openQuery(execution.tx, scanOf(table));
    let count = 0;
    while (stream.next() !== null) count++;
    stream.close();
    return String(count);
  },
};

function scanOf(tableName: string): SerializedQuery {
  return { source: { type: "FullTableScan", tableName, order: null }, operators: [] };
}

const CONTEXT_CALLS: Record<string, AsyncCall> = {
  "1.0/getUserIdentity": (_host, execution) => {
    if (execution.tx.component === "") execution.saw.identity = true;
    return execution.identity ?? "null";
  },
  "1.0/getRequestMetadata": (_host, execution) => {
    // It is of one request: nobody else may be given what was made of it.
    execution.saw.clock = true;
    return JSON.stringify(execution.request);
  },
  "1.0/getFunctionMetadata": (_host, { path, tx }) =>
    JSON.stringify({ name: localPath(path), componentPath: tx.component }),
  "1.0/getDeploymentMetadata": () => JSON.stringify({ name: "embedded", region: null, class: "self-hosted" }),
  "1.0/getTransactionMetrics": (_host, { tx: { usage } }) => JSON.stringify(usage.metrics()),
  "1.0/runUdf": async (host, execution, { udfType, args, transactionLimits, ...address }) => {
    const path = host.resolve(execution.tx.component, address);
    const kind = udfType === "mutation" ? "mutation" : "query";
    if (kind === "mutation") requireMutation(execution, "ctx.runMutation");
    return await host.runNested(execution, kind, path, JSON.stringify([args]), transactionLimits);
  },
  "1.0/createFunctionHandle": (host, execution, address) =>
    JSON.stringify(host.handle(execution.tx.component, address)),
};

const EFFECT_CALLS: Record<string, AsyncCall> = {
  "1.0/schedule": (host, execution, args) => {
    requireMutation(execution, "ctx.scheduler");
    const path = host.resolve(execution.tx.component, args);
    return JSON.stringify(host.schedule(execution, path, args.args, args.ts * 1000));
  },
  "1.0/cancel_job": (host, execution, { id }) => {
    requireMutation(execution, "ctx.scheduler.cancel");
    host.cancelJob(execution, id);
    return "null";
  },
  "1.0/storageGenerateUploadUrl": (host, execution) => {
    requireMutation(execution, "ctx.storage.generateUploadUrl");
    return JSON.stringify(host.generateUploadUrl(execution));
  },
  "1.0/storageGetUrl": (host, execution, { storageId }) =>
    JSON.stringify(host.storageUrl(execution, storageId)),
  "1.0/storageGetMetadata": (host, execution, { storageId }) =>
    JSON.stringify(host.storageMetadata(execution, storageId)),
  "1.0/storageDelete": (host, execution, { storageId }) => {
    requireMutation(execution, "ctx.storage.delete");
    host.deleteFile(execution, storageId);
    return "null";
  },
};

export const ASYNC_SYSCALLS: Record<string, AsyncCall> = {
  ...DATABASE_CALLS,
  ...CONTEXT_CALLS,
  ...EFFECT_CALLS,
};
