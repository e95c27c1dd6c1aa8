/** What can have a history. */
export const EVENT_NOUNS = [
  "task",
  "message",
  "file",
  "folder",
  "note",
  "channel",
  "person",
  "group",
  "emoji",
  "settings",
] as const;
export type EventNoun = (typeof EVENT_NOUNS)[number];

/** What can be done to it. A person who "joined" came by themselves, one who was "added" was brought. */
export const EVENT_VERBS = [
  "created",
  "changed",
  "moved",
  "deleted",
  "restored",
  "archived",
  "unarchived",
  "joined",
  "left",
  "added",
  "removed",
  "deactivated",
  "reactivated",
] as const;
export type EventVerb = (typeof EVENT_VERBS)[number];

/** Fields of a task that other fields explain, or that say nothing to a person. */
export const DERIVED_TASK_FIELDS: ReadonlySet<string> = new Set([
  "number",
  "rank",
  "audience",
  "assignedAt",
  "startedAt",
  "completedAt",
  "archivedAt",
  "movedAt",
  "blockedAt",
  "deletedAt",
  "categorySource",
  "fileCount",
  "openBlockers",
  "hasRelations",
  "subtaskRank",
  "parentNumber",
  "subtaskCount",
  "subtasksDone",
  "hasSubtasks",
  "isLong",
  "checkCount",
  "checksDone",
  "createdBy",
  "threadId",
  "formerThreadIds",
]);
