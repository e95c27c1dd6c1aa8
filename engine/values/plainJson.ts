/**
 * Values as the HTTP API gives them to programs that know no Convex values: `format: "json"`.
 *
 * Shapes  An int64 is the text of its digits, bytes are base64, and the special floats are texts.
 * Source  https://docs.convex.dev/http-api, "Value format".
 */
import { floatOf, integerOf, kindOf, type Json, type JsonObject } from "./json.ts";

export function toPlainJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(toPlainJson);
  if (typeof value !== "object" || value === null) return value;
  switch (kindOf(value)) {
    case "int64":
      return String(integerOf(value));
    case "float64": {
      const float = floatOf(value);
      return Object.is(float, -0) ? -0 : String(float);
    }
    case "bytes":
      return (value as JsonObject).$bytes!;
    default: {
      const fields = Object.entries(value).map(([name, field]) => [name, toPlainJson(field)] as const);
      return Object.fromEntries(fields);
    }
  }
}
