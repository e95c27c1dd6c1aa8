import { v } from "convex/values";
import { userMutation } from "./functions";
import * as Undo from "./model/undo/undo";

/**
 * Takes back what the caller did last to tasks and messages within an hour, all of one action at once; called again, what
 * they did before that. Nothing is half taken back.
 *
 * @throws UNDO_NOTHING | UNDO_CHANGED where somebody has changed it since
 */
export const last = userMutation({
  args: {},
  returns: Undo.undoneView,
  handler: async (ctx) => await Undo.takeBack(ctx),
});

/** The same for one action of the caller, by the commit that its mutation has answered. */
export const action = userMutation({
  args: { commitTs: v.int64() },
  returns: Undo.undoneView,
  handler: async (ctx, { commitTs }) => await Undo.takeBack(ctx, commitTs),
});

/**
 * Does again what the caller has taken back last, unless they have done something else since.
 *
 * @throws REDO_NOTHING | UNDO_CHANGED where somebody has changed it since
 */
export const redo = userMutation({
  args: {},
  returns: Undo.undoneView,
  handler: async (ctx) => await Undo.doAgain(ctx),
});
