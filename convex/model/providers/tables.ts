import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { PROVIDER_EVENT_SOURCES } from "../../shared/providerEvents";
import { deliveryFields } from "../deliveries";
import { providerEventContent } from "./providerEventContent";

/** What providers posted, until nobody can post it again: see model/providers/providerEvents.ts. */
export const providerEvents = defineTable({
  source: literals(...PROVIDER_EVENT_SOURCES),
  /** The provider's: the same at each of its tries. */
  eventId: v.string(),
  type: v.string(),
  /** Until it is settled. */
  content: v.optional(providerEventContent),
  ...deliveryFields("applied", "ignored", "failed"),
  /** `tokenIdentifier` of a deleted person, who does not come back by a later word of their making. */
  deletedSignIn: v.optional(v.string()),
})
  .index("by_source_and_eventId", ["source", "eventId"])
  .index("by_status_and_dueAt_and_queuedTs", ["status", "dueAt", "queuedTs"])
  .index("by_deletedSignIn", ["deletedSignIn"]);
