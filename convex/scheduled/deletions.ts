/** Scheduled by a channel that is deleted: see model/deletions. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Deletions from "../model/deletions/deletions";

const deletionId = v.id("deletions");

export const goOn = internalMutation({
  args: { deletionId },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Deletions.goOn(ctx, args.deletionId);
    return null;
  },
});

/** By itself, so that nothing stays of a row that fails half way. */
export const removeRow = internalMutation({
  args: { deletionId, rowId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, args) => await Deletions.removeRow(ctx, args.deletionId, args.rowId),
});
