/**
 * Text frames of WebSockets, put together from parts of which the large ones are made once for all connections.
 *
 * Shapes  A deflated frame is one raw deflate stream (RFC 7692, without context takeover): small parts are blocks
 *         that are stored as they are, a shared part is blocks that were compressed before.
 * Rules   SPEC.md SY9.
 */
import { constants, deflateRawSync } from "node:zlib";

/** Shorter ones are not worth a block of their own. */
const MIN_SHARED_LENGTH = 1_024;
const MAX_STORED_BYTES = 65_535;
/** Up to here one write of a copy costs less than one of many pieces. */
const MAX_COPIED_BYTES = 16_384;

/**
 * Of a page of messages, 3 % larger than by default in a third of the time: most of that goes into the memory that
 * each stream starts with, 64 kB instead of 256.
 */
const DEFLATE = { level: 3, windowBits: 13, memLevel: 6, finishFlush: constants.Z_SYNC_FLUSH };

/** A part of many frames. */
export class SharedText {
  readonly text: string;
  /** The last frame in which it was the only part of its kind, and what stood around it. */
  last: { around: string; deflates: boolean; frame: Buffer[] } | null = null;
  #utf8: Buffer | null = null;
  #deflated: Buffer | null = null;

  constructor(text: string) {
    this.text = text;
  }

  get utf8(): Buffer {
    this.#utf8 ??= Buffer.from(this.text);
    return this.#utf8;
  }

  /** Whole blocks: others may stand before and after them. */
  get deflated(): Buffer {
    this.#deflated ??= deflateRawSync(this.utf8, DEFLATE);
    return this.#deflated;
  }
}

export type Part = string | SharedText;

/** Wraps a text that goes to many connections. Short texts are copied instead. */
export function sharedPart(text: string): Part {
  return text.length < MIN_SHARED_LENGTH ? text : new SharedText(text);
}

export function textOf(parts: Part[]): string {
  return parts.map(stringOf).join("");
}

function stringOf(part: Part): string {
  return typeof part === "string" ? part : part.text;
}

export function lengthOf(part: Part): number {
  return stringOf(part).length;
}

/** The text of the parts in pieces of a length, without ever being one string. */
export function* chunksOf(parts: Part[], length: number): Generator<string> {
  let chunk = "";
  for (const part of parts) {
    const text = stringOf(part);
    for (let at = 0; at < text.length;) {
      const end = at + length - chunk.length;
      chunk += text.slice(at, end);
      at = end;
      if (chunk.length < length) continue;
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

/**
 * The bytes of one frame, to be written one after another. A client that is sent the same as the one before, as clients that did
 * the same since they connected are, is sent the same bytes.
 *
 * @param deflates whether the client takes it
 */
export function frameOf(parts: Part[], deflates: boolean): Buffer[] {
  const shared = parts.filter((part) => part instanceof SharedText);
  const [only] = shared;
  if (only === undefined || shared.length > 1) return build(parts, deflates);
  const around = parts.map((part) => (typeof part === "string" ? part : "\0")).join("");
  if (only.last?.around !== around || only.last.deflates !== deflates)
    only.last = { around, deflates, frame: build(parts, deflates) };
  return only.last.frame;
}

function build(parts: Part[], deflates: boolean): Buffer[] {
  const isDeflated = deflates && parts.some((part) => part instanceof SharedText);
  const body: Buffer[] = [];
  let length = 0;
  const add = (bytes: Buffer) => {
    body.push(bytes);
    length += bytes.length;
  };
  let own = "";
  for (const part of parts) {
    if (typeof part === "string") {
      own += part;
      continue;
    }
    add(isDeflated ? stored(own) : Buffer.from(own));
    add(isDeflated ? part.deflated : part.utf8);
    own = "";
  }
  add(isDeflated ? stored(own) : Buffer.from(own));
  if (isDeflated) add(END);
  const frame = [header(length, isDeflated), ...body];
  return length > MAX_COPIED_BYTES ? frame : [Buffer.concat(frame)];
}

/** Begins an empty stored block; the receiver adds the four bytes that complete it. */
const END = Buffer.of(0);

function stored(text: string): Buffer {
  const size = Buffer.byteLength(text);
  const blocks = Math.ceil(size / MAX_STORED_BYTES);
  const bytes = Buffer.allocUnsafe(size + blocks * 5);
  // Written behind where it goes, so that each block only moves towards the beginning.
  bytes.write(text, blocks * 5);
  for (let block = 0; block < blocks; block++) {
    const from = block * MAX_STORED_BYTES;
    const length = Math.min(MAX_STORED_BYTES, size - from);
    const at = from + block * 5;
    bytes.copyWithin(at + 5, blocks * 5 + from, blocks * 5 + from + length);
    bytes[at] = 0;
    bytes.writeUInt16LE(length, at + 1);
    bytes.writeUInt16LE(length ^ 0xffff, at + 3);
  }
  return bytes;
}

/** A final text frame of a server: not masked. */
function header(length: number, isDeflated: boolean): Buffer {
  const first = isDeflated ? 0xc1 : 0x81;
  if (length < 126) return Buffer.of(first, length);
  if (length < 65_536) return Buffer.of(first, 126, length >> 8, length & 0xff);
  const bytes = Buffer.alloc(10);
  bytes.writeUInt8(first, 0);
  bytes.writeUInt8(127, 1);
  bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}
