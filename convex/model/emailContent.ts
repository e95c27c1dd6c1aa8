/** What a mail says, by kind: data, never markup. It is made into HTML and text when it is sent or looked at. */
import { v, type Infer } from "convex/values";

/** A link of the embedded sign-in: below the workspace's own address, secret until used, with an end. */
const link = { path: v.string(), expiresAt: v.number() };

export const emailContent = v.union(
  v.object({ kind: v.literal("invitation"), ...link, invitedBy: v.string() }),
  v.object({ kind: v.literal("passwordReset"), ...link }),
);

export type EmailContent = Infer<typeof emailContent>;

export function subjectOf(content: EmailContent): string {
  switch (content.kind) {
    case "invitation":
      return `${content.invitedBy} invites you to Tandem`;
    case "passwordReset":
      return "Choose a new password for Tandem";
    default:
      return content satisfies never;
  }
}
