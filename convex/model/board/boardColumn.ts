import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { LABEL_COLOURS } from "../../shared/board/facts";
import { TASK_STATUSES } from "../../shared/tasks";

/** A column of a board as it is stored: see `BoardColumn`. */
export const boardColumn = v.object({
  key: v.string(),
  status: literals(...TASK_STATUSES),
  name: v.optional(v.string()),
  colour: v.optional(literals(...LABEL_COLOURS)),
  limit: v.optional(v.number()),
  rule: v.optional(v.object({ days: v.number(), to: v.string() })),
  isEnding: v.optional(v.boolean()),
});
