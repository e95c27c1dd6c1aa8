/** The mails of the embedded sign-in: a link below the workspace's own address, secret until used, with an end. */
import { v, type Infer } from "convex/values";
import { mailEnv } from "../../env";
import type { MailKind } from "./kind";

const link = { path: v.string(), expiresAt: v.number() };

const invitationContent = v.object({ kind: v.literal("invitation"), ...link, invitedBy: v.string() });
const passwordResetContent = v.object({ kind: v.literal("passwordReset"), ...link });

function withoutLink<Content extends { path: string }>(content: Content): Content {
  return { ...content, path: "/sign-in" };
}

const common = {
  refreshed: async <Content>(_shared: unknown, _user: unknown, content: Content) => content,
  // An admin passes a link on only where nothing else delivers it.
  readableBy: async <Content extends { path: string }>(_ctx: unknown, content: Content) =>
    mailEnv() === null ? content : withoutLink(content),
  // A link that was sent is nobody else's any more.
  ended: withoutLink,
  need: {},
};

export const invitation: MailKind<Infer<typeof invitationContent>> = {
  content: invitationContent,
  subject: ({ invitedBy }, workspace) => `${invitedBy} invites you to ${workspace}`,
  ...common,
};

export const passwordReset: MailKind<Infer<typeof passwordResetContent>> = {
  content: passwordResetContent,
  subject: (_content, workspace) => `Choose a new password for ${workspace}`,
  ...common,
};
