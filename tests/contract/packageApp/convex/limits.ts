import { isRateLimitError, MINUTE, RateLimiter } from "@convex-dev/rate-limiter";
import { v } from "convex/values";
import { components } from "./_generated/api";
import { mutation, query } from "./_generated/server";

const limiter = new RateLimiter(components.rateLimiter, {
  post: { kind: "fixed window", rate: 2, period: 60 * MINUTE },
});
const key = { key: v.string() };

export const post = mutation({
  args: key,
  handler: async (ctx, args) => {
    const { ok, retryAfter } = await limiter.limit(ctx, "post", args);
    return { ok, mustWait: (retryAfter ?? 0) > 0 };
  },
});

/** The limit throws; the message that was written before it stays unwritten. */
export const postOrThrow = mutation({
  args: key,
  handler: async (ctx, args) => {
    await ctx.db.insert("posts", { text: `posted by ${args.key}` });
    await limiter.limit(ctx, "post", { ...args, throws: true });
  },
});

export const postOrTell = mutation({
  args: key,
  handler: async (ctx, args) => {
    try {
      await limiter.limit(ctx, "post", { ...args, throws: true });
      return "posted";
    } catch (error) {
      return isRateLimitError(error) ? error.data.kind : "another error";
    }
  },
});

export const posts = query({
  args: {},
  handler: async (ctx) => await ctx.db.query("posts").collect(),
});

export const isAllowed = query({
  args: key,
  handler: async (ctx, args) => (await limiter.check(ctx, "post", args)).ok,
});

export const reset = mutation({
  args: key,
  handler: async (ctx, args) => await limiter.reset(ctx, "post", args),
});
