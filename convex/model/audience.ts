import { v } from "convex/values";

/** Who may read something: the whole workspace, or the people of a private or direct channel. */
export const audience = v.union(v.literal("workspace"), v.id("channels"));
