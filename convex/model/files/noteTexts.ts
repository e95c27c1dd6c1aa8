/** The texts of notes, a row for each revision. None is ever changed. */
import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbCtx } from "../context";

/** Null for a revision that never was. */
export async function at(ctx: DbCtx, noteId: Id<"notes">, revision: number): Promise<string | null> {
  const row = await ctx.db
    .query("noteTexts")
    .withIndex("by_noteId_and_revision", (q) => q.eq("noteId", noteId).eq("revision", revision))
    .unique();
  return row && row.text;
}

export const newest = async (
  ctx: DbCtx,
  { _id, revision }: Pick<Doc<"notes">, "_id" | "revision">,
): Promise<string> => (await at(ctx, _id, revision)) ?? "";

export async function add(ctx: MutationCtx, row: WithoutSystemFields<Doc<"noteTexts">>): Promise<void> {
  await ctx.db.insert("noteTexts", row);
}
