import type { FunctionFigures, RunsFigures } from "@/platform/auth/serverFigures";

export const PERIODS = ["lastHour", "sinceStart"] as const;
export type Period = (typeof PERIODS)[number];

/** The columns of the table, by which it can be ordered. */
export const COLUMNS = [
  "count",
  "failed",
  "known",
  "halfMs",
  "mostMs",
  "totalMs",
  "bytesRead",
  "bytesWritten",
] as const satisfies (keyof RunsFigures)[];
export type Column = (typeof COLUMNS)[number];

/** What was called in a period, the largest of a column first, as far as its name has the text. */
export function ordered(
  functions: readonly FunctionFigures[],
  { period, column, text }: { period: Period; column: Column; text: string },
): FunctionFigures[] {
  const words = text.trim().toLowerCase();
  const value = (of: FunctionFigures) => of[period][column] ?? -1;
  return functions
    .filter((one) => one[period].count + one[period].known > 0 && one.path.toLowerCase().includes(words))
    .toSorted((a, b) => value(b) - value(a) || (a.path < b.path ? -1 : 1));
}
