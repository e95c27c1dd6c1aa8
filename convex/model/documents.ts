/**
 * Documents as those who operate a workspace may see them: that they are there, when they were made and how large they
 * are, with a few fields that no person wrote.
 *
 * Rules  An admin reads no private channel. What people write, name, choose or look at, and whom they talk to, is in no
 *        list below. Whoever adds a table decides what of it is shown; a table shows nothing until somebody does.
 */
import { pick } from "convex-helpers";
import { getDocumentSize, v, type Infer, type Value } from "convex/values";
import type { Doc, TableNames } from "../_generated/dataModel";

const SHOWN = {
  accessRequests: [],
  aiSettings: ["mode", "monthlyTokens"],
  availability: [],
  boardDays: ["day"],
  boardMoves: [],
  boardViews: [],
  boards: [],
  bookmarks: [],
  categorisations: ["status", "attempts", "dueAt"],
  channelLevels: [],
  channels: ["kind", "isArchived"],
  conversions: ["phase"],
  corrections: [],
  counters: ["name", "shard", "value"],
  cronRuns: ["name", "startedAt", "durationMs", "error"],
  deletions: ["phase", "at"],
  drafts: [],
  emoji: [],
  emails: ["kind", "status", "attempts", "dueAt", "transport"],
  events: [],
  fileSettings: ["fileBytes", "totalBytes"],
  files: ["size", "state"],
  fileTexts: [],
  folders: [],
  groupMembers: [],
  groups: ["memberCount", "isDeleted"],
  heads: [],
  invitations: ["expiresAt"],
  keywords: [],
  labels: [],
  linkKeys: [],
  linkLooks: ["status", "attempts", "dueAt"],
  linkPreviews: ["lookedAt"],
  linkUses: [],
  mailSettings: ["lane"],
  memberships: [],
  messages: [],
  noteTexts: [],
  notes: [],
  notices: [],
  presence: [],
  profiles: [],
  providerEvents: ["source", "type", "status", "attempts", "dueAt"],
  rateLimits: [],
  pushKeys: [],
  pushSubscriptions: [],
  pushes: ["status", "attempts", "dueAt"],
  reactions: [],
  readPositions: [],
  reminders: [],
  rhythms: [],
  rings: [],
  ringSettings: [],
  savedSearches: [],
  saves: [],
  scheduledMessages: [],
  searchEntries: ["kind", "isPart"],
  senders: ["queue", "until"],
  sidebars: [],
  signals: [],
  suppressions: [],
  tallies: [],
  taskBatches: ["made"],
  taskDeferrals: [],
  taskDescriptions: [],
  taskRecurrences: ["nextAt"],
  taskRelations: [],
  taskHelpers: [],
  automationReminders: [],
  automations: [],
  automationSteps: [],
  taskTemplates: [],
  taskWatchers: [],
  tasks: [],
  threadFollows: [],
  uploadSweeps: [],
  usedLinks: ["expiresAt"],
  users: ["role", "isDeactivated"],
  windows: [],
  workspace: [],
} as const satisfies { [Table in TableNames]: readonly (keyof Doc<Table>)[] };

export const TABLES = Object.keys(SHOWN) as TableNames[];

export const documentView = v.object({
  _id: v.string(),
  _creationTime: v.number(),
  size: v.number(),
  /** By their names. */
  shown: v.record(v.string(), v.union(v.string(), v.number(), v.boolean())),
});

/** The names of the fields of a table that are shown. */
export const shownOf = (table: TableNames): readonly string[] => SHOWN[table];

export function toView(table: TableNames, document: Doc<TableNames>): Infer<typeof documentView> {
  const { _id, _creationTime, ...fields } = document as Record<string, Value> & Doc<TableNames>;
  return {
    _id,
    _creationTime,
    size: getDocumentSize(document as Record<string, Value>),
    shown: pick(fields, [...SHOWN[table]]) as Infer<typeof documentView>["shown"],
  };
}
