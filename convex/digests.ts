import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { userQuery } from "./functions";
import { requireUser } from "./model/access";
import { digestContent } from "./model/summaries/digestContent";
import * as Digests from "./model/summaries/digests";
import { sweepArgs } from "./model/mail/kinds/kind";
import * as ScheduledMail from "./model/mail/scheduledMail";

/** What the caller's digest would say now. */
export const today = userQuery({
  args: {},
  returns: digestContent,
  handler: async (ctx) => await Digests.ofNow(ctx, ctx.user),
});

/** The same, for the mail's preview. @throws NOT_SIGNED_IN */
export const mine = internalQuery({
  args: {},
  returns: digestContent,
  handler: async (ctx) => await Digests.ofNow(ctx, await requireUser(ctx)),
});

export const sweep = internalMutation({
  args: sweepArgs,
  returns: v.null(),
  handler: async (ctx, args) => {
    await ScheduledMail.sweep(ctx, "digest", args);
    return null;
  },
});
