/**
 * Invitations: who is let in besides the first person.
 *
 * Errors  HttpError 403 for a token that lets nobody in.
 * Rules   SPEC.md ID5, ID13. A claim is one conditional update, so of many at once exactly one succeeds.
 */
import { HttpError } from "../lib/http.ts";
import type { World } from "../lib/world.ts";
import type { Invite, Ledger } from "./ledger.ts";

export type NewInvite = { id: string; path: string; expiresAt: number };

export class Invites {
  readonly #ledger: Ledger;
  readonly #world: World;

  constructor(ledger: Ledger, world: World) {
    this.#ledger = ledger;
    this.#world = world;
  }

  create(): NewInvite {
    const { id, token, expiresAt } = this.#ledger.createInvite(this.#world.now());
    return { id, path: `/invite/${token}`, expiresAt };
  }

  list(): Invite[] {
    return this.#ledger.invites();
  }

  revoke(id: string): void {
    this.#ledger.revokeInvite(id);
  }

  isOpen(token: string): boolean {
    return this.#ledger.isOpenInvite(token, this.#world.now());
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
    if (!this.#ledger.claimInvite(token, email, this.#world.now()))
      throw new HttpError(
        403,
        "INVITE_INVALID",
        "This invitation was used already or has expired: ask for a new one.",
      );
    let isUsed = false;
    try {
      const answer = await step();
      isUsed = isMade(answer);
      return answer;
    } finally {
      if (isUsed) this.#ledger.useInvite(token, email);
      else this.#ledger.unclaimInvite(token);
    }
  }
}
