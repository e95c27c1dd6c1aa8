/** An app of rows and a counter: what is measured without the product's own rules. */
import { SmallApp, succeeded } from "../../tests/support/smallApp.ts";

const SCHEMA = `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  rows: defineTable({ channel: v.string(), author: v.string(), text: v.string() })
    .index("by_channel", ["channel"]).index("by_author", ["author"]),
  counters: defineTable({ count: v.number() }),
});`;

const ROWS = `
import { mutationGeneric, queryGeneric } from "convex/server";
import { v } from "convex/values";
export const add = mutationGeneric({
  args: { channel: v.string(), author: v.string(), text: v.string() },
  handler: async ({ db }, row) => {
    await db.insert("rows", row);
    const counter = await db.query("counters").first();
    if (counter === null) await db.insert("counters", { count: 1 });
    else await db.patch("counters", counter._id, { count: counter.count + 1 });
  },
});
// Whoever gives another nonce is not answered from the cache.
export const newest = queryGeneric({
  args: { channel: v.string(), nonce: v.optional(v.string()) },
  handler: async ({ db }, { channel }) =>
    await db.query("rows").withIndex("by_channel", (q) => q.eq("channel", channel)).order("desc").take(50),
});`;

export async function startRowApp(name: string): Promise<SmallApp> {
  const app = await SmallApp.start(name, { "convex/schema.ts": SCHEMA, "convex/rows.ts": ROWS });
  succeeded(await app.deploy());
  return app;
}
