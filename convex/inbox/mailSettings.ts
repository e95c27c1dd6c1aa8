import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import * as MailPlans from "../model/settings/mailPlans";
import * as MailSettings from "../model/settings/mailSettings";

export const get = userQuery({
  args: {},
  returns: MailSettings.settingsView,
  handler: async (ctx) => MailSettings.toView(await MailSettings.require(ctx, ctx.user._id)),
});

export const update = userMutation({
  args: MailPlans.settingsChange,
  returns: v.null(),
  handler: async (ctx, changes) => {
    await MailPlans.update(ctx, await MailSettings.require(ctx, ctx.user._id), changes);
    return null;
  },
});
