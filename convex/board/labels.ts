import { v } from "convex/values";
import { sharedQuery, userMutation } from "../functions";
import { requireColleague } from "../model/access";
import * as Labels from "../model/tasks/labels";

const labelId = v.id("labels");

/** All, by their names: what gives tags their colours. */
export const list = sharedQuery({
  args: {},
  returns: v.array(Labels.labelView),
  handler: async (ctx) => {
    await requireColleague(ctx);
    return await Labels.all(ctx);
  },
});

export const add = userMutation({
  args: { name: v.string(), colour: Labels.colour },
  returns: labelId,
  handler: async (ctx, given) => await Labels.add(ctx, given),
});

/** Another name, which tags get as well, or another colour. */
export const update = userMutation({
  args: { labelId, name: v.optional(v.string()), colour: v.optional(Labels.colour) },
  returns: v.null(),
  handler: async (ctx, { labelId: id, ...given }) => {
    await Labels.update(ctx, await Labels.requireOwn(ctx, id), given);
    return null;
  },
});

export const remove = userMutation({
  args: { labelId, keepsTags: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { labelId: id, keepsTags }) => {
    await Labels.remove(ctx, await Labels.requireOwn(ctx, id), keepsTags);
    return null;
  },
});
