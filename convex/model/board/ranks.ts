/**
 * Where a card stands in its column. Ranks are strings that sort; between any two there is room for
 * another. They are computed here from the column as it is now, never by a client, and count deleted
 * tasks too, so that no rank is ever given twice and a restored task returns to its place.
 */
import { generateKeyBetween } from "fractional-indexing";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { TaskStatus } from "../../shared/tasks";

export type Place = {
  status: TaskStatus;
  /** The card that will stand directly above, as the mover saw it. */
  before?: Id<"tasks">;
  /** The card that will stand directly below, as the mover saw it. */
  after?: Id<"tasks">;
};

/**
 * A rank for the place. The neighbours may have moved since the mover looked: below `before` if that
 * card is still in the column, else above `after`, else at the end. The moved card itself, still in
 * its old place, does no harm as a neighbour.
 */
export async function rankAt(ctx: MutationCtx, place: Place): Promise<string> {
  const { status, before, after } = place;
  const above = await rankOf(ctx, status, before);
  if (above) return generateKeyBetween(above, await rankNextTo(ctx, status, "below", above));
  const below = await rankOf(ctx, status, after);
  if (below) return generateKeyBetween(await rankNextTo(ctx, status, "above", below), below);
  return generateKeyBetween(await lastRank(ctx, status), null);
}

/** Not through the door of tasks: nothing of the neighbour but its place is used. */
async function rankOf(ctx: MutationCtx, status: TaskStatus, id?: Id<"tasks">): Promise<string | null> {
  const task = id ? await ctx.db.get("tasks", id) : null;
  return task?.status === status ? task.rank : null;
}

async function rankNextTo(ctx: MutationCtx, status: TaskStatus, side: "above" | "below", rank: string) {
  const next = await ctx.db
    .query("tasks")
    .withIndex("by_status_and_rank", (q) => {
      const column = q.eq("status", status);
      return side === "below" ? column.gt("rank", rank) : column.lt("rank", rank);
    })
    .order(side === "below" ? "asc" : "desc")
    .first();
  return next?.rank ?? null;
}

async function lastRank(ctx: MutationCtx, status: TaskStatus): Promise<string | null> {
  const last = await ctx.db
    .query("tasks")
    .withIndex("by_status_and_rank", (q) => q.eq("status", status))
    .order("desc")
    .first();
  return last?.rank ?? null;
}
