/** What stands in texts and documents, apart from their rows: pages of messages read files, and none of this. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbCtx } from "../context";

async function rowOf(ctx: DbCtx, fileId: Id<"files">): Promise<Doc<"fileTexts"> | null> {
  return await ctx.db
    .query("fileTexts")
    .withIndex("by_fileId", (q) => q.eq("fileId", fileId))
    .unique();
}

/** The beginning of what stands in a file, possibly nothing. */
export async function textOf(ctx: DbCtx, fileId: Id<"files">): Promise<string> {
  return (await rowOf(ctx, fileId))?.text ?? "";
}

/** Empty: nothing stands in it that can be searched. */
export async function write(ctx: MutationCtx, fileId: Id<"files">, text: string): Promise<void> {
  const row = await rowOf(ctx, fileId);
  if (row && text === "") await ctx.db.delete("fileTexts", row._id);
  else if (row) await ctx.db.patch("fileTexts", row._id, { text });
  else if (text !== "") await ctx.db.insert("fileTexts", { fileId, text });
}
