/** Tasks with all the relations they can have, a walk that is nearly too long, and more that wait for Ana than one page has. */
import type { Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import type { makeWorkspace } from "../../convex/testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type TaskId = Id<"tasks">;

/** Those of the workspace, none of them done. */
const openOf = (tasks: readonly TaskId[]) => tasks.filter((_, i) => i % 3 === 0);

const BRANCHES = 9;
const most = LIMITS.relationsPerTask;

export const relatedIn = (tasks: readonly TaskId[]) => {
  const open = openOf(tasks);
  return {
    /** Named by as many as can name it, and naming as many as it can. */
    hub: tasks[0]!,
    /** One that is done, and those who wait for it. */
    done: tasks[290]!,
    waiting: open.slice(700, 700 + most).toSorted(),
    /** Where a long walk begins, and one that nothing leads to. */
    root: open[200]!,
    alone: open[699]!,
  };
};

export async function fillRelations(
  { t, ana, zoe }: Workspace,
  times: number,
  tasks: readonly TaskId[],
): Promise<void> {
  const open = openOf(tasks);
  const { hub, done, waiting, root } = relatedIn(tasks);
  const forAna = (taskId: TaskId, otherId: TaskId) => ({ taskId, otherId, waiterId: zoe, awaitedId: ana });
  const forZoe = (taskId: TaskId, otherId: TaskId) => ({ taskId, otherId, waiterId: ana, awaitedId: zoe });
  const branches = open.slice(201, 201 + BRANCHES);
  const leaves = open.slice(210, 210 + BRANCHES * most);
  const rows = [
    ...open.slice(1, 1 + most).map((id) => forAna(id, hub)),
    ...open.slice(100, 100 + most).map((id) => forZoe(hub, id)),
    ...waiting.map((id) => forAna(id, done)),
    ...branches.map((id) => forZoe(root, id)),
    ...leaves.map((id, i) => forZoe(branches[Math.floor(i / most)]!, id)),
    ...Array.from({ length: 300 * times }, (_, i) => forAna(open[800 + i]!, open[801 + i]!)),
  ];
  await t.run(async ({ db }) => {
    for (const id of [hub, done]) await db.patch("tasks", id, { hasRelations: true });
    for (const row of rows) await db.insert("taskRelations", { ...row, kind: "blockedBy", isOpen: true });
  });
}
