/** What a new task begins with, and what stays of its template once others have said more. */
import { quickAdd } from "@convex/shared/board/quickAdd";
import { tagKey } from "@convex/shared/board/facts";
import { withoutParts } from "../quick/useQuickText";
import type { TaskFields } from "../useTaskDraft";
import type { Template } from "./useTemplates";

/** Nothing of its title is read once more. */
function titleOf({ title }: Template): string {
  return withoutParts(title, quickAdd(title, { now: new Date() }).parts);
}

/** The fields of a new task with what a template says; words that were typed stay. */
export function withTemplate(typed: TaskFields, template: Template): Partial<TaskFields> {
  const { _id, name, status, column, channelId, priority, estimate, assigneeId, subtasks } = template;
  const known = new Set(typed.tags.map(tagKey));
  return {
    ...(typed.title.trim() === "" && { title: titleOf(template) }),
    ...(typed.description.trim() === "" && { description: template.description }),
    tags: [...typed.tags, ...template.tags.filter((tag) => !known.has(tagKey(tag)))],
    status,
    ...(priority && { priority }),
    ...(estimate !== undefined && { estimate }),
    ...(assigneeId && { assigneeId }),
    ...(channelId && typed.channelId === undefined && { channelId }),
    template: { _id, name, status, column, channelId, parts: subtasks.length },
  };
}

/** The column that a template names, while the task is where that is. */
export function columnOf({ template, status, channelId }: TaskFields): string | undefined {
  const isThere = template?.status === status && template.channelId === channelId;
  return isThere ? template.column : undefined;
}
