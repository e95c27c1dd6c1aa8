import { Migrations } from "@convex-dev/migrations";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { internalMutation, mutation, query } from "./_generated/server";

const migrations = new Migrations<DataModel>(components.migrations, { internalMutation });

export const countUp = migrations.define({
  table: "moves",
  batchSize: 10,
  migrateOne: (_ctx, { number, times, isBad }) => {
    if (isBad) throw new Error(`${number} is bad`);
    return { times: times + 1 };
  },
});

export const fill = mutation({
  args: { count: v.number(), bad: v.number() },
  handler: async (ctx, { count, bad }) => {
    for (let number = 0; number < count; number++)
      await ctx.db.insert("moves", { number, times: 0, isBad: number === bad });
  },
});

export const repair = mutation({
  args: {},
  handler: async (ctx) => {
    for (const { _id } of await ctx.db.query("moves").collect())
      await ctx.db.patch("moves", _id, { isBad: false });
  },
});

export const times = query({
  args: {},
  handler: async (ctx) => (await ctx.db.query("moves").collect()).map((move) => move.times),
});

export const start = mutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    await migrations.runOne(ctx, internal.moves.countUp);
  },
});

export const status = query({
  args: {},
  handler: async (ctx) => {
    const [found] = await migrations.getStatus(ctx, { migrations: [internal.moves.countUp] });
    return found && { state: found.state, processed: found.processed, isDone: found.isDone };
  },
});
