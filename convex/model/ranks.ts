/**
 * Where a card stands in its column. Ranks are strings that sort; between any two there is room for
 * another. They are computed here from the column as it is now, never by a client, and count deleted
 * tasks too, so that no rank is ever given twice and a restored task returns to its place.
 */
import { generateKeyBetween } from "fractional-indexing";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { TaskStatus } from "../shared/tasks";

export type Place = {
  status: TaskStatus;
  /** The card that will stand directly above, as the mover saw it. */
  before?: Id<"tasks">;
  /** The card that will stand directly below, as the mover saw it. */
  after?: Id<"tasks">;
};

/**
 * A rank for the place. The neighbours may have moved since the mover looked: below `before` if that
 * card is still in the column, else above `after`, else at the end.
 */
export async function rankAt(ctx: MutationCtx, place: Place, moved?: Id<"tasks">): Promise<string> {
  const above = await neighbour(ctx, place.status, place.before, moved);
  if (above) return generateKeyBetween(above, await rankNextTo(ctx, place.status, "below", above, moved));
  const below = await neighbour(ctx, place.status, place.after, moved);
  if (below) return generateKeyBetween(await rankNextTo(ctx, place.status, "above", below, moved), below);
  return generateKeyBetween(await lastRank(ctx, place.status, moved), null);
}

/** Not through the door of tasks: nothing of the neighbour but its place is used. */
async function neighbour(
  ctx: MutationCtx,
  status: TaskStatus,
  id: Id<"tasks"> | undefined,
  moved?: Id<"tasks">,
) {
  const task = id && id !== moved ? await ctx.db.get("tasks", id) : null;
  return task?.status === status ? task.rank : null;
}

type Side = "above" | "below";

async function rankNextTo(
  ctx: MutationCtx,
  status: TaskStatus,
  side: Side,
  rank: string,
  moved?: Id<"tasks">,
) {
  const two = await ctx.db
    .query("tasks")
    .withIndex("by_status_and_rank", (q) => {
      const column = q.eq("status", status);
      return side === "below" ? column.gt("rank", rank) : column.lt("rank", rank);
    })
    .order(side === "below" ? "asc" : "desc")
    .take(2);
  return firstOther(two, moved);
}

async function lastRank(ctx: MutationCtx, status: TaskStatus, moved?: Id<"tasks">) {
  const two = await ctx.db
    .query("tasks")
    .withIndex("by_status_and_rank", (q) => q.eq("status", status))
    .order("desc")
    .take(2);
  return firstOther(two, moved);
}

/** The moved card does not count as its own neighbour. */
function firstOther(tasks: Doc<"tasks">[], moved?: Id<"tasks">): string | null {
  return tasks.find(({ _id }) => _id !== moved)?.rank ?? null;
}
