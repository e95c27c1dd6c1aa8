import { v } from "convex/values";
import { mutation, query } from "./_generated/server.js";

export const write = mutation({
  args: { text: v.string() },
  returns: v.null(),
  handler: async (ctx, { text }) => {
    await ctx.db.insert("entries", { text });
    return null;
  },
});

export const count = query({
  args: {},
  returns: v.number(),
  handler: async (ctx) => (await ctx.db.query("entries").collect()).length,
});
