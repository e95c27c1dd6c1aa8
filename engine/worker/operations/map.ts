/**
 * What the front may ask of the database besides functions: the name of each operation, what it is given and what
 * it answers. Both sides are checked against this map.
 *
 * Shapes  Payloads and answers are cloned on the way, and the answer of an operation that changed something is kept
 *         as JSON: `undefined` does not cross.
 */
import type { AnalyzedModule } from "../../deploy/analysis.ts";
import type { AuthProvider } from "../../lib/authProvider.ts";
import type { AnalyzedDefinition, ComponentChanges, Pushed, Violation } from "../../deploy/push.ts";
import type { PushedModule } from "../../functions/code.ts";
import type { Environment, Environments, MountedComponent } from "../../functions/components.ts";
import type { FileMetadata } from "../../functions/effects.ts";
import type { InlineResult } from "../../functions/inlineQuery.ts";
import type { FunctionRuns } from "../../functions/runFigures.ts";
import type { Address } from "../../functions/paths.ts";
import type { TableName } from "../../snapshot/layout.ts";
import type { RowsStep } from "../../snapshot/importRows.ts";
import type { ImportMode, ImportPlan, PlannedTable } from "../../snapshot/unpack.ts";
import type { Json, JsonObject } from "../../values/json.ts";

/** What the database has done since its thread started, and what it holds. */
export type DatabaseCounters = {
  commits: number;
  mutations: number;
  failedMutations: number;
  queryRuns: number;
  cachedResults: number;
  pendingJobs: number;
  /** When the job was due that has been due for longest; null when none is. */
  oldestDueMs: number | null;
  storeBytes: number;
};

export type EnvironmentChange = { name: string; value: string | null };
export type DeploymentInfo = {
  auth: AuthProvider[];
  components: MountedComponent[];
  environments: Environments;
  hasCode: boolean;
};
/** A push that was evaluated and waits to be finished. */
export type Prepared = {
  definitions: Record<string, AnalyzedDefinition>;
  components: MountedComponent[];
  auth: AuthProvider[];
  environment: Environment;
};
export type Finished = { changes: Record<string, ComponentChanges>; info: DeploymentInfo };
export type StoredModule = PushedModule & { sha256: string };
/** With the hashes of files whose documents were removed. */
export type LeftoversStep = { files: string[]; isDone: boolean };
export type TableCount = { component: string; name: string; count: number };

/** An id of one of the component's tables. */
type OwnId = { component: string; id: string };
type Nothing = undefined;

/** The operations, grouped by the file of `operations/` that answers them. */
export type OperationMap = {
  // functions.ts
  info: { in: Nothing; out: DeploymentInfo };
  metrics: { in: Nothing; out: DatabaseCounters };
  /** What queries and mutations have cost since the thread started. */
  "functions.runs": { in: Nothing; out: FunctionRuns[] };
  /** Answers once everything that was committed before is on disk. */
  nothing: { in: Nothing; out: null };
  "function.resolve": { in: { component: string; address: Address }; out: string };
  "function.handle": { in: { component: string; address: Address }; out: string };
  /** The table of each text that is an id of one of the component's tables, by the text. */
  "ids.tables": { in: { component: string; texts: string[] }; out: Record<string, string> };
  /** Runs a query that the holder of the admin key wrote for this once. */
  "query.inline": { in: { component: string; source: string }; out: InlineResult };
  "tables.counts": { in: Nothing; out: TableCount[] };
  /** Makes a change that nobody sees. */
  "disk.try": { in: Nothing; out: void };
  /** Forgets the oldest answers of requests before a position, and answers how many. */
  "requests.forget": { in: { beforeTs: number; most: number }; out: number };

  // push.ts
  "push.prepare": {
    in: { pushed: Pushed; nodeAnalysis: Record<string, AnalyzedModule> };
    out: Prepared;
  };
  "push.check": { in: Nothing; out: Violation | null };
  "push.finish": { in: Nothing; out: Finished };
  "modules.sources": { in: Nothing; out: StoredModule[] };
  /** What the push has found in the modules of a component; null when that is not mounted. */
  "modules.spec": { in: string; out: Record<string, AnalyzedModule> | null };

  // environment.ts
  "environment.update": { in: EnvironmentChange[]; out: DeploymentInfo };
  "environment.list": { in: Nothing; out: { name: string; value: string }[] };
  "url.set": { in: string; out: Environments };

  // scheduler.ts
  /** Runs what is due; answers whether there is more. */
  "scheduler.run": { in: Nothing; out: boolean };
  "scheduler.dueJobs": { in: Nothing; out: string[] };
  "scheduler.runJob": { in: string; out: void };
  "scheduler.failInterrupted": { in: string[]; out: void };
  "scheduler.forgetFinished": { in: Nothing; out: void };
  "scheduler.finished": { in: { job: string; error: string | null }; out: void };
  "action.schedule": {
    in: { component: string; path: string; args: Json; dueMs: number };
    out: string;
  };
  "action.cancel": { in: OwnId; out: void };

  // files.ts
  "storage.uploadUrl": { in: { component: string }; out: string };
  "storage.url": { in: OwnId; out: string | null };
  "storage.metadata": { in: OwnId; out: FileMetadata | null };
  /** A file of whichever component has it. */
  "storage.find": { in: string; out: FileMetadata | null };
  "storage.delete": { in: OwnId; out: void };
  /** Uses up an upload URL: the component the file will belong to, or null when the token is not good. */
  "storage.claimUpload": { in: string; out: string | null };
  "storage.create": { in: { component: string; document: JsonObject }; out: string };
  "storage.orphansAmong": { in: string[]; out: string[] };

  // snapshots.ts
  "snapshots.setExport": { in: JsonObject; out: void };
  "snapshots.setImport": { in: { id: string; state: JsonObject }; out: void };
  /** Answers whether something was interrupted, or is not removed yet, that may have left files. */
  "snapshots.failInterrupted": { in: Nothing; out: boolean };
  "import.warning": { in: { tables: TableName[]; mode: ImportMode }; out: string };
  /** Stages the tables of an import. Answers the places in the plan of those whose rows are brought in steps. */
  "import.begin": { in: ImportPlan; out: number[] };
  "import.rows": { in: { table: PlannedTable; offset: number; budgetMs: number }; out: RowsStep };
  /** Shows everybody what was staged, once there is nothing left to check: until then it answers false. */
  "import.finish": {
    in: { id: string; plan: ImportPlan; places: number[]; rows: number; budgetMs: number };
    out: boolean;
  };
  "import.abandon": { in: Nothing; out: void };
  /** Whether somebody else copies the log into the file, so that commits need not. */
  "log.copiedBeside": { in: boolean; out: void };
  /** Removes some of what imports have left over. */
  "leftovers.remove": { in: { budgetMs: number }; out: LeftoversStep };
};

export type OperationName = keyof OperationMap;

/** One operation with its payload, as it crosses to the database. */
export type OperationRequest = {
  [Name in OperationName]: { name: Name; payload: OperationMap[Name]["in"] };
}[OperationName];

/** Asks for an operation. An operation that takes nothing is asked for by its name alone. */
export type AskOperation = <Name extends OperationName>(
  name: Name,
  ...payload: undefined extends OperationMap[Name]["in"] ? [] : [payload: OperationMap[Name]["in"]]
) => Promise<OperationMap[Name]["out"]>;
