/**
 * The size of values as Convex counts it: a byte for the kind, then what the value holds.
 *
 * Units   Bytes. Equal to `getConvexSize` of `convex/values`, from a value's JSON form.
 */
import type { Json, JsonObject } from "./json.ts";

const NUMBER_SIZE = 9;

export function sizeOf(value: Json): number {
  switch (typeof value) {
    case "string":
      return 2 + Buffer.byteLength(value);
    case "number":
      return NUMBER_SIZE;
    case "boolean":
      return 1;
    default:
      return value === null ? 1 : sizeOfObject(value);
  }
}

function sizeOfObject(value: Json[] | JsonObject): number {
  let size = 2;
  if (Array.isArray(value)) {
    for (const element of value) size += sizeOf(element);
    return size;
  }
  for (const name in value) {
    const field = value[name]!;
    if (name.startsWith("$")) return sizeOfWrapped(name, field);
    size += Buffer.byteLength(name) + 1 + sizeOf(field);
  }
  return size;
}

/** Bytes are held as they are; int64s and special floats are numbers. */
function sizeOfWrapped(name: string, value: Json): number {
  if (name === "$bytes" && typeof value === "string") return 2 + Buffer.byteLength(value, "base64");
  return NUMBER_SIZE;
}
