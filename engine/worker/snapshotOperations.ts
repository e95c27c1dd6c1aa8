/** What exports and imports ask of the database. Rules: SPEC.md SN. */
import type { Transaction } from "../database/transaction.ts";
import { applyImport, tablesToClear } from "../snapshot/importPlan.ts";
import type { TableName } from "../snapshot/layout.ts";
import type { ImportMode, ImportPlan } from "../snapshot/unpack.ts";
import type { JsonObject } from "../values/json.ts";

type Imports = Record<string, { state: JsonObject }>;

/** How many imports are remembered with what became of them. */
const MAX_IMPORTS = 20;

function setImport(tx: Transaction, id: string, state: JsonObject): void {
  const { [id]: _before, ...others } = tx.readMeta<Imports>("imports") ?? {};
  const kept = Object.entries(others).slice(1 - MAX_IMPORTS);
  tx.writeMeta("imports", { ...Object.fromEntries(kept), [id]: { _id: id, state } });
}

export const SNAPSHOT_OPERATIONS: Record<string, (tx: Transaction, payload: unknown) => unknown> = {
  "snapshots.setExport": (tx, payload) => tx.writeMeta("lastExport", payload),
  "snapshots.setImport": (tx, payload) => {
    const { id, state } = payload as { id: string; state: JsonObject };
    setImport(tx, id, state);
  },
  "snapshots.failInterrupted": (tx) => {
    const message = "The server was stopped meanwhile: nothing was imported.";
    for (const [id, { state }] of Object.entries(tx.readMeta<Imports>("imports") ?? {}))
      if (state.state !== "completed" && state.state !== "failed")
        setImport(tx, id, { state: "failed", error_message: message });
    if (tx.readMeta("lastExport") !== null) tx.writeMeta("lastExport", { state: "failed" });
  },
  /** What the import would delete, for a person to confirm; empty when it deletes nothing. */
  "import.warning": ({ database }, payload) => {
    const { tables, mode } = payload as { tables: TableName[]; mode: ImportMode };
    return tablesToClear(database, tables, mode)
      .map((table) => ({ name: table.name, count: database.catalog.count(table) }))
      .filter(({ count }) => count > 0)
      .map(({ name, count }) => `The ${count} documents of table "${name}" will be deleted.`)
      .join("\n");
  },
};

/** Imports, and answers the hashes of files whose documents it replaced. The import is done when this is. */
export async function performImport(tx: Transaction, payload: unknown): Promise<string[]> {
  const { id, plan } = payload as { id: string; plan: ImportPlan };
  const { rows, removedFiles } = await applyImport(tx.database, plan);
  setImport(tx, id, { state: "completed", num_rows_written: rows });
  return removedFiles;
}
