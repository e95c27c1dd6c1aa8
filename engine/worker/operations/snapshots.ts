/** What exports and imports ask of the database. Rules: SPEC.md SN. */
import type { Transaction } from "../../database/transaction.ts";
import { applyImport, tablesToClear } from "../../snapshot/importPlan.ts";
import type { JsonObject } from "../../values/json.ts";
import type { Handlers, OperationContext } from "./context.ts";

type Names =
  | "snapshots.setExport"
  | "snapshots.setImport"
  | "snapshots.failInterrupted"
  | "import.warning"
  | "import.apply";

type Imports = Record<string, { state: JsonObject }>;

/** How many imports are remembered with what became of them. */
const MAX_IMPORTS = 20;

function setImport(tx: Transaction, id: string, state: JsonObject): void {
  const { [id]: _before, ...others } = tx.readMeta<Imports>("imports") ?? {};
  const kept = Object.entries(others).slice(1 - MAX_IMPORTS);
  tx.writeMeta("imports", { ...Object.fromEntries(kept), [id]: { _id: id, state } });
}

function failInterrupted(tx: Transaction): void {
  const message = "The server was stopped meanwhile: nothing was imported.";
  for (const [id, { state }] of Object.entries(tx.readMeta<Imports>("imports") ?? {}))
    if (state.state !== "completed" && state.state !== "failed")
      setImport(tx, id, { state: "failed", error_message: message });
  if (tx.readMeta("lastExport") !== null) tx.writeMeta("lastExport", { state: "failed" });
}

export function snapshotOperations({ mark }: OperationContext) {
  return {
    "snapshots.setExport": ({ tx }, state) => tx.writeMeta("lastExport", state),
    "snapshots.setImport": ({ tx }, { id, state }) => setImport(tx, id, state),
    "snapshots.failInterrupted": ({ tx }) => failInterrupted(tx),
    /** What the import would delete, for a person to confirm; empty when it deletes nothing. */
    "import.warning": ({ tx: { database } }, { tables, mode }) =>
      tablesToClear(database, tables, mode)
        .map((table) => ({ name: table.name, count: database.catalog.count(table) }))
        .filter(({ count }) => count > 0)
        .map(({ name, count }) => `The ${count} documents of table "${name}" will be deleted.`)
        .join("\n"),
    "import.apply": async (run, { id, plan }) => {
      const { rows, removedFiles } = await applyImport(run.tx.database, plan, () => mark("import", run.id));
      setImport(run.tx, id, { state: "completed", num_rows_written: rows });
      run.isAllNew = true;
      return removedFiles;
    },
  } satisfies Handlers<Names>;
}
