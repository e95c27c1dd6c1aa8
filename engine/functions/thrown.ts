/** Turns whatever a developer's function has thrown into what Convex reports. */
import { FunctionError } from "../values/errors.ts";
import type { Json } from "../values/json.ts";
import { framesOf } from "./frames.ts";

/** Errors of the engine keep their text; others are told as `Uncaught Name: message` with the developer's frames. */
export function toFunctionError(thrown: unknown): FunctionError {
  if (thrown instanceof FunctionError) return thrown;
  if (typeof thrown !== "object" || thrown === null) return new FunctionError(`Uncaught ${String(thrown)}`);
  const error = thrown as Error & { data?: unknown; ConvexErrorSymbol?: symbol };
  const data = error.ConvexErrorSymbol === undefined ? undefined : (JSON.parse(error.data as string) as Json);
  const frames = framesOf(error.stack);
  return new FunctionError(`Uncaught ${error.name ?? "Error"}: ${error.message}${frames}`, data);
}
