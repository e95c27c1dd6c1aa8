/**
 * The name under which an error is told to clients that do not learn its text, and found in the log.
 *
 * Rules  SPEC.md FN17. Equal errors have equal names while the process lives, so what many watch stays one result. The
 *        key is the process's own: nobody can try texts out against a name.
 */
import { createHmac, randomBytes } from "node:crypto";

const key = randomBytes(32);

export function requestIdOf(error: string): string {
  return createHmac("sha256", key).update(error).digest("hex").slice(0, 16);
}
