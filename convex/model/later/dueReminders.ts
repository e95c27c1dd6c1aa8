/** What a person wants to be told of by the due time of a task: see model/board/dueReminders.ts for how it moves. */
import type { Doc } from "../../_generated/dataModel";
import { DUE_REMINDERS } from "../../shared/board/facts";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx, UserQueryCtx } from "../access";
import * as DueReminders from "../board/dueReminders";
import { fail } from "../errors";
import { requireLater } from "./due";
import * as Series from "./series";

type Minutes = (typeof DUE_REMINDERS)[number];

/** Minutes before; null for none. */
export async function get(ctx: UserQueryCtx, task: Doc<"tasks">): Promise<Minutes | null> {
  const row = await DueReminders.rowOf(ctx, task._id, ctx.user._id);
  return DUE_REMINDERS.find((minutes) => minutes === row?.before) ?? null;
}

/** @throws DATE_INVALID for a task without a time, or whose moment has passed | TOO_MANY_WAITING */
export async function set(ctx: UserMutationCtx, task: Doc<"tasks">, before: Minutes | null): Promise<void> {
  const userId = ctx.user._id;
  const known = await DueReminders.rowOf(ctx, task._id, userId);
  if (before === null) {
    await Series.wish(ctx, { taskId: task._id, userId, before });
    if (known) await ctx.db.delete("reminders", known._id);
    return;
  }
  const at = DueReminders.momentOf(task, before);
  if (at === undefined) throw fail("DATE_INVALID");
  requireLater(at);
  await Series.wish(ctx, { taskId: task._id, userId, before });
  if (known) {
    await ctx.db.patch("reminders", known._id, { at, before, rounds: undefined });
    return await DueReminders.plan(ctx, known._id, at);
  }
  const waiting = ctx.db.query("reminders").withIndex("by_userId_and_at", (q) => q.eq("userId", userId));
  if ((await waiting.take(LIMITS.remindersPerPerson)).length >= LIMITS.remindersPerPerson)
    throw fail("TOO_MANY_WAITING");
  const id = await ctx.db.insert("reminders", { userId, taskId: task._id, at, before });
  await DueReminders.plan(ctx, id, at);
}
