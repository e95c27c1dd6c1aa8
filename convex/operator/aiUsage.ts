import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { adminMutation, adminQuery } from "../functions";
import * as AiUsage from "../model/categories/aiUsage";
import { aiProvider } from "../model/env";

/** For admins: the switch, who is asked, and what this month has cost. */
export const overview = adminQuery({
  args: {},
  returns: v.object({
    ...AiUsage.settingsFields,
    provider: v.union(v.null(), v.object({ kind: literals("anthropic", "openai"), model: v.string() })),
    ...AiUsage.monthFields,
  }),
  handler: async (ctx) => {
    const provider = aiProvider();
    return {
      ...(await AiUsage.settings(ctx)),
      provider: provider && { kind: provider.kind, model: provider.model },
      ...(await AiUsage.thisMonth(ctx)),
    };
  },
});

export const save = adminMutation({
  args: { mode: v.optional(AiUsage.settingsFields.mode), monthlyTokens: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, args) => {
    await AiUsage.saveSettings(ctx, args);
    return null;
  },
});
