/**
 * Scheduled functions and crons: finds what is due, and remembers what became of it.
 *
 * Shapes  A job is a row of `jobs`; its `_scheduled_functions` document tells the developer its state.
 * Units   Milliseconds since the epoch; cron times are UTC.
 * Rules   SPEC.md SC. A mutation and the record of its success are one transaction, so it happens exactly
 *         once; an action is recorded as started before it starts, so it happens at most once.
 */
import { Cron } from "croner";
import type { Transaction } from "../database/transaction.ts";
import type { Document } from "../database/table.ts";
import { AFTER_ALL, keyAfter } from "../values/indexKey.ts";
import type { Database } from "../database/database.ts";
import type { JobRow, Jobs } from "../storage/jobs.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { canonicalPath, componentOf, inComponent } from "./paths.ts";

export type Job = { id: string; due: number; call: { path: string; args: string } };
export type CronSpec = { name: string; args: Json; schedule: JsonObject & { type: string } };

/** How long a function that has ended can be looked up, as on Convex. */
const REMEMBERED_MS = 7 * 24 * 60 * 60 * 1000;
const MAX_LOOKED_AT = 2_048;
const LOOK_AT_ONCE = 256;

export class Scheduler {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get #jobs(): Jobs {
    return this.#database.store.jobs;
  }

  pendingCount(): number {
    return this.#jobs.pendingCount();
  }

  /** When something is next due, or null. */
  nextDueMs(): number | null {
    return this.#jobs.nextDueMs();
  }

  /** When the job was due that has been due for longest, or null. */
  oldestDueMs(): number | null {
    return this.#jobs.oldestDueMs(this.#database.world.now());
  }

  dueJobs(): Job[] {
    return this.#jobs.due(this.#database.world.now()).map(toJob);
  }

  /** Whether a job has neither ended nor been cancelled. */
  isOpen(id: string): boolean {
    return this.#jobs.has(id);
  }

  markStarted(tx: Transaction, job: Job): void {
    this.#jobs.start(job.id);
    this.#setState(tx, job.id, { kind: "inProgress" });
  }

  markFinished(tx: Transaction, id: string, error: string | null): void {
    this.#jobs.finish(id);
    this.#setState(tx, id, error === null ? { kind: "success" } : { kind: "failed", error }, true);
  }

  /**
   * Actions that are said to run, but that nobody runs: whether they had their effect is not known, so they failed.
   * @param alive jobs that the front runs
   */
  failInterrupted(tx: Transaction, alive: Set<string>): void {
    for (const id of this.#jobs.running())
      if (!alive.has(id)) this.markFinished(tx, id, "Transient error while executing action");
  }

  /**
   * Forgets what ended long ago, so that the store does not grow with every function that was ever scheduled.
   * Looks at the oldest documents only, so many at a time.
   */
  forgetFinished(tx: Transaction): void {
    const { catalog, store, world } = this.#database;
    const untilMs = world.now() - REMEMBERED_MS;
    for (const component of catalog.components()) {
      const index = catalog.table("_scheduled_functions", component)!.indexes.get("by_creation_time")!;
      let from = "";
      for (let looked = 0; looked < MAX_LOOKED_AT; looked += LOOK_AT_ONCE) {
        const entries = store.scan(index.number, from, AFTER_ALL, "asc", LOOK_AT_ONCE);
        for (const { json } of entries) {
          const { _id, completedTime = Infinity } = JSON.parse(json) as {
            _id: string;
            completedTime?: number;
          };
          if (completedTime < untilMs) tx.in(component).remove(_id);
        }
        const last = entries.at(-1);
        const isYoung = last !== undefined && (JSON.parse(last.json) as Document)._creationTime >= untilMs;
        if (entries.length < LOOK_AT_ONCE || isYoung) break;
        from = keyAfter(last!.key);
      }
    }
  }

  /**
   * Takes the crons of a push: what stays the same keeps its next time.
   * @param specs by the path of the cron's component and its name, with a semicolon between
   */
  replaceCrons(specs: Record<string, CronSpec>): void {
    const kept = new Map(this.#jobs.crons().map((row) => [row.name, row]));
    const now = this.#database.world.now();
    const rows = Object.entries(specs).map(([name, spec]) => {
      const text = JSON.stringify(spec);
      const before = kept.get(name);
      // An interval first runs when it is deployed; other crons at their next time.
      const first = spec.schedule.type === "interval" ? now : nextTime(spec.schedule, now);
      const next = before?.spec === text ? before.next : first;
      return { name, spec: text, next, running: before?.running ?? null };
    });
    this.#jobs.replaceCrons(rows);
  }

  /** Turns due crons into jobs. A cron whose last run goes on, or whose times were missed, skips them. */
  enqueueCrons(schedule: (component: string, path: string, args: Json, dueMs: number) => string): void {
    const now = this.#database.world.now();
    for (const row of this.#jobs.dueCrons(now)) {
      const spec = JSON.parse(row.spec) as CronSpec;
      const isRunning = row.running !== null && this.isOpen(row.running);
      const [argument] = spec.args as Json[];
      const component = componentOf(row.name);
      const path = inComponent(component, canonicalPath(spec.name));
      const job = isRunning ? row.running : schedule(component, path, argument ?? {}, now);
      this.#jobs.moveCron(row.name, nextTime(spec.schedule, now, row.next), job, now);
    }
  }

  #setState(tx: Transaction, id: string, state: JsonObject, isComplete = false): void {
    const own = tx.in(this.#database.catalog.tableOfId(id)!.component);
    const json = own.read(id)?.json;
    if (json === undefined) return;
    const { state: before } = JSON.parse(json) as { state: { kind: string } };
    // What has ended stays as it ended, a canceled job that was running among it.
    if (before.kind !== "pending" && before.kind !== "inProgress") return;
    own.patch(id, isComplete ? { state, completedTime: this.#database.world.now() } : { state });
  }
}

function toJob({ id, due, call }: JobRow): Job {
  return { id, due, call: JSON.parse(call) as Job["call"] };
}

/** The first time after `now`; an interval keeps its rhythm from `previous`. */
export function nextTime(schedule: CronSpec["schedule"], now: number, previous = now): number {
  if (schedule.type === "interval") {
    const every = intervalMs(schedule);
    return previous + every * (Math.floor(Math.max(0, now - previous) / every) + 1);
  }
  const next = new Cron(expressionOf(schedule), { timezone: "UTC" }).nextRun(new Date(now));
  return next?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

function intervalMs({ seconds, minutes, hours }: JsonObject): number {
  return (
    (((hours as number) ?? 0) * 3600 + ((minutes as number) ?? 0) * 60 + ((seconds as number) ?? 0)) * 1000
  );
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The schedule as a five-field cron expression. */
function expressionOf(schedule: CronSpec["schedule"]): string {
  const { minuteUTC = 0, hourUTC = 0 } = schedule as { minuteUTC?: number; hourUTC?: number };
  switch (schedule.type) {
    case "hourly":
      return `${minuteUTC} * * * *`;
    case "daily":
      return `${minuteUTC} ${hourUTC} * * *`;
    case "weekly":
      return `${minuteUTC} ${hourUTC} * * ${WEEKDAYS.indexOf(schedule.dayOfWeek as string)}`;
    case "monthly":
      return `${minuteUTC} ${hourUTC} ${schedule.day as number} * *`;
    default:
      return schedule.cron as string;
  }
}
