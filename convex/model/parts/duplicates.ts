/**
 * A second card that says the same: with its description, its boxes as they are, and all that is a part of it; not with its
 * files, its discussion, its relations, nor what was done to it. One action of a person, as undo sees it.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { canReadTask, checkOpen, requireOpenChannel, type UserMutationCtx } from "../access";
import { textOf } from "../board/descriptions";
import { rankAt, rankAtEnd } from "../board/ranks";
import * as Parts from "../board/subtasks";
import * as TaskRows from "../board/taskRows";
import * as Categorisations from "../categories/categorisations";
import { nextNumber } from "../counters";
import { fail } from "../errors";
import { readerOf } from "../tasks/relations";
import * as Subtasks from "../tasks/subtasks";

type Task = Doc<"tasks">;
type AsPart = Partial<Pick<Task, "parentId" | "subtaskRank">>;

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
  const tree = await treeOf(ctx, task);
  for (const channelId of new Set([...tree.keys()].flatMap((one) => one.channelId ?? [])))
    await requireOpenChannel(ctx, channelId);
  const copyId = await copy(ctx, task, await besideIn(ctx, task));
  const copies = new Map([[task._id, copyId]]);
  for (const [part, parent] of tree) {
    if (!parent) continue;
    const place = { parentId: copies.get(parent._id)!, subtaskRank: part.subtaskRank };
    copies.set(part._id, await copy(ctx, part, place));
  }
  const made = (await ctx.db.get("tasks", copyId))!;
  const rank = await rankAt(ctx, { status: made.status, before: task._id }, made.number);
  await TaskRows.patch(ctx, made, { rank }, "moved");
  if (made.parentId) await Subtasks.place(ctx, { ...made, rank }, { before: task._id });
  return { taskId: copyId, commitTs: ctx.db.vars.commitTs };
}

/** The card and all its parts that the caller may read, each behind its parent. @throws COPY_TOO_LARGE */
async function treeOf(ctx: UserMutationCtx, task: Task): Promise<Map<Task, Task | null>> {
  const mayRead = readerOf(ctx);
  const tree = new Map<Task, Task | null>([[task, null]]);
  // A map goes on with what is added to it meanwhile.
  for (const [whole] of tree) {
    if (whole.hasSubtasks !== true) continue;
    for (const part of await Parts.partsOf(ctx, whole._id)) if (await mayRead(part)) tree.set(part, whole);
    if (tree.size > LIMITS.duplicated) throw fail("COPY_TOO_LARGE");
  }
  return tree;
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
  const person = assigneeId && (await ctx.db.get("users", assigneeId));
  const isOwned = person && person.deactivatedAt === undefined && (await canReadTask(ctx, task, person._id));
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
