/**
 * One port: what every server of ours does with a request, whatever it serves.
 *
 * Errors  An HttpError is answered with its status, code and message; anything else is 500 and in the log.
 * Rules   SPEC.md HT.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { HttpError, limitBody, sendJson } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { DISK_FULL, isFull } from "../lib/sqliteErrors.ts";
import { Intake } from "./intake.ts";

export type ListenerParts = {
  route: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  clientAddress: (request: IncomingMessage) => string;
  log: Log;
};

/** How long what is being answered may take when the server stops. */
const CLOSING_MS = 500;

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export class Listener {
  readonly intake = new Intake();
  readonly #parts: ListenerParts;
  readonly #server: Server;

  constructor(parts: ListenerParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  onUpgrade(upgrade: Upgrade): void {
    this.#server.on("upgrade", upgrade);
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

  /** @param force ends what did not end by itself */
  async close(force: () => void = () => {}): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const forced = setTimeout(() => {
      force();
      this.#server.closeAllConnections();
    }, CLOSING_MS);
    await closed;
    clearTimeout(forced);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const held = this.intake.open(this.#parts.clientAddress(request));
    limitBody(request, (bytes) => held.set(bytes));
    response.on("close", () => held.release());
    try {
      response.setHeader("x-content-type-options", "nosniff");
      await this.#parts.route(request, response);
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
}

const BASE = "http://localhost";

/** @throws HttpError 400 for a request line that is no URL, or a host that is none */
export function urlOf(request: IncomingMessage): URL {
  const { host = "localhost" } = request.headers;
  if (host.includes("@") || !URL.canParse(`http://${host}`))
    throw new HttpError(400, "BadHost", "The host of the request is no name of a host.");
  if (URL.canParse(request.url ?? "/", BASE)) return new URL(request.url ?? "/", BASE);
  throw new HttpError(400, "BadUrl", "The address of the request is no URL.");
}

export const isRead = ({ method }: IncomingMessage) => method === "GET" || method === "HEAD";
