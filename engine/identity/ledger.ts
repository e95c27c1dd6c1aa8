/**
 * What the identity keeps besides accounts: its issuer, invitations, and failed attempts.
 *
 * Shapes  Tokens are stored as SHA-256 only. Rows live in `identity.sqlite`, which nobody else opens.
 * Units   Milliseconds since the epoch.
 * Rules   SPEC.md ID. A claim is one conditional update, so of many at once exactly one succeeds.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

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

  /** True for the first caller only. */
  claimFirst(name: string): boolean {
    return (
      this.#db.prepare("INSERT OR IGNORE INTO settings (name, value) VALUES (?, 'claimed')").run(name)
        .changes === 1
    );
  }

  unclaimFirst(name: string): void {
    this.#db.prepare("DELETE FROM settings WHERE name = ?").run(name);
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

  claimInvite(token: string, now: number): boolean {
    const claim = this.#db.prepare(
      "UPDATE invites SET claimed_at = ? WHERE token_hash = ? AND claimed_at IS NULL AND expires_at > ?",
    );
    return claim.run(now, hashOf(token), now).changes === 1;
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

  recordAttempt(key: string, now: number): void {
    this.#db.prepare("DELETE FROM attempts WHERE at <= ?").run(now - ATTEMPT_WINDOW_MS);
    this.#db.prepare("INSERT INTO attempts (key, at) VALUES (?, ?)").run(key, now);
  }

  forgetAttempts(key: string): void {
    this.#db.prepare("DELETE FROM attempts WHERE key = ?").run(key);
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
