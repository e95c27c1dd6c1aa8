/** What is removed of a channel, kind by kind, and how its rows are found. */
import type { OrderedQuery } from "convex/server";
import type { DataModel, Doc, Id, TableNames } from "../../_generated/dataModel";
import { ringTag } from "../../shared/push/pushData";
import type { UserMutationCtx } from "../access";
import * as Counts from "../board/counts";
import * as MemberCounts from "../chat/memberCounts";
import type { DbCtx } from "../context";
import * as Things from "./things";

type Deletion = Doc<"deletions">;
type Db = DbCtx["db"];

type Step<T extends TableNames> = {
  rows: (db: Db, deletion: Pick<Deletion, "channelId" | "after">) => OrderedQuery<DataModel[T]>;
  /** In a transaction of its own within the other. Rows without it are only deleted. */
  remove?: (ctx: UserMutationCtx, row: Doc<T>, channelId: Id<"channels">) => Promise<boolean>;
  /** Its rows stay where they are: it goes through the table by their age. */
  isSearch?: true;
};
const step = <T extends TableNames>(one: Step<T>) => one as unknown as Step<TableNames>;

/** In this order: what people have of a thing goes after the thing, so that it is not made again. */
export const STEPS: Record<string, Step<TableNames>> = {
  tasks: step<"tasks">({
    rows: (db, { channelId }) =>
      db.query("tasks").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
    remove: Things.task,
  }),
  messages: step<"messages">({
    rows: (db, { channelId }) =>
      db
        .query("messages")
        .withIndex("by_channelId_and_threadId_and_commitTs", (q) => q.eq("channelId", channelId)),
    remove: Things.message,
  }),
  notes: step<"notes">({
    rows: (db, { channelId }) =>
      db.query("notes").withIndex("by_channelId_and_deletedAt", (q) => q.eq("channelId", channelId)),
    remove: Things.note,
  }),
  folders: step<"folders">({
    rows: (db, { channelId }) =>
      db.query("folders").withIndex("by_channelId_and_deletedAt", (q) => q.eq("channelId", channelId)),
    remove: Things.folder,
  }),
  files: step<"files">({
    rows: (db, { channelId }) =>
      db.query("files").withIndex("by_channelId_and_state", (q) => q.eq("channelId", channelId)),
    remove: Things.file,
  }),
  scheduledMessages: step<"scheduledMessages">({
    rows: (db, { channelId }) =>
      db.query("scheduledMessages").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
    remove: Things.scheduledMessage,
  }),
  linkPreviews: step<"linkPreviews">({
    rows: (db, { channelId }) =>
      db
        .query("linkPreviews")
        .withIndex("by_channelId_and_url_and_lookedAt", (q) => q.eq("channelId", channelId)),
    remove: Things.linkPreview,
  }),
  boardViews: step<"boardViews">({
    rows: (db, { channelId }) =>
      db.query("boardViews").withIndex("by_channelId_and_ownerId", (q) => q.eq("channelId", channelId)),
  }),
  taskTemplates: step<"taskTemplates">({
    rows: (db, { channelId }) =>
      db.query("taskTemplates").withIndex("by_channelId_and_place", (q) => q.eq("channelId", channelId)),
  }),
  automations: step<"automations">({
    rows: (db, { channelId }) =>
      db.query("automations").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
    remove: Things.automation,
  }),
  boardMoves: step<"boardMoves">({
    rows: (db, { channelId }) =>
      db.query("boardMoves").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
  }),
  boardDays: step<"boardDays">({
    rows: (db, { channelId }) =>
      db.query("boardDays").withIndex("by_channelId_and_day", (q) => q.eq("channelId", channelId)),
  }),
  boards: step<"boards">({
    rows: (db, { channelId }) =>
      db.query("boards").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
  }),
  bookmarks: step<"bookmarks">({
    rows: (db, { channelId }) =>
      db.query("bookmarks").withIndex("by_channelId_and_place", (q) => q.eq("channelId", channelId)),
  }),
  accessRequests: step<"accessRequests">({
    rows: (db, { channelId }) =>
      db.query("accessRequests").withIndex("by_channelId_and_userId", (q) => q.eq("channelId", channelId)),
  }),
  notices: step<"notices">({
    rows: (db, { channelId }) =>
      db.query("notices").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
    remove: Things.notice,
  }),
  threadFollows: step<"threadFollows">({
    rows: (db, { channelId }) =>
      db.query("threadFollows").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
  }),
  saves: step<"saves">({
    rows: (db, { channelId }) =>
      db.query("saves").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
  }),
  drafts: step<"drafts">({
    rows: (db, { channelId }) =>
      db.query("drafts").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
  }),
  readPositions: step<"readPositions">({
    rows: (db, { channelId }) =>
      db.query("readPositions").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
  }),
  channelLevels: step<"channelLevels">({
    rows: (db, { channelId }) =>
      db.query("channelLevels").withIndex("by_channelId_and_isLoud", (q) => q.eq("channelId", channelId)),
  }),
  rings: step<"rings">({
    rows: (db, { channelId }) =>
      db.query("rings").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
  }),
  pushes: step<"pushes">({
    rows: (db, { channelId }) =>
      db.query("pushes").withIndex("by_tag", (q) => q.eq("tag", ringTag({ channelId }))),
  }),
  signals: step<"signals">({
    rows: (db, { channelId }) =>
      db.query("signals").withIndex("by_where_and_userId", (q) => q.eq("where", channelId)),
  }),
  heads: step<"heads">({
    rows: (db, { channelId }) =>
      db
        .query("heads")
        .withIndex("by_channelId_and_threadId_and_foldedTs", (q) => q.eq("channelId", channelId)),
  }),
  // After the heads: without one, no fold says up to where anybody is told.
  rhythms: step<"rhythms">({
    rows: (db, { channelId }) =>
      db.query("rhythms").withIndex("by_channelId", (q) => q.eq("channelId", channelId)),
  }),
  memberships: step<"memberships">({
    rows: (db, { channelId }) =>
      db
        .query("memberships")
        .withIndex("by_channelId_and_isDeactivated", (q) => q.eq("channelId", channelId)),
  }),
  memberCounts: step<"tallies">({
    rows: (db, { channelId }) =>
      db.query("tallies").withIndex("by_key_and_commitTs", (q) => q.eq("key", MemberCounts.keyOf(channelId))),
  }),
  taskCounts: step<"tallies">({
    rows: (db, { channelId }) =>
      db.query("tallies").withIndex("by_key_and_commitTs", (q) => q.eq("key", Counts.keyOf(channelId))),
  }),
  sidebars: step<"sidebars">({
    rows: (db, { after }) =>
      db.query("sidebars").withIndex("by_creation_time", (q) => q.gt("_creationTime", after)),
    remove: Things.sidebar,
    isSearch: true,
  }),
  emails: step<"emails">({
    rows: (db, { after }) =>
      db.query("emails").withIndex("by_creation_time", (q) => q.gt("_creationTime", after)),
    remove: Things.email,
    isSearch: true,
  }),
  events: step<"events">({
    rows: (db, { channelId }) =>
      db.query("events").withIndex("by_subject", (q) => q.eq("subject", channelId)),
  }),
};
