/** A task with as many watchers as there may be, who may read it one by one; notices of what was changed of tasks; and all labels. */
import type { Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import type { makeWorkspace } from "../../convex/testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

const AT_ONCE = 50;

/** @param tasks  the first of them has the watchers */
export async function fillTaskPeople(
  { t, ana, ben, zoe }: Workspace,
  times: number,
  { tasks, crowd }: { tasks: Id<"tasks">[]; crowd: Id<"users">[] },
): Promise<void> {
  const watchers = [ana, ben, zoe, ...crowd].slice(0, LIMITS.watchersPerTask);
  await t.run(async ({ db }) => {
    const listed = { taskId: tasks[0]!, isOpen: true, madeAt: 0 };
    for (const userId of watchers) await db.insert("taskWatchers", { ...listed, userId });
  });
  await t.run(async ({ db }) => {
    for (let i = 0; i < LIMITS.labels; i++) {
      const name = String(i).padStart(LIMITS.tag, "あ");
      await db.insert("labels", { name, key: name, colour: "red", createdBy: zoe });
    }
  });
  for (let i = 0; i < 550 * times; i += AT_ONCE)
    await t.run(async ({ db }) => {
      for (const taskId of tasks.slice(i + 1, i + 1 + AT_ONCE))
        await db.insert("notices", {
          userId: ana,
          kind: "assignment",
          taskId,
          actorId: zoe,
          postedAt: Date.now(),
          commitTs: db.vars.commitTs,
          state: "unread",
          changes: ["title"],
        });
      for (const taskId of tasks.slice(i + 1, i + 1 + AT_ONCE))
        await db.insert("taskHelpers", { taskId, userId: ana, isOpen: true, dueDate: 1, madeAt: i });
    });
}
