/**
 * A client that watches one query and costs next to nothing, so that a thousand of them are not what is measured:
 * it takes frames compressed, as browsers do, and of each, once all of it has come, reads only to what position it
 * leads. That stands in the beginning, which the server does not compress.
 */
import { randomUUID } from "node:crypto";
import { request } from "node:http";
import type { Socket } from "node:net";
import { decodeTs } from "./syncClient.ts";

/** As much of a frame as is read. */
const BEGINNING_BYTES = 300;

export class Watcher {
  readonly #socket: Socket;
  #header = Buffer.alloc(0);
  #beginning: Buffer[] = [];
  #missing = 0;
  /** That have come in all. */
  bytes = 0;
  /** Called with the position of every transition when its last byte has come. */
  onTransition: (ts: bigint) => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes) => this.#take(bytes));
  }

  static async connect(url: string, token: string | null): Promise<Watcher> {
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": Buffer.alloc(16).toString("base64"),
      "sec-websocket-extensions": "permessage-deflate; client_max_window_bits",
    };
    const { promise, resolve, reject } = Promise.withResolvers<Socket>();
    const asked = request(`${url}/api/1.48.0/sync`, { headers, agent: false });
    asked.on("upgrade", (_response, socket) => resolve(socket as Socket));
    asked.on("error", reject);
    asked.end();
    const watcher = new Watcher(await promise);
    const hello = { connectionCount: 0, lastCloseReason: null, clientTs: 0 };
    watcher.#send({ type: "Connect", sessionId: randomUUID(), ...hello });
    if (token !== null)
      watcher.#send({ type: "Authenticate", tokenType: "User", value: token, baseVersion: 0 });
    return watcher;
  }

  subscribe(udfPath: string, args: object): void {
    const modifications = [{ type: "Add", queryId: 0, udfPath, args: [args] }];
    this.#send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications });
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Masked with zeros, which is a mask too. */
  #send(message: object): void {
    const body = Buffer.from(JSON.stringify(message));
    const length =
      body.length < 126
        ? Buffer.of(0x80 | body.length)
        : Buffer.of(0x80 | 126, body.length >> 8, body.length & 0xff);
    this.#socket.write(Buffer.concat([Buffer.of(0x81), length, Buffer.alloc(4), body]));
  }

  #take(bytes: Buffer): void {
    this.bytes += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      if (this.#missing === 0) {
        const header = Buffer.concat([this.#header, bytes.subarray(at, at + 10)]);
        const read = readHeader(header);
        if (read === null) {
          this.#header = header;
          return;
        }
        at += read.size - this.#header.length;
        this.#header = Buffer.alloc(0);
        this.#missing = read.length;
        this.#beginning = [];
      }
      const part = bytes.subarray(at, at + this.#missing);
      if (part.length > 0 && this.#kept() < BEGINNING_BYTES) this.#beginning.push(part);
      at += part.length;
      this.#missing -= part.length;
      if (this.#missing === 0) this.#read();
    }
  }

  #read(): void {
    const beginning = Buffer.concat(this.#beginning).toString("latin1");
    const ts = /"endVersion":\{[^}]*"ts":"([^"]+)"/.exec(beginning)?.[1];
    if (ts !== undefined) this.onTransition(decodeTs(ts));
  }

  #kept(): number {
    return this.#beginning.reduce((sum, { length }) => sum + length, 0);
  }
}

/** Null while more bytes are needed. Frames of servers are not masked. */
function readHeader(bytes: Buffer): { size: number; length: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes[1]!;
  const size = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < size) return null;
  const length = size === 2 ? short : size === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return { size, length };
}
