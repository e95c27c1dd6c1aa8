/**
 * A link to be mailed. Only its path: whoever mails it knows the address of the app, and does not take it from
 * the request that asked, which anybody can send.
 */
export type IdentityLink = {
  kind: "invitation" | "passwordReset";
  to: string;
  path: string;
  expiresAt: number;
  invitedBy: string;
  /** The same for the same link. */
  idempotencyKey: string;
};

export type SendLink = (link: IdentityLink) => Promise<void>;
