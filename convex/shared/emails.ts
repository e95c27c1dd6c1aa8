export const EMAIL_KINDS = ["invitation", "passwordReset", "digest", "weeklyReport", "mentions"] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];

/** Those that come by themselves: each can be turned off alone. */
export const SUBSCRIBED_KINDS = [
  "digest",
  "weeklyReport",
  "mentions",
] as const satisfies readonly EmailKind[];
export type SubscribedKind = (typeof SUBSCRIBED_KINDS)[number];

/**
 * The lanes of those who get them: a sweep goes through one, and the sweeps of all lanes run at once. Convex runs ten
 * scheduled functions at once on its smallest deployments (docs/decisions/0024-batches.md).
 */
export const MAIL_LANES = 8;

export const EMAIL_STATES = ["queued", "sending", "sent", "failed", "bounced"] as const;
export type EmailState = (typeof EMAIL_STATES)[number];

/** The name under which a provider keeps our id of a mail and gives it back. */
export const EMAIL_ID = "email_id";

/** One address, as mail servers take it: no blanks, no controls, nothing that could begin another header. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@<>,;:"()[\]\\\p{Cc}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}]{1,188}$/u.test(text);
}
