/**
 * Carries an import out in steps, each an operation of its own: between them the database serves whoever calls.
 *
 *   ████ rows ████  rest  ████ rows ████  rest  …  ████ finish ████   ████ remove ████  rest  …
 *
 * Units   Milliseconds.
 * Errors  What was staged is given up when a step fails; the step's error goes on to whoever asked.
 * Rules   SPEC.md SN. A disk that is full fails the import, and is no reason to keep what it has brought.
 */
import type { Log } from "../lib/log.ts";
import type { PlannedTable, ImportPlan } from "../snapshot/unpack.ts";
import type { DatabaseClient } from "../worker/databaseClient.ts";
import type { LogCopier } from "../worker/logCopier.ts";
import { onceThereIsSpace } from "./fullDisk.ts";
import type { Orphans } from "./orphans.ts";

export type ImportStepsOptions = {
  database: Pick<DatabaseClient, "operation" | "lastCallMs">;
  orphans: Pick<Orphans, "remove" | "removeUnnamed">;
  copier: Pick<LogCopier, "during">;
  log: Log;
  /** How long a step goes on with further rows; it always takes one. */
  stepMs?: number;
};

const STEP_MS = 4;
/** Clients count as calling for so long after a call. */
const CALLING_MS = 250;
/** While they call, a rest has so many times the length of the step before it. */
const REST = 1;
const MAX_REST_MS = 100;
/** An import of so few rows is not worth a thread that copies the log. */
const MAX_SHORT = 1_000;

export class ImportSteps {
  readonly #options: ImportStepsOptions;
  readonly #budgetMs: number;
  #isClosed = false;
  #removing: Promise<void> = Promise.resolve();

  constructor(options: ImportStepsOptions) {
    this.#options = options;
    this.#budgetMs = options.stepMs ?? STEP_MS;
  }

  /** Nothing more is asked. */
  close(): void {
    this.#isClosed = true;
  }

  /** Resolves when everybody sees what was imported. @throws Error when nothing was imported */
  async run(id: string, plan: ImportPlan): Promise<void> {
    const run = async () => await this.#run(id, plan);
    const rows = plan.tables.reduce((sum, table) => sum + table.rows, 0);
    try {
      await (rows > MAX_SHORT ? this.#options.copier.during(run) : run());
    } finally {
      this.removeLeftovers();
    }
  }

  async #run(id: string, plan: ImportPlan): Promise<void> {
    const { operation } = this.#options.database;
    const places = await operation("import.begin", plan);
    try {
      let rows = 0;
      for (const place of places) rows += await this.#bring(plan.tables[place]!);
      const finish = { id, plan, places, rows, budgetMs: this.#budgetMs };
      while (!(await this.#paced(async () => await operation("import.finish", finish))));
    } catch (error) {
      await onceThereIsSpace(async () => await operation("import.abandon"));
      throw error;
    }
  }

  /** Answers how many rows the table has got. */
  async #bring(table: PlannedTable): Promise<number> {
    let [offset, rows, isDone] = [0, 0, false];
    while (!isDone) {
      const payload = { table, offset, budgetMs: this.#budgetMs };
      const step = await this.#paced(
        async () => await this.#options.database.operation("import.rows", payload),
      );
      ({ offset, isDone } = step);
      rows += step.rows;
    }
    return rows;
  }

  /** Begins to remove what imports have left over, and where a process has ended, the files that nobody names. */
  removeLeftovers(what?: "andFiles"): void {
    this.#removing = this.#removing.then(async () => {
      try {
        await this.#removeLeftovers();
        if (what === "andFiles") await this.#options.orphans.removeUnnamed();
      } catch (error) {
        // What is left when the server stops, goes after its next start.
        if (!this.#isClosed) this.#options.log("error", "leftoversStay", { error: (error as Error).message });
      }
    });
  }

  /** Resolves when nothing is being removed any more. */
  async settled(): Promise<void> {
    await this.#removing;
  }

  async #removeLeftovers(): Promise<void> {
    const { database, orphans, copier } = this.#options;
    const remove = async () => await database.operation("leftovers.remove", { budgetMs: this.#budgetMs });
    const removeNext = async () => {
      const { files, isDone } = await this.#paced(async () => await onceThereIsSpace(remove));
      if (files.length > 0) await orphans.remove(files);
      return isDone;
    };
    if (await removeNext()) return;
    await copier.during(async () => {
      while (!(await removeNext()));
    });
  }

  async #paced<T>(step: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new Error("The server was stopped meanwhile: nothing was imported.");
    const startMs = performance.now();
    const answer = await step();
    const nowMs = performance.now();
    if (nowMs - this.#options.database.lastCallMs < CALLING_MS)
      await rest(Math.min((nowMs - startMs) * REST, MAX_REST_MS));
    return answer;
  }
}

/** Keeps no process that stops. */
async function rest(ms: number): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
}
