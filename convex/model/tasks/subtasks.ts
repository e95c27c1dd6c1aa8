/**
 * Which task is a part of which, as people choose it.
 *
 * Rules   No task is a part of itself, however many are between; parts lie in each other `LIMITS.subtaskDepth` deep at most.
 *         Both are decided by a walk up from the parent and one down from the part, through tasks that are deleted, which
 *         may come back, and that the caller may not read. The walk reads each task on its way up and the range of the
 *         parts of each on its way down, and whose part it is stands in the part and in the row of its parent: of two that
 *         together would close a circle each has read what the other writes. See decision 57.
 */
import { v, type Infer } from "convex/values";
import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx, UserQueryCtx } from "../access";
import * as Parts from "../board/subtasks";
import * as TaskRows from "../board/taskRows";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { brief, briefView, readerOf } from "./relations";

type Task = Doc<"tasks">;
type TaskId = Id<"tasks">;

export const subtaskView = briefView.extend({
  dueDate: v.optional(v.number()),
  channelId: v.optional(v.id("channels")),
  subtaskCount: v.optional(v.number()),
  subtasksDone: v.optional(v.number()),
});

/** The parts of a task that the caller may read, in their order. */
export async function ofTask(ctx: UserQueryCtx, { _id }: Task): Promise<Infer<typeof subtaskView>[]> {
  const mayRead = readerOf(ctx);
  const parts = await Parts.partsOf(ctx, _id);
  const views = parts.map(async (task) => {
    const { dueDate, channelId, subtaskCount, subtasksDone } = task;
    return (await mayRead(task)) ? [{ ...brief(task), dueDate, channelId, subtaskCount, subtasksDone }] : [];
  });
  return (await Promise.all(views)).flat();
}

/** The task that one is a part of, where that is there and the caller may read it. */
export async function parentOf(
  ctx: UserQueryCtx,
  { parentId }: Task,
): Promise<Infer<typeof briefView> | null> {
  const parent = parentId ? await ctx.db.get("tasks", parentId) : null;
  return parent && (await readerOf(ctx)(parent)) ? brief(parent) : null;
}

/** What a task says that becomes the last part of another one. */
type AsPart = { parentId: TaskId; subtaskRank: string };

/**
 * @param task  absent for a new one
 * @throws RELATION_CYCLE | RELATION_TOO_FAR | SUBTASKS_TOO_DEEP | TOO_MANY_SUBTASKS
 */
export async function asPart(ctx: DbCtx, parent: Task, task?: Task): Promise<AsPart> {
  await check(ctx, parent, task);
  const parts = await Parts.partsOf(ctx, parent._id);
  if (parts.length >= LIMITS.subtasksPerTask) throw fail("TOO_MANY_SUBTASKS");
  const subtaskRank = generateKeyBetween(parts.at(-1)?.subtaskRank ?? null, null);
  return { parentId: parent._id, subtaskRank };
}

/** Makes a task the last part of another one, or of none. The same again changes nothing. @throws as `asPart` */
export async function setParent(ctx: UserMutationCtx, task: Task, parent: Task | null): Promise<void> {
  if (parent?._id === task.parentId) return;
  const none = { parentId: undefined, subtaskRank: undefined };
  await TaskRows.patch(ctx, task, parent ? await asPart(ctx, parent, task) : none);
}

/** @throws RELATION_CYCLE | RELATION_TOO_FAR | SUBTASKS_TOO_DEEP */
export async function check(ctx: DbCtx, parent: Task, task: Task | undefined): Promise<void> {
  let depth = 1;
  for (let above: Task | null = parent; above; depth += 1) {
    if (above._id === task?._id) throw fail("RELATION_CYCLE");
    if (depth > LIMITS.subtaskDepth) throw fail("SUBTASKS_TOO_DEEP");
    above = above.parentId ? await ctx.db.get("tasks", above.parentId) : null;
  }
  // One more than there are tasks above.
  if (task && depth - 1 + (await heightOf(ctx, task)) > LIMITS.subtaskDepth) throw fail("SUBTASKS_TOO_DEEP");
}

/** How deep parts lie in a task. @throws RELATION_TOO_FAR */
async function heightOf(ctx: DbCtx, task: Task): Promise<number> {
  let height = 0;
  let walked = 0;
  let level = [task];
  for (;;) {
    const below: Task[] = [];
    for (const { _id, hasSubtasks } of level) {
      if (hasSubtasks !== true) continue;
      const parts = await ctx.db
        .query("tasks")
        .withIndex("by_parentId_and_away_and_subtaskRank", (q) => q.eq("parentId", _id))
        .take(LIMITS.relationsWalked - walked + 1);
      walked += parts.length;
      if (walked > LIMITS.relationsWalked) throw fail("RELATION_TOO_FAR");
      below.push(...parts);
    }
    if (below.length === 0) return height;
    height += 1;
    level = below;
  }
}

/** Beyond this a rank between two others is too long, and all are given anew. */
const LONGEST = 32;

/** Where a part is dropped: directly below `before`, or directly above `after`, or at the end. */
type Place = { before?: TaskId | undefined; after?: TaskId | undefined };

/** Puts a part in another place among those of its parent. */
export async function place(ctx: UserMutationCtx, task: Task, { before, after }: Place): Promise<void> {
  if (task.parentId === undefined) throw fail("NOT_FOUND");
  const others = (await Parts.partsOf(ctx, task.parentId)).filter(({ _id }) => _id !== task._id);
  const [above, below] = [before, after].map((id) => others.findIndex(({ _id }) => _id === id)) as [
    number,
    number,
  ];
  const at = above !== -1 ? above + 1 : below !== -1 ? below : others.length;
  const [low, high] = [others[at - 1]?.subtaskRank ?? null, others[at]?.subtaskRank ?? null];
  // One that was deleted for a while may have the rank of another one.
  const isTight = low !== null && low === high;
  const subtaskRank = isTight ? low : generateKeyBetween(low, high);
  if (!isTight && subtaskRank.length <= LONGEST) return await TaskRows.patch(ctx, task, { subtaskRank });
  const ordered = others.toSpliced(at, 0, task);
  const ranks = generateNKeysBetween(null, null, ordered.length);
  for (const [i, one] of ordered.entries()) {
    const actor = one === task ? ctx : { ...ctx, user: undefined };
    await TaskRows.patch(actor, one, { subtaskRank: ranks[i]! });
  }
}
