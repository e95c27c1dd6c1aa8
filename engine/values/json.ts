/**
 * Convex values in their JSON form, which the engine keeps from the wire to the disk and back: a document
 * that is only read is never converted.
 *
 * Shapes  int64, bytes and the special floats are one-field objects: {$integer}, {$bytes}, {$float}, each with
 *         base64 of little-endian bytes. {$commitTs: null} stands for the position of the mutation that writes it. All else is plain JSON. `undefined` stands for a missing field.
 * Source  https://docs.convex.dev/database/types; convex/values of the `convex` package.
 */
import { cut } from "../lib/text.ts";

export type Json = null | boolean | number | string | Json[] | { [field: string]: Json };
export type JsonObject = { [field: string]: Json };

/** The kinds of a value in Convex's order: a value of an earlier kind sorts before one of a later kind. */
export type Kind = "null" | "int64" | "float64" | "boolean" | "string" | "bytes" | "array" | "object";

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The single `$` field of a wrapped value, or null for plain JSON. */
function wrapperOf(value: JsonObject): "$integer" | "$float" | "$bytes" | "$commitTs" | null {
  for (const field in value) {
    if (field === "$integer" || field === "$float" || field === "$bytes" || field === "$commitTs")
      return field;
    return null;
  }
  return null;
}

export function kindOf(value: Json): Kind {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "float64";
    case "string":
      return "string";
    default:
  }
  if (Array.isArray(value)) return "array";
  switch (wrapperOf(value as JsonObject)) {
    case "$integer":
    case "$commitTs":
      return "int64";
    case "$float":
      return "float64";
    case "$bytes":
      return "bytes";
    case null:
      return "object";
  }
}

function bytesOf(base64: Json | undefined, length: number, what: string): Buffer {
  const bytes = Buffer.from(typeof base64 === "string" ? base64 : "", "base64");
  if (bytes.length !== length)
    throw new Error(`Received ${bytes.length} bytes, expected ${length} for ${what}`);
  return bytes;
}

/** The number a float64 value stands for, special floats included. */
export function floatOf(value: Json): number {
  if (typeof value === "number") return value;
  return bytesOf((value as JsonObject).$float, 8, "$float").readDoubleLE(0);
}

const MAX_INT64 = 2n ** 63n - 1n;

/** The position that a mutation will have is greater than all others until it is known. */
export function integerOf(value: Json): bigint {
  if ((value as JsonObject).$commitTs === null) return MAX_INT64;
  return bytesOf((value as JsonObject).$integer, 8, "$integer").readBigInt64LE(0);
}

export function bytesValueOf(value: Json): Buffer {
  return Buffer.from((value as JsonObject).$bytes as string, "base64");
}

export function integerToJson(value: bigint): JsonObject {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return { $integer: bytes.toString("base64") };
}

/** A position of the commit clock, which counts microseconds, as functions see it: in nanoseconds. */
export function positionToJson(ts: number): JsonObject {
  return integerToJson(BigInt(ts) * 1000n);
}

/** How the position of the running mutation stands in JSON texts until it is known: no text of a person contains it. */
export const COMMIT_TS = '{"$commitTs":null}';

/** Puts the position into a JSON text where it was asked for. */
export function withPosition(json: string, ts: number): string {
  return json.includes(COMMIT_TS) ? json.replaceAll(COMMIT_TS, JSON.stringify(positionToJson(ts))) : json;
}

/** The value at a dotted field path, or undefined where any step is missing. */
export function fieldAt(document: JsonObject, path: string): Json | undefined {
  let at: Json | undefined = document;
  for (const step of path.split(".")) {
    if (!isObject(at) || kindOf(at) !== "object") return undefined;
    at = Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}

/** What is shown of one text, and of one value, in an error message. */
const MAX_SHOWN_TEXT = 1_000;
const MAX_SHOWN = 4_000;

/** What a person reads in an error message: plain JSON, with int64 as `5n`, cut where it is long. */
export function show(value: Json | undefined): string {
  return cut(showWithin(value, MAX_SHOWN), MAX_SHOWN);
}

/** @param room characters that are wanted: more is made by little only */
function showWithin(value: Json | undefined, room: number): string {
  if (value === undefined) return "undefined";
  const kind = kindOf(value);
  if (kind === "int64") return `${integerOf(value)}n`;
  if (kind === "float64") return showFloat(floatOf(value));
  if (kind === "array") return `[${showAll(value as Json[], showWithin, room)}]`;
  if (kind === "object") {
    const showField = ([field, inner]: [string, Json], left: number) =>
      `${cut(field, MAX_SHOWN_TEXT)}: ${showWithin(inner, left)}`;
    return `{${showAll(Object.entries(value as JsonObject), showField, room)}}`;
  }
  if (typeof value === "string") return JSON.stringify(cut(value, MAX_SHOWN_TEXT));
  return cut(JSON.stringify(value), MAX_SHOWN_TEXT);
}

/** The members of a list or an object, until there is no more room. */
function showAll<Member>(
  members: Member[],
  showMember: (member: Member, room: number) => string,
  room: number,
): string {
  const shown: string[] = [];
  let left = room;
  for (const member of members) {
    const text = left > 0 ? showMember(member, left) : "…";
    shown.push(text);
    if (left <= 0) break;
    left -= text.length + 2;
  }
  return shown.join(", ");
}

function showFloat(value: number): string {
  return Number.isInteger(value) ? `${Object.is(value, -0) ? "-0" : value}.0` : String(value);
}
