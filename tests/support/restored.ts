/** How tests that share a server find it as it began, each of them. */
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { ImportSteps } from "../../engine/deployment/importSteps.ts";
import { inComponent } from "../../engine/functions/paths.ts";
import { silentLog } from "../../engine/lib/log.ts";
import type { ImportPlan } from "../../engine/snapshot/unpack.ts";
import type { DatabaseClient } from "../../engine/worker/databaseClient.ts";

const NOTHING: ImportPlan = { mode: "replaceAll", tables: [], files: [] };

/** Cancels what is scheduled and replaces all documents by those of the plan, which may have none. */
export async function replaceData(database: DatabaseClient, plan: ImportPlan = NOTHING): Promise<void> {
  const { components } = await database.operation("info");
  for (const { path: component } of components)
    for (const id of await pendingJobs(database, component))
      await database.operation("action.cancel", { component, id });
  const steps = new ImportSteps({
    database,
    orphans: { remove: () => Promise.resolve(), removeUnnamed: () => Promise.resolve() },
    copier: { during: async (step) => await step() },
    log: silentLog,
  });
  await steps.run("", plan);
  await steps.settled();
}

async function pendingJobs(database: DatabaseClient, component: string): Promise<string[]> {
  const paginationOpts = { numItems: 1_000, cursor: null };
  const { result } = await database.query({
    path: inComponent(component, "_system/cli/tableData"),
    args: JSON.stringify([{ table: "_scheduled_functions", order: "asc", paginationOpts }]),
    identity: null,
    mayCallInternal: true,
  });
  if (!result.ok) throw new Error(result.message);
  const { page } = JSON.parse(result.json) as { page: { _id: string; state: { kind: string } }[] };
  return page.filter(({ state }) => state.kind === "pending").map(({ _id }) => _id);
}

/** Answers what takes the sign-in's accounts, invitations and counts back to those of now. */
export function rememberAccounts(identity: DatabaseSync, dataDir: string): () => void {
  const path = join(dataDir, "accounts-before.sqlite");
  identity.exec(`VACUUM INTO '${path}'; ATTACH '${path}' AS before`);
  const tables = identity.prepare("SELECT name FROM before.sqlite_schema WHERE type = 'table'").all();
  const restored = (tables as { name: string }[]).map(
    ({ name }) => `DELETE FROM main."${name}"; INSERT INTO main."${name}" SELECT * FROM before."${name}";`,
  );
  return () =>
    identity.exec(`PRAGMA foreign_keys = OFF; BEGIN; ${restored.join(" ")} COMMIT; PRAGMA foreign_keys = ON`);
}
