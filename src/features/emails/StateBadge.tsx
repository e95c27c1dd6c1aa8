import { clsx } from "clsx";
import { texts } from "@/texts";
import type { Email } from "./useEmails";

const LOOKS: Record<Email["status"], string> = {
  queued: "bg-bg-active text-text-muted",
  sending: "bg-accent-soft text-accent-text",
  sent: "bg-ok-soft text-ok",
  failed: "bg-danger-soft text-danger",
  bounced: "bg-warn-soft text-warn",
};

/** The state of a mail. Where nothing sends it, a waiting one is kept. */
export function StateBadge({ email, isKept }: { email: Email; isKept: boolean }) {
  return (
    <span
      className={clsx(
        "justify-self-start rounded-full px-2 py-0.5 text-meta font-medium",
        LOOKS[email.status],
      )}
    >
      {isKept && email.status === "queued" ? texts.emails.kept : texts.emails.states[email.status]}
    </span>
  );
}
