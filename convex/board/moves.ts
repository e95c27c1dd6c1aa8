/** Whether a channel is told what moves on its board. */
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireChannel } from "../model/access";
import * as Boards from "../model/board/boards";
import * as Moves from "../model/board/moves";

const channelId = v.id("channels");

export const areTold = userQuery({
  args: { channelId },
  returns: v.boolean(),
  handler: async (ctx, { channelId: id }) => await Moves.areTold(ctx, (await requireChannel(ctx, id))._id),
});

/** For those who arrange the board. */
export const setTold = userMutation({
  args: { channelId, areTold: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { channelId: id, areTold: areToldNow }) => {
    await Moves.setTold(ctx, await Boards.requirePlace(ctx, id), areToldNow);
    return null;
  },
});
