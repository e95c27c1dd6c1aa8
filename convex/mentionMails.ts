import { v } from "convex/values";
import { internalMutation } from "./_generated/server";
import { sweepArgs } from "./model/mail/kinds/kind";
import * as ScheduledMail from "./model/mail/scheduledMail";

export const sweep = internalMutation({
  args: sweepArgs,
  returns: v.null(),
  handler: async (ctx, args) => {
    await ScheduledMail.sweep(ctx, "mentions", args);
    return null;
  },
});
