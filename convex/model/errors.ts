import { ConvexError } from "convex/values";
import { ERROR_TEXT, type ErrorCode, type ErrorData } from "../shared/errors";

/** The error to throw when the caller is at fault: `throw fail("NOT_FOUND")`. */
export function fail(
  code: ErrorCode,
  more: Pick<ErrorData, "retryAfterS" | "about"> = {},
): ConvexError<ErrorData> {
  return new ConvexError({ code, message: ERROR_TEXT[code], ...more });
}
