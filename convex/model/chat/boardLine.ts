import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { TASK_STATUSES } from "../../shared/tasks";

/** What a board says in a conversation. The text of its message names the tasks, for search and for what shows texts alone. */
export const boardLine = v.object({
  /** Cards were moved; another task waits for the one that is talked of; what that waited for is done. */
  kind: literals("moved", "waits", "free"),
  /** Who did it; nobody where it came by itself. */
  by: v.array(v.id("users")),
  /** The numbers of the tasks, by the column that they came into. */
  tasks: v.array(
    v.object({
      numbers: v.array(v.number()),
      /** How many more came there. */
      more: v.optional(v.number()),
      status: v.optional(literals(...TASK_STATUSES)),
      /** Of a column that has one. */
      name: v.optional(v.string()),
    }),
  ),
});

export type BoardLine = Infer<typeof boardLine>;
