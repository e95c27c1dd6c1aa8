import { TableAggregate } from "@convex-dev/aggregate";
import { v } from "convex/values";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { mutation, query } from "./_generated/server";

const byScore = new TableAggregate<{ Key: number; DataModel: DataModel; TableName: "scores" }>(
  components.aggregate,
  { sortKey: ({ score }) => score, sumValue: ({ score }) => score },
);

export const add = mutation({
  args: { scores: v.array(v.number()) },
  handler: async (ctx, { scores }) => {
    for (const score of scores) {
      const id = await ctx.db.insert("scores", { name: `s${score}`, score });
      await byScore.insert(ctx, (await ctx.db.get("scores", id))!);
    }
  },
});

export const change = mutation({
  args: { from: v.number(), to: v.number() },
  handler: async (ctx, { from, to }) => {
    const before = (await ctx.db.query("scores").collect()).find(({ score }) => score === from)!;
    await ctx.db.patch("scores", before._id, { score: to });
    await byScore.replace(ctx, before, { ...before, score: to });
  },
});

export const remove = mutation({
  args: { scores: v.array(v.number()) },
  handler: async (ctx, { scores }) => {
    const all = await ctx.db.query("scores").collect();
    for (const document of all.filter(({ score }) => scores.includes(score))) {
      await ctx.db.delete("scores", document._id);
      await byScore.delete(ctx, document);
    }
  },
});

/** What the aggregate says, and what counting says. */
export const compare = query({
  args: { from: v.number() },
  handler: async (ctx, { from }) => {
    const scores = (await ctx.db.query("scores").collect())
      .map(({ score }) => score)
      .toSorted((a, b) => a - b);
    const bounds = { lower: { key: from, inclusive: true } };
    const above = scores.filter((score) => score >= from);
    return {
      aggregate: {
        count: await byScore.count(ctx),
        sum: await byScore.sum(ctx),
        countAbove: await byScore.count(ctx, { bounds }),
        sumAbove: await byScore.sum(ctx, { bounds }),
        rank: await byScore.indexOf(ctx, from),
        at: await Promise.all(scores.map(async (_score, i) => (await byScore.at(ctx, i)).key)),
      },
      plain: {
        count: scores.length,
        sum: sumOf(scores),
        countAbove: above.length,
        sumAbove: sumOf(above),
        rank: scores.length - above.length,
        at: scores,
      },
    };
  },
});

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
