/**
 * Sign-in for the embedded mode: the first person becomes the admin, the others come by invitation. All of it lies
 * in one file of its own.
 *
 * Rules  SPEC.md ID.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Log } from "../lib/log.ts";
import type { World } from "../lib/world.ts";
import { Accounts, type StandingOf } from "./accounts.ts";
import { Attempts } from "./attempts.ts";
import { AUDIENCE, migrateBetterAuth, openBetterAuth } from "./betterAuth.ts";
import { hashKeptTokens } from "./hashedSessions.ts";
import { InviteRows } from "./inviteRows.ts";
import { Invites } from "./invites.ts";
import { Ledger } from "./ledger.ts";
import type { SendLink } from "./links.ts";
import { requestReset, sendReset } from "./resets.ts";
import type { OwnIssuer } from "./tokens.ts";
import { tokenTyper } from "./typedToken.ts";

export type IdentityOptions = {
  dataDir: string;
  /** Mails a link. Without it nobody gets a new password for one they forgot, and invitations are links to copy. */
  sendLink: SendLink | null;
  /** Whether links that are handed over leave this server: else people are told where they wait. */
  mailsLinks: boolean;
  /** Asks the app whether a person may enter and invite. Without it everybody may enter, and the first person invites. */
  standingOf: StandingOf | null;
  log: Log;
  world: World;
};

export type Identity = {
  issuer: OwnIssuer;
  accounts: Accounts;
  attempts: Attempts;
  invites: Invites;
  sendLink: SendLink | null;
  mailsLinks: boolean;
  requestReset(email: string): void;
  /** The database itself, for tests that look behind the sign-in. */
  raw: DatabaseSync;
  close(): void;
};

export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { dataDir, world, sendLink, mailsLinks, standingOf, log } = options;
  const path = join(dataDir, "identity.sqlite");
  const db = new DatabaseSync(path);
  chmodSync(path, 0o600);
  db.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;");
  const ledger = new Ledger(db);
  // The issuer is never a host or a port: it is part of a person's identity.
  const issuer = ledger.constant("issuer", () => `https://${randomUUID()}.embedded.invalid`);
  const secret = secretOf(join(dataDir, "identity-secret"));
  let accounts: Accounts | null = null;
  const common = {
    database: db,
    secret,
    issuer,
    cookieName: cookieNameOf(issuer, dataDir),
    onReset: async (email: string, token: string) => {
      if (sendLink !== null) await sendReset(sendLink, world, email, token);
    },
    mayEnter: async (userId: string) => (await accounts?.standingOf(userId)) !== "refused",
  };
  await migrateBetterAuth({ ...common, isSecure: false });
  ledger.settleInterrupted();
  hashKeptTokens(db);
  const plain = await openBetterAuth({ ...common, isSecure: false });
  const secure = await openBetterAuth({ ...common, isSecure: true });
  const rows = new InviteRows(db);
  rows.settleInterrupted();
  const invites = new Invites(rows, world, secret);
  const typed = tokenTyper(db, secret);
  const opened = new Accounts({ plain, secure, ledger, invites, issuer, standingOf, typed });
  accounts = opened;
  return {
    issuer: {
      issuer,
      audience: AUDIENCE,
      keys: async () => (await plain.api.getJwks()) as never,
      isOpen: (sessionId) => opened.isOpen(sessionId),
    },
    accounts: opened,
    attempts: new Attempts(ledger, world),
    invites,
    sendLink,
    mailsLinks: sendLink !== null && mailsLinks,
    requestReset: (email) => requestReset(plain, email, log),
    raw: db,
    close: () => db.close(),
  };
}

/** Workspaces on one host share its cookies, so each has names of its own. */
function cookieNameOf(issuer: string, dataDir: string): string {
  const own = createHash("sha256")
    .update(`${issuer}\n${resolve(dataDir)}`)
    .digest("hex")
    .slice(0, 12);
  return `engine-${own}`;
}

function secretOf(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(48).toString("base64url"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}
