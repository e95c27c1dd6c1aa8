/** What an event says of the fields of its thing. */
import { v, type Infer } from "convex/values";

const eventValue = v.union(v.string(), v.number(), v.boolean(), v.array(v.string()));

/** One field: absent before, it was set; absent after, it was taken away. Of a message's text only the former is kept. */
export const eventChange = v.object({
  field: v.string(),
  before: v.optional(eventValue),
  after: v.optional(eventValue),
});

type Value = Infer<typeof eventValue>;
type Change = Infer<typeof eventChange>;

/** The fields in which two states of a thing differ. Without a former state, all fields of the new one. */
export function changesBetween(before: object | null, after: object): Change[] {
  const old = (before ?? {}) as Record<string, Value | undefined>;
  const fresh = after as Record<string, Value | undefined>;
  const fields = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  return [...fields]
    .filter((field) => !field.startsWith("_") && !isSame(old[field], fresh[field]))
    .map((field) => ({
      field,
      ...(old[field] !== undefined && { before: old[field] }),
      ...(fresh[field] !== undefined && { after: fresh[field] }),
    }));
}

export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** The state of a thing after one more event. */
export function applied<T extends object>(state: T, changes: readonly Change[]): T {
  const next = { ...state } as Record<string, unknown>;
  for (const { field, after } of changes) {
    if (after === undefined) delete next[field];
    else next[field] = after;
  }
  return next as T;
}
