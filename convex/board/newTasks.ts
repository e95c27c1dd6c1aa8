import { v, type Infer } from "convex/values";
import { userMutation } from "../functions";
import * as Many from "../model/tasks/many";

/** Up to `LIMITS.tasksMade` new tasks: which of them were refused is said, with why. Made once by its `clientId`. */
export const createMany = userMutation({
  args: { clientId: v.string(), drafts: Many.drafts },
  returns: Many.manyAnswer,
  handler: async (ctx, { clientId, drafts }): Promise<Infer<typeof Many.manyAnswer>> =>
    await Many.createMany(ctx, clientId, drafts),
});
