/** Words of tables of tasks, as other tools write them: over their columns, and in them. */
import type { TaskStatus } from "../tasks";
import type { TaskPriority } from "./facts";

export const PASTED_FIELDS = [
  "title",
  "description",
  "status",
  "assignee",
  "due",
  "priority",
  "tags",
  "estimate",
] as const;
export type PastedField = (typeof PASTED_FIELDS)[number];

/** Words that stand over columns, in small letters and without what is no letter. */
export const HEADER_WORDS: Record<PastedField, readonly string[]> = {
  title: ["title", "task", "name", "summary", "subject", "what", "issue", "card", "to do", "todo"],
  description: ["description", "notes", "note", "details", "body", "comment", "comments"],
  status: ["status", "state", "column", "stage", "list", "done"],
  assignee: ["assignee", "owner", "who", "person", "assigned to", "responsible", "assigned"],
  due: ["due", "due date", "date", "deadline", "when", "due on", "by"],
  priority: ["priority", "prio", "importance", "urgency"],
  tags: ["tags", "tag", "labels", "label", "categories", "keywords"],
  estimate: ["estimate", "hours", "effort", "time", "estimated hours", "h"],
};

export const STATUS_WORDS: Record<TaskStatus, readonly string[]> = {
  todo: ["todo", "to do", "open", "new", "backlog", "not started", "no", "false", "planned"],
  in_progress: ["in progress", "doing", "started", "active", "wip", "ongoing", "in work"],
  done: ["done", "closed", "complete", "completed", "finished", "resolved", "yes", "true", "x"],
};
export const PRIORITY_WORDS: Record<TaskPriority, readonly string[]> = {
  urgent: ["urgent", "highest", "critical", "blocker", "p0"],
  high: ["high", "major", "p1"],
  normal: ["normal", "medium", "p2"],
  low: ["low", "lowest", "minor", "trivial", "p3"],
};
