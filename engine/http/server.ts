/**
 * One port for everything: the app's files, the Convex API and sync protocol, HTTP actions, identity, health.
 *
 * Errors  An HttpError is answered with its status, code and message; anything else is 500 and in the log.
 * Rules   SPEC.md HT.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Backups } from "../deployment/backups.ts";
import type { Log } from "../lib/log.ts";
import type { Hub } from "../sync/hub.ts";
import { callFunction, download, queryTs, runHttpAction, upload, type ApiHost } from "./api.ts";
import { requireAdmin, serveDeployApi } from "./deployApi.ts";
import { HttpError, sendJson } from "../lib/http.ts";
import { frameSocket } from "./frameSocket.ts";
import { metricsText } from "./metrics.ts";
import { ReadRate } from "./readRate.ts";
import type { StaticFiles } from "./staticFiles.ts";

/** The identity's routes; answers false for a path that is not its own. */
export type IdentityRoutes = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<boolean>;

export type ServerParts = {
  api: ApiHost;
  hub: Hub;
  identity: IdentityRoutes | null;
  files: StaticFiles | null;
  /** Null when no backups are made by themselves. */
  backups: Backups | null;
  log: Log;
  /** Origins besides the server's own whose pages may open a connection. */
  allowedOrigins: string[];
};

const MAX_FRAME_BYTES = 20 * 1024 * 1024;
const PING_EVERY_MS = 15_000;
const SYNC_PATH = /^\/api\/[\w.-]+\/sync$/;

const BASE = "http://localhost";
const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** @throws HttpError 400 for a request line that is no URL */
function urlOf(request: IncomingMessage): URL {
  if (URL.canParse(request.url ?? "/", BASE)) return new URL(request.url ?? "/", BASE);
  throw new HttpError(400, "BadUrl", "The address of the request is no URL.");
}

export class HttpServer {
  readonly #parts: ServerParts;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #pinging: NodeJS.Timeout;
  readonly #alive = new WeakSet<WebSocket>();

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: MAX_FRAME_BYTES,
      // Only what `frameOf` compresses is compressed here; clients compress what they send.
      perMessageDeflate: {
        serverNoContextTakeover: true,
        clientNoContextTakeover: true,
        serverMaxWindowBits: 15,
        clientMaxWindowBits: 10,
      },
    });
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#pinging = setInterval(() => this.#pingAll(), PING_EVERY_MS);
    this.#pinging.unref();
  }

  /** Resolves to the port that is listened on. Rejects when it is in use. */
  async listen(port: number, host: string): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once("error", reject);
    this.#server.listen(port, host, resolve);
    await promise;
    this.#server.off("error", reject);
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    clearInterval(this.#pinging);
    for (const socket of this.#sockets.clients) socket.close(1012, "the server restarts");
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const forced = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
      this.#server.closeAllConnections();
    }, 500);
    await closed;
    clearTimeout(forced);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      response.setHeader("x-content-type-options", "nosniff");
      await this.#route(request, response);
    } catch (error) {
      this.#answerError(error as Error, response);
    }
  }

  #answerError(error: Error, response: ServerResponse): void {
    if (!(error instanceof HttpError))
      this.#parts.log("error", "requestFailed", { error: error.stack ?? error.message });
    if (response.headersSent) return void response.destroy();
    if (error instanceof HttpError)
      return sendJson(response, { code: error.code, message: error.message }, error.status);
    sendJson(
      response,
      { code: "InternalServerError", message: "Something went wrong in the server; its log says what." },
      500,
    );
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = urlOf(request);
    const { api, identity, files } = this.#parts;
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (path.startsWith("/api/") && this.#allowOrigin(request, response)) return;
    if (path === "/health") return this.#health(response);
    if (path === "/metrics") return await this.#metrics(request, response);
    if (identity !== null && path.startsWith("/api/auth/") && (await identity(request, response, path)))
      return;
    if (await serveDeployApi(api, request, response, path)) return;
    const call = /^\/api\/(query|mutation|action|function)$/.exec(path)?.[1];
    if (call !== undefined && request.method === "POST")
      return await callFunction(api, call as "query", request, response);
    if (path === "/api/query_ts") return queryTs(api, response);
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

  #health(response: ServerResponse): void {
    const { hub, api, backups } = this.#parts;
    const { hasCode } = api.deployment;
    const body = {
      status: hasCode ? "ok" : "waiting for code",
      connections: hub.sessionCount,
      watchedQueries: hub.watcherCount,
      ...(backups === null ? {} : { backup: backups.health() }),
    };
    sendJson(response, body, hasCode ? 200 : 503);
  }

  /** For who is on this machine or has the admin key: it tells how much a team writes. */
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

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const isSync = URL.canParse(request.url ?? "/", BASE) && SYNC_PATH.test(urlOf(request).pathname);
    if (!isSync || !this.#isAllowedOrigin(request)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, socket, request));
  }

  /** Browsers name the page's origin; other clients have none, and no cookies either. */
  #isAllowedOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    if (this.#parts.allowedOrigins.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }

  #open(socket: WebSocket, stream: Duplex, request: IncomingMessage): void {
    const { hub, api } = this.#parts;
    const metadata = { ip: api.clientAddress(request), userAgent: request.headers["user-agent"] ?? "" };
    const session = hub.open(frameSocket(socket, stream), metadata);
    this.#alive.add(socket);
    const rate = new ReadRate(socket, () => performance.now());
    socket.on("message", (data, isBinary) => {
      this.#alive.add(socket);
      rate.count((data as Buffer).length);
      if (isBinary) socket.close(1003, "text frames only");
      else session.receive((data as Buffer).toString("utf8"));
    });
    socket.on("pong", () => this.#alive.add(socket));
    socket.on("close", () => hub.close(session));
    socket.on("error", () => socket.terminate());
  }

  /** A client needs a word from the server at least once a minute; one that answers nothing is gone. */
  #pingAll(): void {
    for (const socket of this.#sockets.clients) {
      if (!this.#alive.has(socket)) {
        socket.terminate();
        continue;
      }
      this.#alive.delete(socket);
      socket.ping();
      socket.send('{"type":"Ping"}', { compress: false });
    }
  }
}
