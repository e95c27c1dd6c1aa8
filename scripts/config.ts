/** The one reader of the environment for our scripts: `.env.local`, then the process; all problems told together. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Variables that are handed on to the functions of the backend as they are. */
const SETTINGS = [
  "SMTP_URL",
  "RESEND_API_KEY",
  "SENDGRID_API_KEY",
  "MAIL_API_URL",
  "MAIL_FROM",
  "CLERK_WEBHOOK_SECRET",
  "RESEND_WEBHOOK_SECRET",
  "SENDGRID_WEBHOOK_KEY",
  "ANTHROPIC_API_KEY",
  "ANTHROPIC_BASE_URL",
  "AI_BASE_URL",
  "AI_API_KEY",
  "AI_MODEL",
  "AI_INPUT_PRICE",
  "AI_OUTPUT_PRICE",
] as const;

export type Config = {
  port: number;
  host: string;
  dataDir: string;
  publicUrl: string | undefined;
  trustedProxies: string[];
  /** Null where a variable is not set: the backend then has none either. */
  settings: Partial<Record<(typeof SETTINGS)[number], string | null>>;
  backups: { folder: string; keep: number };
  /** Set when Clerk signs people in; the engine's own sign-in is then off. */
  clerk: { publishableKey: string; issuer: string } | null;
};

export const root = resolve(import.meta.dirname, "..");

export function readConfig(): Config {
  const file = resolve(root, ".env.local");
  if (existsSync(file)) process.loadEnvFile(file);
  const { env } = process;
  const problems: string[] = [];
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    problems.push(`PORT must be a number up to 65535, not "${env.PORT}".`);
  if (env.PUBLIC_URL && !URL.canParse(env.PUBLIC_URL))
    problems.push(`PUBLIC_URL must be an address such as https://chat.example.org, not "${env.PUBLIC_URL}".`);
  const keep = Number(env.BACKUPS_KEPT || 7);
  if (!Number.isInteger(keep) || keep < 0)
    problems.push(`BACKUPS_KEPT must be a number of backups, not "${env.BACKUPS_KEPT}".`);
  if (env.SMTP_URL && !/^smtps?:\/\/[^/]/.test(env.SMTP_URL))
    problems.push("SMTP_URL must be an address such as smtps://user:password@mail.example.org.");
  if ((env.SMTP_URL || env.RESEND_API_KEY || env.SENDGRID_API_KEY) && !env.MAIL_FROM)
    problems.push("MAIL_FROM must say whom mail is from, such as Tandem <tandem@example.org>.");
  if (env.AI_BASE_URL && !(URL.canParse(env.AI_BASE_URL) && env.AI_MODEL))
    problems.push(
      "AI_BASE_URL must be an address such as http://127.0.0.1:11434/v1, with AI_MODEL beside it.",
    );
  const publishableKey = env.VITE_CLERK_PUBLISHABLE_KEY;
  const issuer = env.CLERK_JWT_ISSUER_DOMAIN;
  if (publishableKey && !issuer)
    problems.push("VITE_CLERK_PUBLISHABLE_KEY needs CLERK_JWT_ISSUER_DOMAIN beside it.");
  for (const name of ["CLERK_WEBHOOK_SECRET", "RESEND_WEBHOOK_SECRET"])
    if (env[name] && !/^whsec_[\w+/]+=*$/.test(env[name]))
      problems.push(`${name} must be the endpoint's signing secret, which begins with whsec_.`);
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    process.exit(1);
  }
  const dataDir = resolve(root, env.TANDEM_DATA || "data");
  return {
    port,
    host: env.HOST || "127.0.0.1",
    dataDir,
    backups: { folder: resolve(root, env.BACKUPS || `${dataDir}-backups`), keep },
    publicUrl: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : undefined,
    settings: Object.fromEntries(SETTINGS.map((name) => [name, env[name] || null])) as Config["settings"],
    trustedProxies: (env.TRUSTED_PROXIES ?? "").split(",").filter((address) => address !== ""),
    clerk: publishableKey && issuer ? { publishableKey, issuer } : null,
  };
}
