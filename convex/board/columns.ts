/** The columns of a channel's board. */
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { sharedQuery, userMutation } from "../functions";
import { requireReader } from "../model/access";
import * as Boards from "../model/board/boards";
import { boardColumn } from "../model/board/boardColumn";
import { LABEL_COLOURS } from "../shared/board/facts";
import { TASK_STATUSES } from "../shared/tasks";

const channelId = v.id("channels");
const colour = literals(...LABEL_COLOURS);

/** In their order. */
export const list = sharedQuery({
  args: { channelId },
  returns: v.array(boardColumn),
  handler: async (ctx, args) => {
    await requireReader(ctx, args.channelId);
    return [...(await Boards.columnsOf(ctx, args.channelId))];
  },
});

/** Answers the key of the new column, which stands at the end of its status. */
export const add = userMutation({
  args: { channelId, status: literals(...TASK_STATUSES), name: v.string(), colour: v.optional(colour) },
  returns: v.string(),
  handler: async (ctx, { channelId: id, ...draft }) =>
    await Boards.add(ctx, await Boards.requirePlace(ctx, id), draft),
});

/** Changes what is given; null takes a value away. */
export const update = userMutation({
  args: {
    channelId,
    key: v.string(),
    name: v.optional(v.union(v.string(), v.null())),
    colour: v.optional(v.union(colour, v.null())),
    limit: v.optional(v.union(v.number(), v.null())),
    rule: v.optional(v.union(v.object({ days: v.number(), to: v.string() }), v.null())),
  },
  returns: v.null(),
  handler: async (ctx, { channelId: id, key, ...changes }) => {
    await Boards.update(ctx, await Boards.requirePlace(ctx, id), key, changes);
    return null;
  },
});

/** Before another column of its status, or to the end of them. */
export const move = userMutation({
  args: { channelId, key: v.string(), before: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { channelId: id, key, before }) => {
    await Boards.move(ctx, await Boards.requirePlace(ctx, id), key, before);
    return null;
  },
});

/** Its cards go to the first column of its status. */
export const remove = userMutation({
  args: { channelId, key: v.string() },
  returns: v.null(),
  handler: async (ctx, { channelId: id, key }) => {
    await Boards.remove(ctx, await Boards.requirePlace(ctx, id), key);
    return null;
  },
});
