/**
 * The routes of the embedded sign-in.
 *
 * Shapes  `/api/auth/*`: better-auth's own routes for email and password, sessions and tokens; ours for the status
 *         and for invitations. Errors are 4xx with {code, message}.
 * Rules   SPEC.md ID. A state change needs the page's own origin, since the session is a cookie.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { DEACTIVATED } from "../identity/betterAuth.ts";
import type { Visitor } from "../identity/accounts.ts";
import type { Limit } from "../identity/attempts.ts";
import type { Identity } from "../identity/identity.ts";
import { HttpError, originOf, readJson, sendJson } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import type { Origins } from "./origins.ts";
import { termsOf } from "../identity/invites.ts";

export type IdentityApiOptions = {
  identity: Identity;
  /** The address people use, where it differs from what requests say. */
  publicUrl: string | null;
  clientAddress: (request: IncomingMessage) => string;
  origins: Origins;
  log: Log;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const MAX_BODY_BYTES = 64 * 1024;
/** Wrong passwords for one account from one address, and from everywhere. */
const WRONG_PASSWORDS = 5;
const WRONG_PASSWORDS_IN_ALL = 50;
const FAILURES_PER_ADDRESS = 50;
const RESETS = 3;
/** Enough to keep lists and headers out; whether it exists, mail will tell. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()\\]{1,188}$/;
/** Routes of better-auth that pages and clients need; all others stay closed. */
const PASSED_ON = new Set(["/api/auth/get-session", "/api/auth/token", "/api/auth/jwks"]);

export class IdentityApi {
  readonly #options: IdentityApiOptions;
  readonly #identity: Identity;

  constructor(options: IdentityApiOptions) {
    this.#options = options;
    this.#identity = options.identity;
  }

  /** Answers false for a path that is not its own. */
  async serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    const handler = this.#routes[`${request.method} ${path}`];
    if (handler === undefined && !PASSED_ON.has(path)) return false;
    if (request.method !== "GET") this.#requireOwnPage(request);
    response.setHeader("cache-control", "no-store");
    if (handler !== undefined) await handler(request, response);
    else await this.#passOnSession(request, response, path);
    return true;
  }

  readonly #routes: Record<string, Handler> = {
    "GET /api/auth/status": async (_request, response) =>
      sendJson(response, {
        needsFirstUser: !this.#identity.accounts.hasPeople(),
        openSignUp: false,
        canMail: this.#identity.mailsLinks,
      }),
    "POST /api/auth/sign-up/email": (request, response) => this.#signUp(request, response),
    "POST /api/auth/sign-in/email": (request, response) => this.#signIn(request, response),
    "POST /api/auth/request-password-reset": (request, response) => this.#requestReset(request, response),
    "POST /api/auth/reset-password": (request, response) => this.#setPassword(request, response),
    "POST /api/auth/sign-out": async (request, response) =>
      await answerWith(response, await this.#identity.accounts.signOut(this.#visitor(request))),
    "GET /api/auth/invites/check": async (request, response) => {
      const token = new URL(request.url ?? "", "http://localhost").searchParams.get("token") ?? "";
      const invitedBy = this.#identity.invites.inviterOf(token);
      sendJson(response, { valid: invitedBy !== null, ...(invitedBy !== null && { invitedBy }) });
    },
    "GET /api/auth/invites": async (request, response) => {
      await this.requireAdmin(request);
      const origin = this.#originOf(request);
      sendJson(
        response,
        this.#identity.invites.list().map(({ path, ...invite }) => ({ ...invite, url: `${origin}${path}` })),
      );
    },
    "POST /api/auth/invites": (request, response) => this.#invite(request, response),
    "POST /api/auth/invites/revoke": async (request, response) => {
      await this.requireAdmin(request);
      const { id } = await readJson<{ id?: unknown }>(request, MAX_BODY_BYTES);
      if (typeof id === "string") this.#identity.invites.revoke(id);
      sendJson(response, {});
    },
  };

  #originOf(request: IncomingMessage): string {
    return this.#options.publicUrl ?? originOf(request);
  }

  #visitor(request: IncomingMessage): Visitor {
    return {
      cookie: request.headers.cookie ?? "",
      userAgent: request.headers["user-agent"] ?? "",
      isSecure: this.#originOf(request).startsWith("https:"),
    };
  }

  #ofAddress(request: IncomingMessage): Limit {
    return { key: `address:${this.#options.clientAddress(request)}`, most: FAILURES_PER_ADDRESS };
  }

  /** @throws HttpError 401 or 403 */
  async requireAdmin(request: IncomingMessage) {
    return await this.#identity.accounts.requireAdmin(this.#visitor(request));
  }

  /** @throws HttpError 403 for a page of another origin */
  #requireOwnPage(request: IncomingMessage): void {
    if (this.#options.origins.isOwnPage(request)) return;
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
    if (this.#options.origins.isOwnHost(request)) return;
    const { host = "" } = request.headers;
    throw new HttpError(
      403,
      "UNKNOWN_HOST",
      `This server does not know that it is called ${host}: set PUBLIC_URL to its address, or open it as http://localhost.`,
    );
  }

  /** What better-auth says of a session, unless the app keeps its person out. @throws HttpError 401 */
  async #passOnSession(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { accounts } = this.#identity;
    const visitor = this.#visitor(request);
    const session = await accounts.sessionOf(visitor);
    if (session !== null && (await accounts.standingOf(session.user.id)) === "refused")
      throw new HttpError(401, DEACTIVATED.code, DEACTIVATED.message);
    const isToken = path === "/api/auth/token";
    const answer = isToken ? await accounts.token(visitor) : await accounts.pass(visitor, path, null);
    await answerWith(response, answer);
  }

  async #signUp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { accounts, attempts } = this.#identity;
    if (!accounts.hasPeople()) this.#requireOwnHost(request);
    const { email, password, name, inviteToken } = await readCredentials(request);
    if (typeof name !== "string" || name.trim() === "" || name.length > 80)
      throw new HttpError(400, "NAME_REQUIRED", "Say your name, in 80 characters at most.");
    const token = typeof inviteToken === "string" ? inviteToken : null;
    const account = { email, password, name: name.trim(), inviteToken: token };
    const make = async () => await accounts.signUp(this.#visitor(request), account);
    await answerWith(response, await attempts.make([this.#ofAddress(request)], make, failed));
  }

  async #signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { accounts, attempts } = this.#identity;
    const { email, password } = await readCredentials(request);
    const account = `account:${email.toLowerCase().slice(0, 320)}`;
    const ofAddress = this.#ofAddress(request);
    const here = `${account} ${ofAddress.key}`;
    const limits = [
      { key: here, most: WRONG_PASSWORDS },
      { key: account, most: WRONG_PASSWORDS_IN_ALL },
      ofAddress,
    ];
    const make = async () => await accounts.signIn(this.#visitor(request), email, password);
    const answer = await attempts.make(limits, make, failed);
    if (answer.ok) attempts.forget(here);
    await answerWith(response, answer);
  }

  /** Makes an invitation, and mails it where the request names an address. */
  async #invite(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { invites, sendLink } = this.#identity;
    const { user } = await this.requireAdmin(request);
    const { email, ...asked } = await readJson<Record<string, unknown>>(request, MAX_BODY_BYTES);
    const to = email === undefined ? null : addressOf(email);
    if (to !== null && sendLink === null)
      throw new HttpError(400, "MAIL_OFF", "This server sends no mail: pass the link on yourself.");
    const { id, path, expiresAt } = invites.create(termsOf(asked), user.name);
    if (to !== null) {
      const link = { kind: "invitation", to, path, expiresAt, idempotencyKey: id } as const;
      try {
        await sendLink!({ ...link, invitedBy: user.name });
      } catch (error) {
        // Nobody has the link: it would only be a way in that is not known.
        invites.revoke(id);
        throw error;
      }
    }
    sendJson(response, { id, url: `${this.#originOf(request)}${path}`, expiresAt });
  }

  async #requestReset(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { email } = await readJson<{ email?: unknown }>(request, MAX_BODY_BYTES);
    const to = addressOf(email);
    const limits = [{ key: `reset:${to.toLowerCase()}`, most: RESETS }, this.#ofAddress(request)];
    await this.#identity.attempts.makeCounted(
      limits,
      async () => await Promise.resolve(this.#identity.requestReset(to)),
    );
    sendJson(response, {});
  }

  async #setPassword(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { accounts, attempts } = this.#identity;
    const { token, newPassword } = await readJson<Record<string, unknown>>(request, MAX_BODY_BYTES);
    if (typeof token !== "string" || typeof newPassword !== "string")
      throw new HttpError(400, "INVALID_TOKEN", "Give the token of the link, and a password.");
    const set = async () => await accounts.setPassword(this.#visitor(request), token, newPassword);
    await answerWith(response, await attempts.make([this.#ofAddress(request)], set, failed));
  }
}

const failed = (answer: Response) => !answer.ok;

/** @throws HttpError 400 */
function addressOf(email: unknown): string {
  if (typeof email === "string" && ADDRESS.test(email)) return email;
  throw new HttpError(400, "INVALID_EMAIL", "This is not an e-mail address.");
}

type Credentials = { email: string; password: string; name?: unknown; inviteToken?: unknown };

/** @throws HttpError 400 */
async function readCredentials(request: IncomingMessage): Promise<Credentials> {
  const given = await readJson<Record<string, unknown>>(request, MAX_BODY_BYTES);
  const { email, password } = given;
  if (typeof email === "string" && typeof password === "string") return { ...given, email, password };
  throw new HttpError(400, "CREDENTIALS_REQUIRED", "Give an e-mail address and a password.");
}

async function answerWith(response: ServerResponse, answer: Response): Promise<void> {
  for (const [name, value] of answer.headers) if (name !== "set-cookie") response.setHeader(name, value);
  response.setHeader("set-cookie", answer.headers.getSetCookie());
  response.writeHead(answer.status);
  response.end(Buffer.from(await answer.arrayBuffer()));
}
