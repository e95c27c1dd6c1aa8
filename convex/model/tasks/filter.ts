/** What a list of tasks is narrowed down by, said as a search says it: both find the same. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { TASK_PRIORITIES } from "../../shared/board/facts";
import { operatorText, type OperatorName } from "../../shared/search/query";
import { TASK_CATEGORIES } from "../../shared/tasks";

/** What is absent narrows nothing. `text`: words and operators, as people type them. */
export const filter = v.object({
  text: v.optional(v.string()),
  isDone: v.optional(v.boolean()),
  assigneeId: v.optional(v.union(v.id("users"), v.literal("nobody"))),
  channelId: v.optional(v.id("channels")),
  category: v.optional(literals(...TASK_CATEGORIES)),
  priority: v.optional(literals(...TASK_PRIORITIES, "none")),
  tag: v.optional(v.string()),
  /** Its key, or its name. */
  column: v.optional(v.string()),
  due: v.optional(literals("overdue", "today", "week")),
});

const DUE = { overdue: ["is", "overdue"], today: ["due", "today"], week: ["due", "this week"] } as const;

/** Words come last: of what may still be typed a beginning is enough. */
export function textOf({ text = "", isDone, ...rest }: Infer<typeof filter>): string {
  const { assigneeId, channelId, category, priority, tag, column, due } = rest;
  const said: [OperatorName, string | undefined][] = [
    ["is", isDone === undefined ? undefined : isDone ? "done" : "open"],
    ["assignee", assigneeId === "nobody" ? "none" : assigneeId],
    ["in", channelId],
    ["category", category],
    ["priority", priority],
    ["tag", tag],
    ["column", column],
    ...(due ? [[...DUE[due]] as [OperatorName, string]] : []),
  ];
  const operators = said.flatMap(([name, value]) =>
    value === undefined ? [] : operatorText({ name, value, isNot: false }),
  );
  return [...operators, text].join(" ");
}
