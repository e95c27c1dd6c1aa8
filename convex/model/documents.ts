/**
 * Documents as those who operate a workspace may see them: that they are there, when they were made and how large they
 * are, with a few fields that no person wrote.
 *
 * Rules  An admin reads no private channel. What people write, name, choose or look at, and whom they talk to, is in no
 *        list below. Whoever adds a table decides what of it is shown; a table shows nothing until somebody does.
 */
import { pick } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import { getDocumentSize, v, type Infer, type Value } from "convex/values";
import type { Doc, TableNames } from "../_generated/dataModel";
import schema from "../schema";

const SHOWN = {
  aiSettings: ["mode", "monthlyTokens"],
  categorisations: ["status", "attempts", "dueAt"],
  channels: ["kind", "isArchived"],
  corrections: [],
  counters: ["name", "shard", "value"],
  cronRuns: ["name", "startedAt", "durationMs", "error"],
  emails: ["kind", "status", "attempts", "dueAt", "transport"],
  events: [],
  heads: [],
  invitations: ["expiresAt"],
  linkKeys: [],
  mailSettings: ["lane"],
  memberships: [],
  messages: [],
  notices: [],
  presence: [],
  providerEvents: ["source", "type", "status", "attempts", "dueAt"],
  reactions: [],
  readPositions: [],
  senders: ["queue", "until"],
  suppressions: [],
  tallies: [],
  taskDescriptions: [],
  tasks: [],
  usedLinks: ["expiresAt"],
  users: ["role", "isDeactivated"],
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

/** A table with the names of the fields that are shown, and of those that are not, whichever of them a document has. */
export const tableView = v.object({
  name: literals(...TABLES),
  shown: v.array(v.string()),
  hidden: v.array(v.string()),
});

export function tables(): Infer<typeof tableView>[] {
  return TABLES.map((name) => {
    const shown: readonly string[] = SHOWN[name];
    const fields = Object.keys(schema.tables[name].validator.fields);
    return { name, shown: [...shown], hidden: fields.filter((field) => !shown.includes(field)) };
  });
}

export function toView(table: TableNames, document: Doc<TableNames>): Infer<typeof documentView> {
  const { _id, _creationTime, ...fields } = document as Record<string, Value> & Doc<TableNames>;
  return {
    _id,
    _creationTime,
    size: getDocumentSize(document as Record<string, Value>),
    shown: pick(fields, [...SHOWN[table]]) as Infer<typeof documentView>["shown"],
  };
}
