import type { Json } from "./json.ts";

/**
 * An error that the developer's code or the caller has caused; its message is Convex's.
 * `data` is set when the function threw a ConvexError, as Convex JSON.
 */
export class FunctionError extends Error {
  override name = "FunctionError";
  readonly data: Json | undefined;

  constructor(message: string, data?: Json) {
    super(message);
    this.data = data;
  }
}
