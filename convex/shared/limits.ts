/** As a namespace: the browser loads those that it counts down to, not what only the server reads by. */
export * as LIMITS from "./limitValues.ts";

/** The last millisecond of the year 9999: later dates have five-digit years that no input can show. */
export const LAST_DATE_MS = 253_402_300_799_999;
