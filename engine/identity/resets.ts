/**
 * New passwords for those who forgot theirs.
 *
 * Rules  SPEC.md ID10. The answer is the same, and as fast, whether or not somebody has the address.
 */
import { createHash } from "node:crypto";
import type { Log } from "../lib/log.ts";
import type { World } from "../lib/world.ts";
import { RESET_LIFETIME_MS, type BetterAuth } from "./betterAuth.ts";
import type { SendLink } from "./links.ts";

/** Asks for a link. It leaves beside the answer, which tells nothing of it. */
export function requestReset(auth: BetterAuth, email: string, log: Log): void {
  const asked = auth.api.requestPasswordReset({ body: { email } });
  void asked.catch((error: unknown) => log("error", "passwordResetFailed", { error: String(error) }));
}

/** Mails the link by which the owner of the address chooses a new password. */
export async function sendReset(sendLink: SendLink, world: World, to: string, token: string): Promise<void> {
  await sendLink({
    kind: "passwordReset",
    to,
    // The part after `#` stays in the browser, out of logs and out of `Referer`.
    path: `/reset-password#${token}`,
    expiresAt: world.now() + RESET_LIFETIME_MS,
    invitedBy: "",
    idempotencyKey: createHash("sha256").update(token).digest("base64url"),
  });
}
