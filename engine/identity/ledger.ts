/**
 * What the identity keeps besides accounts: its issuer, invitations, and failed attempts.
 *
 * Shapes  Tokens are stored as SHA-256 only. Rows live in `identity.sqlite`, which nobody else opens.
 * Units   Milliseconds since the epoch.
 * Rules   SPEC.md ID. A claim is one conditional update, so of many at once exactly one succeeds.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";

export type Invite = { id: string; createdAt: number; expiresAt: number; usedBy: string | null };

const TABLES = `
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS invites (
    id TEXT PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, created_at REAL NOT NULL, expires_at REAL NOT NULL,
    claimed_at REAL, used_by TEXT);
  CREATE TABLE IF NOT EXISTS attempts (key TEXT NOT NULL, at REAL NOT NULL);
  CREATE INDEX IF NOT EXISTS attempts_by_key ON attempts (key, at);
`;

const INVITE_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
const ATTEMPT_WINDOW_MS = 15 * 60 * 1000;

export class Ledger {
  readonly #db: DatabaseSync;
  #hasSession: StatementSync | null = null;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(TABLES);
    const columns = db.prepare("SELECT name FROM pragma_table_info('invites')").all();
    if (!columns.some(({ name }) => name === "claimed_by"))
      db.exec("ALTER TABLE invites ADD COLUMN claimed_by TEXT");
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
          AND NOT EXISTS (SELECT 1 FROM user WHERE role = 'admin');
      UPDATE invites SET used_by = claimed_by
        WHERE used_by IS NULL AND claimed_by IN (SELECT email FROM user);
      UPDATE invites SET claimed_at = NULL, claimed_by = NULL WHERE used_by IS NULL;`);
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

  /** Takes away invitations that expired unused, too. */
  createInvite(now: number): { id: string; token: string; expiresAt: number } {
    this.#db.prepare("DELETE FROM invites WHERE expires_at <= ? AND used_by IS NULL").run(now);
    const token = randomBytes(24).toString("base64url");
    const id = randomUUID();
    const expiresAt = now + INVITE_LIFETIME_MS;
    this.#db
      .prepare("INSERT INTO invites (id, token_hash, created_at, expires_at) VALUES (?, ?, ?, ?)")
      .run(id, hashOf(token), now, expiresAt);
    return { id, token, expiresAt };
  }

  invites(): Invite[] {
    const rows = this.#db
      .prepare(
        "SELECT id, created_at AS createdAt, expires_at AS expiresAt, used_by AS usedBy FROM invites ORDER BY created_at DESC",
      )
      .all();
    return rows as Invite[];
  }

  isOpenInvite(token: string, now: number): boolean {
    const found = this.#db.prepare(
      "SELECT 1 FROM invites WHERE token_hash = ? AND claimed_at IS NULL AND expires_at > ?",
    );
    return found.get(hashOf(token), now) !== undefined;
  }

  /** @param email whom the invitation is about to let in */
  claimInvite(token: string, email: string, now: number): boolean {
    const claim = this.#db.prepare(
      "UPDATE invites SET claimed_at = ?, claimed_by = ? WHERE token_hash = ? AND claimed_at IS NULL AND expires_at > ?",
    );
    return claim.run(now, email, hashOf(token), now).changes === 1;
  }

  unclaimInvite(token: string): void {
    this.#db
      .prepare("UPDATE invites SET claimed_at = NULL WHERE token_hash = ? AND used_by IS NULL")
      .run(hashOf(token));
  }

  useInvite(token: string, email: string): void {
    this.#db.prepare("UPDATE invites SET used_by = ? WHERE token_hash = ?").run(email, hashOf(token));
  }

  revokeInvite(id: string): void {
    this.#db.prepare("DELETE FROM invites WHERE id = ? AND used_by IS NULL").run(id);
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

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
