/**
 * How many tasks each column has, counted with every change. Two places count a task: its audience, which is the workspace
 * or a private or direct channel, and its channel where that is public. A channel's own columns are counted beside the
 * statuses. What is deleted or archived is counted in none of them; what is archived is counted beside them.
 */
import { omit } from "convex-helpers";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { ARCHIVED } from "../../shared/board/flow";
import { TASK_STATUSES } from "../../shared/tasks";
import type { DbCtx } from "../context";
import * as Tallies from "../tallies";

export type Audience = Doc<"tasks">["audience"];
type Counted = Pick<
  Doc<"tasks">,
  "audience" | "channelId" | "status" | "column" | "archivedAt" | "deletedAt"
>;

/** By status, all columns of it together. */
export const countsView = v.object({
  todo: v.number(),
  in_progress: v.number(),
  done: v.number(),
  /** Of a channel's board: those in columns that are not the first of their status, by their keys. */
  added: v.optional(v.record(v.string(), v.number())),
});
type Counts = Infer<typeof countsView>;

export const keyOf = (place: Audience) => `tasks ${place}`;

/** The counts of these places together. */
export async function countsOf(ctx: DbCtx, places: readonly Audience[]): Promise<Counts> {
  const all = await Promise.all(places.map(async (place) => await Tallies.sumsOf(ctx, keyOf(place))));
  const sum = { todo: 0, in_progress: 0, done: 0 };
  for (const sums of all) for (const status of TASK_STATUSES) sum[status] += sums[status] ?? 0;
  return sum;
}

/** Those of a channel's board. */
export async function countsOfBoard(ctx: DbCtx, channelId: Id<"channels">): Promise<Counts> {
  const { todo = 0, in_progress = 0, done = 0, ...rest } = await Tallies.sumsOf(ctx, keyOf(channelId));
  return { todo, in_progress, done, added: omit(rest, [ARCHIVED]) };
}

/** Under which names each place counts a task. */
function placesOf(task: Counted): [Audience, string][] {
  const { audience, channelId, status, column, archivedAt, deletedAt } = task;
  if (deletedAt !== undefined) return [];
  // No column has this name: those that were added begin with a digit.
  if (archivedAt !== undefined) return channelId === undefined ? [] : [[channelId, ARCHIVED]];
  const places = new Set<Audience>(channelId === undefined ? [audience] : [audience, channelId]);
  return [...places].flatMap((place): [Audience, string][] => [
    [place, status],
    ...(column !== undefined && place === channelId ? [[place, column] as [Audience, string]] : []),
  ]);
}

/** Counts a task that was made, changed or deleted. `before` is null for a new one. */
export async function recount(ctx: MutationCtx, before: Counted | null, after: Counted): Promise<void> {
  const changes = new Map<Audience, Tallies.Sums>();
  const add = ([place, name]: [Audience, string], by: 1 | -1) => {
    const sums = changes.get(place) ?? {};
    sums[name] = (sums[name] ?? 0) + by;
    changes.set(place, sums);
  };
  if (before) for (const place of placesOf(before)) add(place, -1);
  for (const place of placesOf(after)) add(place, 1);
  for (const [place, by] of changes)
    if (Object.values(by).some((value) => value !== 0)) await Tallies.add(ctx, keyOf(place), by);
}
