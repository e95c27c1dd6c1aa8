import type { OperatorName } from "@convex/shared/search/query";
import type { texts } from "@/texts";

/** The days that are offered for an operator. */
export const DATES: Partial<Record<OperatorName, readonly (keyof typeof texts.search.dates)[]>> = {
  before: ["today", "yesterday", "this-week", "this-month", "this-year"],
  after: ["yesterday", "7d", "last-week", "last-month", "last-year"],
  on: ["today", "yesterday", "monday", "friday"],
  during: ["today", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year"],
  due: ["today", "tomorrow", "<7d", "this-week", "this-month"],
};
