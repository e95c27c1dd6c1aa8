/** The searches that a person keeps. */
import type { Doc } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx, UserQueryCtx } from "../access";
import { fail } from "../errors";
import { requiredLine } from "../text";

async function find(ctx: UserQueryCtx, text: string): Promise<Doc<"savedSearches"> | null> {
  return await ctx.db
    .query("savedSearches")
    .withIndex("by_userId_and_text", (q) => q.eq("userId", ctx.user._id).eq("text", text))
    .unique();
}

export async function list(ctx: UserQueryCtx): Promise<string[]> {
  const rows = await ctx.db
    .query("savedSearches")
    .withIndex("by_userId_and_text", (q) => q.eq("userId", ctx.user._id))
    .take(LIMITS.savedSearches);
  return rows.toSorted((a, b) => a._creationTime - b._creationTime).map(({ text }) => text);
}

/** Keeps a search; one that is kept already stays. @throws TEXT_EMPTY | TEXT_TOO_LONG | TOO_MANY_SEARCHES */
export async function keep(ctx: UserMutationCtx, given: string): Promise<void> {
  const text = requiredLine(given, LIMITS.searchText);
  if (await find(ctx, text)) return;
  if ((await list(ctx)).length >= LIMITS.savedSearches) throw fail("TOO_MANY_SEARCHES");
  await ctx.db.insert("savedSearches", { userId: ctx.user._id, text });
}

/** What is not kept is left alone. */
export async function forget(ctx: UserMutationCtx, text: string): Promise<void> {
  const row = await find(ctx, text);
  if (row) await ctx.db.delete("savedSearches", row._id);
}
