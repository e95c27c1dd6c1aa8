/** A task with all the parts it can have, some of which have parts of their own. */
import type { Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import type { makeWorkspace } from "../../convex/testing.setup";

type TaskId = Id<"tasks">;

/** Those of the workspace: its parts, and theirs. */
const partsIn = (tasks: readonly TaskId[]) => tasks.filter((_, i) => i % 3 === 0).slice(1_000);

/** A part of the first task. */
export const subtaskIn = (tasks: readonly TaskId[]) => partsIn(tasks)[3]!;

/** One with as many parts as can be duplicated at once, and a description as all of them have. */
export const duplicatedIn = (tasks: readonly TaskId[]) => tasks[3]!;

export async function fillSubtasks(
  { t }: Awaited<ReturnType<typeof makeWorkspace>>,
  tasks: readonly TaskId[],
): Promise<void> {
  const most = LIMITS.subtasksPerTask;
  const [whole, parts] = [tasks[0]!, partsIn(tasks)];
  const rankOf = (i: number) => `a${String(i).padStart(4, "0")}V`;
  await t.run(async ({ db }) => {
    const marks = { hasSubtasks: true, subtaskCount: most };
    await db.patch("tasks", duplicatedIn(tasks), { hasSubtasks: true, subtaskCount: LIMITS.duplicated - 1 });
    for (const [i, taskId] of tasks.slice(6, 6 + 3 * (LIMITS.duplicated - 1)).entries())
      if (i % 3 === 0) {
        const part = { parentId: duplicatedIn(tasks), parentNumber: 4, subtaskRank: rankOf(i) };
        await db.patch("tasks", taskId, part);
      }
    for (const taskId of [whole, parts[0]!, parts[1]!]) await db.patch("tasks", taskId, marks);
    for (const [i, taskId] of parts.slice(0, 3 * most).entries()) {
      const parentId = [whole, parts[0]!, parts[1]!][Math.floor(i / most)]!;
      await db.patch("tasks", taskId, { parentId, parentNumber: 1, subtaskRank: rankOf(i) });
    }
  });
}
