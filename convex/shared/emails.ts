export const EMAIL_KINDS = ["invitation", "passwordReset", "digest"] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];

export const EMAIL_STATES = ["queued", "sending", "sent", "failed", "bounced"] as const;
export type EmailState = (typeof EMAIL_STATES)[number];

/** One address, as mail servers take it: no blanks, no controls, nothing that could begin another header. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@<>,;:"()[\]\\\p{Cc}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}]{1,188}$/u.test(text);
}
