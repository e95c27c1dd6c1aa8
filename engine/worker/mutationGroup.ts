/**
 * Runs the mutations that arrived together and commits them as one: one flush to disk serves all.
 *
 * Errors  A mutation that throws is undone alone; a commit that fails undoes and fails them all.
 * Rules   SPEC.md TX. A result is remembered under its session and request number in the same commit,
 *         with who called what, so that a repeated request gets the first answer and another caller an error.
 */
import { hash } from "node:crypto";
import { Transaction } from "../database/transaction.ts";
import type { Database } from "../database/database.ts";
import type { Write } from "../database/readSet.ts";
import type { Execution } from "../functions/execution.ts";
import type { Executor } from "../functions/executor.ts";
import type { CallResult, Ended, MutationResult, ToDatabase } from "./messages.ts";
import { commitProblem } from "../storage/problems.ts";
import { toFunctionError } from "../functions/thrown.ts";

type MutationRequest = Extract<ToDatabase, { type: "mutation" }>;

export class MutationGroup {
  readonly #database: Database;
  readonly #executor: Executor;
  readonly #mark: (kind: "mutation", id: number) => void;
  readonly #ended: (run: Ended) => void;

  constructor(
    database: Database,
    executor: Executor,
    mark: (kind: "mutation", id: number) => void,
    ended: (run: Ended) => void,
  ) {
    this.#database = database;
    this.#executor = executor;
    this.#mark = mark;
    this.#ended = ended;
  }

  async run(requests: MutationRequest[]): Promise<{ results: MutationResult[]; writes: Write[] }> {
    const { store, clock, catalog } = this.#database;
    const writes: Write[] = [];
    const results: MutationResult[] = [];
    try {
      store.begin();
      for (const request of requests) results.push(await this.#runOne(request, writes));
      clock.advance();
      store.commit();
      return { results, writes };
    } catch (error) {
      store.rollback(error);
      clock.abandon();
      catalog.reload();
      const result: CallResult = {
        ok: false,
        message: commitProblem(error),
        data: undefined,
        logLines: [],
      };
      return { results: requests.map(({ id }) => ({ id, ts: clock.ts, result })), writes: [] };
    }
  }

  async #runOne({ id, call, once }: MutationRequest, writes: Write[]): Promise<MutationResult> {
    const { store, clock } = this.#database;
    const known = store.readRequest(once.session, once.request);
    if (known !== undefined) return { id, ts: known.ts, result: repeated(known, fingerprint(call)) };
    this.#mark("mutation", id);
    const { world } = this.#database;
    const [startMs, fromMs] = [world.now(), world.monotonic()];
    let isFound = false;
    const tx = new Transaction(this.#database, false);
    const ts = clock.begin();
    let logLines: string[] = [];
    const observe = (execution: Execution) => {
      isFound = true;
      ({ logLines } = execution);
    };
    let result: CallResult;
    try {
      let json = "null";
      await tx.nested(
        () => this.#executor.run("mutation", call, tx, undefined, observe),
        (outcome) => (json = tx.positionedText(outcome.json)),
      );
      // Not as arguments of one call: there may be more than a stack holds.
      for (const write of tx.writes) writes.push(write);
      result = { ok: true, json, logLines };
    } catch (thrown) {
      const { message, data } = toFunctionError(thrown);
      result = { ok: false, message, data, logLines };
    }
    store.expectOpen();
    // The result is stored now, not at the commit, because the same request may come again within the group.
    if (result.ok) store.writeRequest(once.session, once.request, fingerprint(call), result.json, ts);
    const error = result.ok ? null : result.message;
    const durationMs = world.monotonic() - fromMs;
    const usage = isFound ? tx.usage : null;
    this.#ended({
      path: call.path,
      kind: "mutation",
      error,
      logLines,
      startMs,
      durationMs,
      requestId: "",
      usage,
    });
    return { id, result, ts };
  }
}

function fingerprint({ path, args, identity }: MutationRequest["call"]): string {
  return hash("sha256", JSON.stringify([path, args, identity]), "base64");
}

function repeated(known: { call: string; result: string }, call: string): CallResult {
  if (known.call === call) return { ok: true, json: known.result, logLines: [] };
  const message =
    "This request number was already used by this session for another call or by another caller.";
  return { ok: false, message, data: undefined, logLines: [] };
}
