/** What an automation is made of, as it is stored: see shared/board/automations.ts. */
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { TASK_STATUSES } from "../../shared/tasks";

const column = { status: literals(...TASK_STATUSES), column: v.optional(v.string()) };

/** What sets one off: see `Trigger`. */
export const trigger = v.union(
  v.object({ kind: v.literal("created") }),
  v.object({ kind: v.literal("moved"), ...column }),
  v.object({ kind: v.literal("labelled"), tag: v.string() }),
  v.object({ kind: v.literal("due"), days: v.number() }),
  v.object({ kind: v.literal("reacted"), emoji: v.string() }),
);

/** What one does. Texts may hold `{task}`, `{title}`, `{person}` and `{owner}`. */
export const step = v.union(
  /** Whoever set it off, where nobody is named. */
  v.object({ kind: v.literal("assign"), userId: v.optional(v.id("users")) }),
  v.object({ kind: v.literal("label"), tag: v.string() }),
  v.object({ kind: v.literal("move"), ...column }),
  v.object({ kind: v.literal("post"), text: v.string(), place: literals("channel", "discussion") }),
  /** After so many days, in the morning; 0 is at once. Whose card it is, where nobody is named. */
  v.object({ kind: v.literal("remind"), userId: v.optional(v.id("users")), days: v.number() }),
  /** Of a message the card of that, with its words where the title is empty. */
  v.object({ kind: v.literal("create"), title: v.string(), ...column }),
);

/** Why a run ended without having done anything. */
export const problem = v.object({
  /** Of a refusal; "LOOP" or "TOO_LONG" where it was cut off, "UNEXPECTED" for what nobody foresaw. */
  code: v.string(),
  at: v.number(),
  taskId: v.optional(v.id("tasks")),
});
