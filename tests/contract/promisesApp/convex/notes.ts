import {
  actionGeneric as action,
  internalMutationGeneric as internalMutation,
  internalQueryGeneric as internalQuery,
  mutationGeneric as mutation,
  queryGeneric as query,
  anyApi,
} from "convex/server";
import { ConvexError, v } from "convex/values";
const text = { text: v.string() };
export const add = mutation({
  args: text,
  returns: v.id("notes"),
  handler: (ctx, { text }) => ctx.db.insert("notes", { text }),
});
export const texts = query({
  args: {},
  handler: async (ctx) => (await ctx.db.query("notes").collect()).map((note) => note.text),
});
export const count = query({
  args: text,
  handler: async (ctx, { text }) =>
    (
      await ctx.db
        .query("notes")
        .withIndex("by_text", (q) => q.eq("text", text))
        .collect()
    ).length,
});
export const pass = internalQuery({
  args: {},
  handler: async (ctx) => {
    await ctx.auth.getUserIdentity();
    return null;
  },
});
let runs = 0;
export const shared = query({
  args: {},
  handler: async (ctx) => {
    await ctx.runQuery(anyApi.notes!.pass!, {});
    runs++;
    return { newest: (await ctx.db.query("notes").order("desc").first())?.text ?? null, runs };
  },
});
export const time = query({
  args: {},
  handler: async () => {
    const first = [Date.now(), new Date().getTime()];
    await Promise.resolve();
    return { isFixed: first.every((at) => at === Date.now()), differs: Math.random() !== Math.random() };
  },
});
export const network = mutation({ args: {}, handler: () => fetch("http://127.0.0.1:1") });
export const timer = query({ args: {}, handler: () => setTimeout(() => {}, 1) });
export const fails = mutation({
  args: text,
  handler: async (ctx, { text }) => {
    await ctx.db.insert("notes", { text });
    await ctx.scheduler.runAfter(0, anyApi.notes!.add!, { text });
    throw new ConvexError({ code: "NO", text });
  },
});
export const inner = internalMutation({
  args: text,
  handler: async (ctx, { text }) => {
    await ctx.db.insert("notes", { text });
    throw new Error("inner");
  },
});
export const outer = mutation({
  args: text,
  handler: async (ctx, { text }) => {
    await ctx.runMutation(anyApi.notes!.inner!, { text: text + " inner" }).catch(() => {});
    await ctx.db.insert("notes", { text: text + " outer" });
  },
});
export const wrongResult = query({ args: {}, returns: v.string(), handler: () => 5 as never });
export const loop = query({
  args: {},
  handler: () => {
    for (;;);
  },
});
export const never = query({ args: {}, handler: () => new Promise(() => {}) });
export const digest = query({
  args: {},
  handler: async () => (await crypto.subtle.digest("SHA-256", new Uint8Array(3))).byteLength,
});
export const later = mutation({
  args: { ...text, ms: v.number() },
  handler: (ctx, { text, ms }) => ctx.scheduler.runAfter(ms, anyApi.notes!.add!, { text }),
});
export const act = action({
  args: text,
  handler: async (ctx, { text }) => {
    await ctx.runMutation(anyApi.notes!.add!, { text });
    const id = await ctx.storage.store(new Blob([text], { type: "text/plain" }));
    return {
      count: await ctx.runQuery(anyApi.notes!.count!, { text }),
      stored: await (await ctx.storage.get(id))?.text(),
    };
  },
});
export const uploadUrl = mutation({ args: {}, handler: (ctx) => ctx.storage.generateUploadUrl() });
