/** What the handlers of operations work with. */
import type { Transaction } from "../../database/transaction.ts";
import type { Write } from "../../database/readSet.ts";
import type { Database } from "../../database/database.ts";
import type { Executor } from "../../functions/executor.ts";
import type { RunFigures } from "../../functions/runFigures.ts";
import type { Scheduler } from "../../functions/scheduler.ts";
import type { DeployedCode } from "../deployedCode.ts";
import type { Ended, Mark } from "../messages.ts";
import type { DatabaseCounters, OperationMap, OperationName } from "./map.ts";

/** What stays the same from one operation to the next. */
export type OperationContext = {
  database: Database;
  executor: Executor;
  scheduler: Scheduler;
  deployed: DeployedCode;
  /** Tells the front's watchdog what runs now. */
  mark: Mark;
  ended: (run: Ended) => void;
  figures: RunFigures;
  counters: () => DatabaseCounters;
  /** Who is told what was written, after each commit. */
  commits: Set<(writes: Write[]) => void>;
};

export type StartedAction = { job: string; path: string; args: string };

/** One operation as it runs, and what it brings about besides its answer. */
export type OperationRun = {
  tx: Transaction;
  /** The request's number, for the watchdog. */
  id: number;
  /** Scheduled actions that the front is to start once the transaction is committed. */
  actions: StartedAction[];
  /** Whether every result of a query may be another one now. */
  isAllNew: boolean;
};

export type Handlers<Names extends OperationName> = {
  [Name in Names]: (
    run: OperationRun,
    payload: OperationMap[Name]["in"],
  ) => OperationMap[Name]["out"] | Promise<OperationMap[Name]["out"]>;
};
