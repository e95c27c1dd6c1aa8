/**
 * People of the embedded sign-in: signing up, in and out. better-auth keeps them; this decides who may.
 *
 * Shapes  Answers are better-auth's responses; the HTTP side passes them on.
 * Errors  HttpError with a code that pages know.
 * Rules   SPEC.md ID.
 */
import { HttpError } from "../lib/http.ts";
import { OWN_ORIGIN, type BetterAuth } from "./betterAuth.ts";
import type { Ledger } from "./ledger.ts";
import type { Invites } from "./invites.ts";
import { checkPassword } from "./passwords.ts";

/** What the app says of a person: "refused" is kept out; null for one who is none of its people yet. */
export type Standing = "admin" | "member" | "refused" | null;
export type StandingOf = (tokenIdentifier: string) => Promise<Standing>;

/** What a request brings along, as far as sign-in cares. */
export type Visitor = {
  cookie: string;
  userAgent: string;
  /** Whether the browser reaches the server by https. */
  isSecure: boolean;
};
export type Session = {
  session: { id: string };
  user: { id: string; email: string; name: string; role?: string | null };
};
export type NewAccount = { email: string; password: string; name: string; inviteToken: string | null };

const MAX_SESSIONS = 20;

export type AccountsParts = {
  plain: BetterAuth;
  secure: BetterAuth;
  ledger: Ledger;
  invites: Invites;
  issuer: string;
  standingOf: StandingOf | null;
  /** Adds what better-auth leaves out of a token. */
  typed: (token: string) => Promise<string>;
};

export class Accounts {
  readonly #parts: AccountsParts;
  readonly #listeners: ((sessionId: string) => void)[] = [];
  #isFirstBeingMade = false;

  constructor(parts: AccountsParts) {
    this.#parts = parts;
  }

  onSessionEnded(listener: (sessionId: string) => void): void {
    this.#listeners.push(listener);
  }

  hasPeople(): boolean {
    return this.#parts.ledger.hasPeople();
  }

  /** @throws HttpError 400 for a password that anybody would guess, 403 without an open invitation */
  async signUp(visitor: Visitor, { inviteToken, ...account }: NewAccount): Promise<Response> {
    checkPassword(account.password, account.email);
    const make = async () => await this.pass(visitor, "/api/auth/sign-up/email", account);
    if (!this.hasPeople() && !this.#isFirstBeingMade) return await this.#signUpFirst(account.email, make);
    return await this.#parts.invites.use(inviteToken, account.email.toLowerCase(), make, ({ ok }) => ok);
  }

  /** The first person is the admin. Only this process makes people, so the claim is its memory's. */
  async #signUpFirst(email: string, make: () => Promise<Response>): Promise<Response> {
    this.#isFirstBeingMade = true;
    try {
      const answer = await make();
      if (answer.ok) this.#parts.ledger.makeAdmin(email.toLowerCase());
      return answer;
    } finally {
      this.#isFirstBeingMade = false;
    }
  }

  async signIn(visitor: Visitor, email: string, password: string): Promise<Response> {
    const answer = await this.pass(visitor, "/api/auth/sign-in/email", { email, password });
    if (answer.ok)
      for (const id of this.#parts.ledger.endSessionsBeyond(email.toLowerCase(), MAX_SESSIONS))
        this.#endSession(id);
    return answer;
  }

  async signOut(visitor: Visitor): Promise<Response> {
    const session = await this.sessionOf(visitor);
    const answer = await this.pass(visitor, "/api/auth/sign-out", {});
    if (session !== null) this.#endSession(session.session.id);
    return answer;
  }

  /** Sets a new password and ends all sign-ins of the account, its connections too. */
  async setPassword(visitor: Visitor, token: string, newPassword: string): Promise<Response> {
    checkPassword(newPassword, "");
    const before = this.#parts.ledger.sessionIds();
    const answer = await this.pass(visitor, "/api/auth/reset-password", { token, newPassword });
    const after = new Set(this.#parts.ledger.sessionIds());
    for (const id of before) if (!after.has(id)) this.#endSession(id);
    return answer;
  }

  async sessionOf({ cookie, isSecure }: Visitor): Promise<Session | null> {
    const headers = new Headers({ cookie });
    return (await this.#authFor(isSecure).api.getSession({ headers })) as Session | null;
  }

  /** Whether the session has not been ended. */
  isOpen(sessionId: string): boolean {
    return this.#parts.ledger.hasSession(sessionId);
  }

  async standingOf(userId: string): Promise<Standing> {
    const { issuer, standingOf } = this.#parts;
    return (await standingOf?.(`${issuer}|${userId}`)) ?? null;
  }

  /** @throws HttpError 401 or 403 */
  async requireAdmin(visitor: Visitor): Promise<Session> {
    const session = await this.sessionOf(visitor);
    if (session === null) throw new HttpError(401, "NOT_SIGNED_IN", "Sign in first.");
    const standing = (await this.standingOf(session.user.id)) ?? session.user.role;
    if (standing !== "admin") throw new HttpError(403, "ADMIN_ONLY", "Only an admin can do this.");
    return session;
  }

  /** A token of the visitor's session. */
  async token(visitor: Visitor): Promise<Response> {
    const answer = await this.pass(visitor, "/api/auth/token", null);
    if (!answer.ok) return answer;
    const { token } = (await answer.json()) as { token: string };
    return Response.json({ token: await this.#parts.typed(token) });
  }

  /** Hands the request to better-auth as if it came to its own origin. @param body null for a GET */
  async pass({ cookie, userAgent, isSecure }: Visitor, path: string, body: object | null): Promise<Response> {
    const headers = new Headers({ origin: OWN_ORIGIN, cookie, "user-agent": userAgent });
    if (body !== null) headers.set("content-type", "application/json");
    return await this.#authFor(isSecure).handler(
      new Request(`${OWN_ORIGIN}${path}`, {
        method: body === null ? "GET" : "POST",
        headers,
        body: body === null ? null : JSON.stringify(body),
      }),
    );
  }

  #authFor(isSecure: boolean): BetterAuth {
    return isSecure ? this.#parts.secure : this.#parts.plain;
  }

  #endSession(sessionId: string): void {
    for (const listener of this.#listeners) listener(sessionId);
  }
}
