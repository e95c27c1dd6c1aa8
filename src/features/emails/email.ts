import type { EmailKind, EmailState } from "@convex/shared/emails";

export const STATE_NAMES: Record<EmailState, string> = {
  queued: "Queued",
  sending: "Sending",
  sent: "Sent",
  failed: "Failed",
  bounced: "Bounced",
};

export const KIND_NAMES: Record<EmailKind, string> = {
  invitation: "Invitation",
  passwordReset: "Password reset",
  digest: "Today",
  weeklyReport: "Weekly report",
  mentions: "Mentions",
};
