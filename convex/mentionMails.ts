import { v } from "convex/values";
import { internalMutation } from "./_generated/server";
import * as Rounds from "./model/rounds";

export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Rounds.sweep(ctx, "mentions");
    return null;
  },
});
