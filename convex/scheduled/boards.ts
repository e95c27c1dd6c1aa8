/** What boards do by themselves: see model/board/quiet. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Days from "../model/board/days";
import * as Moves from "../model/board/moves";
import * as Quiet from "../model/board/quiet";

const key = v.string();
const taskId = v.id("tasks");

/** Empties a column that is being removed. */
export const empty = internalMutation({
  args: { channelId: v.id("channels"), key },
  returns: v.null(),
  handler: async (ctx, column) => {
    await Quiet.empty(ctx, column);
    return null;
  },
});

/** Back into the first column of its status. */
export const leaveColumn = internalMutation({
  args: { taskId, key },
  returns: v.null(),
  handler: async (ctx, card) => {
    await Quiet.leaveColumn(ctx, card);
    return null;
  },
});

/** Goes through the boards that have rules, and through their columns. */
export const sweep = internalMutation({
  args: { after: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { after = 0 }) => {
    await Quiet.sweep(ctx, after);
    return null;
  },
});

export const column = internalMutation({
  args: Quiet.toTidy,
  returns: v.null(),
  handler: async (ctx, wanted) => {
    await Quiet.tidy(ctx, wanted);
    return null;
  },
});

/** Tells a channel what moved on its board: see model/board/moves. */
export const tellMoves = internalMutation({
  args: { channelId: v.id("channels") },
  returns: v.null(),
  handler: async (ctx, { channelId }) => {
    await Moves.tell(ctx, channelId);
    return null;
  },
});

/** Notes how many cards each board has, where that was not done today: see model/board/days. */
export const countDays = internalMutation({
  args: { after: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { after }) => {
    await Days.sweep(ctx, after);
    return null;
  },
});

/** Where the rule of its column says. */
export const tidyOne = internalMutation({
  args: { taskId, key },
  returns: v.null(),
  handler: async (ctx, card) => {
    await Quiet.tidyOne(ctx, card);
    return null;
  },
});
