import { v } from "convex/values";
import { internalMutation, internalQuery, query } from "./_generated/server";

const event = { kind: v.string(), key: v.string() };

export const count = query({
  args: event,
  handler: async (ctx, { kind, key }) =>
    (
      await ctx.db
        .query("events")
        .withIndex("by_kind_and_key", (q) => q.eq("kind", kind).eq("key", key))
        .collect()
    ).length,
});

export const keys = query({
  args: { kind: v.string() },
  handler: async (ctx, { kind }) =>
    (
      await ctx.db
        .query("events")
        .withIndex("by_kind_and_key", (q) => q.eq("kind", kind))
        .collect()
    ).map(({ key }) => key),
});

/** Answers how often it was there before. */
export const record = internalMutation({
  args: event,
  handler: async (ctx, { kind, key }) => {
    const before = await ctx.db
      .query("events")
      .withIndex("by_kind_and_key", (q) => q.eq("kind", kind).eq("key", key))
      .collect();
    await ctx.db.insert("events", { kind, key });
    return before.length;
  },
});

/** How many have begun and not ended, now; the highest number of that is kept. */
export const running = internalQuery({
  args: {},
  handler: async (ctx) => {
    const countOf = async (kind: string) =>
      (
        await ctx.db
          .query("events")
          .withIndex("by_kind_and_key", (q) => q.eq("kind", kind))
          .collect()
      ).length;
    return { began: await countOf("began"), ended: await countOf("ended") };
  },
});
