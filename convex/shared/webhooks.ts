export const WEBHOOK_SOURCES = ["clerk", "resend", "sendgrid"] as const;
export type WebhookSource = (typeof WEBHOOK_SOURCES)[number];

/** "ignored": it was nothing to us, or older than what we know. */
export const WEBHOOK_STATES = ["received", "applied", "failed", "ignored"] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];
