/**
 * Order-preserving keys: two values compare as Convex orders them when their keys compare as strings.
 *
 * Shapes  A key is the concatenation of its parts, one per indexed field, then `_creationTime`, then `_id`.
 *         Characters are at most U+00FF and never U+0000, so JavaScript's order by code unit, SQLite's
 *         BINARY order of the UTF-8 text, and the order of the bytes they stand for are one order.
 * Rules   SPEC.md VA. A part never is a proper prefix of another part: each ends by itself.
 */
import { bytesValueOf, floatOf, integerOf, kindOf, type Json, type JsonObject } from "./json.ts";

const UNDEFINED = "\x10";
const NULL = "\x11";
const INT64 = "\x12";
const FLOAT64 = "\x13";
const BOOLEAN = "\x14";
const STRING = "\x15";
const BYTES = "\x16";
const ARRAY = "\x17";
const OBJECT = "\x18";

/** Ends a string, bytes, array or object; sorts before whatever could continue it. */
const END = "\x01";
/** Greater than every part: closes a range that has no upper bound within its prefix. */
export const AFTER_ALL = "\xff";

/** The end of a range that holds the key and nothing after it. */
export function keyAfter(key: string): string {
  return `${key}${END}`;
}

const scratch = new DataView(new ArrayBuffer(8));

function sixteenHex(high: number, low: number): string {
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}

/** IEEE total order: all bits of a negative number are flipped, only the sign bit of another. */
function floatPart(value: number): string {
  scratch.setFloat64(0, value);
  const high = scratch.getUint32(0);
  const low = scratch.getUint32(4);
  return high >>> 31 === 1 ? sixteenHex(~high >>> 0, ~low >>> 0) : sixteenHex((high | 0x80000000) >>> 0, low);
}

function integerPart(value: bigint): string {
  scratch.setBigInt64(0, value);
  return sixteenHex((scratch.getUint32(0) ^ 0x80000000) >>> 0, scratch.getUint32(4));
}

// oxlint-disable-next-line no-control-regex -- these control characters are what the encoding escapes
const PLAIN = /^[\x03-\x7f]*$/;

/** Bytes 0, 1 and 2 become pairs that start with U+0002, so that none of them meets END or a NUL. */
function terminated(bytes: string): string {
  // oxlint-disable-next-line no-control-regex -- as above
  return bytes.replace(/[\x00-\x02]/g, (byte) => `\x02${String.fromCharCode(byte.charCodeAt(0) + 1)}`) + END;
}

function textPart(text: string): string {
  return PLAIN.test(text) ? text + END : terminated(Buffer.from(text, "utf8").toString("latin1"));
}

/** One value's part of a key; `undefined` is a missing field and sorts before all values. */
export function keyPart(value: Json | undefined): string {
  if (value === undefined) return UNDEFINED;
  if (typeof value === "string") return STRING + textPart(value);
  if (typeof value === "number") return FLOAT64 + floatPart(value);
  switch (kindOf(value)) {
    case "null":
      return NULL;
    case "boolean":
      return BOOLEAN + (value === true ? "1" : "0");
    case "int64":
      return INT64 + integerPart(integerOf(value));
    case "float64":
      return FLOAT64 + floatPart(floatOf(value));
    case "bytes":
      return BYTES + terminated(bytesValueOf(value).toString("latin1"));
    case "array":
      return ARRAY + (value as Json[]).map(keyPart).join("") + END;
    default:
      return OBJECT + objectPart(value as JsonObject) + END;
  }
}

function objectPart(value: JsonObject): string {
  const fields = Object.keys(value).toSorted((a, b) => (keyPart(a) < keyPart(b) ? -1 : 1));
  return fields.map((field) => STRING + textPart(field) + keyPart(value[field])).join("");
}

/** Convex's order of two values: negative, zero or positive. */
export function compareValues(a: Json | undefined, b: Json | undefined): number {
  const keyA = keyPart(a);
  const keyB = keyPart(b);
  if (keyA === keyB) return 0;
  return keyA < keyB ? -1 : 1;
}
