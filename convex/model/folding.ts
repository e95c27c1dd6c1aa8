/**
 * Sums without waiting: whoever adds writes a row of their own, and now and then has the rows folded into the sum. A fold
 * reads up to the snapshot that it runs on, where no other commit can add, so that it hinders nobody.
 */

/** Of so many additions one has what came since folded. */
const ONE_IN = 4;

export function isTimeToFold(): boolean {
  return Math.random() * ONE_IN < 1;
}
