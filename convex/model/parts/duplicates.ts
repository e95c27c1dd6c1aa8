/**
 * A second card that says the same: with its description, its boxes as they are, and all that is a part of it; not with its
 * files, its discussion, its relations, nor what was done to it. One action of a person, as undo sees it.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { checkOpen, requireOpenChannel, type UserMutationCtx } from "../access";
import { textOf } from "../board/descriptions";
import { rankAt, rankAtEnd } from "../board/ranks";
import * as TaskRows from "../board/taskRows";
import * as Categorisations from "../categories/categorisations";
import { nextNumber } from "../counters";
import { fail } from "../errors";
import { readerOf } from "../tasks/relations";
import * as Subtasks from "../tasks/subtasks";
import { copyTree, havers, treeOf, type AsPart } from "./copies";

type Task = Doc<"tasks">;

export const duplicateView = v.object({
  taskId: v.id("tasks"),
  /** The action that it is, for `undo.action`. */
  commitTs: v.commitTs(),
});

/**
 * Puts the copy directly below the card, on its board and among the parts of the same parent.
 *
 * @throws COPY_TOO_LARGE | NOT_A_MEMBER | CHANNEL_ARCHIVED | COLUMN_FULL | TOO_MANY_SUBTASKS
 */
export async function make(ctx: UserMutationCtx, task: Task): Promise<Infer<typeof duplicateView>> {
  const { tree, left } = await treeOf(ctx, task, readerOf(ctx));
  if (left > 0) throw fail("COPY_TOO_LARGE");
  for (const channelId of new Set([...tree.keys()].flatMap((one) => one.channelId ?? [])))
    await requireOpenChannel(ctx, channelId);
  const beside = await besideIn(ctx, task);
  const copies = await copyTree(tree, async (one, part) => await copy(ctx, one, part ?? beside));
  const copyId = copies.get(task._id)!;
  const made = (await ctx.db.get("tasks", copyId))!;
  const rank = await rankAt(ctx, { status: made.status, before: task._id }, made.number);
  await TaskRows.patch(ctx, made, { rank }, "moved");
  if (made.parentId) await Subtasks.place(ctx, { ...made, rank }, { before: task._id });
  return { taskId: copyId, commitTs: ctx.db.vars.commitTs };
}

/** A part of the same task, where its person may make one. @throws TOO_MANY_SUBTASKS */
async function besideIn(ctx: UserMutationCtx, { parentId }: Task): Promise<AsPart> {
  const parent = parentId ? await ctx.db.get("tasks", parentId) : null;
  if (!parent || !(await readerOf(ctx)(parent))) return {};
  await checkOpen(ctx, parent);
  return await Subtasks.asPart(ctx, parent);
}

/** At the end of the column. Who has left, or may not read it any more, does not get another. */
async function copy(ctx: UserMutationCtx, task: Task, part: AsPart): Promise<Id<"tasks">> {
  const { title, status, column, tags, priority, estimate, startDate, dueDate, dueAt } = task;
  const { channelId, category, categorySource, assigneeId } = task;
  const isOwned = assigneeId && (await havers(ctx)(task, assigneeId));
  const number = await nextNumber(ctx, "tasks");
  const said = { title, description: await textOf(ctx, task._id), tags, priority, estimate };
  const placed = { startDate, dueDate, dueAt, channelId, status, column, category, categorySource };
  const copyId = await TaskRows.insert(ctx, {
    ...said,
    ...placed,
    ...(isOwned && { assigneeId, ...(assigneeId !== ctx.user._id && { assignedAt: Date.now() }) }),
    ...(status === "done" && { completedAt: Date.now() }),
    ...part,
    number,
    rank: rankAtEnd(ctx, number),
    createdBy: ctx.user._id,
  });
  if (categorySource === undefined) await Categorisations.categorise(ctx, copyId, ctx.user._id);
  return copyId;
}
