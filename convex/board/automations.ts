/** What the boards of channels do by themselves. */
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import * as Automations from "../model/automations/automations";
import * as Rehearsal from "../model/automations/rehearsal";
import { trigger } from "../model/automations/shape";
import * as Boards from "../model/board/boards";

const channelId = v.id("channels");
const automationId = v.id("automations");

/** Those of a board, and whether the caller may change them. */
export const list = userQuery({
  args: { channelId },
  returns: v.object({ mayChange: v.boolean(), automations: v.array(Automations.automationView) }),
  handler: async (ctx, args) => await Automations.list(ctx, args.channelId),
});

export const add = userMutation({
  args: { channelId, ...Automations.draftFields },
  returns: automationId,
  handler: async (ctx, { channelId: id, ...draft }) =>
    await Automations.add(ctx, await Boards.requirePlace(ctx, id), draft),
});

/** It runs for the caller from now on, where nobody sets it off. */
export const update = userMutation({
  args: { automationId, ...Automations.draftFields },
  returns: v.null(),
  handler: async (ctx, { automationId: id, ...draft }) => {
    await Automations.update(ctx, await Automations.requireOwn(ctx, id), draft);
    return null;
  },
});

export const setOn = userMutation({
  args: { automationId, isOn: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { automationId: id, isOn }) => {
    await Automations.setOn(ctx, await Automations.requireOwn(ctx, id), isOn);
    return null;
  },
});

export const remove = userMutation({
  args: { automationId },
  returns: v.null(),
  handler: async (ctx, { automationId: id }) => {
    await Automations.remove(ctx, await Automations.requireOwn(ctx, id));
    return null;
  },
});

/** When something would have set one off in the last seven days, the newest first. */
export const rehearse = userQuery({
  args: { channelId, when: trigger, timeZone: v.string(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Rehearsal.occasionView),
  handler: async (ctx, asked) => await Rehearsal.occasions(ctx, asked),
});
