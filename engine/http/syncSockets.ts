/**
 * The WebSockets of the sync protocol: who may open one, how fast and how much is read from it, and when it is
 * dropped.
 *
 * Errors  Whatever a client sends or does ends its own connection at most.
 * Rules   SPEC.md SY, HT.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Log } from "../lib/log.ts";
import type { Hub } from "../sync/hub.ts";
import { frameSocket } from "./frameSocket.ts";
import type { Intake } from "./intake.ts";
import { ReadRate, type CallerRates } from "./readRate.ts";

export type SyncSocketsParts = {
  hub: Hub;
  rates: CallerRates;
  intake: Intake;
  clientAddress: (request: IncomingMessage) => string;
  /** Whether a page of the request's origin may open a connection. */
  isOwnPage: (request: IncomingMessage) => boolean;
  log: Log;
};

const MAX_FRAME_BYTES = 20 * 1024 * 1024;
const PING_EVERY_MS = 15_000;
const SWEEP_EVERY_MS = 1_000;
const SYNC_PATH = /^\/api\/([\w.-]+\/)?sync$/;
const BASE = "http://localhost";
/** Connections with less unread than this are left alone. */
const OWN_UNREAD_BYTES = 8 * 1024 * 1024;
/** All that connections have not read, at most: beyond, those that are furthest behind are ended. */
const MAX_UNREAD_BYTES = 384 * 1024 * 1024;

export class SyncSockets {
  readonly #parts: SyncSocketsParts;
  readonly #sockets: WebSocketServer;
  readonly #timers: NodeJS.Timeout[];
  readonly #alive = new WeakSet<WebSocket>();

  constructor(parts: SyncSocketsParts) {
    this.#parts = parts;
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
    this.#timers = [
      setInterval(() => this.#pingAll(), PING_EVERY_MS),
      setInterval(() => this.#endUnread(), SWEEP_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** Asks all clients to come again later. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const socket of this.#sockets.clients) socket.close(1012, "the server restarts");
  }

  terminate(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The client may reset the socket at any time.
    socket.on("error", () => socket.destroy());
    const path = URL.canParse(request.url ?? "/", BASE) ? new URL(request.url ?? "/", BASE).pathname : "";
    if (!SYNC_PATH.test(path)) return refuse(socket, "There is no socket at this address.");
    if (!this.#parts.isOwnPage(request)) {
      const { origin = "", host = "" } = request.headers;
      this.#parts.log("warn", "foreignOrigin", { origin, host });
      return refuse(socket, `Pages of ${origin} may not connect to ${host}: see PUBLIC_URL.`);
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, socket, request));
  }

  #open(socket: WebSocket, stream: Duplex, request: IncomingMessage): void {
    const { hub, rates, intake, clientAddress } = this.#parts;
    const address = clientAddress(request);
    const rate = new ReadRate(
      socket,
      () => performance.now(),
      (work) => rates.take({ identity: session.identity, address }, work),
    );
    const session = hub.open(frameSocket(socket, stream), {
      metadata: { ip: address, userAgent: request.headers["user-agent"] ?? "" },
      takesChunks: takesChunks(request),
      countWork: (work) => rate.countWork(work),
    });
    const held = intake.open(address);
    this.#alive.add(socket);
    // All bytes since the last whole message are in memory, as parts of the next one.
    let unfinished = 0;
    stream.prependListener("data", (bytes: Buffer) => {
      unfinished += bytes.length;
      if (!held.set(unfinished)) socket.terminate();
    });
    socket.on("message", (data, isBinary) => {
      unfinished = 0;
      held.set(0);
      this.#alive.add(socket);
      rate.countFrame((data as Buffer).length);
      if (isBinary) socket.close(1003, "text frames only");
      else session.receive((data as Buffer).toString("utf8"));
    });
    socket.on("pong", () => this.#alive.add(socket));
    socket.on("close", () => {
      held.release();
      hub.close(session);
    });
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

  #endUnread(): void {
    const behind = [...this.#sockets.clients]
      .map((socket) => ({ socket, bytes: socket.bufferedAmount }))
      .filter(({ bytes }) => bytes > OWN_UNREAD_BYTES)
      .toSorted((a, b) => b.bytes - a.bytes);
    let bytes = behind.reduce((sum, each) => sum + each.bytes, 0);
    for (const { socket, bytes: own } of behind) {
      if (bytes <= MAX_UNREAD_BYTES) return;
      socket.terminate();
      bytes -= own;
    }
  }
}

/** The version of the client stands in the path; clients of other languages have numbers of their own. */
function takesChunks(request: IncomingMessage): boolean {
  const [, major, minor] = /^\/api\/(\d+)\.(\d+)\./.exec(request.url ?? "") ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 28);
}

function refuse(socket: Duplex, reason: string): void {
  const head = "HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-type: text/plain";
  socket.end(`${head}\r\ncontent-length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`);
}
