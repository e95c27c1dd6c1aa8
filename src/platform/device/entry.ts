/** An answer of the server, by what was asked. */
import { convexToJson, type Value } from "convex/values";

export type Args = Record<string, Value>;
export type Entry = { key: string; name: string; args: Args; value: unknown };

/** What was asked. Of a page only where it begins: it may have grown, and each window numbers its own. */
export function keyOf(name: string, { paginationOpts, ...args }: Args): string {
  const cursor = (paginationOpts as { cursor?: Value } | undefined)?.cursor;
  const asked = { ...args, ...(cursor !== undefined && { cursor }) };
  const sorted = Object.fromEntries(Object.entries(asked).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${name} ${JSON.stringify(convexToJson(sorted as Value))}`;
}
