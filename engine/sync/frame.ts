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

/** A part of many frames. */
export class SharedText {
  readonly text: string;
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
    // A phone's bytes cost more than ours: level 1 takes a third of the time of the default for a tenth more bytes.
    this.#deflated ??= deflateRawSync(this.utf8, { level: 1, finishFlush: constants.Z_SYNC_FLUSH });
    return this.#deflated;
  }
}

export type Part = string | SharedText;

/** For a text that goes to many: short ones are copied. */
export function sharedPart(text: string): Part {
  return text.length < MIN_SHARED_LENGTH ? text : new SharedText(text);
}

export function textOf(parts: Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
}

/** The bytes of one frame, to be written one after another. @param deflates whether the client takes it */
export function frameOf(parts: Part[], deflates: boolean): Buffer[] {
  const isDeflated = deflates && parts.some((part) => part instanceof SharedText);
  const body = parts.flatMap((part) => {
    if (typeof part !== "string") return [isDeflated ? part.deflated : part.utf8];
    const bytes = Buffer.from(part);
    return isDeflated ? stored(bytes) : [bytes];
  });
  // The receiver adds the four bytes that make an empty stored block of this one.
  if (isDeflated) body.push(Buffer.of(0));
  const length = body.reduce((sum, { length }) => sum + length, 0);
  return [header(length, isDeflated), ...body];
}

function stored(bytes: Buffer): Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += MAX_STORED_BYTES) {
    const block = bytes.subarray(at, at + MAX_STORED_BYTES);
    const size = Buffer.alloc(5);
    size.writeUInt16LE(block.length, 1);
    size.writeUInt16LE(block.length ^ 0xffff, 3);
    blocks.push(size, block);
  }
  return blocks;
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
