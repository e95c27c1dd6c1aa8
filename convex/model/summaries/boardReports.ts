/** What the report of a channel's board says of its cards: those that were done, and those that are in progress. */
import { v, type Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { columnKeyOf } from "../../shared/board/columns";
import { LIMITS } from "../../shared/limits";
import { requireReader } from "../access";
import { MIB, takeWithin } from "../batches";
import { requireDay } from "../board/days";
import { beganAt } from "../board/spans";
import type { DbCtx } from "../context";
import { doneIn } from "./doneTasks";

type ReaderCtx = DbCtx & Pick<QueryCtx, "runQuery">;

const BYTES = 3 * MIB;

const named = { taskId: v.id("tasks"), number: v.number(), title: v.string() };

export const doneView = v.object({
  /** The last first. */
  tasks: v.array(
    v.object({
      ...named,
      madeAt: v.number(),
      /** When it first came into progress; absent where it never was, and where that was before this was kept. */
      startedAt: v.optional(v.number()),
      completedAt: v.number(),
    }),
  ),
  /** There are earlier ones. */
  isCut: v.boolean(),
});

/** The tasks that were done from a day on, archived ones too. @throws NOT_SIGNED_IN | NOT_FOUND | DATE_INVALID */
export async function done(
  ctx: ReaderCtx,
  { channelId, from }: { channelId: Id<"channels">; from: number },
): Promise<Infer<typeof doneView>> {
  await requireReader(ctx, channelId);
  requireDay(from);
  const { rows, isCut } = await takeWithin(doneIn(ctx, channelId, { from }), {
    rows: LIMITS.flowDone,
    bytes: BYTES,
  });
  return {
    tasks: rows.map(({ _id: taskId, _creationTime: madeAt, number, title, startedAt, completedAt = 0 }) => ({
      taskId,
      number,
      title,
      madeAt,
      ...(startedAt !== undefined && { startedAt }),
      completedAt,
    })),
    isCut,
  };
}

export const openView = v.object({
  /** Those that were begun first come first. */
  tasks: v.array(
    v.object({
      ...named,
      /** The key of its column. */
      column: v.string(),
      assigneeId: v.optional(v.id("users")),
      startedAt: v.number(),
    }),
  ),
  /** There are others, which came into progress later. */
  isCut: v.boolean(),
});

/** The cards that are in progress. @throws NOT_SIGNED_IN | NOT_FOUND */
export async function open(ctx: ReaderCtx, channelId: Id<"channels">): Promise<Infer<typeof openView>> {
  await requireReader(ctx, channelId);
  // A card that was made in its column has no movedAt, and comes before all others.
  const cards = ctx.db
    .query("tasks")
    .withIndex("by_channelId_and_away_and_status_and_movedAt", (q) =>
      q
        .eq("channelId", channelId)
        .eq("deletedAt", undefined)
        .eq("archivedAt", undefined)
        .eq("status", "in_progress"),
    );
  const { rows, isCut } = await takeWithin(cards, { rows: LIMITS.flowOpen, bytes: BYTES });
  const tasks = rows.map((task) => ({
    taskId: task._id,
    number: task.number,
    title: task.title,
    column: columnKeyOf(task),
    ...(task.assigneeId && { assigneeId: task.assigneeId }),
    startedAt: beganAt(task),
  }));
  return { tasks: tasks.toSorted((one, other) => one.startedAt - other.startedAt), isCut };
}
