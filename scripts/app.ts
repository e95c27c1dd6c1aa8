/** Starts Tandem's engine as `npm start`, `npm run dev` and the tests do. */
import { startEngine, type Engine } from "../engine/engine.ts";
import type { Standing } from "../engine/identity/accounts.ts";
import type { IdentityLink } from "../engine/identity/links.ts";
import { stderrLog } from "../engine/lib/log.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, type Config } from "./config.ts";

/** Scripts and connections only of our own; inline styles, since toasts bring theirs. */
export function contentSecurityPolicy({ clerk, appTalksTo }: Pick<Config, "clerk" | "appTalksTo">): string {
  const outside =
    clerk === null ? "" : ` ${clerk.issuer} https://*.clerk.com https://challenges.cloudflare.com`;
  const deployment = appTalksTo === undefined ? "" : ` ${appTalksTo}`;
  // Convex serves files at another address than functions.
  const files = deployment.replace(/\.convex\.cloud\b/, ".convex.site");
  const socket = deployment.replace(" http", " ws");
  return [
    "default-src 'self'",
    `script-src 'self'${outside}`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    `img-src 'self' data: blob:${deployment}${files === deployment ? "" : files}${clerk === null ? "" : " https://img.clerk.com"}`,
    `media-src 'self' blob:${files}`,
    `connect-src 'self'${deployment}${files === deployment ? "" : files}${socket}${outside}`,
    `frame-src ${clerk === null ? "'none'" : "https://challenges.cloudflare.com"}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** @throws PortInUseError | DataInUseError */
export async function startApp(config: Config, options: { showsErrors: boolean }): Promise<Engine> {
  const engine: Engine = await startEngine({
    sendLink: async (link) => await sendLink(engine, link),
    mailsLinks: hasTransport(config),
    standingOf: async (tokenIdentifier) => await standingOf(engine, tokenIdentifier),
    dataDir: config.dataDir,
    port: config.port,
    host: config.host,
    staticDir: join(root, "dist"),
    hasIdentity: config.clerk === null,
    trustedProxies: config.trustedProxies,
    showsErrors: options.showsErrors,
    ...(config.backups.keep > 0 && { backups: config.backups }),
    packages: join(root, "node_modules"),
    version: versionOf(root),
    contentSecurityPolicy: contentSecurityPolicy(config),
    log: stderrLog,
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
  });
  await applySettings(engine, config);
  return engine;
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}

/** Makes the settings the environment of the backend: an issuer that is gone from them signs nobody in any more. */
export async function applySettings(
  { deployment, url }: Engine,
  { settings, clerk }: Pick<Config, "settings" | "clerk">,
): Promise<void> {
  const environment = { ...settings, SITE_URL: url, CLERK_JWT_ISSUER_DOMAIN: clerk?.issuer ?? null };
  await deployment.updateEnvironment(
    Object.entries(environment).map(([name, value]) => ({ name, value: value ?? null })),
  );
}

export function hasTransport({ settings }: Pick<Config, "settings">): boolean {
  return Boolean(settings.SMTP_URL ?? settings.RESEND_API_KEY ?? settings.SENDGRID_API_KEY);
}

/** Hands a link of the embedded sign-in to the outbox of the backend. */
async function sendLink({ deployment }: Engine, link: IdentityLink): Promise<void> {
  const call = { path: "emails:sendLink", args: JSON.stringify([link]), identity: null };
  const request = { ip: "", userAgent: "" };
  const { result } = await deployment.database.mutation({ ...call, mayCallInternal: true, request }, null);
  if (!result.ok) throw new Error(result.message);
}

/** What the backend says of a person who signs in; nothing before the one that knows is pushed. */
async function standingOf({ deployment }: Engine, tokenIdentifier: string): Promise<Standing> {
  const path = "users:standing";
  if ((await deployment.kindOf(path)) === null) return null;
  const call = { path, args: JSON.stringify([{ tokenIdentifier }]), identity: null };
  const request = { ip: "", userAgent: "" };
  const { result } = await deployment.database.query({ ...call, mayCallInternal: true, request });
  if (!result.ok) throw new Error(result.message);
  return JSON.parse(result.json) as Standing;
}

/** Where this machine's own scripts reach the engine, whatever its public address is. */
export function localTarget(engine: Engine): { url: string; adminKey: string } {
  return { url: engine.directUrl, adminKey: engine.adminKey };
}

/** Ends the process with one line for what a person can mend, and with everything for what they cannot. */
export function explain(error: unknown, config: Config): never {
  console.error(problemOf(error, config));
  process.exit(1);
}

/** Why the server does not start: a sentence with the way out where there is one. */
export function problemOf(error: unknown, { port, dataDir }: Pick<Config, "port" | "dataDir">): string {
  const { name, message, stack } = error as Error;
  if (name === "PortInUseError")
    return `${message} Stop what listens there, or choose another port: PORT=${port + 1} npm start`;
  if (name === "DataInUseError") return `${message} (TANDEM_DATA=./other npm start)`;
  if (name === "DamagedStoreError") return message;
  if (isOfFolder(error))
    return `${dataDir} cannot be used as the data folder: ${message} (TANDEM_DATA=./other npm start)`;
  return stack ?? message;
}

const FOLDER_CODES = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOENT", "EEXIST", "ENOSPC"]);

/** Whether the data folder cannot be made, read or written. */
function isOfFolder(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return FOLDER_CODES.has(code ?? "") || /unable to open database file|readonly database/.test(message);
}

/** Two signals within this time are one wish: a process group and a parent may both pass it on. */
const SAME_WISH_MS = 1_000;

/** Runs `stop` once on Ctrl+C or SIGTERM, then ends the process. Whoever presses Ctrl+C again does not wait. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stoppingSinceMs: number | null = null;
  const handle = (signal: NodeJS.Signals) => {
    if (stoppingSinceMs === null) {
      stoppingSinceMs = performance.now();
      void stop().then(() => process.exit(0));
    } else if (signal === "SIGINT" && performance.now() - stoppingSinceMs > SAME_WISH_MS) process.exit(1);
  };
  process.on("SIGINT", handle);
  process.on("SIGTERM", handle);
}
