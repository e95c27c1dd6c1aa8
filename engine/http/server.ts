/**
 * One port for everything: the app's files, the Convex API and sync protocol, HTTP actions, identity, health.
 *
 * Rules   SPEC.md HT.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Backups } from "../deployment/backups.ts";
import type { Log } from "../lib/log.ts";
import type { Hub } from "../sync/hub.ts";
import { download, runHttpAction, upload, type ApiHost } from "./api.ts";
import { requireAdmin, serveDeployApi } from "./deployApi.ts";
import { serveFunctionApi } from "./functionCalls.ts";
import { HttpError, sendJson } from "../lib/http.ts";
import type { IdentityApi } from "./identityApi.ts";
import { isRead, Listener, urlOf } from "./listener.ts";
import type { Figures } from "./figures.ts";
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
  figures: Figures;
  log: Log;
  /** Whether a page of the request's origin may open a connection. */
  isOwnPage: (request: IncomingMessage) => boolean;
};

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** What clients and tools ask of any deployment. */
const FACTS: Record<string, string> = { "/instance_name": "embedded", "/version": "1.48.0" };

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
  readonly #listener: Listener;
  readonly #sockets: SyncSockets;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    const { hub, api, isOwnPage, log } = parts;
    const { clientAddress, rates } = api;
    this.#listener = new Listener({
      route: async (request, response) => await this.#route(request, response),
      clientAddress,
      log,
    });
    const { intake } = this.#listener;
    this.#sockets = new SyncSockets({ hub, rates, intake, clientAddress, isOwnPage, log });
    this.#listener.onUpgrade((request, socket, head) => this.#sockets.upgrade(request, socket, head));
  }

  /** Resolves to the port that is listened on. Rejects when it is in use. */
  async listen(port: number, host: string): Promise<number> {
    return await this.#listener.listen(port, host);
  }

  async close(): Promise<void> {
    this.#parts.figures.close();
    this.#sockets.close();
    await this.#listener.close(() => this.#sockets.terminate());
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request);
    const { pathname: path, searchParams } = url;
    const { api, identity, files } = this.#parts;
    if (path.startsWith("/api/") && this.#allowOrigin(request, response)) return;
    if (path === "/health") return await this.#health(response);
    if (path === "/metrics") return await this.#metrics(request, response);
    const figures = identity !== null && isRead(request) ? this.#figuresAt(url) : null;
    if (figures !== null) return await this.#figures(identity!, request, response, figures);
    if (identity !== null && path.startsWith("/api/auth/") && (await identity.serve(request, response, path)))
      return;
    if (await serveDeployApi(api, request, response, path)) return;
    if (await serveFunctionApi(api, request, response, url)) return;
    if (path === "/echo" && request.method === "POST") return await echo(request, response);
    if (Object.hasOwn(FACTS, path)) return void response.end(FACTS[path]);
    if (path === "/api/storage/upload" && request.method === "POST")
      return await upload(api, request, response, searchParams.get("token") ?? "");
    const storageId = /^\/api\/storage\/([a-z0-9]+)$/.exec(path)?.[1];
    if (storageId !== undefined && isRead(request)) return await download(api, request, response, storageId);
    if (path === "/http" || path.startsWith("/http/"))
      return await runHttpAction(api, request, response, (request.url ?? "").slice("/http".length) || "/");
    if (isRead(request) && !path.startsWith("/api/") && files?.serve(request, response, path) === true)
      return;
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

  /** What is read at a path of the figures; null for another path. */
  #figuresAt({ pathname, searchParams }: URL): (() => object | Promise<object>) | null {
    const { figures } = this.#parts;
    switch (pathname) {
      case "/api/auth/server":
        return () => figures.read();
      case "/api/auth/server/functions":
        return () => figures.functions();
      case "/api/auth/server/logs":
        return () => figures.logs(Number(searchParams.get("after") ?? 0));
      default:
        return null;
    }
  }

  /** Admins of the app read the figures of the server on a page of it. */
  async #figures(
    identity: IdentityApi,
    request: IncomingMessage,
    response: ServerResponse,
    read: () => object | Promise<object>,
  ): Promise<void> {
    await identity.requireAdmin(request);
    response.setHeader("cache-control", "no-store");
    sendJson(response, await read());
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
