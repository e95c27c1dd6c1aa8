export const PROVIDER_EVENT_SOURCES = ["clerk", "resend", "sendgrid"] as const;
export type ProviderEventSource = (typeof PROVIDER_EVENT_SOURCES)[number];

/** "ignored": it was nothing to us, or older than what we know. */
export const PROVIDER_EVENT_STATES = ["received", "applied", "failed", "ignored"] as const;
export type ProviderEventState = (typeof PROVIDER_EVENT_STATES)[number];
