import { defineTable } from "convex/server";
import { v } from "convex/values";
import { problem, step, trigger } from "./shape";

/** What boards do by themselves: see automations.ts. Every change of a card may read those of its board: they are small. */
export const automations = defineTable({
  channelId: v.id("channels"),
  when: trigger,
  isOn: v.boolean(),
  /** Who made it, or changed it last: what nobody sets off is done by them. */
  madeBy: v.id("users"),
  /** Where mornings are those of whoever made it. */
  timeZone: v.string(),
  /** Of one that goes by due days: when it next looks, and the first day that it has not looked at. */
  nextAt: v.optional(v.number()),
  nextDay: v.optional(v.number()),
})
  .index("by_channelId", ["channelId"])
  .index("by_nextAt", ["nextAt"]);

/** A row for each automation: what it does. */
export const automationSteps = defineTable({
  automationId: v.id("automations"),
  steps: v.array(step),
  /** The last problems, the newest first. */
  problems: v.array(problem),
}).index("by_automationId", ["automationId"]);
