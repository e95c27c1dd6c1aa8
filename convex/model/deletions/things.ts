/** What goes with each thing of a channel. Each answers whether all of it is gone: what is left is for the next transaction. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { UserMutationCtx } from "../access";
import { KIB, takeWithin } from "../batches";
import * as TaskRows from "../board/taskRows";
import * as Files from "../files/files";
import * as LinkPreviews from "../files/linkPreviews";
import { removeFile } from "../files/sweep";
import * as Discussions from "../tasks/discussions";
import * as Sources from "../tasks/sources";
import * as Triggers from "../triggers";
import { mayHaveLinks } from "../../shared/markdown/mayHaveLinks";
import { ringTag } from "../../shared/push/pushData";

/** Of one kind, with one thing, in one transaction. */
const AT_ONCE = { rows: 200, bytes: 512 * KIB };

type Rows = AsyncIterable<{ _id: Id<"events"> }>;

/** Removes the first rows of each query. */
async function drop(ctx: MutationCtx, queries: readonly AsyncIterable<object>[]): Promise<boolean> {
  let isAll = true;
  for (const query of queries as readonly Rows[]) {
    const { rows, isCut } = await takeWithin(query, AT_ONCE);
    for (const { _id } of rows) await ctx.db.delete(_id);
    isAll &&= !isCut;
  }
  return isAll;
}

/** What search, history and people's presence have of a thing. */
const tracesOf = ({ db }: MutationCtx, id: string) => [
  db.query("searchEntries").withIndex("by_subject", (q) => q.eq("subject", id)),
  db.query("events").withIndex("by_subject", (q) => q.eq("subject", id)),
];

const NO_SOURCE = { fromMessageId: undefined, fromMessageIds: undefined };

export async function message(ctx: UserMutationCtx, row: Doc<"messages">): Promise<boolean> {
  const { _id } = row;
  const { db } = ctx;
  const isAll = await drop(ctx, [
    ...tracesOf(ctx, _id),
    ...(row.hasReactions === true
      ? [db.query("reactions").withIndex("by_messageId_and_commitTs", (q) => q.eq("messageId", _id))]
      : []),
    db.query("reminders").withIndex("by_messageId", (q) => q.eq("messageId", _id)),
    ...(mayHaveLinks(row.text)
      ? [db.query("linkLooks").withIndex("by_messageId", (q) => q.eq("messageId", _id))]
      : []),
    db.query("signals").withIndex("by_where_and_userId", (q) => q.eq("where", _id)),
    db.query("pushes").withIndex("by_tag", (q) => q.eq("tag", ringTag({ threadId: _id }))),
  ]);
  await LinkPreviews.assign(ctx, row, []);
  // Those that have gone elsewhere since: messages of which one was made are of one channel.
  const tasks = db.query("tasks").withIndex("by_fromMessageId", (q) => q.eq("fromMessageId", _id));
  for (const one of await tasks.collect()) await TaskRows.patch(ctx, one, NO_SOURCE);
  if (isAll) await db.delete("messages", _id);
  return isAll;
}

/** What everybody could see stays on the board of the workspace; what only members saw goes with their channel. */
export async function task(ctx: UserMutationCtx, row: Doc<"tasks">): Promise<boolean> {
  if (row.audience !== "workspace") return await hiddenTask(ctx, row);
  const { threadId, formerThreadIds } = await Discussions.movedTo(ctx, row, {});
  await TaskRows.patch(ctx, row, { channelId: undefined, threadId, formerThreadIds }, "moved");
  return true;
}

async function hiddenTask(ctx: UserMutationCtx, row: Doc<"tasks">): Promise<boolean> {
  const { _id } = row;
  const { db } = ctx;
  // First, since the history of the task tells of it.
  if (!(await freeParts(ctx, _id))) return false;
  const isAll = await drop(ctx, [
    ...tracesOf(ctx, _id),
    db.query("taskDescriptions").withIndex("by_taskId", (q) => q.eq("taskId", _id)),
    db.query("taskRecurrences").withIndex("by_taskId", (q) => q.eq("taskId", _id)),
    db.query("taskRecurrences").withIndex("by_formerId", (q) => q.eq("formerId", _id)),
    db.query("taskHelpers").withIndex("by_taskId", (q) => q.eq("taskId", _id)),
    db.query("taskWatchers").withIndex("by_taskId_and_userId", (q) => q.eq("taskId", _id)),
    db.query("taskDeferrals").withIndex("by_taskId", (q) => q.eq("taskId", _id)),
    db.query("categorisations").withIndex("by_taskId", (q) => q.eq("taskId", _id)),
    db.query("corrections").withIndex("by_taskId", (q) => q.eq("taskId", _id)),
    db.query("notices").withIndex("by_taskId_and_kind_and_userId", (q) => q.eq("taskId", _id)),
    db.query("notices").withIndex("by_otherTaskId_and_kind", (q) => q.eq("otherTaskId", _id)),
    db.query("taskRelations").withIndex("by_taskId_and_kind_and_otherId", (q) => q.eq("taskId", _id)),
    db.query("taskRelations").withIndex("by_otherId_and_kind_and_taskId", (q) => q.eq("otherId", _id)),
    db.query("reminders").withIndex("by_taskId_and_before", (q) => q.eq("taskId", _id)),
    db.query("automationReminders").withIndex("by_taskId_and_commitTs", (q) => q.eq("taskId", _id)),
    db.query("drafts").withIndex("by_taskId", (q) => q.eq("taskId", _id)),
    db.query("signals").withIndex("by_where_and_userId", (q) => q.eq("where", _id)),
    db.query("pushes").withIndex("by_tag", (q) => q.eq("tag", ringTag({ taskId: _id }))),
  ]);
  if (!isAll) return false;
  const sources = await Sources.messagesOf(ctx, row);
  await Sources.unlink(
    ctx,
    _id,
    sources.filter((source) => source.channelId !== row.channelId),
  );
  await db.delete("tasks", _id);
  return true;
}

/** Parts of a task that goes are cards of their own, wherever they are. */
async function freeParts(ctx: UserMutationCtx, taskId: Id<"tasks">): Promise<boolean> {
  const parts = ctx.db
    .query("tasks")
    .withIndex("by_parentId_and_away_and_subtaskRank", (q) => q.eq("parentId", taskId));
  const { rows, isCut } = await takeWithin(parts, AT_ONCE);
  // Nobody's doing: what cannot come back is not offered to be taken back.
  const nobody = { ...ctx, user: undefined };
  for (const part of rows)
    await TaskRows.patch(nobody, part, { parentId: undefined, subtaskRank: undefined });
  return !isCut;
}

export async function automation(ctx: MutationCtx, { _id }: Doc<"automations">): Promise<boolean> {
  await Triggers.remove(ctx, _id);
  return true;
}

export async function note(ctx: MutationCtx, { _id }: Doc<"notes">): Promise<boolean> {
  const texts = ctx.db.query("noteTexts").withIndex("by_noteId_and_revision", (q) => q.eq("noteId", _id));
  const isAll = await drop(ctx, [...tracesOf(ctx, _id), texts]);
  if (isAll) await ctx.db.delete("notes", _id);
  return isAll;
}

export async function folder(ctx: MutationCtx, { _id }: Doc<"folders">): Promise<boolean> {
  const isAll = await drop(ctx, tracesOf(ctx, _id));
  if (isAll) await ctx.db.delete("folders", _id);
  return isAll;
}

/** With its bytes; one that was taken off a task that stays goes with that. */
export async function file(ctx: MutationCtx, row: Doc<"files">): Promise<boolean> {
  if (row.taskId && (await ctx.db.get("tasks", row.taskId))) {
    await Files.patch(ctx, row._id, { channelId: undefined, folderId: undefined });
    return true;
  }
  const isAll = await drop(ctx, tracesOf(ctx, row._id));
  if (isAll) await removeFile(ctx, row);
  return isAll;
}

/** Its files wait again, and go where nobody uses them. */
export async function scheduledMessage(ctx: MutationCtx, row: Doc<"scheduledMessages">): Promise<boolean> {
  await Files.setHeld(ctx, await Files.heldRows(ctx, row), false);
  await ctx.db.delete("scheduledMessages", row._id);
  return true;
}

export async function linkPreview(ctx: MutationCtx, row: Doc<"linkPreviews">): Promise<boolean> {
  const uses = ctx.db
    .query("linkUses")
    .withIndex("by_previewId_and_messageId", (q) => q.eq("previewId", row._id));
  const isAll = await drop(ctx, [uses]);
  if (isAll) await LinkPreviews.remove(ctx, row);
  return isAll;
}

/** That of a task that stays is about that. */
export async function notice(ctx: MutationCtx, { _id, taskId, channelId }: Doc<"notices">): Promise<boolean> {
  const about = taskId && (await ctx.db.get("tasks", taskId));
  if (about && about.channelId !== channelId)
    await ctx.db.patch("notices", _id, { channelId: about.channelId });
  else await ctx.db.delete("notices", _id);
  return true;
}

/** It stays, and has no place for the channel. */
export async function sidebar(
  ctx: MutationCtx,
  { _id, sections }: Doc<"sidebars">,
  channelId: Id<"channels">,
): Promise<boolean> {
  if (!sections.some(({ channelIds }) => channelIds.includes(channelId))) return true;
  const without = sections.map((section) => ({
    ...section,
    channelIds: section.channelIds.filter((id) => id !== channelId),
  }));
  await ctx.db.patch("sidebars", _id, { sections: without });
  return true;
}

/** That it was sent stays. One that waits is made anew when it is sent, of what its reader may read then. */
export async function email(
  ctx: MutationCtx,
  { _id, status, content }: Doc<"emails">,
  channelId: Id<"channels">,
): Promise<boolean> {
  const hasEnded = status !== "queued" && status !== "sending";
  if (hasEnded && JSON.stringify(content ?? null).includes(channelId))
    await ctx.db.patch("emails", _id, { content: undefined });
  return true;
}
