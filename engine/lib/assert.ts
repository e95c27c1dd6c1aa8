/** A broken invariant of the engine: our bug, never the caller's. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

/** Stops rather than go on wrong. @throws AssertionError */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
