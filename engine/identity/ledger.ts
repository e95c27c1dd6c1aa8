/**
 * What the identity keeps besides accounts: its issuer, invitations, and failed attempts.
 *
 * Shapes  Tokens are stored as SHA-256 only. Rows live in `identity.sqlite`, which nobody else opens.
 * Units   Milliseconds since the epoch.
 * Rules   SPEC.md ID. A claim is one conditional update, so of many at once exactly one succeeds.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";

const TABLES = `
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS attempts (key TEXT NOT NULL, at REAL NOT NULL);
  CREATE INDEX IF NOT EXISTS attempts_by_key ON attempts (key, at);
`;

const ATTEMPT_WINDOW_MS = 15 * 60 * 1000;

export class Ledger {
  readonly #db: DatabaseSync;
  #hasSession: StatementSync | null = null;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(TABLES);
  }

  /** A value that is made on first use and never changes. */
  constant(name: string, make: () => string): string {
    this.#db.prepare("INSERT OR IGNORE INTO settings (name, value) VALUES (?, ?)").run(name, make());
    return (this.#db.prepare("SELECT value FROM settings WHERE name = ?").get(name) as { value: string })
      .value;
  }

  hasPeople(): boolean {
    return this.#db.prepare("SELECT 1 FROM user LIMIT 1").get() !== undefined;
  }

  makeAdmin(email: string): void {
    this.#db.prepare("UPDATE user SET role = 'admin' WHERE email = ?").run(email);
  }

  /** Finishes or undoes each sign-up that was interrupted when the process died. */
  settleInterrupted(): void {
    this.#db.exec(`
      UPDATE user SET role = 'admin'
        WHERE id = (SELECT id FROM user ORDER BY createdAt LIMIT 1)
          AND NOT EXISTS (SELECT 1 FROM user WHERE role = 'admin');`);
  }

  sessionIds(): string[] {
    return (this.#db.prepare("SELECT id FROM session").all() as { id: string }[]).map(({ id }) => id);
  }

  hasSession(id: string): boolean {
    this.#hasSession ??= this.#db.prepare("SELECT 1 FROM session WHERE id = ?");
    return this.#hasSession.get(id) !== undefined;
  }

  /** Ends the oldest sessions of an account, so that it keeps so many, and answers their ids. */
  endSessionsBeyond(email: string, most: number): string[] {
    const ended = this.#db.prepare(
      `DELETE FROM session WHERE id IN (
         SELECT s.id FROM session s JOIN user u ON u.id = s.userId WHERE u.email = ?
         ORDER BY s.updatedAt DESC LIMIT -1 OFFSET ?) RETURNING id`,
    );
    return (ended.all(email, most) as { id: string }[]).map(({ id }) => id);
  }

  /** Milliseconds until another attempt is allowed, 0 when one is now. */
  waitFor(key: string, limit: number, now: number): number {
    const since = now - ATTEMPT_WINDOW_MS;
    const row = this.#db
      .prepare("SELECT count(*) AS n, min(at) AS oldest FROM attempts WHERE key = ? AND at > ?")
      .get(key, since);
    const { n, oldest } = row as { n: number; oldest: number | null };
    return n < limit ? 0 : Math.max(1, (oldest ?? now) + ATTEMPT_WINDOW_MS - now);
  }

  /** Answers the attempt's number. */
  recordAttempt(key: string, now: number): number {
    this.#db.prepare("DELETE FROM attempts WHERE at <= ?").run(now - ATTEMPT_WINDOW_MS);
    const { lastInsertRowid } = this.#db
      .prepare("INSERT INTO attempts (key, at) VALUES (?, ?)")
      .run(key, now);
    return Number(lastInsertRowid);
  }

  forgetAttempts(numbers: number[]): void {
    const forget = this.#db.prepare("DELETE FROM attempts WHERE rowid = ?");
    for (const number of numbers) forget.run(number);
  }

  forgetAllAttempts(key: string): void {
    this.#db.prepare("DELETE FROM attempts WHERE key = ?").run(key);
  }
}
