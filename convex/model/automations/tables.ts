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

/** What automations have done to reminders lately, so that it can be taken back: see model/undo/setReminders.ts. */
export const automationReminders = defineTable({
  taskId: v.id("tasks"),
  userId: v.id("users"),
  at: v.number(),
  /** Whether it was set; else it was taken away by an undo. */
  isSet: v.boolean(),
  commitTs: v.commitTs(),
}).index("by_taskId_and_commitTs", ["taskId", "commitTs"]);

/** A row for each automation: what it does. */
export const automationSteps = defineTable({
  automationId: v.id("automations"),
  steps: v.array(step),
  /** The last problems, the newest first. */
  problems: v.array(problem),
}).index("by_automationId", ["automationId"]);
