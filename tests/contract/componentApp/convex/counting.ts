import { createFunctionHandle, makeFunctionReference } from "convex/server";
import { ConvexError, v } from "convex/values";
import { api, components, internal } from "./_generated/api";
import { action, internalMutation, internalQuery, mutation, query } from "./_generated/server";

const name = { name: v.string() };

export const get = query({
  args: name,
  handler: async (ctx, args): Promise<number> => await ctx.runQuery(components.counter.lib.get, args),
});

export const ofSecond = query({
  args: name,
  handler: async (ctx, args): Promise<number> => await ctx.runQuery(components.second.lib.get, args),
});

export const add = mutation({
  args: { ...name, amount: v.number() },
  handler: async (ctx, args): Promise<string> => await ctx.runMutation(components.counter.lib.add, args),
});

/** The component's mutation may fail; what this one has written stays. */
export const tryToAdd = mutation({
  args: { ...name, amount: v.number() },
  handler: async (ctx, args) => {
    await ctx.db.insert("counters", { text: args.name });
    try {
      await ctx.runMutation(components.counter.lib.add, args);
      return "added";
    } catch (error) {
      return error instanceof ConvexError ? (error.data as { code: string }).code : "other";
    }
  },
});

export const texts = query({
  args: {},
  handler: async (ctx) => (await ctx.db.query("counters").collect()).map(({ text }) => text),
});

export const note = mutation({
  args: { text: v.string() },
  handler: async (ctx, { text }) => await ctx.db.insert("counters", { text }),
});

export const tick = internalMutation({
  args: {},
  handler: async (ctx) => void (await ctx.db.insert("ticks", {})),
});

export const ticks = query({
  args: {},
  handler: async (ctx) => (await ctx.db.query("ticks").collect()).length,
});

export const who = internalQuery({
  args: {},
  handler: async (ctx): Promise<string | null> => (await ctx.auth.getUserIdentity())?.subject ?? null,
});

/** What the component sees, and who calls it. */
export const about = query({
  args: {},
  handler: async (ctx): Promise<{ who: string | null; first: unknown; second: unknown }> => ({
    who: await ctx.runQuery(internal.counting.who, {}),
    first: await ctx.runQuery(components.counter.lib.about, {}),
    second: await ctx.runQuery(components.second.lib.about, {}),
  }),
});

let runs = 0;

/** Tells how often it ran: what a component reads must be seen, and nobody's identity be depended on. */
export const watched = query({
  args: name,
  handler: async (ctx, args): Promise<{ value: number; runs: number }> => {
    runs++;
    return { value: await ctx.runQuery(components.counter.lib.get, args), runs };
  },
});

/** Looks at the caller and reads a table. */
export const look = internalQuery({
  args: {},
  handler: async (ctx): Promise<{ who: string | null; noted: number }> => ({
    who: (await ctx.auth.getUserIdentity())?.subject ?? null,
    noted: (await ctx.db.query("counters").collect()).length,
  }),
});

export const describe = internalQuery({
  args: {},
  handler: async (ctx): Promise<{ who: string | null; noted: number }> =>
    await ctx.runQuery(internal.counting.look, {}),
});

/** `describe` with limits of its own, so that no kept result answers. */
export const describeWithin = query({
  args: {},
  handler: async (ctx): Promise<{ who: string | null; noted: number }> =>
    await ctx.runQuery(internal.counting.describe, {}, { transactionLimits: { documentsRead: 1_000 } }),
});

let askings = 0;

/** `describe` by way of a component. */
export const asked = query({
  args: {},
  handler: async (ctx): Promise<{ who: string | null; noted: number; runs: number }> => {
    askings++;
    const handle = await createFunctionHandle(internal.counting.describe);
    return { ...(await ctx.runQuery(components.counter.lib.ask, { handle })), runs: askings };
  },
});

export const read = query({
  args: { id: v.string() },
  handler: async (ctx, args): Promise<unknown> => await ctx.runQuery(components.counter.lib.read, args),
});

/** Written by a component through a handle. */
export const receive = internalMutation({
  args: { text: v.string() },
  handler: async (ctx, { text }): Promise<string> => {
    const identity = await ctx.auth.getUserIdentity();
    await ctx.db.insert("counters", { text: `${text} from ${identity?.subject ?? "nobody"}` });
    return `received ${text}`;
  },
});

export const callBack = mutation({
  args: { text: v.string(), isLater: v.boolean() },
  handler: async (ctx, args): Promise<string> => {
    const handle = await createFunctionHandle(internal.counting.receive);
    return await ctx.runMutation(components.counter.lib.callBack, { handle, ...args });
  },
});

/** Calls by a handle to a component's function, made here. */
export const byHandle = query({
  args: name,
  handler: async (ctx, args): Promise<number> =>
    await ctx.runQuery((await createFunctionHandle(components.second.lib.get)) as never, args as never),
});

export const handleOf = query({
  args: name,
  handler: async (_ctx, args) => await createFunctionHandle(makeFunctionReference<"query">(args.name)),
});

/** A reference that names what the component does not offer. */
export const secret = query({
  args: {},
  handler: async (ctx): Promise<unknown> =>
    await ctx.runQuery(
      (components.counter.lib as unknown as { secret: typeof internal.counting.who }).secret,
    ),
});

export const addLater = mutation({
  args: { ...name, delayMs: v.number() },
  handler: async (ctx, args): Promise<string> => await ctx.runMutation(components.counter.lib.addLater, args),
});

export const cancel = mutation({
  args: { id: v.string() },
  handler: async (ctx, args) => await ctx.runMutation(components.counter.lib.cancel, args),
});

export const jobState = query({
  args: { id: v.string() },
  handler: async (ctx, args): Promise<unknown> => await ctx.runQuery(components.counter.lib.jobState, args),
});

export const act = action({
  args: name,
  handler: async (ctx, args): Promise<unknown> => ({
    ...(await ctx.runAction(components.counter.lib.act, args)),
    seenByApp: await ctx.runQuery(api.counting.get, args),
  }),
});

export const uploadUrl = mutation({
  args: {},
  handler: async (ctx): Promise<string> => await ctx.runMutation(components.counter.lib.uploadUrl, {}),
});

export const fileUrls = query({
  args: { id: v.string() },
  handler: async (ctx, args): Promise<(string | null)[]> => {
    const ofComponent = await ctx.runQuery(components.counter.lib.fileUrl, args);
    return [ofComponent, await ctx.storage.getUrl(args.id).catch(() => "refused")];
  },
});
