/** The one reader of the environment for our scripts: `.env.local`, then the process; all problems told together. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { FUNCTION_SETTINGS, problemsOf, type SettingName } from "./settings.ts";

export type Config = {
  port: number;
  host: string;
  dataDir: string;
  publicUrl: string | undefined;
  trustedProxies: string[];
  /** Null where a variable is not set: the backend then has none either. */
  settings: Partial<Record<SettingName, string | null>>;
  backups: { folder: string; keep: number };
  /** Set when Clerk signs people in; the engine's own sign-in is then off. */
  clerk: { publishableKey: string; issuer: string } | null;
  /** Set when a self-hosted Convex has the data; this server then has no store. */
  backend: Target | null;
  /** The deployment that the app in the browser talks to, where it is another than the server it came from. */
  appTalksTo: string | undefined;
};

/** A deployment that the official CLI and our scripts act on. */
export type Target = { url: string; adminKey: string };

export const root = resolve(import.meta.dirname, "..");

export function readConfig(): Config {
  const file = resolve(root, ".env.local");
  if (existsSync(file)) process.loadEnvFile(file);
  const { env } = process;
  const problems = problemsOf(env);
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    process.exit(1);
  }
  const publishableKey = env.VITE_CLERK_PUBLISHABLE_KEY;
  const issuer = env.CLERK_JWT_ISSUER_DOMAIN;
  const backendUrl = env.BACKEND_URL;
  const backendKey = env.BACKEND_ADMIN_KEY;
  const dataDir = resolve(root, env.TANDEM_DATA || "data");
  return {
    port: Number(env.PORT || 3000),
    host: env.HOST || "127.0.0.1",
    dataDir,
    backups: {
      folder: resolve(root, env.BACKUPS || `${dataDir}-backups`),
      keep: Number(env.BACKUPS_KEPT || 7),
    },
    publicUrl: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : undefined,
    settings: Object.fromEntries(FUNCTION_SETTINGS.map((name) => [name, env[name] || null])),
    trustedProxies: (env.TRUSTED_PROXIES ?? "").split(",").filter((address) => address !== ""),
    clerk: publishableKey && issuer ? { publishableKey, issuer } : null,
    backend: backendUrl && backendKey ? { url: backendUrl.replace(/\/+$/, ""), adminKey: backendKey } : null,
    appTalksTo: env.VITE_CONVEX_URL ? new URL(env.VITE_CONVEX_URL).origin : undefined,
  };
}
