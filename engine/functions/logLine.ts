import { inspect } from "node:util";

const MAX_LINE = 32_768;

/** One call of `console.log` as the CLI and the dashboard show it: `[LOG] 'text' 5`. */
export function formatLog(level: string, values: unknown[]): string {
  const shown = values.map((value) => inspect(value, { depth: 6 })).join(" ");
  return `[${level}] ${shown.length > MAX_LINE ? `${shown.slice(0, MAX_LINE)} (truncated due to length)` : shown}`;
}
