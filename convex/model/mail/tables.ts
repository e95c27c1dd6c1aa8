import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { EMAIL_KINDS } from "../../shared/emails";
import { deliveryFields } from "../deliveries";
import { emailContent } from "./kinds/kinds";

/** Every mail, before and after it is sent: see model/mail/emails.ts. */
export const emails = defineTable({
  kind: literals(...EMAIL_KINDS),
  /** The member it is for; a person who is invited is none yet. */
  userId: v.optional(v.id("users")),
  to: v.string(),
  subject: v.string(),
  /** Absent where it could not be made: `error` says why. */
  content: v.optional(emailContent),
  ...deliveryFields("sent", "failed", "bounced"),
  /** The same mail is queued once, and a provider that has seen the key sends it once. */
  idempotencyKey: v.string(),
  transport: v.optional(v.string()),
})
  .index("by_status_and_dueAt_and_queuedTs", ["status", "dueAt", "queuedTs"])
  .index("by_to_and_kind_and_status", ["to", "kind", "status"])
  .index("by_idempotencyKey", ["idempotencyKey"]);

/** Links of mails that did their work: they do it once. Kept until they would have expired. */
export const usedLinks = defineTable({ signature: v.string(), expiresAt: v.number() })
  .index("by_signature", ["signature"])
  .index("by_expiresAt", ["expiresAt"]);

/** Signs the links of mails. One row, made by the first sender, since only actions have true randomness. */
export const linkKeys = defineTable({ key: v.string() });

/** Addresses that refused mail for good: nothing is sent there again until an admin lifts it. */
export const suppressions = defineTable({ email: v.string(), reason: v.string() }).index("by_email", [
  "email",
]);
