import { mutationGeneric as mutation, queryGeneric as query } from "convex/server";
export const add = mutation(async (ctx, { rows }: { rows: Record<string, number>[] }) => {
  for (const row of rows) await ctx.db.insert("rows", row);
});
export const fill = mutation(async (ctx, { count }: { count: number }) => {
  for (let i = 0; i < count; i++) await ctx.db.insert("many", { i });
});
export const newest = query(async (ctx) => await ctx.db.query("rows").order("desc").take(50));
export const last = query(async (ctx) => (await ctx.db.query("rows").order("desc").first())?.n ?? 0);
export const everything = query(async (ctx) => (await ctx.db.query("many").collect()).length);
export const picky = query(async (ctx) => {
  const { n, isBad } = (await ctx.db.query("rows").order("desc").first()) ?? { n: 0 };
  if (isBad) throw new Error("not this one");
  return n;
});
export const bump = mutation(async (ctx) => {
  const counter = await ctx.db.query("counters").first();
  if (counter === null) await ctx.db.insert("counters", { count: 1 });
  else await ctx.db.patch(counter._id, { count: counter.count + 1 });
});
export const counted = query(async (ctx) => (await ctx.db.query("counters").first())?.count ?? 0);
export const clear = mutation(async (ctx) => {
  for (const row of await ctx.db.query("rows").collect()) await ctx.db.delete(row._id);
});
