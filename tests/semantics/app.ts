/**
 * A small app for the suites of this folder, which run on `convex-test` and on the engine alike.
 * Only what both promise is asserted here; what is the engine's own is tested beside the engine.
 */
import { convexTest } from "convex-test";
import {
  actionGeneric,
  defineSchema,
  defineTable,
  httpActionGeneric,
  httpRouter,
  internalMutationGeneric,
  internalQueryGeneric,
  makeFunctionReference,
  mutationGeneric,
  paginationOptsValidator,
  queryGeneric,
  type VectorFilterBuilder,
} from "convex/server";
import { ConvexError, v } from "convex/values";

export const schema = defineSchema({
  notes: defineTable({ group: v.string(), rank: v.number(), tag: v.optional(v.string()) })
    .index("by_group_and_rank", ["group", "rank"])
    .index("by_tag", ["tag"]),
  anything: defineTable({ value: v.any() }).index("by_value", ["value"]),
  texts: defineTable({ body: v.string(), kind: v.string() }).searchIndex("by_body", {
    searchField: "body",
    filterFields: ["kind"],
  }),
  arrows: defineTable({ kind: v.string(), direction: v.array(v.number()) }).vectorIndex("by_direction", {
    vectorField: "direction",
    dimensions: 2,
    filterFields: ["kind"],
  }),
});

type Arrow = { kind: string; direction: number[] };
type ArrowIndex = { vectorField: "direction"; dimensions: number; filterFields: "kind" };

const notes = {
  add: mutationGeneric({
    args: { group: v.string(), rank: v.number() },
    returns: v.id("notes"),
    handler: async (ctx, note) => await ctx.db.insert("notes", note),
  }),
  page: queryGeneric({
    args: { group: v.string(), paginationOpts: paginationOptsValidator },
    handler: async (ctx, { group, paginationOpts }) =>
      await ctx.db
        .query("notes")
        .withIndex("by_group_and_rank", (q) => q.eq("group", group))
        .paginate(paginationOpts),
  }),
  addThenFail: internalMutationGeneric({
    args: { group: v.string() },
    handler: async (ctx, { group }) => {
      await ctx.db.insert("notes", { group, rank: 1 });
      await ctx.scheduler.runAfter(0, ref.add, { group, rank: 2 });
      throw new ConvexError({ code: "FULL", group });
    },
  }),
  addTwice: mutationGeneric({
    args: { group: v.string() },
    handler: async (ctx, { group }) => {
      await ctx.db.insert("notes", { group, rank: 0 });
      try {
        await ctx.runMutation(ref.addThenFail, { group });
      } catch (error) {
        return (error as ConvexError<{ code: string }>).data.code;
      }
      return "no error";
    },
  }),
  addMany: internalMutationGeneric({
    args: { group: v.string(), count: v.number() },
    handler: async (ctx, { group, count }) => {
      for (let rank = 0; rank < count; rank++) await ctx.db.insert("notes", { group, rank });
    },
  }),
  addWithin: mutationGeneric({
    args: { group: v.string(), count: v.number(), limit: v.number() },
    handler: async (ctx, { group, count, limit }) => {
      await ctx.db.insert("notes", { group, rank: -1 });
      const limits = { transactionLimits: { documentsWritten: limit } };
      const outcome = await ctx.runMutation(ref.addMany, { group, count }, limits).then(
        () => "added",
        () => "refused",
      );
      const { used } = (await ctx.meta.getTransactionMetrics()).documentsWritten;
      await ctx.runMutation(ref.addMany, { group, count: 1 });
      return { outcome, used };
    },
  }),
  readWithin: queryGeneric({
    args: { group: v.string(), limit: v.number() },
    handler: async (ctx, { group, limit }): Promise<number> => {
      const args = { group, paginationOpts: { numItems: 100, cursor: null } };
      const limits = { transactionLimits: { documentsRead: limit } };
      return (await ctx.runQuery(ref.page, args, limits)).page.length;
    },
  }),
  whoWithin: queryGeneric({
    args: {},
    handler: async (ctx): Promise<string | null> =>
      await ctx.runQuery(ref.askWho, {}, { transactionLimits: { documentsRead: 1 } }),
  }),
  whoAmI: internalQueryGeneric({
    args: {},
    handler: async (ctx) => (await ctx.auth.getUserIdentity())?.name ?? null,
  }),
  askWho: queryGeneric({ args: {}, handler: async (ctx) => await ctx.runQuery(ref.whoAmI, {}) }),
  noteWho: internalMutationGeneric({
    args: {},
    handler: async (ctx) => {
      const name = await ctx.runQuery(ref.whoAmI, {});
      await ctx.db.insert("notes", { group: name ?? "nobody", rank: 1 });
    },
  }),
  later: mutationGeneric({
    args: { delayMs: v.number() },
    handler: async (ctx, { delayMs }) => await ctx.scheduler.runAfter(delayMs, ref.noteWho, {}),
  }),
  find: queryGeneric({
    args: { words: v.string(), kind: v.string() },
    handler: async (ctx, { words, kind }) => {
      const search = ctx.db
        .query("texts")
        .withSearchIndex("by_body", (q) => q.search("body", words).eq("kind", kind));
      return (await search.collect()).map(({ body }) => body as string).toSorted();
    },
  }),
  aim: actionGeneric({
    args: { kinds: v.array(v.string()) },
    handler: async (ctx, { kinds }) => {
      const filter = (q: VectorFilterBuilder<Arrow, ArrowIndex>) =>
        q.or(...kinds.map((kind) => q.eq("kind", kind)));
      const options = { vector: [0, 3], limit: 2, ...(kinds.length > 0 && { filter }) };
      return await ctx.vectorSearch("arrows", "by_direction", options);
    },
  }),
  wrongResult: queryGeneric({ args: {}, returns: v.number(), handler: () => "text" as never }),
  copy: actionGeneric({
    args: { from: v.string(), to: v.string() },
    handler: async (ctx, { from, to }) => {
      const paginationOpts = { numItems: 100, cursor: null };
      const { page } = await ctx.runQuery(ref.page, { group: from, paginationOpts });
      for (const { rank } of page) await ctx.runMutation(ref.add, { group: to, rank });
      return page.length;
    },
  }),
};

/** References by name, as `api` would have them. */
export const ref = {
  add: makeFunctionReference<"mutation", { group: string; rank: number }, string>("notes:add"),
  page: makeFunctionReference<"query">("notes:page"),
  addThenFail: makeFunctionReference<"mutation">("notes:addThenFail"),
  addTwice: makeFunctionReference<"mutation">("notes:addTwice"),
  addMany: makeFunctionReference<"mutation", { group: string; count: number }, void>("notes:addMany"),
  addWithin: makeFunctionReference<
    "mutation",
    { group: string; count: number; limit: number },
    { outcome: string; used: number }
  >("notes:addWithin"),
  readWithin: makeFunctionReference<"query", { group: string; limit: number }, number>("notes:readWithin"),
  whoWithin: makeFunctionReference<"query", Record<string, never>, string | null>("notes:whoWithin"),
  whoAmI: makeFunctionReference<"query", Record<string, never>, string | null>("notes:whoAmI"),
  askWho: makeFunctionReference<"query">("notes:askWho"),
  noteWho: makeFunctionReference<"mutation">("notes:noteWho"),
  later: makeFunctionReference<"mutation", { delayMs: number }, string>("notes:later"),
  find: makeFunctionReference<"query", { words: string; kind: string }, string[]>("notes:find"),
  aim: makeFunctionReference<"action", { kinds: string[] }, { _id: string; _score: number }[]>("notes:aim"),
  wrongResult: makeFunctionReference<"query">("notes:wrongResult"),
  copy: makeFunctionReference<"action", { from: string; to: string }, number>("notes:copy"),
};

const http = httpRouter();
http.route({
  pathPrefix: "/echo/",
  method: "POST",
  handler: httpActionGeneric(async (ctx, request) => {
    const rank = await ctx.runMutation(ref.add, { group: "http", rank: 1 });
    const body = `${new URL(request.url).pathname} ${await request.text()} ${rank.length > 0}`;
    return new Response(body, { status: 201, headers: { "x-answer": "yes" } });
  }),
});

export function openApp() {
  return convexTest({
    schema,
    modules: {
      "./_generated/api.js": async () => ({}),
      "./notes.ts": async () => notes,
      "./http.ts": async () => ({ default: http }),
    },
  });
}
