/** The one reader of the deployment's settings for functions. */
import type { ProviderEventSource } from "../shared/providerEvents";

declare const process: { env: Record<string, string | undefined> };

export type MailEnv =
  | { transport: "smtp"; url: string; from: string }
  | { transport: "resend" | "sendgrid"; apiKey: string; baseUrl: string; from: string };

/** Whether people may do only so much at once: everywhere but where much is done on purpose. */
export const limitsRates = (): boolean => process.env["RATE_LIMITS"] !== "off";

export const DEFAULT_FROM = "Tandem <tandem@localhost>";

/** How mail leaves, or null when it stays queued. SMTP goes before Resend, Resend before SendGrid. */
export function mailEnv(): MailEnv | null {
  const { SMTP_URL, RESEND_API_KEY, SENDGRID_API_KEY, MAIL_API_URL } = process.env;
  const from = process.env.MAIL_FROM || DEFAULT_FROM;
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

/** What proves that a webhook is the provider's: a secret, or SendGrid's public key. */
export const webhookSettings = {
  clerk: "CLERK_WEBHOOK_SECRET",
  resend: "RESEND_WEBHOOK_SECRET",
  sendgrid: "SENDGRID_WEBHOOK_KEY",
} as const satisfies Record<ProviderEventSource, string>;

export function webhookKey(source: ProviderEventSource): string | undefined {
  return process.env[webhookSettings[source]] || undefined;
}

/** The issuer in the tokens of Clerk's people. */
export function clerkIssuer(): string {
  const issuer = process.env.CLERK_JWT_ISSUER_DOMAIN;
  if (!issuer || issuer === "none")
    throw new Error("CLERK_JWT_ISSUER_DOMAIN is not set, so nobody signs in by Clerk.");
  return issuer;
}

/**
 * Whether `SIGN_UP` lets somebody in who was not invited, where an outside provider signs people in: `open` everybody,
 * domains those who have verified an address below one of them, anything else nobody.
 */
export function signUpAdmits(verifiedEmail: string | undefined): boolean {
  const allowed = (process.env.SIGN_UP ?? "").toLowerCase().split(/[\s,]+/);
  if (allowed.includes("open")) return true;
  const domain = verifiedEmail?.split("@").at(-1);
  return domain?.includes(".") === true && allowed.includes(domain);
}

/** Where HTTP actions are reached. */
export function httpUrl(): string {
  return (process.env.CONVEX_SITE_URL ?? siteUrl()).replace(/\/+$/, "");
}

/** The address people use, without a slash at its end. Links in mails lead nowhere else. */
export function siteUrl(): string {
  return (process.env.SITE_URL || "http://localhost:3000").replace(/\/+$/, "");
}

export type Provider = {
  kind: "anthropic" | "openai";
  model: string;
  apiKey: string | undefined;
  /** Absent for the provider's own address. */
  baseUrl: string | undefined;
  /** US dollars per million tokens. */
  inputPrice: number;
  outputPrice: number;
};

const ANTHROPIC_MODEL = "claude-haiku-4-5";
/** That model's prices, in US dollars per million tokens. */
const ANTHROPIC_PRICES = { input: 1, output: 5 };

/** Who is asked about tasks: an address of one's own first, else Anthropic, else null for the rules alone. */
export function aiProvider(): Provider | null {
  const { env } = process;
  if (env.AI_BASE_URL && env.AI_MODEL)
    return {
      kind: "openai",
      model: env.AI_MODEL,
      apiKey: env.AI_API_KEY,
      baseUrl: env.AI_BASE_URL,
      ...prices({ input: 0, output: 0 }),
    };
  if (!env.ANTHROPIC_API_KEY) return null;
  const model = env.AI_MODEL || ANTHROPIC_MODEL;
  const known = model === ANTHROPIC_MODEL ? ANTHROPIC_PRICES : { input: 0, output: 0 };
  return {
    kind: "anthropic",
    model,
    apiKey: env.ANTHROPIC_API_KEY,
    baseUrl: env.ANTHROPIC_BASE_URL || undefined,
    ...prices(known),
  };
}

function prices(known: { input: number; output: number }) {
  const read = (text: string | undefined, otherwise: number) => {
    const price = Number(text || otherwise);
    return Number.isFinite(price) && price >= 0 ? price : otherwise;
  };
  return {
    inputPrice: read(process.env.AI_INPUT_PRICE, known.input),
    outputPrice: read(process.env.AI_OUTPUT_PRICE, known.output),
  };
}

const hostsIn = (list: string | undefined): string[] =>
  (list ?? "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);

/** Hosts whose pages are looked at wherever they are, as `host` or `host:port`: see `LINK_PREVIEW_ALLOWED_HOSTS`. */
export const linkPreviewHosts = (): string[] => hostsIn(process.env.LINK_PREVIEW_ALLOWED_HOSTS);

/** The same of push services: see `PUSH_ALLOWED_HOSTS`. */
export const pushHosts = (): string[] => hostsIn(process.env.PUSH_ALLOWED_HOSTS);
