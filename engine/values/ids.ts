/**
 * Document ids in Convex's format: Crockford base32 of the table number (LEB128), 16 random bytes and a
 * two-byte check. The check turns a mistyped id into "not an id" instead of "not found".
 *
 * Units  Table numbers are positive integers, given to tables in order of creation and never reused.
 * Rules  SPEC.md VA.
 */
import { assert } from "../lib/assert.ts";
import { keyAfter } from "./indexKey.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const NO_DIGIT = 255;
/** The digit of each character code. */
const DIGITS = new Uint8Array(128).fill(NO_DIGIT);
for (const [value, char] of ALPHABET.split("").entries()) DIGITS[char.charCodeAt(0)] = value;
const INTERNAL_BYTES = 16;

function base32(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(buffer >> bits) & 31];
      buffer &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + ALPHABET[(buffer << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGITS[text.charCodeAt(i)] ?? NO_DIGIT;
    if (digit === NO_DIGIT) return null;
    buffer = (buffer << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = buffer >> bits;
      buffer &= (1 << bits) - 1;
    }
  }
  return buffer === 0 ? bytes : null;
}

function fletcher16(bytes: Uint8Array): number {
  let low = 0;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 256;
    high = (high + low) % 256;
  }
  return (high << 8) | low;
}

function leb128(tableNumber: number): number[] {
  const bytes: number[] = [];
  let rest = tableNumber;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

export function encodeId(tableNumber: number, internal: Uint8Array): string {
  assert(tableNumber > 0 && internal.length === INTERNAL_BYTES, "bad parts of an id");
  const body = [...leb128(tableNumber), ...internal];
  const check = fletcher16(Uint8Array.from(body));
  return base32(Uint8Array.from([...body, check & 0xff, check >> 8]));
}

/** The ids of a table, and no others, are in [from, to). */
export function idRange(tableNumber: number): { from: string; to: string } {
  const first = Uint8Array.from([...leb128(tableNumber), ...new Uint8Array(INTERNAL_BYTES + 2)]);
  const last = first.map((byte, i) => (i < first.length - INTERNAL_BYTES - 2 ? byte : 0xff));
  return { from: base32(first), to: keyAfter(base32(last)) };
}

export function isWellFormedId(text: string): boolean {
  return tableNumberOf(text) !== null;
}

/** The table number of a well-formed id, or null for any other text. */
export function tableNumberOf(id: string): number | null {
  if (id.length < 31 || id.length > 37) return null;
  const bytes = fromBase32(id);
  // A character more than these bytes take would make a second id of the same.
  if (bytes === null || id.length !== Math.ceil((bytes.length * 8) / 5)) return null;
  const body = bytes.subarray(0, -2);
  const check = fletcher16(body);
  if (bytes.at(-2) !== (check & 0xff) || bytes.at(-1) !== check >> 8) return null;
  let tableNumber = 0;
  let at = 0;
  for (let shift = 1; ; shift *= 128) {
    const byte = body[at++];
    if (byte === undefined || at > 5) return null;
    tableNumber += (byte & 0x7f) * shift;
    if (byte < 0x80) break;
  }
  return body.length - at === INTERNAL_BYTES && tableNumber > 0 ? tableNumber : null;
}
