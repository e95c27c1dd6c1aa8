/**
 * Sign-in for the embedded mode: the first person becomes the admin, the others come by invitation.
 *
 * Shapes  `/api/auth/*`: better-auth's own routes for e-mail and password, sessions and tokens; ours for the
 *         status and for invitations. Errors are 4xx with {code, message}.
 * Rules   SPEC.md ID. A state change needs the page's own origin, since the session is a cookie.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Log } from "../lib/log.ts";
import type { World } from "../lib/world.ts";
import { HttpError, originOf, readJson, sendJson } from "../lib/http.ts";
import {
  AUDIENCE,
  DEACTIVATED,
  migrateAccounts,
  openAccounts,
  OWN_ORIGIN,
  RESET_LIFETIME_MS,
  type Accounts,
} from "./accounts.ts";
import { Ledger } from "./ledger.ts";
import type { OwnIssuer } from "./tokens.ts";

/**
 * A link to be mailed. Only its path: whoever mails it knows the address of the app, and does not take it from
 * the request that asked, which anybody can send.
 */
export type IdentityLink = {
  kind: "invitation" | "passwordReset";
  to: string;
  path: string;
  expiresAt: number;
  invitedBy: string;
  /** The same for the same link. */
  idempotencyKey: string;
};

/** What the app says of a person: "refused" is kept out, null for who is none of its people yet. */
export type Standing = "admin" | "member" | "refused" | null;

export type IdentityOptions = {
  dataDir: string;
  /** Mails a link. Without it there is no new password for who forgot theirs, and invitations are links to copy. */
  sendLink: ((link: IdentityLink) => Promise<void>) | null;
  /** The app's word on who may enter and who invites. Without it, all may, and the first person invites. */
  standingOf: ((tokenIdentifier: string) => Promise<Standing>) | null;
  log: Log;
  world: World;
  /** The address people use, where it differs from what requests say. */
  publicUrl: string | null;
  clientAddress: (request: IncomingMessage) => string;
  /** Whether the page that sent the request is one of this server. */
  isOwnPage: (request: IncomingMessage) => boolean;
  /** Whether the host that the request names can only be this server. */
  isOwnHost: (request: IncomingMessage) => boolean;
};

export type Identity = {
  issuer: OwnIssuer;
  /** Answers false for a path that is not its own. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
  onSessionEnded(listener: (sessionId: string) => void): void;
  close(): void;
};

type Credentials = { email: string; password: string; name?: unknown; inviteToken?: unknown };
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Session = {
  session: { id: string };
  user: { id: string; email: string; name: string; role?: string | null };
};

const MAX_BODY_BYTES = 64 * 1024;
const WRONG_PASSWORDS = 5;
const ATTEMPTS_PER_ADDRESS = 50;
const RESETS = 3;
/** Enough to keep lists and headers out; whether it exists, mail will tell. */
const ADDRESS = /^[^\s@<>,;:"]{1,64}@[^\s@<>,;:"]{1,188}$/;
const FIRST = "first-person";
/** Routes of better-auth that pages and clients need; all others stay closed. */
const PASSED_ON = new Set(["/api/auth/get-session", "/api/auth/token", "/api/auth/jwks"]);

class EmbeddedIdentity implements Identity {
  readonly issuer: OwnIssuer;
  readonly #options: IdentityOptions;
  readonly #db: DatabaseSync;
  readonly #ledger: Ledger;
  readonly #plain: Accounts;
  readonly #secure: Accounts;
  readonly #listeners: ((sessionId: string) => void)[] = [];

  constructor(options: IdentityOptions, db: DatabaseSync, ledger: Ledger, issuer: string, secret: string) {
    this.#options = options;
    this.#db = db;
    this.#ledger = ledger;
    const mayEnter = async (userId: string) => (await this.#standingOf(userId)) !== "refused";
    const accounts = { database: db, secret, issuer, onReset: this.#mailReset, mayEnter };
    this.#plain = openAccounts({ ...accounts, isSecure: false });
    this.#secure = openAccounts({ ...accounts, isSecure: true });
    this.issuer = {
      issuer,
      audience: AUDIENCE,
      keys: async () => (await this.#plain.api.getJwks()) as never,
    };
  }

  onSessionEnded(listener: (sessionId: string) => void): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#db.close();
  }

  serve: Identity["serve"] = async (request, response, path) => {
    const handler = this.#routes[`${request.method} ${path}`];
    if (handler === undefined && !PASSED_ON.has(path)) return false;
    if (request.method !== "GET") this.#requireOwnPage(request);
    response.setHeader("cache-control", "no-store");
    if (handler !== undefined) await handler(request, response);
    else await this.#passOnSession(request, response, path);
    return true;
  };

  readonly #routes: Record<string, Handler> = {
    "GET /api/auth/status": async (_request, response) =>
      sendJson(response, {
        needsFirstUser: !this.#hasPeople(),
        openSignUp: false,
        canMail: this.#options.sendLink !== null,
      }),
    "POST /api/auth/sign-up/email": (request, response) => this.#signUp(request, response),
    "POST /api/auth/sign-in/email": (request, response) => this.#signIn(request, response),
    "POST /api/auth/request-password-reset": (request, response) => this.#requestReset(request, response),
    "POST /api/auth/reset-password": (request, response) => this.#resetPassword(request, response),
    "POST /api/auth/sign-out": (request, response) => this.#signOut(request, response),
    "GET /api/auth/invites/check": async (request, response) => {
      const token = new URL(request.url ?? "", OWN_ORIGIN).searchParams.get("token") ?? "";
      sendJson(response, { valid: this.#ledger.isOpenInvite(token, this.#now()) });
    },
    "GET /api/auth/invites": async (request, response) => {
      await this.#requireAdmin(request);
      sendJson(response, this.#ledger.invites());
    },
    "POST /api/auth/invites": (request, response) => this.#invite(request, response),
    "POST /api/auth/invites/revoke": async (request, response) => {
      await this.#requireAdmin(request);
      const { id } = await readJson<{ id?: unknown }>(request, MAX_BODY_BYTES);
      if (typeof id === "string") this.#ledger.revokeInvite(id);
      sendJson(response, {});
    },
  };

  #now(): number {
    return this.#options.world.now();
  }

  #hasPeople(): boolean {
    return this.#db.prepare("SELECT 1 FROM user LIMIT 1").get() !== undefined;
  }

  #originOf(request: IncomingMessage): string {
    return this.#options.publicUrl ?? originOf(request);
  }

  /** @throws HttpError 403 for a page of another origin */
  #requireOwnPage(request: IncomingMessage): void {
    if (this.#options.isOwnPage(request)) return;
    const { origin = "", host = "" } = request.headers;
    this.#options.log("warn", "foreignOrigin", { origin, host });
    throw new HttpError(
      403,
      "FOREIGN_ORIGIN",
      `This server answers as ${host}, so pages of ${origin} may not sign in. If that is its address, set PUBLIC_URL=${origin}.`,
    );
  }

  /**
   * Before there are people, a page whose name was led here could become the first of them.
   * @throws HttpError 403
   */
  #requireOwnHost(request: IncomingMessage): void {
    if (this.#options.isOwnHost(request)) return;
    const { host = "" } = request.headers;
    throw new HttpError(
      403,
      "UNKNOWN_HOST",
      `This server does not know that it is called ${host}: set PUBLIC_URL to its address, or open it as http://localhost.`,
    );
  }

  /** @throws HttpError 401 or 403 */
  async #requireAdmin(request: IncomingMessage): Promise<Session> {
    const session = await this.#sessionOf(request);
    if (session === null) throw new HttpError(401, "NOT_SIGNED_IN", "Sign in first.");
    const standing = (await this.#standingOf(session.user.id)) ?? session.user.role;
    if (standing !== "admin") throw new HttpError(403, "ADMIN_ONLY", "Only an admin can do this.");
    return session;
  }

  async #standingOf(userId: string): Promise<Standing> {
    return (await this.#options.standingOf?.(`${this.issuer.issuer}|${userId}`)) ?? null;
  }

  /** What better-auth says of a session, unless the app keeps its person out. @throws HttpError 401 */
  async #passOnSession(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const session = await this.#sessionOf(request);
    if (session !== null && (await this.#standingOf(session.user.id)) === "refused")
      throw new HttpError(401, DEACTIVATED.code, DEACTIVATED.message);
    await this.#passOn(request, response, path, null);
  }

  async #sessionOf(request: IncomingMessage): Promise<Session | null> {
    const headers = new Headers({ cookie: request.headers.cookie ?? "" });
    return (await this.#accountsFor(request).api.getSession({ headers })) as Session | null;
  }

  #accountsFor(request: IncomingMessage): Accounts {
    return this.#originOf(request).startsWith("https:") ? this.#secure : this.#plain;
  }

  async #signUp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#limit(`address:${this.#options.clientAddress(request)}`, ATTEMPTS_PER_ADDRESS);
    const { email, password, name, inviteToken } = await readCredentials(request);
    if (typeof name !== "string" || name.trim() === "" || name.length > 80)
      throw new HttpError(400, "NAME_REQUIRED", "Say your name, in 80 characters at most.");
    this.#ledger.recordAttempt(`address:${this.#options.clientAddress(request)}`, this.#now());
    const token = typeof inviteToken === "string" ? inviteToken : null;
    if (!this.#hasPeople()) this.#requireOwnHost(request);
    const isFirst = !this.#hasPeople() && this.#ledger.claimFirst(FIRST);
    if (!isFirst) this.#claimInvite(token);
    const status = await this.#passOn(request, response, "/api/auth/sign-up/email", {
      email,
      password,
      name: name.trim(),
    });
    if (status !== 200) {
      if (isFirst) this.#ledger.unclaimFirst(FIRST);
      else this.#ledger.unclaimInvite(token!);
      return;
    }
    const address = email.toLowerCase();
    if (isFirst) this.#db.prepare("UPDATE user SET role = 'admin' WHERE email = ?").run(address);
    else this.#ledger.useInvite(token!, address);
  }

  /** @throws HttpError 403 without an open invitation */
  #claimInvite(token: string | null): void {
    if (token === null)
      throw new HttpError(403, "INVITE_REQUIRED", "Ask a member of the workspace for an invitation.");
    if (this.#ledger.claimInvite(token, this.#now())) return;
    throw new HttpError(
      403,
      "INVITE_INVALID",
      "This invitation was used already or has expired: ask for a new one.",
    );
  }

  async #signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { email, password } = await readCredentials(request);
    const account = `account:${email.toLowerCase().slice(0, 320)}`;
    const address = `address:${this.#options.clientAddress(request)}`;
    this.#limit(account, WRONG_PASSWORDS);
    this.#limit(address, ATTEMPTS_PER_ADDRESS);
    // Counted before the password is checked, so that many at once are not all let through.
    this.#ledger.recordAttempt(account, this.#now());
    this.#ledger.recordAttempt(address, this.#now());
    const status = await this.#passOn(request, response, "/api/auth/sign-in/email", { email, password });
    if (status === 200) this.#ledger.forgetAttempts(account);
  }

  /** @throws HttpError 429 */
  #limit(key: string, limit: number): void {
    const waitMs = this.#ledger.waitFor(key, limit, this.#now());
    if (waitMs === 0) return;
    const minutes = Math.ceil(waitMs / 60_000);
    throw new HttpError(429, "TOO_MANY_ATTEMPTS", `Too many attempts. Try again in ${minutes} min.`);
  }

  /** Makes an invitation, and mails it where the request names an address. */
  async #invite(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { user } = await this.#requireAdmin(request);
    const { email } = await readJson<{ email?: unknown }>(request, MAX_BODY_BYTES);
    const { sendLink } = this.#options;
    if (email !== undefined && (typeof email !== "string" || !ADDRESS.test(email)))
      throw new HttpError(400, "INVALID_EMAIL", "This is not an e-mail address.");
    if (email !== undefined && sendLink === null)
      throw new HttpError(400, "MAIL_OFF", "This server sends no mail: pass the link on yourself.");
    const { id, token, expiresAt } = this.#ledger.createInvite(this.#now());
    const path = `/invite/${token}`;
    if (email !== undefined) {
      const link = { kind: "invitation", to: email, path, expiresAt, idempotencyKey: id } as const;
      await sendLink!({ ...link, invitedBy: user.name });
    }
    sendJson(response, { id, url: `${this.#originOf(request)}${path}`, expiresAt });
  }

  /** Answers alike, and as fast, whether or not somebody has this address. */
  async #requestReset(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { email } = await readJson<{ email?: unknown }>(request, MAX_BODY_BYTES);
    if (typeof email !== "string" || !ADDRESS.test(email))
      throw new HttpError(400, "INVALID_EMAIL", "This is not an e-mail address.");
    const account = `reset:${email.toLowerCase()}`;
    const address = `address:${this.#options.clientAddress(request)}`;
    this.#limit(account, RESETS);
    this.#limit(address, ATTEMPTS_PER_ADDRESS);
    this.#ledger.recordAttempt(account, this.#now());
    this.#ledger.recordAttempt(address, this.#now());
    const asked = this.#plain.api.requestPasswordReset({ body: { email } });
    void asked.catch((error: unknown) =>
      this.#options.log("error", "password reset", { error: String(error) }),
    );
    sendJson(response, {});
  }

  readonly #mailReset = async (email: string, token: string): Promise<void> => {
    await this.#options.sendLink?.({
      kind: "passwordReset",
      to: email,
      // After the hash: it stays in the browser, out of logs and out of `Referer`.
      path: `/reset-password#${token}`,
      expiresAt: this.#now() + RESET_LIFETIME_MS,
      invitedBy: "",
      idempotencyKey: createHash("sha256").update(token).digest("base64url"),
    });
  };

  /** Sets a new password and ends all sign-ins of the account, its connections too. */
  async #resetPassword(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = `address:${this.#options.clientAddress(request)}`;
    this.#limit(address, ATTEMPTS_PER_ADDRESS);
    this.#ledger.recordAttempt(address, this.#now());
    const { token, newPassword } = await readJson<Record<string, unknown>>(request, MAX_BODY_BYTES);
    if (typeof token !== "string" || typeof newPassword !== "string")
      throw new HttpError(400, "INVALID_TOKEN", "Give the token of the link, and a password.");
    const sessions = this.#db
      .prepare(
        "SELECT session.id FROM verification JOIN session ON session.userId = verification.value WHERE identifier = ?",
      )
      .all(`reset-password:${token}`) as { id: string }[];
    const status = await this.#passOn(request, response, "/api/auth/reset-password", { token, newPassword });
    if (status === 200) for (const { id } of sessions) this.#endSession(id);
  }

  #endSession(sessionId: string): void {
    for (const listener of this.#listeners) listener(sessionId);
  }

  async #signOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = await this.#sessionOf(request);
    await this.#passOn(request, response, "/api/auth/sign-out", {});
    if (session !== null) this.#endSession(session.session.id);
  }

  /** Hands the request to better-auth as if it came to its own origin; answers the status. */
  async #passOn(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    body: object | null,
  ): Promise<number> {
    const headers = new Headers({
      origin: OWN_ORIGIN,
      cookie: request.headers.cookie ?? "",
      "user-agent": request.headers["user-agent"] ?? "",
    });
    if (body !== null) headers.set("content-type", "application/json");
    const method = body === null ? "GET" : "POST";
    const answer = await this.#accountsFor(request).handler(
      new Request(`${OWN_ORIGIN}${path}`, {
        method,
        headers,
        body: body === null ? null : JSON.stringify(body),
      }),
    );
    for (const [name, value] of answer.headers) if (name !== "set-cookie") response.setHeader(name, value);
    response.setHeader("set-cookie", answer.headers.getSetCookie());
    response.writeHead(answer.status);
    response.end(Buffer.from(await answer.arrayBuffer()));
    return answer.status;
  }
}

/** @throws HttpError 400 */
async function readCredentials(request: IncomingMessage): Promise<Credentials> {
  const given = await readJson<Partial<Credentials>>(request, MAX_BODY_BYTES);
  const { email, password } = given as { email: unknown; password: unknown };
  if (typeof email === "string" && typeof password === "string") return { ...given, email, password };
  throw new HttpError(400, "CREDENTIALS_REQUIRED", "Give an e-mail address and a password.");
}

export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const path = join(options.dataDir, "identity.sqlite");
  const db = new DatabaseSync(path);
  chmodSync(path, 0o600);
  db.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;");
  const ledger = new Ledger(db);
  // Never a host or a port: it is part of who a person is.
  const issuer = ledger.constant("issuer", () => `https://${randomUUID()}.embedded.invalid`);
  const secret = secretOf(join(options.dataDir, "identity-secret"));
  const unused = { isSecure: false, onReset: async () => {}, mayEnter: async () => true };
  await migrateAccounts({ database: db, secret, issuer, ...unused });
  return new EmbeddedIdentity(options, db, ledger, issuer, secret);
}

function secretOf(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(48).toString("base64url"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}
