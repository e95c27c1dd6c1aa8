/**
 * A WebSocket that costs next to nothing, so that a thousand of them are not what is measured: all read into one
 * buffer, and of each frame, once all of it has come, only the beginning is looked at.
 */
import { connect, type Socket } from "node:net";

/** As much of a frame as is kept. */
const BEGINNING_BYTES = 300;
const SHORT_HEADER = 2;
const PING_OPCODE = 0x9;
/** The server ends connections that answer no ping. */
const PONG = Buffer.of(0x8a, 0x80, 0, 0, 0, 0);
const END_OF_HEAD = "\r\n\r\n";
/** One buffer for all sockets: what is read is looked at before anything else is. */
const received = Buffer.alloc(1 << 18);

type Opening = { resolve: (socket: RawSocket) => void; reject: (error: Error) => void };

export class RawSocket {
  readonly #socket: Socket;
  /** The bytes of a handshake or a frame of which not all has come. */
  #begun = Buffer.alloc(0);
  #missing = 0;
  #opening: Opening | null;
  /** How many have come in all. */
  bytes = 0;
  isClosed = false;
  /** Called with the first bytes of every frame's body when its last byte has come; they hold until it returns. */
  onFrame: (beginning: Buffer) => void = () => {};

  private constructor(url: URL, extensions: string, opening: Opening) {
    this.#opening = opening;
    const callback = (length: number) => {
      this.#take(received.subarray(0, length));
      return true;
    };
    this.#socket = connect({
      host: url.hostname,
      port: Number(url.port),
      onread: { buffer: received, callback },
    });
    this.#socket.setNoDelay();
    this.#socket.on("error", opening.reject);
    this.#socket.on("close", () => (this.isClosed = true));
    const head = [
      `GET ${url.pathname} HTTP/1.1`,
      `host: ${url.host}`,
      "connection: Upgrade",
      "upgrade: websocket",
      "sec-websocket-version: 13",
      `sec-websocket-key: ${Buffer.alloc(16).toString("base64")}`,
      ...(extensions === "" ? [] : [`sec-websocket-extensions: ${extensions}`]),
    ];
    this.#socket.write(head.join("\r\n") + END_OF_HEAD);
  }

  static async open(url: string, extensions = ""): Promise<RawSocket> {
    return await new Promise(
      (resolve, reject) => new RawSocket(new URL(url), extensions, { resolve, reject }),
    );
  }

  /** Masked with zeros, which is a mask too. */
  send(text: string): void {
    const body = Buffer.from(text);
    const length =
      body.length < 126
        ? Buffer.of(0x80 | body.length)
        : Buffer.of(0x80 | 126, body.length >> 8, body.length & 0xff);
    this.#socket.write(Buffer.concat([Buffer.of(0x81), length, Buffer.alloc(4), body]));
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    this.bytes += bytes.length;
    let rest = this.#opening === null ? bytes : this.#open(bytes);
    while (rest.length > 0) rest = this.#missing > 0 ? this.#continue(rest) : this.#begin(rest);
  }

  /** Answers what came after the handshake. */
  #open(bytes: Buffer): Buffer {
    const head = Buffer.concat([this.#begun, bytes]);
    const end = head.indexOf(END_OF_HEAD);
    this.#begun = end < 0 ? head : Buffer.alloc(0);
    if (end < 0) return Buffer.alloc(0);
    const { resolve, reject } = this.#opening!;
    this.#opening = null;
    if (head.toString("latin1", 0, 12) === "HTTP/1.1 101") resolve(this);
    else reject(new Error(head.toString("latin1", 0, end)));
    return Buffer.from(head.subarray(end + END_OF_HEAD.length));
  }

  #begin(bytes: Buffer): Buffer {
    const all = this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes]);
    const size = headerSize(all);
    if (all.length < size) {
      this.#begun = Buffer.from(all);
      return Buffer.alloc(0);
    }
    const end = size + bodyLength(all, size);
    if ((all[0]! & 0xf) === PING_OPCODE) this.#socket.write(PONG);
    const beginning = all.subarray(size, Math.min(end, size + BEGINNING_BYTES));
    if (all.length >= end) {
      this.#begun = Buffer.alloc(0);
      this.onFrame(beginning);
      return all.subarray(end);
    }
    this.#begun = Buffer.from(beginning);
    this.#missing = end - all.length;
    return Buffer.alloc(0);
  }

  #continue(bytes: Buffer): Buffer {
    const part = bytes.subarray(0, this.#missing);
    this.#missing -= part.length;
    if (this.#begun.length < BEGINNING_BYTES) this.#begun = Buffer.concat([this.#begun, part]);
    if (this.#missing === 0) {
      const beginning = this.#begun.subarray(0, BEGINNING_BYTES);
      this.#begun = Buffer.alloc(0);
      this.onFrame(beginning);
    }
    return bytes.subarray(part.length);
  }
}

function headerSize(bytes: Buffer): number {
  const short = bytes[1] ?? 0;
  return short < 126 ? SHORT_HEADER : short === 126 ? 4 : 10;
}

/** Frames of servers are not masked. */
function bodyLength(bytes: Buffer, size: number): number {
  if (size === SHORT_HEADER) return bytes[1]!;
  return size === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
}
