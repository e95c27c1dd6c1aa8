/** Several new tasks at once: one transaction, so one action to take back; one that is refused is left out and told of. */
import { ConvexError, v, type Infer } from "convex/values";
import { api } from "../../_generated/api";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import { fail } from "../errors";
import { draftFields } from "./tasks";

export const drafts = v.array(v.object(draftFields));

/** By their places among the drafts. */
const refused = v.array(v.object({ index: v.number(), code: v.string() }));

export const manyAnswer = v.object({
  made: v.number(),
  /** The action that it is, for `undo.action`. */
  commitTs: v.commitTs(),
  refused,
});

/**
 * Makes a task of each draft, in their order. A repeated `clientId` answers what the first call did: after a lost reply
 * nobody has them twice.
 *
 * @throws TOO_MANY_IDS | CLIENT_ID_INVALID
 */
export async function createMany(
  ctx: UserMutationCtx,
  clientId: string,
  given: Infer<typeof drafts>,
): Promise<Infer<typeof manyAnswer>> {
  if (given.length > LIMITS.tasksMade) throw fail("TOO_MANY_IDS");
  if (clientId === "" || clientId.length > LIMITS.clientId) throw fail("CLIENT_ID_INVALID");
  const userId = ctx.user._id;
  const known = await ctx.db
    .query("taskBatches")
    .withIndex("by_userId_and_clientId", (q) => q.eq("userId", userId).eq("clientId", clientId))
    .unique();
  if (known) return { made: known.made, commitTs: known.commitTs, refused: known.refused };
  const left: Infer<typeof refused> = [];
  for (const [index, draft] of given.entries()) {
    try {
      // Nested: what a task has begun before it refuses is not left behind.
      await ctx.runMutation(api.tasks.create, draft);
    } catch (error) {
      const code = error instanceof ConvexError ? (error.data as { code?: string }).code : undefined;
      if (code === undefined) throw error;
      left.push({ index, code });
    }
  }
  const answer = { made: given.length - left.length, commitTs: ctx.db.vars.commitTs, refused: left };
  await ctx.db.insert("taskBatches", { userId, clientId, ...answer });
  return answer;
}
