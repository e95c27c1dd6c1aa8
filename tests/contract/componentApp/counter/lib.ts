import { createFunctionHandle, type FunctionHandle } from "convex/server";
import { ConvexError, v } from "convex/values";
import { api, components, internal } from "./_generated/api.js";
import type { Id } from "./_generated/dataModel.js";
import { action, env, internalMutation, internalQuery, mutation, query } from "./_generated/server.js";
import { addTo } from "./model.js";

let calls = 0;

export const get = query({
  args: { name: v.string() },
  returns: v.number(),
  handler: async (ctx, { name }) => {
    const counter = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", name))
      .unique();
    return counter?.value ?? 0;
  },
});

export const add = mutation({
  args: { name: v.string(), amount: v.number() },
  returns: v.id("counters"),
  handler: async (ctx, { name, amount }) => {
    calls++;
    const id = await addTo(ctx, name, amount);
    await ctx.runMutation(components.journal.lib.write, { text: `${name} ${amount}` });
    if (amount < 0) throw new ConvexError({ code: "NEGATIVE", amount });
    return id;
  },
});

export const tick = internalMutation({
  args: {},
  handler: async (ctx) => {
    await addTo(ctx, "ticks", 1);
  },
});

/** A variable of the module, as it is when this was never asked before with that number. */
export const callCount = query({ args: { asked: v.number() }, returns: v.number(), handler: () => calls });

export const secret = internalQuery({ args: {}, handler: () => "internal" });

/** What a component sees of its surroundings. */
export const about = query({
  args: {},
  returns: v.any(),
  handler: async (ctx) => ({
    identity: await ctx.auth.getUserIdentity(),
    mode: env.MODE,
    greeting: env.GREETING ?? null,
    unbound: process.env.UNBOUND ?? null,
    site: env.CONVEX_SITE_URL.slice(env.CONVEX_CLOUD_URL.length),
    metadata: await ctx.meta.getFunctionMetadata(),
  }),
});

/** Reads by an id it was given, wherever it comes from. */
export const read = query({
  args: { id: v.string() },
  returns: v.any(),
  handler: async (ctx, { id }) => ({
    normalized: ctx.db.normalizeId("counters", id),
    document: await ctx.db.get(id as never),
  }),
});

/** Calls back, now or through the scheduler. */
export const callBack = mutation({
  args: { handle: v.string(), text: v.string(), isLater: v.boolean() },
  returns: v.any(),
  handler: async (ctx, { handle, text, isLater }) => {
    const callback = handle as FunctionHandle<"mutation", { text: string }>;
    if (!isLater) return await ctx.runMutation(callback, { text });
    return await ctx.scheduler.runAfter(0, callback, { text });
  },
});

export const ask = query({
  args: { handle: v.string() },
  returns: v.any(),
  handler: async (ctx, { handle }) =>
    await ctx.runQuery(handle as FunctionHandle<"query", Record<string, never>>, {}),
});

export const jobState = query({
  args: { id: v.id("_scheduled_functions") },
  returns: v.any(),
  handler: async (ctx, { id }) => (await ctx.db.system.get("_scheduled_functions", id))?.state.kind ?? null,
});

export const addLater = mutation({
  args: { name: v.string(), delayMs: v.number() },
  returns: v.id("_scheduled_functions"),
  handler: async (ctx, { name, delayMs }): Promise<Id<"_scheduled_functions">> =>
    await ctx.scheduler.runAfter(delayMs, api.lib.add, { name, amount: 1 }),
});

export const cancel = mutation({
  args: { id: v.id("_scheduled_functions") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    await ctx.scheduler.cancel(id);
    return null;
  },
});

/** Queries, mutations, actions, files and handles from an action. */
export const act = action({
  args: { name: v.string() },
  returns: v.any(),
  handler: async (ctx, { name }): Promise<unknown> => {
    await ctx.runMutation(api.lib.add, { name, amount: 1 });
    const fileId = await ctx.storage.store(new Blob(["kept by the component"]));
    return {
      identity: await ctx.auth.getUserIdentity(),
      mode: env.MODE,
      value: await ctx.runQuery(api.lib.get, { name }),
      entries: await ctx.runQuery(components.journal.lib.count, {}),
      secret: await ctx.runQuery(internal.lib.secret, {}),
      handle: await createFunctionHandle(api.lib.get),
      metadata: await ctx.meta.getFunctionMetadata(),
      stored: await (await ctx.storage.get(fileId))!.text(),
      fileId,
    };
  },
});

export const uploadUrl = mutation({
  args: {},
  returns: v.string(),
  handler: async (ctx) => await ctx.storage.generateUploadUrl(),
});

export const fileUrl = query({
  args: { id: v.string() },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, { id }) => await ctx.storage.getUrl(id),
});
