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
  handler: async (ctx) => await Undo.last(ctx),
});
