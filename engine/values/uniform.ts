/**
 * Convex's encoding of documents in snapshots, which they call uniform: an int64 is a number without a point,
 * a float64 one with a point or an exponent. Bytes and special floats are as in Convex JSON.
 *
 * Errors  Error for text that is no JSON, or an integer that is no int64.
 * Source  Exports of Convex Cloud: `{"order":20.0}` in a table whose generated_schema.jsonl says "uniform".
 */
import { integerOf, integerToJson, isObject, type Json } from "./json.ts";

/** What TypeScript does not know of JSON yet. */
type Reviver = (field: string, value: Json, context: { source?: string }) => Json;
const sourceJson = JSON as unknown as {
  rawJSON(text: string): Json;
  parse(text: string, reviver: Reviver): Json;
};

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/** @param stored the JSON text of a document */
export function toUniform(stored: string): string {
  return JSON.stringify(JSON.parse(stored), (_field, value: Json) => {
    if (Number.isInteger(value)) return sourceJson.rawJSON(withPoint(value as number));
    return isObject(value) && "$integer" in value ? sourceJson.rawJSON(String(integerOf(value))) : value;
  });
}

function withPoint(value: number): string {
  const text = String(value);
  return text.includes("e") ? text : `${text}.0`;
}

/** The value in the form that is stored. */
export function fromUniform(text: string): Json {
  return sourceJson.parse(text, (_field, value, { source }) =>
    typeof value === "number" ? numberOf(value, source!) : value,
  );
}

function numberOf(value: number, source: string): Json {
  if (/[.eE]/.test(source)) return value;
  const integer = BigInt(source);
  if (integer < MIN_INT64 || integer > MAX_INT64) throw new Error(`${source} does not fit an int64`);
  return integerToJson(integer);
}
