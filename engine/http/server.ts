/**
 * One port for everything: the app's files, the Convex API and sync protocol, HTTP actions, identity, health.
 *
 * Errors  An HttpError is answered with its status, code and message; anything else is 500 and in the log.
 * Rules   SPEC.md HT.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import type { Backups } from "../deployment/backups.ts";
import type { Log } from "../lib/log.ts";
import { DISK_FULL, isFull } from "../lib/sqliteErrors.ts";
import type { Hub } from "../sync/hub.ts";
import { download, runHttpAction, upload, type ApiHost } from "./api.ts";
import { requireAdmin, serveDeployApi } from "./deployApi.ts";
import { serveFunctionApi } from "./functionCalls.ts";
import { HttpError, limitBody, sendJson } from "../lib/http.ts";
import type { IdentityApi } from "./identityApi.ts";
import { Intake } from "./intake.ts";
import { metricsText } from "./metrics.ts";
import { SyncSockets } from "./syncSockets.ts";
import type { StaticFiles } from "./staticFiles.ts";

export type ServerParts = {
  api: ApiHost;
  hub: Hub;
  identity: IdentityApi | null;
  files: StaticFiles | null;
  /** Null when no backups are made by themselves. */
  backups: Backups | null;
  log: Log;
  /** Whether a page of the request's origin may open a connection. */
  isOwnPage: (request: IncomingMessage) => boolean;
};

const BASE = "http://localhost";
const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** What clients and tools ask of any deployment. */
const FACTS: Record<string, string> = { "/instance_name": "embedded", "/version": "1.48.0" };

/** @throws HttpError 400 for a request line that is no URL, or a host that is none */
function urlOf(request: IncomingMessage): URL {
  const { host = "localhost" } = request.headers;
  if (host.includes("@") || !URL.canParse(`http://${host}`))
    throw new HttpError(400, "BadHost", "The host of the request is no name of a host.");
  if (URL.canParse(request.url ?? "/", BASE)) return new URL(request.url ?? "/", BASE);
  throw new HttpError(400, "BadUrl", "The address of the request is no URL.");
}

const MAX_ECHO_BYTES = 128 * 1024 * 1024;

/** Answers a body as it comes and holds none of it: `convex network-test` measures the way by it. @throws HttpError 413 */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const length = Number(request.headers["content-length"] ?? Infinity);
  if (length > MAX_ECHO_BYTES)
    throw new HttpError(413, "PayloadTooLarge", `Say a content-length of ${MAX_ECHO_BYTES} bytes at most.`);
  response.writeHead(200, { "content-type": "application/octet-stream" });
  await pipeline(request, response);
}

export class HttpServer {
  readonly #parts: ServerParts;
  readonly #server: Server;
  readonly #sockets: SyncSockets;
  readonly #intake = new Intake();

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    const { hub, api, isOwnPage, log } = parts;
    const { clientAddress, rates } = api;
    this.#sockets = new SyncSockets({ hub, rates, intake: this.#intake, clientAddress, isOwnPage, log });
    this.#server.on("upgrade", (request, socket, head) => this.#sockets.upgrade(request, socket, head));
  }

  /** Resolves to the port that is listened on. Rejects when it is in use. */
  async listen(port: number, host: string): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once("error", reject);
    this.#server.listen(port, host, resolve);
    await promise;
    this.#server.off("error", reject);
    // A connection that could not be accepted is the end of that connection only.
    this.#server.on("error", ({ message }) => this.#parts.log("error", "serverError", { error: message }));
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#sockets.close();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const forced = setTimeout(() => {
      this.#sockets.terminate();
      this.#server.closeAllConnections();
    }, 500);
    await closed;
    clearTimeout(forced);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const held = this.#intake.open(this.#parts.api.clientAddress(request));
    limitBody(request, (bytes) => held.set(bytes));
    response.on("close", () => held.release());
    try {
      response.setHeader("x-content-type-options", "nosniff");
      await this.#route(request, response);
    } catch (error) {
      this.#answerError(error as Error, response);
    }
  }

  #answerError(thrown: Error, response: ServerResponse): void {
    const error = isFull(thrown) ? new HttpError(507, "DISK_FULL", DISK_FULL) : thrown;
    if (!(error instanceof HttpError))
      this.#parts.log("error", "requestFailed", { error: error.stack ?? error.message });
    if (response.headersSent) return void response.destroy();
    if (error instanceof HttpError)
      for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
    if (error instanceof HttpError)
      return sendJson(response, { code: error.code, message: error.message }, error.status);
    sendJson(
      response,
      { code: "InternalServerError", message: "Something went wrong in the server; its log says what." },
      500,
    );
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request);
    const { pathname: path, searchParams } = url;
    const { api, identity, files } = this.#parts;
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (path.startsWith("/api/") && this.#allowOrigin(request, response)) return;
    if (path === "/health") return await this.#health(response);
    if (path === "/metrics") return await this.#metrics(request, response);
    if (identity !== null && path.startsWith("/api/auth/") && (await identity.serve(request, response, path)))
      return;
    if (await serveDeployApi(api, request, response, path)) return;
    if (await serveFunctionApi(api, request, response, url)) return;
    if (path === "/echo" && request.method === "POST") return await echo(request, response);
    if (Object.hasOwn(FACTS, path)) return void response.end(FACTS[path]);
    if (path === "/api/storage/upload" && request.method === "POST")
      return await upload(api, request, response, searchParams.get("token") ?? "");
    const storageId = /^\/api\/storage\/([a-z0-9]+)$/.exec(path)?.[1];
    if (storageId !== undefined && isRead) return await download(api, request, response, storageId);
    if (path === "/http" || path.startsWith("/http/"))
      return await runHttpAction(api, request, response, (request.url ?? "").slice("/http".length) || "/");
    if (isRead && !path.startsWith("/api/") && files?.serve(request, response, path) === true) return;
    throw new HttpError(404, "NotFound", `There is nothing at ${path}.`);
  }

  /** Convex's API takes a bearer token and no cookie, so any page may call it. Answers true for a preflight. */
  #allowOrigin(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.url?.startsWith("/api/auth/")) return false;
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "authorization, content-type, convex-client, digest");
    if (request.method !== "OPTIONS") return false;
    response
      .writeHead(204, {
        "access-control-allow-methods": "GET, POST, OPTIONS",
        "access-control-max-age": "86400",
      })
      .end();
    return true;
  }

  async #health(response: ServerResponse): Promise<void> {
    const { hub, api, backups } = this.#parts;
    const { hasCode, database } = api.deployment;
    const isDiskFull = await database.isDiskFull();
    const body = {
      status: isDiskFull ? "disk full" : hasCode ? "ok" : "waiting for code",
      connections: hub.sessionCount,
      watchedQueries: hub.watcherCount,
      ...(backups === null ? {} : { backup: backups.health() }),
    };
    sendJson(response, body, hasCode && !isDiskFull ? 200 : 503);
  }

  /** Metrics tell how much a team writes, so only this machine and holders of the admin key may read them. */
  async #metrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { hub, api } = this.#parts;
    const isLocal = LOOPBACK.has(request.socket.remoteAddress ?? "") && !request.headers["x-forwarded-for"];
    if (!isLocal) await requireAdmin(api, request);
    const text = metricsText({
      connections: hub.sessionCount,
      watchedQueries: hub.watcherCount,
      threadRestarts: api.deployment.database.restarts,
      ...(await api.deployment.database.operation("metrics")),
    });
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(text);
  }
}
