/**
 * The engine as a library: a Convex deployment on one machine, in this process.
 *
 * Shapes  `startEngine` opens the data folder and listens; `close` stops it, with everything on disk.
 * Errors  PortInUseError when somebody else listens; DataInUseError when another engine has the folder.
 * Rules   SPEC.md EN.
 */
import { timingSafeEqual, createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join, resolve } from "node:path";
import { Deployment } from "./deployment/deployment.ts";
import { Backups, type BackupsOptions } from "./deployment/backups.ts";
import { directUrl, localUrl } from "./lib/address.ts";
import { lockFolder } from "./lib/folderLock.ts";
import { requestIdOf } from "./lib/requestId.ts";
import { silentLog, type Log } from "./lib/log.ts";
import { systemWorld, type World } from "./lib/world.ts";
import type { StandingOf } from "./identity/accounts.ts";
import { openIdentity, type Identity } from "./identity/identity.ts";
import type { SendLink } from "./identity/links.ts";
import { IdentityApi } from "./http/identityApi.ts";
import { IdentityServer } from "./http/identityServer.ts";
import { Figures } from "./http/figures.ts";
import { Origins } from "./http/origins.ts";
import { CallerRates } from "./http/readRate.ts";
import { HttpServer } from "./http/server.ts";
import { StaticFiles } from "./http/staticFiles.ts";
import { Hub } from "./sync/hub.ts";

export type EngineOptions = {
  dataDir: string;
  /** 0 takes a free port. */
  port: number;
  /** The address to listen on. */
  host?: string;
  /** Folder of a built app to serve, if any. */
  staticDir?: string;
  /** The engine's own sign-in; off when an outside provider such as Clerk is used. */
  hasIdentity?: boolean;
  /** Mails the links of the engine's own sign-in. */
  sendLink?: SendLink;
  /** Whether the links that `sendLink` takes leave this server. */
  mailsLinks?: boolean;
  /** The app's word on a person who signs in: see `IdentityOptions`. */
  standingOf?: StandingOf;
  /** The address people use, when it differs from what requests say (behind a proxy). */
  publicUrl?: string;
  allowedOrigins?: string[];
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies?: string[];
  /** Tell clients what went wrong inside functions. For development only. */
  showsErrors?: boolean;
  /** Where `"use node"` functions find packages. */
  packages?: string;
  functionTimeoutMs?: number;
  /** The app's own, which its operators are shown. */
  version?: string;
  /** Backs up once a day; never unless given. */
  backups?: BackupsOptions;
  contentSecurityPolicy?: string;
  world?: World;
  log?: Log;
};

export type Engine = {
  port: number;
  /** Where people reach it. */
  url: string;
  /** Where programs on this machine reach it. */
  directUrl: string;
  adminKey: string;
  deployment: Deployment;
  identity: Identity | null;
  close(): Promise<void>;
};

/** The sign-in and the app's files, where another deployment has the data. */
export type IdentityEngineOptions = Omit<
  EngineOptions,
  "hasIdentity" | "allowedOrigins" | "showsErrors" | "packages" | "functionTimeoutMs" | "version"
> & {
  /** Whether the deployment with the data answers. */
  isBackendThere: () => Promise<boolean>;
  /** Writes a backup of both to a path. */
  writeBackup: (path: string) => Promise<unknown>;
};

export type IdentityEngine = Pick<Engine, "port" | "url" | "directUrl" | "close"> & { identity: Identity };

export class PortInUseError extends Error {
  override name = "PortInUseError";
}

const FUNCTION_TIMEOUT_MS = 5_000;

/** How the sign-in works when the app has no say in it. */
const NOBODY_ASKED = { sendLink: null, mailsLinks: true, standingOf: null };

/** @throws PortInUseError | DataInUseError */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { host = "127.0.0.1", log = silentLog, world = systemWorld, publicUrl = null } = options;
  const dataDir = resolve(options.dataDir);
  const { unlock, adminKey } = takeFolder(dataDir);
  const clientAddress = addressReader(options.trustedProxies ?? [], log);
  const origins = new Origins({ publicUrl, allowedOrigins: options.allowedOrigins ?? [] });
  const common = { dataDir, world, log };
  let identity: Identity | null = null;
  try {
    if (options.hasIdentity !== false)
      identity = await openIdentity({ ...NOBODY_ASKED, ...options, ...common });
    const deployment = await Deployment.open({
      ...common,
      ownIssuer: identity?.issuer ?? null,
      packages: options.packages ?? resolve("node_modules"),
      functionTimeoutMs: options.functionTimeoutMs ?? FUNCTION_TIMEOUT_MS,
    });
    const isAdminKey = sameSecretAs(adminKey);
    const publicMessage = options.showsErrors === true ? (message: string) => message : redact;
    const shared = { deployment, isAdminKey, publicMessage, nowMs: () => world.now() };
    const hub = new Hub({ ...shared, log });
    identity?.accounts.onSessionEnded((sessionId) => hub.endIdentitySession(sessionId));
    const backups = backupsOf(options, "admin-key", async (path) => await deployment.snapshots.backUp(path));
    const figures = new Figures({ ...common, deployment, hub, backups, version: options.version ?? "" });
    const server = new HttpServer({
      api: { ...shared, clientAddress, rates: new CallerRates(() => performance.now()) },
      identity: identity && new IdentityApi({ identity, publicUrl, clientAddress, origins, log }),
      files: staticFiles(options),
      hub,
      backups,
      figures,
      log,
      isOwnPage: (request) => origins.isOwnPage(request),
    });
    const port = await listen(server, options.port, host);
    const url = publicUrl ?? localUrl(host, port);
    await deployment.setUrl(url);
    const close = async () => {
      await server.close();
      await Promise.all([deployment.snapshots.close(), backups?.close()]);
      await deployment.close();
      identity?.close();
      unlock();
    };
    return { port, url, directUrl: directUrl(host, port), adminKey, deployment, identity, close };
  } catch (error) {
    identity?.close();
    unlock();
    throw error;
  }
}

/** @throws PortInUseError | DataInUseError */
export async function startIdentityEngine(options: IdentityEngineOptions): Promise<IdentityEngine> {
  const { host = "127.0.0.1", log = silentLog, world = systemWorld, publicUrl = null } = options;
  const dataDir = resolve(options.dataDir);
  const unlock = lockOwn(dataDir);
  let identity: Identity | null = null;
  try {
    identity = await openIdentity({ ...NOBODY_ASKED, ...options, dataDir, world, log });
    const clientAddress = addressReader(options.trustedProxies ?? [], log);
    const origins = new Origins({ publicUrl, allowedOrigins: [] });
    const backups = backupsOf(options, "identity-secret", options.writeBackup);
    const api = new IdentityApi({ identity, publicUrl, clientAddress, origins, log });
    const { isBackendThere } = options;
    const files = staticFiles(options);
    const server = new IdentityServer({ identity: api, files, backups, isBackendThere, clientAddress, log });
    const port = await listen(server, options.port, host);
    const opened = identity;
    const close = async () => {
      await server.close();
      await backups?.close();
      opened.close();
      unlock();
    };
    const url = publicUrl ?? localUrl(host, port);
    return { port, url, directUrl: directUrl(host, port), identity, close };
  } catch (error) {
    identity?.close();
    unlock();
    throw error;
  }
}

/** @throws DataInUseError */
function lockOwn(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return lockFolder(dataDir);
}

/** @throws DataInUseError */
function takeFolder(dataDir: string): { unlock: () => void; adminKey: string } {
  const unlock = lockOwn(dataDir);
  return { unlock, adminKey: secretFile(join(dataDir, "admin-key")) };
}

/** @param born the file of the data folder that is as old as the data */
function backupsOf(
  { backups, dataDir, world, log }: Pick<EngineOptions, "backups" | "dataDir" | "world" | "log">,
  born: string,
  write: (path: string) => Promise<unknown>,
): Backups | null {
  if (backups === undefined) return null;
  const dataBornMs = statSync(join(dataDir, born)).mtimeMs;
  return new Backups({ ...backups, dataBornMs, world: world ?? systemWorld, log: log ?? silentLog }, write);
}

async function listen(server: Pick<HttpServer, "listen">, port: number, host: string): Promise<number> {
  try {
    return await server.listen(port, host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new PortInUseError(`Port ${port} is in use.`);
  }
}

type Pages = Pick<EngineOptions, "staticDir" | "contentSecurityPolicy" | "publicUrl">;

function staticFiles({ staticDir, contentSecurityPolicy, publicUrl }: Pages): StaticFiles | null {
  if (staticDir === undefined || !existsSync(staticDir)) return null;
  return new StaticFiles(staticDir, {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ...(publicUrl?.startsWith("https:") && { "strict-transport-security": "max-age=31536000" }),
    ...(contentSecurityPolicy === undefined ? {} : { "content-security-policy": contentSecurityPolicy }),
  });
}

/** Reads the secret, or makes it on first use, readable by its owner only. */
function secretFile(path: string): string {
  if (!existsSync(path)) {
    writeFileSync(path, `embedded|${randomBytes(32).toString("base64url")}`, { mode: 0o600 });
  }
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8").trim();
}

/** Compares in constant time. */
function sameSecretAs(secret: string): (given: string) => boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const expected = digest(secret);
  return (given) => timingSafeEqual(digest(given), expected);
}

const INVALID_CURSOR =
  "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.";
const MAX_TOLD = 100;

function addressReader(trustedProxies: string[], log: Log): (request: IncomingMessage) => string {
  const told = new Set<string>();
  return (request) => {
    const direct = request.socket.remoteAddress ?? "";
    if (!trustedProxies.includes(direct)) {
      if (request.headers["x-forwarded-for"] !== undefined && !told.has(direct) && told.size < MAX_TOLD) {
        told.add(direct);
        const hint = `Everybody behind it counts as one address. If it is your proxy, set TRUSTED_PROXIES=${direct}.`;
        log("warn", "untrustedProxy", { address: direct, hint });
      }
      return direct;
    }
    const forwarded = String(request.headers["x-forwarded-for"] ?? "").split(",");
    return forwarded.at(-1)?.trim() || direct;
  };
}

/** What callers are told of an error that is not a ConvexError. Its `data` is sent besides, where there is any. */
function redact(message: string): string {
  // Clients begin their pages anew when they read this.
  if (message.includes("InvalidCursor")) return INVALID_CURSOR;
  return `[Request ID: ${requestIdOf(message)}] Server Error`;
}
