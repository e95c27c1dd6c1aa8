/** The one reader of the deployment's settings for functions. */
declare const process: { env: Record<string, string | undefined> };

export type MailEnv =
  | { transport: "smtp"; url: string; from: string }
  | { transport: "resend" | "sendgrid"; apiKey: string; baseUrl: string; from: string };

/** How mail leaves, or null when it stays in the outbox. SMTP goes before Resend, Resend before SendGrid. */
export function mailEnv(): MailEnv | null {
  const { SMTP_URL, RESEND_API_KEY, SENDGRID_API_KEY, MAIL_API_URL } = process.env;
  const from = process.env.MAIL_FROM || "Tandem <tandem@localhost>";
  if (SMTP_URL) return { transport: "smtp", url: SMTP_URL, from };
  if (RESEND_API_KEY)
    return {
      transport: "resend",
      apiKey: RESEND_API_KEY,
      baseUrl: MAIL_API_URL || "https://api.resend.com",
      from,
    };
  if (SENDGRID_API_KEY)
    return {
      transport: "sendgrid",
      apiKey: SENDGRID_API_KEY,
      baseUrl: MAIL_API_URL || "https://api.sendgrid.com",
      from,
    };
  return null;
}

/** Where HTTP actions are reached. */
export function httpUrl(): string {
  return (process.env.CONVEX_SITE_URL ?? siteUrl()).replace(/\/+$/, "");
}

/** The address people use, without a slash at its end. Links in mails lead nowhere else. */
export function siteUrl(): string {
  return (process.env.SITE_URL || "http://localhost:3000").replace(/\/+$/, "");
}
