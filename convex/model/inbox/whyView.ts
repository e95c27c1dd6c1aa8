/** What explains why a person hears of a message: apart from what finds it out, which few calls need. */
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { FOLLOW_REASONS, RULES } from "../../shared/notices";
import { RING_RULES } from "../../shared/ringing/decide";
import { LEVELS } from "../../shared/ringing/levels";

export const whyView = v.object({
  rule: literals(...RULES),
  /** Whether there is a notice of it. */
  tells: v.boolean(),
  /** Whether the person has read as far, there or in the notice itself. */
  isRead: v.boolean(),
  /** Why they follow its thread, where they do. */
  reason: v.optional(literals(...FOLLOW_REASONS)),
  /** The handle of the group as one of which they are told. */
  group: v.optional(v.string()),
  /** Whether they are in its channel: only members have a position there. */
  isMember: v.boolean(),
  ring: v.object({
    /** Whether it rings by what the person has chosen, at the moment when it was posted; and the rule that says so. */
    rings: v.boolean(),
    rule: literals(...RING_RULES),
    /** Whether it did: for a day after. Not, where it was read before, or something else was chosen then. */
    hasRung: v.boolean(),
    /** Whether something that decides was chosen only after it was posted. */
    isSince: v.boolean(),
    level: literals(...LEVELS),
    /** Where that was chosen. */
    levelOf: literals("channel", "person", "workspace"),
    mutedUntil: v.optional(v.number()),
    pausedUntil: v.optional(v.number()),
    quietHours: v.optional(v.object({ from: v.number(), until: v.number() })),
  }),
});
