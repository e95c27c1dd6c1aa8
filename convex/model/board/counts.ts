/**
 * How many tasks each column has, kept with every change. Two places count a task: its audience, which is the workspace
 * or a private or direct channel, and its channel where that is public. Deleted tasks are counted in none.
 */
import { v, type Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { TASK_STATUSES, type TaskStatus } from "../../shared/tasks";
import type { DbCtx } from "../context";

export type Audience = Doc<"tasks">["audience"];
type Counted = Pick<Doc<"tasks">, "audience" | "channelId" | "status" | "deletedAt">;

export const countsView = v.object({ todo: v.number(), in_progress: v.number(), done: v.number() });
type Counts = Infer<typeof countsView>;

async function find(ctx: DbCtx, place: Audience): Promise<Doc<"taskCounts"> | null> {
  return await ctx.db
    .query("taskCounts")
    .withIndex("by_place", (q) => q.eq("place", place))
    .unique();
}

/** The counts of these places together. */
export async function countsOf(ctx: DbCtx, places: readonly Audience[]): Promise<Counts> {
  const rows = await Promise.all(places.map(async (place) => await find(ctx, place)));
  const sum = { todo: 0, in_progress: 0, done: 0 };
  for (const row of rows) for (const status of TASK_STATUSES) sum[status] += row?.[status] ?? 0;
  return sum;
}

/** Those of these places that have any task. */
export async function withTasks(ctx: DbCtx, places: readonly Audience[]): Promise<Audience[]> {
  const rows = await Promise.all(places.map(async (place) => await find(ctx, place)));
  return rows.flatMap((row) => (row && TASK_STATUSES.some((status) => row[status] > 0) ? row.place : []));
}

function placesOf({ audience, channelId, status, deletedAt }: Counted): [Audience, TaskStatus][] {
  if (deletedAt !== undefined) return [];
  const places = new Set<Audience>(channelId === undefined ? [audience] : [audience, channelId]);
  return [...places].map((place) => [place, status]);
}

/** Counts a task that was made, changed or deleted. `before` is null for a new one. */
export async function recount(ctx: MutationCtx, before: Counted | null, after: Counted): Promise<void> {
  const changes = new Map<Audience, Counts>();
  const add = ([place, status]: [Audience, TaskStatus], by: 1 | -1) => {
    const counts = changes.get(place) ?? { todo: 0, in_progress: 0, done: 0 };
    counts[status] += by;
    changes.set(place, counts);
  };
  if (before) for (const place of placesOf(before)) add(place, -1);
  for (const place of placesOf(after)) add(place, 1);
  for (const [place, by] of changes) {
    if (TASK_STATUSES.every((status) => by[status] === 0)) continue;
    const row = await find(ctx, place);
    const counts = { ...by };
    for (const status of TASK_STATUSES) counts[status] += row?.[status] ?? 0;
    if (row) await ctx.db.patch("taskCounts", row._id, counts);
    else await ctx.db.insert("taskCounts", { place, ...counts });
  }
}
