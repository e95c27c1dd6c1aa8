/** How often something that failed is tried again, and when: mail and events of providers alike. */

const MINUTE_MS = 60_000;
const BACK_OFF_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * 60 * MINUTE_MS, 6 * 60 * MINUTE_MS];

/** After so many tries it is given up. */
export const MOST_TRIES = BACK_OFF_MS.length + 1;

/** How long to wait after this many failed tries; undefined once there are no more. */
export function waitAfter(tries: number): number | undefined {
  return BACK_OFF_MS[tries - 1];
}
