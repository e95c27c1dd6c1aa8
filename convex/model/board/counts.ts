/**
 * How many tasks each column has, counted with every change. Two places count a task: its audience, which is the workspace
 * or a private or direct channel, and its channel where that is public. Deleted tasks are counted in none.
 */
import { v, type Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { TASK_STATUSES, type TaskStatus } from "../../shared/tasks";
import type { DbCtx } from "../context";
import * as Tallies from "../tallies";

export type Audience = Doc<"tasks">["audience"];
type Counted = Pick<Doc<"tasks">, "audience" | "channelId" | "status" | "deletedAt">;

export const countsView = v.object({ todo: v.number(), in_progress: v.number(), done: v.number() });
type Counts = Infer<typeof countsView>;

export const keyOf = (place: Audience) => `tasks ${place}`;

/** The counts of these places together. */
export async function countsOf(ctx: DbCtx, places: readonly Audience[]): Promise<Counts> {
  const all = await Promise.all(places.map(async (place) => await Tallies.sumsOf(ctx, keyOf(place))));
  const sum = { todo: 0, in_progress: 0, done: 0 };
  for (const sums of all) for (const status of TASK_STATUSES) sum[status] += sums[status] ?? 0;
  return sum;
}

function placesOf({ audience, channelId, status, deletedAt }: Counted): [Audience, TaskStatus][] {
  if (deletedAt !== undefined) return [];
  const places = new Set<Audience>(channelId === undefined ? [audience] : [audience, channelId]);
  return [...places].map((place) => [place, status]);
}

/** Counts a task that was made, changed or deleted. `before` is null for a new one. */
export async function recount(ctx: MutationCtx, before: Counted | null, after: Counted): Promise<void> {
  const changes = new Map<Audience, Tallies.Sums>();
  const add = ([place, status]: [Audience, TaskStatus], by: 1 | -1) => {
    const sums = changes.get(place) ?? {};
    sums[status] = (sums[status] ?? 0) + by;
    changes.set(place, sums);
  };
  if (before) for (const place of placesOf(before)) add(place, -1);
  for (const place of placesOf(after)) add(place, 1);
  for (const [place, by] of changes)
    if (Object.values(by).some((value) => value !== 0)) await Tallies.add(ctx, keyOf(place), by);
}
