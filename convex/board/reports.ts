/** The report of a channel's board. Days are those of UTC, and given by their midnights. */
import { v } from "convex/values";
import { sharedQuery } from "../functions";
import * as Days from "../model/board/days";
import * as BoardReports from "../model/summaries/boardReports";

const channelId = v.id("channels");
const from = v.number();

/** What its columns held on each day from one on, and hold now. */
export const flow = sharedQuery({
  args: { channelId, from },
  returns: Days.flowView,
  handler: async (ctx, wanted) => await Days.flow(ctx, wanted),
});

/** The tasks that were done from a day on. */
export const done = sharedQuery({
  args: { channelId, from },
  returns: BoardReports.doneView,
  handler: async (ctx, wanted) => await BoardReports.done(ctx, wanted),
});

/** The cards that are in progress. */
export const open = sharedQuery({
  args: { channelId },
  returns: BoardReports.openView,
  handler: async (ctx, args) => await BoardReports.open(ctx, args.channelId),
});
