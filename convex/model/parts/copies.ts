/** What a card that says the same as another is made of: the card with all that is a part of it, and who may have it. */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { canReadTask } from "../access";
import * as Parts from "../board/subtasks";
import type { DbCtx } from "../context";

type Task = Doc<"tasks">;
type TaskId = Id<"tasks">;
export type AsPart = Partial<Pick<Task, "parentId" | "subtaskRank">>;
/** Each card behind the one that it is a part of. */
type Tree = Map<Task, Task | null>;

/**
 * The card and those of its parts that are wanted.
 *
 * @returns `left` is how many of them are beyond `LIMITS.duplicated`; what is a part of those is not counted
 */
export async function treeOf(
  ctx: DbCtx,
  task: Task,
  isWanted: (part: Task) => Promise<boolean>,
): Promise<{ tree: Tree; left: number }> {
  const tree: Tree = new Map([[task, null]]);
  let left = 0;
  // A map goes on with what is added to it meanwhile.
  for (const [whole] of tree) {
    if (whole.hasSubtasks !== true || left > 0) continue;
    for (const part of await Parts.partsOf(ctx, whole._id)) {
      if (!(await isWanted(part))) continue;
      if (tree.size < LIMITS.duplicated) tree.set(part, whole);
      else left += 1;
    }
  }
  return { tree, left };
}

/** Copies a tree, parents first. @param copy  makes one, as a part of its copied parent; the first as what it is itself */
export async function copyTree(
  tree: Tree,
  copy: (task: Task, part: AsPart | null) => Promise<TaskId>,
): Promise<Map<TaskId, TaskId>> {
  const copies = new Map<TaskId, TaskId>();
  for (const [task, parent] of tree) {
    const place = parent && { parentId: copies.get(parent._id)!, subtaskRank: task.subtaskRank };
    copies.set(task._id, await copy(task, place));
  }
  return copies;
}

/** Answers whether somebody is here and may read the cards of a place: asked once for each. */
export function havers(
  ctx: DbCtx,
): (place: Pick<Task, "channelId">, userId: Id<"users">) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  async function ask(place: Pick<Task, "channelId">, userId: Id<"users">): Promise<boolean> {
    const person = await ctx.db.get("users", userId);
    return person !== null && person.deactivatedAt === undefined && (await canReadTask(ctx, place, userId));
  }
  return async (place, userId) => {
    const key = `${place.channelId ?? ""} ${userId}`;
    const answer = known.get(key) ?? ask(place, userId);
    known.set(key, answer);
    return await answer;
  };
}
