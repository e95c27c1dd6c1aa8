import type { PaginationOptions } from "convex/server";
import { LIMITS } from "../shared/limits";

/** Bytes of the documents of a page: what a reader makes of them may take as much again. */
const PAGE_BYTES = 3 * 1024 * 1024;

/** The same request, not larger than a page may be. */
export function boundedPage(options: PaginationOptions): PaginationOptions {
  const asked = Number.isFinite(options.numItems) ? Math.floor(options.numItems) : LIMITS.pageItems;
  const maximumBytesRead = Math.min(options.maximumBytesRead ?? Infinity, PAGE_BYTES);
  return { ...options, numItems: Math.min(Math.max(asked, 1), LIMITS.pageItems), maximumBytesRead };
}
