import { v, type Infer } from "convex/values";
import { userMutation } from "../functions";
import * as Bulk from "../model/tasks/bulk";

/** Up to `LIMITS.tasksMade` new tasks: which of them were refused is said, with why. Made once by its `clientId`. */
export const createMany = userMutation({
  args: { clientId: v.string(), drafts: Bulk.drafts },
  returns: Bulk.manyAnswer,
  handler: async (ctx, { clientId, drafts }): Promise<Infer<typeof Bulk.manyAnswer>> =>
    await Bulk.createMany(ctx, clientId, drafts),
});
