/** Scheduled by a channel that becomes public or private: see model/conversions. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as Conversions from "../model/conversions/conversions";

export const goOn = internalMutation({
  args: { conversionId: v.id("conversions") },
  returns: v.null(),
  handler: async (ctx, { conversionId }) => {
    await Conversions.goOn(ctx, conversionId);
    return null;
  },
});
