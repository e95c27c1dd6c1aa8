"use node";
import { createFunctionHandle } from "convex/server";
import { v } from "convex/values";
import { api, components } from "./_generated/api";
import { action } from "./_generated/server";

/** A component, a handle and the environment as a Node action sees them. */
export const act = action({
  args: { name: v.string() },
  handler: async (ctx, args): Promise<unknown> => ({
    value: await ctx.runQuery(components.counter.lib.get, args),
    handle: await createFunctionHandle(api.node.act),
    site: process.env.CONVEX_SITE_URL,
  }),
});
