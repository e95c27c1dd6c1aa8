/**
 * Invitations: who is let in besides the first person.
 *
 * Errors  HttpError 400 for terms that cannot be, 403 for a token that lets nobody in.
 * Rules   SPEC.md ID5, ID13. A token is made from the invitation's id and the server's secret: it is nowhere on disk,
 *         and an admin can have it again for as long as it is open.
 */
import { createHmac, randomUUID } from "node:crypto";
import { HttpError } from "../lib/http.ts";
import type { World } from "../lib/world.ts";
import type { Invite, InviteRows, InviteTerms } from "./inviteRows.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_USES = 1_000;
const MOST_DAYS = 90;
const USUAL_DAYS = 7;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

export type NewInvite = { id: string; path: string; expiresAt: number };

export class Invites {
  readonly #rows: InviteRows;
  readonly #world: World;
  readonly #secret: string;

  constructor(rows: InviteRows, world: World, secret: string) {
    this.#rows = rows;
    this.#world = world;
    this.#secret = secret;
  }

  create(terms: InviteTerms, by: string): NewInvite {
    const id = randomUUID();
    const { expiresAt } = this.#rows.create(this.#tokenOf(id), id, terms, { now: this.#world.now(), by });
    return { id, path: this.#pathOf(id), expiresAt };
  }

  #tokenOf(id: string): string {
    return createHmac("sha256", this.#secret).update(`invitation ${id}`).digest("base64url").slice(0, 32);
  }

  #pathOf(id: string): string {
    return `/invite/${this.#tokenOf(id)}`;
  }

  list(): (Invite & { path: string })[] {
    return this.#rows.list().map((invite) => ({ ...invite, path: this.#pathOf(invite.id) }));
  }

  revoke(id: string): void {
    this.#rows.revoke(id);
  }

  /** Who invites by this token; null for one that lets nobody in. */
  inviterOf(token: string): string | null {
    return this.#rows.inviterOf(token, this.#world.now());
  }

  /** Makes an account with an invitation, which is used when the account is made. @throws HttpError 403 */
  async use<T>(
    token: string | null,
    email: string,
    step: () => Promise<T>,
    isMade: (answer: T) => boolean,
  ): Promise<T> {
    if (token === null)
      throw new HttpError(403, "INVITE_REQUIRED", "Ask a member of the workspace for an invitation.");
    if (!this.#rows.claim(token, email, this.#world.now()))
      throw new HttpError(
        403,
        "INVITE_INVALID",
        "This invitation has let everybody in that it could, has expired, or is not for this address.",
      );
    let isUsed = false;
    try {
      const answer = await step();
      isUsed = isMade(answer);
      return answer;
    } finally {
      if (isUsed) this.#rows.use(token, email);
      else this.#rows.unclaim(token, email);
    }
  }
}

/** What a request asks of an invitation: for one person and a week where it says nothing. @throws HttpError 400 */
export function termsOf(asked: Record<string, unknown>): InviteTerms {
  const { maxUses = 1, days = USUAL_DAYS, domain = null } = asked;
  const isCount = (value: unknown, most: number): value is number =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;
  const wanted = typeof domain === "string" ? domain.trim().toLowerCase().replace(/^@/, "") : null;
  const isDomain = domain === null || (wanted !== null && DOMAIN.test(wanted));
  if (!isCount(maxUses, MOST_USES) || !isCount(days, MOST_DAYS) || !isDomain)
    throw new HttpError(
      400,
      "INVITE_TERMS",
      `An invitation is for 1 to ${MOST_USES} people, 1 to ${MOST_DAYS} days, and a domain such as example.com.`,
    );
  return { maxUses, lifetimeMs: days * DAY_MS, domain: wanted };
}
