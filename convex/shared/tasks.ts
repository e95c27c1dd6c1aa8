/** The columns of the board, from left to right. */
export const TASK_STATUSES = ["todo", "in_progress", "done"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Most pressing first. */
export const TASK_CATEGORIES = ["urgent", "important", "routine"] as const;
export type TaskCategory = (typeof TASK_CATEGORIES)[number];

/** Who chose a category: a person, one of the two kinds of provider, or the built-in rules. */
export const CATEGORY_SOURCES = ["person", "anthropic", "openai", "rules"] as const;
export type CategorySource = (typeof CATEGORY_SOURCES)[number];

/** What the AI of the workspace does: nothing, the built-in rules only, or the provider with the rules behind it. */
export const AI_MODES = ["off", "rules", "provider"] as const;
export type AiMode = (typeof AI_MODES)[number];

type Placed = { status: TaskStatus; rank: string };

/** The order of the board. Ranks compare by code unit: a locale would put "a0" and "Zz" the other way round. */
export function byStatusThenRank(a: Placed, b: Placed): number {
  const columns = TASK_STATUSES.indexOf(a.status) - TASK_STATUSES.indexOf(b.status);
  if (columns !== 0) return columns;
  return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0;
}

/** How people call a task: "T-42". */
export function taskLabel(task: { number: number }): string {
  return `T-${task.number}`;
}

/** What one task says of another. Of two that are related each is related to the other. */
export const RELATION_KINDS = ["blockedBy", "relatesTo", "duplicates"] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** The same as each of the two sees it, in the order in which a task shows them. */
export const RELATION_WAYS = ["blockedBy", "blocks", "relatesTo", "duplicates", "duplicatedBy"] as const;
export type RelationWay = (typeof RELATION_WAYS)[number];

/** What the other one says of the first. */
export const OTHER_WAY: Record<RelationWay, RelationWay> = {
  blockedBy: "blocks",
  blocks: "blockedBy",
  relatesTo: "relatesTo",
  duplicates: "duplicatedBy",
  duplicatedBy: "duplicates",
};
