import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import * as MailSettings from "./model/settings/mailSettings";

export const get = userQuery({
  args: {},
  returns: MailSettings.settingsView,
  handler: async (ctx) => MailSettings.toView(await MailSettings.require(ctx, ctx.user._id)),
});

export const update = userMutation({
  args: MailSettings.settingsChange,
  returns: v.null(),
  handler: async (ctx, changes) => {
    await MailSettings.update(ctx, await MailSettings.require(ctx, ctx.user._id), changes);
    return null;
  },
});
