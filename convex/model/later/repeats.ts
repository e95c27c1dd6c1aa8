/**
 * Tasks that come again.
 *
 *   set ──▶ a row for the series ──the task is done, or the next day comes──▶ the next task, and the row is of that one
 *
 * Rules   One transaction makes the next task, takes the mark off the former and moves the row on: whatever dies, there is one
 *         next task. Of days that have passed only the last is made up for. What takes back that a task was done takes back the
 *         next one as well; the row then follows the former (`formerId`).
 *         The rule stands on the task, for its card and its history; days are those of the time zone of whoever set it.
 */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import {
  anchored,
  dayAfter,
  firstDay,
  formatRepeat,
  nextDay,
  parseRepeat,
  ruleOfNext,
  type Repeat,
} from "../../shared/board/repeats";
import { DAY_MS } from "../../shared/time";
import type { UserMutationCtx } from "../access";
import * as TaskRows from "../board/taskRows";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import type { ActorCtx } from "../events/events";
import { dueDayAt, requireZone, startOfDueDay } from "../settings/zones";
import * as Plan from "../tasks/plan";
import * as NextTasks from "./nextTasks";
import { rowOf } from "./series";

type Task = Doc<"tasks">;
type Row = Doc<"taskRecurrences">;

export const wanted = { rule: v.string(), timeZone: v.string() };

export const repeatView = v.object({
  rule: v.string(),
  timeZone: v.string(),
  /** The day of the next task; absent where that is counted from when this one is done, or this is the last one. */
  nextDay: v.optional(v.number()),
});

const ruleOf = ({ repeats }: Task): Repeat | undefined =>
  repeats === undefined ? undefined : parseRepeat(repeats);

/** The day on which the next one comes by itself. */
function dayByItself(rule: Repeat, day: number): number | undefined {
  const next = rule.afterDone ? undefined : dayAfter(rule, day);
  return next !== undefined && next <= (rule.until ?? Infinity) ? next : undefined;
}

function nextAt(rule: Repeat | undefined, day: number, timeZone: string): number | undefined {
  const next = rule && dayByItself(rule, day);
  return next === undefined ? undefined : startOfDueDay(next, timeZone);
}

export async function get(ctx: DbCtx, task: Task): Promise<Infer<typeof repeatView> | null> {
  const [rule, row] = [ruleOf(task), await rowOf(ctx, task._id)];
  if (!rule || !row) return null;
  return { rule: task.repeats!, timeZone: row.timeZone, nextDay: dayByItself(rule, row.day) };
}

/**
 * Lets a task come again by a rule. One without a due day gets the first day that fits.
 *
 * @throws REPEAT_INVALID | TIME_ZONE_INVALID | TASK_DONE | START_AFTER_DUE
 */
export async function set(
  ctx: UserMutationCtx,
  task: Task,
  { rule: text, timeZone }: { rule: string; timeZone: string },
): Promise<void> {
  const asked = parseRepeat(text);
  if (!asked) throw fail("REPEAT_INVALID");
  requireZone(timeZone);
  if (task.status === "done") throw fail("TASK_DONE");
  const due = task.dueDate ?? firstDay(asked, dueDayAt(Date.now(), timeZone));
  const day = Math.floor(due / DAY_MS) * DAY_MS;
  const rule = anchored(asked, day);
  const dueDate = task.dueDate ?? (rule.afterDone ? undefined : day);
  Plan.check({ ...task, dueDate });
  await TaskRows.patch(ctx, task, { repeats: formatRepeat(rule), dueDate });
  const known = await rowOf(ctx, task._id);
  const reminders = await NextTasks.remindersOf(ctx, task._id, known);
  const fields = { timeZone, day, nextAt: nextAt(rule, day, timeZone), rounds: undefined, reminders };
  if (known) await ctx.db.patch("taskRecurrences", known._id, fields);
  else await ctx.db.insert("taskRecurrences", { taskId: task._id, ...fields });
}

/** The row stays, for whoever takes this back; it makes nothing without a rule. */
export async function unset(ctx: UserMutationCtx, task: Task): Promise<void> {
  await TaskRows.patch(ctx, task, { repeats: undefined });
}

/** The row whose task was made when this one was done, which was taken back. */
async function rowBack(ctx: MutationCtx, task: Task): Promise<Row | null> {
  const row = await ctx.db
    .query("taskRecurrences")
    .withIndex("by_formerId", (q) => q.eq("formerId", task._id))
    .first();
  const current = row && (await ctx.db.get("tasks", row.taskId));
  if (!row || (current && current.deletedAt === undefined)) return null;
  return { ...row, taskId: task._id, day: row.formerDay ?? row.day };
}

/** A task that comes again was done. */
export async function done(ctx: ActorCtx, taskId: Id<"tasks">): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  if (!task || task.status !== "done") return;
  const row = (await rowOf(ctx, taskId)) ?? (await rowBack(ctx, task));
  if (row) await goOn(ctx, row, task);
}

/** The next day of a task has come, whether it is done or not. */
export async function due(ctx: MutationCtx, id: Id<"taskRecurrences">): Promise<void> {
  const row = await ctx.db.get("taskRecurrences", id);
  if (row?.nextAt === undefined || row.nextAt > Date.now()) return;
  const task = await ctx.db.get("tasks", row.taskId);
  const rule = task?.deletedAt === undefined && task ? ruleOf(task) : undefined;
  if (task && rule) {
    const at = nextAt(rule, row.day, row.timeZone);
    // Somebody has taken back another rule.
    if (at === undefined || at > Date.now()) await ctx.db.patch("taskRecurrences", id, { nextAt: at });
    else await goOn(ctx, row, task);
    return;
  }
  const former = row.formerId && (await ctx.db.get("tasks", row.formerId));
  const formerRule = former && former.deletedAt === undefined ? ruleOf(former) : undefined;
  if (!former || !formerRule) return await ctx.db.patch("taskRecurrences", id, { nextAt: undefined });
  const day = row.formerDay ?? row.day;
  await ctx.db.patch("taskRecurrences", id, {
    taskId: former._id,
    formerId: undefined,
    day,
    nextAt: nextAt(formerRule, day, row.timeZone),
  });
}

/** Makes the next task, and lets the series go on with it; where there is none, it ends. */
async function goOn(ctx: ActorCtx, row: Row, task: Task): Promise<void> {
  const rule = ruleOf(task);
  if (!rule) return;
  const { _id, timeZone } = row;
  const day = nextDay(rule, row.day, dueDayAt(Date.now(), timeZone));
  const channel = task.channelId && (await ctx.db.get("channels", task.channelId));
  // Nothing new comes into an archived channel; it comes once that is none any more.
  if (channel?.archivedAt !== undefined) {
    if (row.nextAt !== undefined) await ctx.db.patch("taskRecurrences", _id, { nextAt: Date.now() + DAY_MS });
    return;
  }
  // The history of this one says that it goes on, not that somebody has ended it.
  const told = day === undefined ? [] : [{ field: "nextDay", after: day }];
  await TaskRows.patch(ctx, task, { repeats: undefined }, "changed", told);
  const former = { formerId: task._id, formerDay: row.day, rounds: undefined };
  if (day === undefined) {
    await ctx.db.patch("taskRecurrences", _id, {
      taskId: task._id,
      day: row.day,
      nextAt: undefined,
      rounds: undefined,
    });
    return;
  }
  const following = ruleOfNext(rule);
  const repeats = following && formatRepeat(following);
  const taskId = await NextTasks.make(ctx, { row, task, day, repeats });
  await ctx.db.patch("taskRecurrences", _id, {
    taskId,
    ...former,
    day,
    nextAt: nextAt(following, day, timeZone),
  });
}

const AT_ONCE = 50;
/** One that is still there after so many rounds cannot be done. */
const MOST_ROUNDS = 3;

/** Calls for each whose day has come: each has a transaction of its own, and stops no other. */
export async function sweep(ctx: MutationCtx): Promise<void> {
  const rows = await ctx.db
    .query("taskRecurrences")
    .withIndex("by_nextAt", (q) => q.gt("nextAt", 0).lte("nextAt", Date.now()))
    .take(AT_ONCE);
  for (const { _id: id, rounds = 0 } of rows) {
    if (rounds >= MOST_ROUNDS) await ctx.db.patch("taskRecurrences", id, { nextAt: undefined });
    else {
      await ctx.db.patch("taskRecurrences", id, { rounds: rounds + 1 });
      await ctx.scheduler.runAfter(0, internal.scheduled.repeats.due, { id });
    }
  }
}
