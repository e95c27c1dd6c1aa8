/**
 * The tables of scheduled work: jobs that wait or run, and crons with their next times.
 *
 * Units  Milliseconds since the epoch.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";

export type JobRow = { id: string; due: number; call: string };
export type CronRow = { name: string; spec: string; next: number; running: string | null };

const MAX_DUE_AT_ONCE = 64;

const STATEMENTS = {
  insert: "INSERT INTO jobs (id, due, state, call) VALUES (?, ?, 'pending', ?)",
  cancel: "DELETE FROM jobs WHERE id = ? AND state = 'pending'",
  // What is due at one moment has the order of its documents, in which it was scheduled.
  due: `SELECT j.id, due, call FROM jobs j JOIN documents d ON d.id = j.id
    WHERE state = 'pending' AND due <= ? ORDER BY due, d.row LIMIT ${MAX_DUE_AT_ONCE}`,
  next: "SELECT min(at) AS at FROM (SELECT min(due) AS at FROM jobs WHERE state = 'pending' UNION ALL SELECT min(next) FROM crons)",
  oldest: "SELECT min(due) AS at FROM jobs WHERE state = 'pending' AND due <= ?",
  start: "UPDATE jobs SET state = 'running' WHERE id = ?",
  finish: "DELETE FROM jobs WHERE id = ?",
  running: "SELECT id FROM jobs WHERE state = 'running'",
  has: "SELECT 1 FROM jobs WHERE id = ?",
  count: "SELECT count(*) AS n FROM jobs WHERE state = 'pending'",
  crons: "SELECT name, spec, next, running FROM crons",
  dueCrons: "SELECT name, spec, next, running FROM crons WHERE next <= ?",
  clearCrons: "DELETE FROM crons",
  insertCron: "INSERT INTO crons (name, spec, next, running) VALUES (?, ?, ?, ?)",
  moveCron: "UPDATE crons SET next = ?, running = ?, last = ? WHERE name = ?",
  releaseCron: "UPDATE crons SET running = NULL WHERE running = ?",
} satisfies Record<string, string>;

export class Jobs {
  readonly #prepared: Record<keyof typeof STATEMENTS, StatementSync>;

  constructor(db: DatabaseSync) {
    const entries = Object.entries(STATEMENTS).map(([name, sql]) => [name, db.prepare(sql)]);
    this.#prepared = Object.fromEntries(entries) as Record<keyof typeof STATEMENTS, StatementSync>;
  }

  insert(id: string, dueMs: number, call: string): void {
    this.#prepared.insert.run(id, dueMs, call);
  }

  /** Removes a job that waits; one that runs stays. */
  cancel(id: string): void {
    this.#prepared.cancel.run(id);
  }

  /** The jobs that are due, as many as one commit may run. */
  due(nowMs: number): JobRow[] {
    return this.#prepared.due.all(nowMs) as JobRow[];
  }

  /** When a job or a cron is next due, or null. */
  nextDueMs(): number | null {
    return (this.#prepared.next.get() as { at: number | null }).at;
  }

  oldestDueMs(nowMs: number): number | null {
    return (this.#prepared.oldest.get(nowMs) as { at: number | null }).at;
  }

  start(id: string): void {
    this.#prepared.start.run(id);
  }

  /** Removes a job, and lets the cron that started it run again. */
  finish(id: string): void {
    this.#prepared.finish.run(id);
    this.#prepared.releaseCron.run(id);
  }

  running(): string[] {
    return (this.#prepared.running.all() as { id: string }[]).map(({ id }) => id);
  }

  has(id: string): boolean {
    return this.#prepared.has.get(id) !== undefined;
  }

  pendingCount(): number {
    return (this.#prepared.count.get() as { n: number }).n;
  }

  crons(): CronRow[] {
    return this.#prepared.crons.all() as CronRow[];
  }

  dueCrons(nowMs: number): CronRow[] {
    return this.#prepared.dueCrons.all(nowMs) as CronRow[];
  }

  replaceCrons(crons: CronRow[]): void {
    this.#prepared.clearCrons.run();
    for (const { name, spec, next, running } of crons)
      this.#prepared.insertCron.run(name, spec, next, running);
  }

  moveCron(name: string, next: number, job: string | null, lastMs: number): void {
    this.#prepared.moveCron.run(next, job, String(lastMs), name);
  }
}
