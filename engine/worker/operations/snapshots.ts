/** What exports and imports ask of the database. Rules: SPEC.md SN. */
import type { Database } from "../../database/database.ts";
import type { Transaction } from "../../database/transaction.ts";
import { beginImport, finishImport, stageRows, tablesToClear } from "../../snapshot/importPlan.ts";
import { ImportReferences } from "../../snapshot/importReferences.ts";
import type { TableName } from "../../snapshot/layout.ts";
import type { ImportMode } from "../../snapshot/unpack.ts";
import type { World } from "../../lib/world.ts";
import type { JsonObject } from "../../values/json.ts";
import type { Handlers, OperationContext, OperationRun } from "./context.ts";
import type { LeftoversStep, OperationMap } from "./map.ts";

type Names =
  | "snapshots.setExport"
  | "snapshots.setImport"
  | "snapshots.failInterrupted"
  | "import.warning"
  | "import.begin"
  | "import.rows"
  | "import.finish"
  | "import.abandon"
  | "log.copiedBeside"
  | "leftovers.remove";

type Imports = Record<string, { state: JsonObject }>;

/** So many pages of log are copied into the file by the commit that finds them: SQLite's own measure. */
const LOG_PAGES = 1_000;
/** And so many where a thread beside does it and does not keep up: 128 MiB. */
const LOG_PAGES_BESIDE = 32_768;
/** How many imports are remembered with what became of them. */
const MAX_IMPORTS = 20;

function setImport(tx: Transaction, id: string, state: JsonObject): void {
  const { [id]: _before, ...others } = tx.readMeta<Imports>("imports") ?? {};
  const kept = Object.entries(others).slice(1 - MAX_IMPORTS);
  tx.writeMeta("imports", { ...Object.fromEntries(kept), [id]: { _id: id, state } });
}

function failInterrupted(tx: Transaction): boolean {
  const message = "The server was stopped meanwhile: nothing was imported.";
  const interrupted = Object.entries(tx.readMeta<Imports>("imports") ?? {}).filter(
    ([, { state }]) => state.state !== "completed" && state.state !== "failed",
  );
  for (const [id] of interrupted) setImport(tx, id, { state: "failed", error_message: message });
  if (tx.readMeta("lastExport") !== null) tx.writeMeta("lastExport", { state: "failed" });
  return interrupted.length > 0 || tx.database.catalog.leftovers.length > 0;
}

/** Of an import that a stop has interrupted, nothing is to be seen. */
function abandonImport({ database: { catalog } }: Transaction): void {
  if (catalog.staged.length > 0) catalog.abandonStaged();
}

function removeLeftovers({ database }: Transaction, mayGoOn: () => boolean): LeftoversStep {
  const { catalog, store } = database;
  const files: string[] = [];
  for (let leftover = catalog.leftovers[0]; leftover !== undefined; leftover = catalog.leftovers[0]) {
    const isOfFiles = leftover.table === "_storage";
    const tell = (json: string) => isOfFiles && files.push((JSON.parse(json) as { sha256: string }).sha256);
    if (!store.leftovers.shrink(leftover, tell)) catalog.forgetLeftover();
    if (!mayGoOn()) break;
  }
  return { files, isDone: catalog.leftovers.length === 0 };
}

/** What an import would delete, for a person to confirm; empty when it deletes nothing. */
function warningOf(database: Database, tables: TableName[], mode: ImportMode): string {
  return tablesToClear(database, tables, mode)
    .map((table) => ({ name: table.name, count: database.catalog.count(table) }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `The ${count} documents of table "${name}" will be deleted.`)
    .join("\n");
}

/** What a step asks to find out whether its time is spent. */
function within(world: World, budgetMs: number): () => boolean {
  const startMs = world.monotonic();
  return () => world.monotonic() - startMs < budgetMs;
}

export function snapshotOperations({ database, mark, commits }: OperationContext) {
  let references: ImportReferences | null = null;
  commits.add((writes) => references?.committed(writes));

  const finish = (run: OperationRun, payload: OperationMap["import.finish"]["in"]): boolean => {
    const { id, plan, places, rows, budgetMs } = payload;
    mark("import", run.id);
    // What replaces everything leaves no documents that could refer to others.
    if (plan.mode !== "replaceAll") {
      // A thread that has taken the place of another one looks at everything again.
      references ??= new ImportReferences(database);
      if (!references.step(within(database.world, budgetMs))) return false;
    }
    const appended = finishImport(database, plan, places);
    setImport(run.tx, id, { state: "completed", num_rows_written: rows + appended });
    references = null;
    run.isAllNew = true;
    return true;
  };

  return {
    "snapshots.setExport": ({ tx }, state) => tx.writeMeta("lastExport", state),
    "snapshots.setImport": ({ tx }, { id, state }) => setImport(tx, id, state),
    "snapshots.failInterrupted": ({ tx }) => {
      abandonImport(tx);
      return failInterrupted(tx);
    },
    "import.warning": (_run, { tables, mode }) => warningOf(database, tables, mode),
    "import.begin": (_run, plan) => beginImport(database, plan),
    "import.rows": (run, { table, offset, budgetMs }) => {
      mark("import", run.id);
      return stageRows(database, table, offset, within(database.world, budgetMs));
    },
    "import.finish": finish,
    "import.abandon": ({ tx }) => {
      references = null;
      abandonImport(tx);
    },
    "log.copiedBeside": (_run, isBeside) => database.store.copyLogAt(isBeside ? LOG_PAGES_BESIDE : LOG_PAGES),
    "leftovers.remove": ({ tx }, { budgetMs }) => removeLeftovers(tx, within(database.world, budgetMs)),
  } satisfies Handlers<Names>;
}
