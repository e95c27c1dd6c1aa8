import type { PaginationOptions } from "convex/server";
import { LIMITS } from "../shared/limits";

/** The same request, not larger than a page may be. */
export function boundedPage(options: PaginationOptions): PaginationOptions {
  const asked = Number.isFinite(options.numItems) ? Math.floor(options.numItems) : LIMITS.pageItems;
  return { ...options, numItems: Math.min(Math.max(asked, 1), LIMITS.pageItems) };
}
