/**
 * Tasks that a person sees in their list from a day on, and not before. A row of the person's own says so: others see the task
 * as before, and nothing of it is in its history.
 *
 * Rules  The day is a calendar day, as a due day is; which one today is, says who asks. A row whose day has come means nothing any
 *        more, and goes when there is no room for another one.
 */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { canReadTask, type UserMutationCtx, type UserQueryCtx } from "../access";
import { fail } from "../errors";
import { boundedPage } from "../pages";
import { requireDate } from "../text";

type Deferral = Doc<"taskDeferrals">;

/** Beyond it, today is over wherever somebody is. */
const OVER_MS = 2 * DAY_MS;

/** The tasks that the caller sees later than today. */
export async function beyond(ctx: UserQueryCtx, today: number): Promise<ReadonlySet<string>> {
  const rows = await later(ctx, today).take(LIMITS.tasksDeferred);
  return new Set(rows.map(({ taskId }) => taskId));
}

const later = (ctx: UserQueryCtx, today: number) =>
  ctx.db
    .query("taskDeferrals")
    .withIndex("by_userId_and_showFrom", (q) =>
      q.eq("userId", ctx.user._id).gt("showFrom", requireDate(today)),
    );

type Later = { task: Doc<"tasks">; showFrom: number };

/** The open ones of them, the next day first. A page may be shorter than asked for. @throws DATE_INVALID */
export async function list(
  ctx: UserQueryCtx,
  today: number,
  opts: PaginationOptions,
): Promise<PaginationResult<Later>> {
  const result = await later(ctx, today).paginate(boundedPage(opts));
  const found = await Promise.all(result.page.map(async (row) => await shown(ctx, row)));
  return { ...result, page: found.filter((one) => one !== null) };
}

async function shown(ctx: UserQueryCtx, { taskId, showFrom }: Deferral): Promise<Later | null> {
  const task = await ctx.db.get("tasks", taskId);
  const isOpen = task && task.deletedAt === undefined && task.completedAt === undefined;
  return isOpen && (await canReadTask(ctx, task, ctx.user._id)) ? { task, showFrom } : null;
}

/** Shows a task from a day on, or at once. @throws DATE_INVALID | TOO_MANY_WAITING */
export async function set(ctx: UserMutationCtx, taskId: Id<"tasks">, showFrom: number | null): Promise<void> {
  const row = await ctx.db
    .query("taskDeferrals")
    .withIndex("by_userId_and_taskId", (q) => q.eq("userId", ctx.user._id).eq("taskId", taskId))
    .unique();
  if (showFrom === null) {
    if (row) await ctx.db.delete("taskDeferrals", row._id);
    return;
  }
  const day = Math.floor(requireDate(showFrom) / DAY_MS) * DAY_MS;
  if (row) return await ctx.db.patch("taskDeferrals", row._id, { showFrom: day });
  await makeRoom(ctx);
  await ctx.db.insert("taskDeferrals", { userId: ctx.user._id, taskId, showFrom: day });
}

/** @throws TOO_MANY_WAITING */
async function makeRoom(ctx: UserMutationCtx): Promise<void> {
  const rows = await ctx.db
    .query("taskDeferrals")
    .withIndex("by_userId_and_showFrom", (q) => q.eq("userId", ctx.user._id))
    .take(LIMITS.tasksDeferred);
  if (rows.length < LIMITS.tasksDeferred) return;
  const over = rows.filter(({ showFrom }) => showFrom < Date.now() - OVER_MS);
  if (over.length === 0) throw fail("TOO_MANY_WAITING");
  for (const { _id } of over) await ctx.db.delete("taskDeferrals", _id);
}
