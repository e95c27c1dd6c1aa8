import {
  actionGeneric as action,
  mutationGeneric as mutation,
  queryGeneric as query,
  makeFunctionReference,
} from "convex/server";
import { v } from "convex/values";
export const open = mutation({
  args: { count: v.number(), each: v.number() },
  handler: async (ctx, { count, each }) => {
    for (let i = 0; i < count; i++) await ctx.db.insert("accounts", { number: i, balance: each });
  },
});
export const transfer = mutation({
  args: { from: v.number(), to: v.number(), amount: v.number(), name: v.string() },
  handler: async (ctx, { from, to, amount, name }) => {
    const account = async (number: number) =>
      ctx.db
        .query("accounts")
        .withIndex("by_number", (q) => q.eq("number", number))
        .unique();
    const [giver, taker] = [await account(from), await account(to)];
    await ctx.db.patch(giver._id, { balance: giver.balance - amount });
    await ctx.db.patch(taker._id, { balance: taker.balance + amount });
    await ctx.db.insert("transfers", { name });
    await ctx.scheduler.runAfter(3_600_000, makeFunctionReference<"mutation">("bank:none"), {});
  },
});
export const balances = query({
  args: {},
  handler: async (ctx) => (await ctx.db.query("accounts").collect()).map(({ balance }) => balance),
});
export const upload = action({
  args: { text: v.string() },
  handler: (ctx, { text }) => ctx.storage.store(new Blob([text])),
});
