/** Whom a message tells as one of a group that it names. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbCtx } from "../context";

/** The first group that a message tells and that has a person in it. */
export async function groupOf(
  ctx: DbCtx,
  { groups = [] }: Pick<Doc<"messages">, "groups">,
  userId: Id<"users">,
): Promise<Id<"groups"> | undefined> {
  for (const groupId of groups) {
    const row = await ctx.db
      .query("groupMembers")
      .withIndex("by_groupId_and_userId", (q) => q.eq("groupId", groupId).eq("userId", userId))
      .unique();
    if (row) return groupId;
  }
  return undefined;
}
