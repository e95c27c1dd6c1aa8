/**
 * What the front asks of the database besides functions. Each operation runs alone, between two groups of
 * mutations, in one transaction.
 *
 * Errors  An operation that throws has changed nothing; the front is told its message.
 * Rules   SPEC.md WK. An operation that changed something is not run again when it is asked for again: its answer
 *         was kept with the change.
 */
import { Transaction } from "../../database/transaction.ts";
import type { Write } from "../../database/readSet.ts";
import { isFull } from "../../lib/sqliteErrors.ts";
import { commitProblem } from "../../storage/problems.ts";
import type { SessionRequest } from "../messages.ts";
import type { Handlers, OperationContext, OperationRun, StartedAction } from "./context.ts";
import { environmentOperations } from "./environment.ts";
import { fileOperations } from "./files.ts";
import { functionOperations } from "./functions.ts";
import type { OperationMap, OperationName, OperationRequest } from "./map.ts";
import { pushOperations } from "./push.ts";
import { schedulerOperations } from "./scheduler.ts";
import { snapshotOperations } from "./snapshots.ts";

export type OperationResult = {
  value: unknown;
  writes: Write[];
  isAllNew: boolean;
  actions: StartedAction[];
};

export class Operations {
  readonly #context: OperationContext;
  readonly #handlers: Handlers<OperationName>;

  constructor(context: OperationContext) {
    this.#context = context;
    this.#handlers = {
      ...functionOperations(context),
      ...pushOperations(context),
      ...environmentOperations(context),
      ...fileOperations(context),
      ...schedulerOperations(context),
      ...snapshotOperations(context),
    };
  }

  async run(request: OperationRequest, once: SessionRequest): Promise<OperationResult> {
    const { database } = this.#context;
    const { store, catalog, clock } = database;
    const known = store.readRequest(once.session, once.request);
    if (known !== undefined)
      return { value: JSON.parse(known.result) as unknown, writes: [], isAllNew: false, actions: [] };
    const tx = new Transaction(database, false);
    const run: OperationRun = { tx, id: once.request, actions: [], isAllNew: false };
    store.begin();
    try {
      const value = await answer(this.#handlers, run, request);
      if (store.hasChanged()) {
        clock.advance();
        store.writeRequest(once.session, once.request, request.name, JSON.stringify(value ?? null), clock.ts);
      }
      store.commit();
      return { value, writes: tx.writes, isAllNew: run.isAllNew, actions: run.actions };
    } catch (error) {
      store.rollback(error);
      clock.abandon();
      catalog.reload();
      throw isFull(error) ? new Error(commitProblem(error)) : error;
    }
  }
}

async function answer<Name extends OperationName>(
  handlers: { [N in Name]: Handlers<Name>[N] },
  run: OperationRun,
  { name, payload }: { name: Name; payload: OperationMap[Name]["in"] },
): Promise<OperationMap[Name]["out"]> {
  return await handlers[name](run, payload);
}
