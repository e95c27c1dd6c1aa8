/**
 * B3 as it is defined: an engine with an app whose only mutation inserts a row with two index entries and moves a
 * counter, which is also what the SQLite floor does for each transaction.
 */
import { SmallApp, succeeded } from "../tests/support/smallApp.ts";

const SCHEMA = `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  rows: defineTable({ channel: v.string(), author: v.string(), text: v.string() })
    .index("by_channel", ["channel"]).index("by_author", ["author"]),
  counters: defineTable({ count: v.number() }),
});`;

const ROWS = `
import { mutationGeneric } from "convex/server";
import { v } from "convex/values";
export const add = mutationGeneric({
  args: { channel: v.string(), author: v.string(), text: v.string() },
  handler: async ({ db }, row) => {
    await db.insert("rows", row);
    const counter = await db.query("counters").first();
    if (counter === null) await db.insert("counters", { count: 1 });
    else await db.patch("counters", counter._id, { count: counter.count + 1 });
  },
});`;

const app = await SmallApp.start("bench-rows", { "convex/schema.ts": SCHEMA, "convex/rows.ts": ROWS });
succeeded(await app.deploy());
process.on("disconnect", () => void app.close().then(() => process.exit(0)));
process.send?.({ url: app.url });
