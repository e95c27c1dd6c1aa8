/** Templates of cards: of a channel's board and of the workspace. */
import { v, type Infer } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireTask } from "../model/access";
import { duplicateView } from "../model/parts/duplicates";
import * as Templates from "../model/parts/templates";
import { draftFields } from "../model/tasks/tasks";

const templateId = v.id("taskTemplates");

/** Those of a board, and behind them those of the workspace. */
export const list = userQuery({
  args: { channelId: v.optional(v.id("channels")) },
  returns: v.array(Templates.templateView),
  handler: async (ctx, { channelId }) => await Templates.list(ctx, channelId),
});

/** Keeps what a card says under a name, for the board of its channel, or for all. */
export const save = userMutation({
  args: { taskId: v.id("tasks"), name: v.string(), isForAll: v.boolean() },
  returns: templateId,
  handler: async (ctx, { taskId, ...draft }) =>
    await Templates.save(ctx, await requireTask(ctx, taskId), draft),
});

export const rename = userMutation({
  args: { templateId, name: v.string() },
  returns: v.null(),
  handler: async (ctx, { templateId: id, name }) => {
    await Templates.rename(ctx, await Templates.requireOwn(ctx, id), name);
    return null;
  },
});

/** Before another one of its board, or to the end of them. */
export const move = userMutation({
  args: { templateId, before: v.optional(templateId) },
  returns: v.null(),
  handler: async (ctx, { templateId: id, before }) => {
    await Templates.move(ctx, await Templates.requireOwn(ctx, id), before);
    return null;
  },
});

export const remove = userMutation({
  args: { templateId },
  returns: v.null(),
  handler: async (ctx, { templateId: id }) => {
    await Templates.remove(ctx, await Templates.requireOwn(ctx, id));
    return null;
  },
});

/** A new card that began with what a template says. */
export const createTask = userMutation({
  args: { templateId, ...draftFields },
  returns: duplicateView,
  handler: async (ctx, { templateId: id, ...draft }): Promise<Infer<typeof duplicateView>> =>
    await Templates.create(ctx, await Templates.requireTemplate(ctx, id), draft),
});
