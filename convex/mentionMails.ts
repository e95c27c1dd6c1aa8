import { v } from "convex/values";
import { internalMutation } from "./_generated/server";
import * as Rounds from "./model/scheduledMail/rounds";

export const sweep = internalMutation({
  args: Rounds.sweepArgs,
  returns: v.null(),
  handler: async (ctx, args) => {
    await Rounds.sweep(ctx, "mentions", args);
    return null;
  },
});
