/** The row of a series, and who wants to be told of each of its tasks by its due time. Nothing of time zones is loaded here. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbCtx } from "../context";

type Row = Doc<"taskRecurrences">;
type Reminders = NonNullable<Row["reminders"]>;

export async function rowOf(ctx: DbCtx, taskId: Id<"tasks">): Promise<Row | null> {
  return await ctx.db
    .query("taskRecurrences")
    .withIndex("by_taskId", (q) => q.eq("taskId", taskId))
    .unique();
}

/** With the wishes of these people in the place of those they had. */
export const withWishes = (reminders: Reminders = [], wishes: Reminders): Reminders => [
  ...reminders.filter(({ userId }) => !wishes.some((wish) => wish.userId === userId)),
  ...wishes,
];

/** Somebody wants to be told of the tasks of a series, as of this one, or with null no more. A task that comes once has none. */
export async function wish(
  ctx: MutationCtx,
  { taskId, userId, before }: { taskId: Id<"tasks">; userId: Id<"users">; before: number | null },
): Promise<void> {
  const row = await rowOf(ctx, taskId);
  if (!row) return;
  const others = (row.reminders ?? []).filter((other) => other.userId !== userId);
  const reminders = before === null ? others : withWishes(others, [{ userId, before }]);
  await ctx.db.patch("taskRecurrences", row._id, { reminders });
}
