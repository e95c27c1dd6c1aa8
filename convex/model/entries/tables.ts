import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { audience } from "../audience";

/** By what each thing is found, apart from it: see entries.ts. A long text has several. */
export const searchEntries = defineTable({
  /** Another kind of thing to find is one more word here, and a function of entries.ts. */
  kind: literals("message", "task", "file", "note"),
  /** The id of the thing. */
  subject: v.string(),
  /** Who may read the thing. Whoever reads the entry still asks. */
  audience,
  channelId: v.optional(v.id("channels")),
  authorId: v.id("users"),
  /** The time shown, and its month in UTC. */
  at: v.number(),
  month: v.string(),
  /** Terms of shared/search/words.ts and those of entries.ts, with spaces between them. */
  terms: v.string(),
  /** Whether other entries have more terms of the thing. */
  isPart: v.boolean(),
})
  .index("by_subject", ["subject"])
  .searchIndex("by_terms", {
    searchField: "terms",
    filterFields: ["audience", "kind", "channelId", "authorId", "month"],
  });
