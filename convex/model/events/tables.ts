import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { EVENT_NOUNS, EVENT_VERBS } from "../../shared/events";
import { eventChange } from "./changes";

/** Who did what to which thing: written in the transaction that did it, and never changed. */
export const events = defineTable({
  noun: literals(...EVENT_NOUNS),
  verb: literals(...EVENT_VERBS),
  /** The id of the thing, or the name of a group of settings. */
  subject: v.string(),
  /** Absent where the server acted by itself, such as the rules that categorise a task. */
  actorId: v.optional(v.id("users")),
  /** Who joined, left, or was added or removed. */
  personId: v.optional(v.id("users")),
  changes: v.array(eventChange),
  /** The same for all that was done in one transaction: one action of a person. Events of older versions have none. */
  commitTs: v.optional(v.commitTs()),
  /** The action that this one takes back. */
  undoes: v.optional(v.int64()),
  /** What did it, set off by its actor. */
  automationId: v.optional(v.id("automations")),
})
  .index("by_subject", ["subject"])
  .index("by_noun", ["noun"])
  .index("by_actorId", ["actorId"])
  .index("by_noun_and_actorId", ["noun", "actorId"]);
