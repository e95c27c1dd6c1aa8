/**
 * Invitations on disk: how many people each lets in, until when, and whom it has let in.
 *
 * Units  Times are epoch ms.
 * Rules  SPEC.md ID5, ID13. A claim is one conditional insert, so that of many at once no more get in than there is
 *        room for.
 */
import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

export type InviteTerms = {
  /** How many people it lets in. */
  maxUses: number;
  lifetimeMs: number;
  /** Lets in only addresses of this domain, in lower case; null for any. */
  domain: string | null;
};

export type Invite = {
  id: string;
  createdAt: number;
  expiresAt: number;
  maxUses: number;
  usedCount: number;
  domain: string | null;
  invitedBy: string;
};

const TABLES = `
  DROP TABLE IF EXISTS invites;
  CREATE TABLE IF NOT EXISTS invitations (
    id TEXT PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, created_at REAL NOT NULL, expires_at REAL NOT NULL,
    max_uses INTEGER NOT NULL, domain TEXT, invited_by TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS invitation_uses (
    invitation_id TEXT NOT NULL, email TEXT NOT NULL, is_used INTEGER NOT NULL,
    PRIMARY KEY (invitation_id, email));
`;

/** Whether an invitation `i` has room for one more. */
const HAS_ROOM = "(SELECT count(*) FROM invitation_uses u WHERE u.invitation_id = i.id) < i.max_uses";

export class InviteRows {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(TABLES);
  }

  /** Takes away invitations that expired and let nobody in, too. */
  create(token: string, id: string, terms: InviteTerms, { now, by }: { now: number; by: string }): Invite {
    this.#db
      .prepare(
        `DELETE FROM invitations WHERE expires_at <= ?
           AND NOT EXISTS (SELECT 1 FROM invitation_uses u WHERE u.invitation_id = invitations.id)`,
      )
      .run(now);
    const { maxUses, lifetimeMs, domain } = terms;
    const expiresAt = now + lifetimeMs;
    this.#db
      .prepare("INSERT INTO invitations VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(id, hashOf(token), now, expiresAt, maxUses, domain, by);
    return { id, createdAt: now, expiresAt, maxUses, usedCount: 0, domain, invitedBy: by };
  }

  /** The newest first. */
  list(): Invite[] {
    const rows = this.#db
      .prepare(
        `SELECT id, created_at AS createdAt, expires_at AS expiresAt, max_uses AS maxUses, domain,
           invited_by AS invitedBy,
           (SELECT count(*) FROM invitation_uses u WHERE u.invitation_id = i.id AND u.is_used = 1) AS usedCount
         FROM invitations i ORDER BY created_at DESC`,
      )
      .all();
    return rows as Invite[];
  }

  /** Who made an invitation that still lets somebody in; null for any other. */
  inviterOf(token: string, now: number): string | null {
    const found = this.#db
      .prepare(
        `SELECT invited_by AS invitedBy FROM invitations i WHERE token_hash = ? AND expires_at > ? AND ${HAS_ROOM}`,
      )
      .get(hashOf(token), now) as { invitedBy: string } | undefined;
    return found?.invitedBy ?? null;
  }

  /** @param email whom the invitation is about to let in, in lower case */
  claim(token: string, email: string, now: number): boolean {
    const claim = this.#db.prepare(
      `INSERT OR IGNORE INTO invitation_uses (invitation_id, email, is_used)
         SELECT id, ?, 0 FROM invitations i WHERE token_hash = ? AND expires_at > ? AND ${HAS_ROOM}
           AND (domain IS NULL OR substr(?, -length(domain) - 1) = '@' || domain)`,
    );
    return claim.run(email, hashOf(token), now, email).changes === 1;
  }

  unclaim(token: string, email: string): void {
    this.#db
      .prepare(
        `DELETE FROM invitation_uses WHERE email = ? AND is_used = 0
           AND invitation_id = (SELECT id FROM invitations WHERE token_hash = ?)`,
      )
      .run(email, hashOf(token));
  }

  use(token: string, email: string): void {
    this.#db
      .prepare(
        `UPDATE invitation_uses SET is_used = 1 WHERE email = ?
           AND invitation_id = (SELECT id FROM invitations WHERE token_hash = ?)`,
      )
      .run(email, hashOf(token));
  }

  /** Ends an invitation for those who have not come yet. */
  revoke(id: string): void {
    this.#db.prepare("DELETE FROM invitations WHERE id = ?").run(id);
  }

  /** Brings what a process that died in the middle of a sign-up has left to the state before or after it. */
  settleInterrupted(): void {
    this.#db.exec(`
      UPDATE invitation_uses SET is_used = 1 WHERE email IN (SELECT email FROM user);
      DELETE FROM invitation_uses WHERE is_used = 0;`);
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
