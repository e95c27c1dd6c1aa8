import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { userMutation, userQuery } from "./functions";
import { requireUser } from "./model/access";
import { digestContent } from "./model/digestContent";
import * as Digests from "./model/digests";
import * as MailSettings from "./model/mailSettings";

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

export const settings = userQuery({
  args: {},
  returns: MailSettings.settingsView,
  handler: async (ctx) => MailSettings.toView(await MailSettings.require(ctx, ctx.user._id)),
});

export const updateSettings = userMutation({
  args: MailSettings.settingsChange,
  returns: v.null(),
  handler: async (ctx, changes) => {
    await MailSettings.update(ctx, await MailSettings.require(ctx, ctx.user._id), changes);
    return null;
  },
});

export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Digests.sweep(ctx);
    return null;
  },
});
