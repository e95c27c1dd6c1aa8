/** Scheduled functions when they are due, and what actions schedule. Rules: SPEC.md SC. */
import { Transaction } from "../../database/transaction.ts";
import type { Execution } from "../../functions/execution.ts";
import type { Job } from "../../functions/scheduler.ts";
import { toFunctionError } from "../../functions/thrown.ts";
import type { Handlers, OperationContext, OperationRun } from "./context.ts";

type Names =
  | "scheduler.run"
  | "scheduler.dueJobs"
  | "scheduler.runJob"
  | "scheduler.failInterrupted"
  | "scheduler.forgetFinished"
  | "scheduler.finished"
  | "action.schedule"
  | "action.cancel";

/** The longest that due work may run in one commit: queries and mutations wait meanwhile. */
const MAX_BATCH_MS = 8;

export function schedulerOperations(context: OperationContext) {
  const { scheduler, executor } = context;
  return {
    "scheduler.run": async (run) => await runDue(context, run),
    "scheduler.dueJobs": () => scheduler.dueJobs().map(({ id }) => id),
    "scheduler.runJob": async (run, id) => {
      const job = scheduler.dueJobs().find((due) => due.id === id);
      if (job !== undefined) await runJob(context, run, job);
    },
    "scheduler.failInterrupted": ({ tx }, alive) => scheduler.failInterrupted(tx, new Set(alive)),
    "scheduler.forgetFinished": ({ tx }) => scheduler.forgetFinished(tx),
    "scheduler.finished": ({ tx }, { job, error }) => scheduler.markFinished(tx, job, error),
    "action.schedule": ({ tx }, { component, path, args, dueMs }) =>
      executor.effects.schedule(tx.in(component), path, args, dueMs),
    "action.cancel": ({ tx }, { component, id }) => executor.effects.cancelJob(tx.in(component), id),
  } satisfies Handlers<Names>;
}

async function runDue(context: OperationContext, run: OperationRun): Promise<boolean> {
  const { scheduler, executor, database } = context;
  scheduler.enqueueCrons((component, path, args, dueMs) =>
    executor.effects.schedule(run.tx.in(component), path, args, dueMs),
  );
  const { world } = database;
  const endMs = world.monotonic() + MAX_BATCH_MS;
  for (const job of scheduler.dueJobs()) {
    // A job that ran before it may have cancelled it.
    if (scheduler.isOpen(job.id)) await runJob(context, run, job);
    if (world.monotonic() > endMs) return true;
  }
  return false;
}

async function runJob(context: OperationContext, run: OperationRun, job: Job): Promise<void> {
  const { scheduler } = context;
  const { path, args } = job.call;
  if (isAction(context, path)) {
    scheduler.markStarted(run.tx, job);
    run.actions.push({ job: job.id, path, args });
    return;
  }
  const error = await runMutation(context, run, job);
  scheduler.markFinished(run.tx, job.id, error);
}

/** Runs a scheduled mutation, and answers its error if it failed. */
async function runMutation(
  { database, executor, mark, ended }: OperationContext,
  { id, tx }: OperationRun,
  { id: job, call: { path, args } }: Job,
): Promise<string | null> {
  mark("job", id);
  const { world } = database;
  const [startMs, fromMs] = [world.now(), world.monotonic()];
  const request = { scheduledFunctionId: job };
  const call = { path, args, identity: null, mayCallInternal: true, request };
  let error: string | null = null;
  let logLines: string[] = [];
  const observe = (execution: Execution) => ({ logLines } = execution);
  // Limits are counted for it alone; what it writes is part of this commit.
  const own = new Transaction(database, false);
  try {
    database.clock.begin();
    await own.nested(async () => {
      const { json } = await executor.run("mutation", call, own, undefined, observe);
      own.positionedText(json);
    });
    for (const write of own.writes) tx.writes.push(write);
  } catch (thrown) {
    error = toFunctionError(thrown).message;
  }
  const durationMs = world.monotonic() - fromMs;
  ended({ path, kind: "mutation", error, logLines, startMs, durationMs, requestId: job, usage: own.usage });
  return error;
}

/** Functions that are not in this thread's modules are those of the Node worker: actions. */
function isAction({ executor }: OperationContext, path: string): boolean {
  try {
    return executor.code.function(path).kind === "action";
  } catch {
    return true;
  }
}
