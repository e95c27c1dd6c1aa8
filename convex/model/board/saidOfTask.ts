/** What somebody says of a task that is made from a message: it says the rest. Apart, since sending a message loads it. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { TASK_PRIORITIES } from "../../shared/board/facts";
import { TASK_STATUSES } from "../../shared/tasks";

export const saidOfTask = v.object({
  /** Of the words of its message; the first line, without one. */
  title: v.optional(v.string()),
  status: v.optional(literals(...TASK_STATUSES)),
  column: v.optional(v.string()),
  assigneeId: v.optional(v.id("users")),
  dueDate: v.optional(v.number()),
  dueAt: v.optional(v.number()),
  estimate: v.optional(v.number()),
  priority: v.optional(literals(...TASK_PRIORITIES)),
  tags: v.optional(v.array(v.string())),
  repeats: v.optional(v.object({ rule: v.string(), timeZone: v.string() })),
});

export type SaidOfTask = Infer<typeof saidOfTask>;
