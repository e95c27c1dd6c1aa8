/**
 * Reminders that automations have set: they go with the undo of what set the automation off, and come again with its redo.
 *
 * Rules  A reminder that has told, or that its person has put off or removed, stays as it is. What is noted serves undo alone,
 *        and goes when the next one is noted after it is too old for that.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { HOUR_MS } from "../../shared/time";
import * as BoardDueReminders from "../board/dueReminders";

type Noted = Doc<"automationReminders">;
type Reminder = Pick<Noted, "taskId" | "userId" | "at">;

/** Old notes that go at once: more than are made. */
const SWEPT = 8;
const AT_ONCE = LIMITS.automationRuns * LIMITS.automationSteps;

/** To be called when an automation has set a reminder of a task. */
export const noteSet = async (ctx: MutationCtx, set: Reminder): Promise<void> => await note(ctx, set, true);

async function note(ctx: MutationCtx, { taskId, userId, at }: Reminder, isSet: boolean): Promise<void> {
  const ofTask = await ctx.db
    .query("automationReminders")
    .withIndex("by_taskId_and_commitTs", (q) => q.eq("taskId", taskId))
    .take(SWEPT);
  // An action that is taken back and done again may be an hour old, and so may be what took it back.
  for (const { _id, _creationTime } of ofTask)
    if (_creationTime < Date.now() - 2 * HOUR_MS) await ctx.db.delete("automationReminders", _id);
  const { commitTs } = ctx.db.vars;
  await ctx.db.insert("automationReminders", { taskId, userId, at, isSet, commitTs });
}

/** Takes back what the action did to reminders of a task: to be called for each task of it. */
export async function takeBack(
  ctx: MutationCtx & { undoes: bigint },
  { _id: taskId }: Pick<Doc<"tasks">, "_id">,
): Promise<void> {
  const noted = await ctx.db
    .query("automationReminders")
    .withIndex("by_taskId_and_commitTs", (q) => q.eq("taskId", taskId).eq("commitTs", ctx.undoes))
    .take(AT_ONCE);
  for (const one of noted) {
    const waiting = await find(ctx, one);
    if (one.isSet ? waiting === null : !(await canWait(ctx, one))) continue;
    if (waiting) await ctx.db.delete("reminders", waiting);
    else await set(ctx, one);
    await note(ctx, one, !one.isSet);
  }
}

async function find(ctx: MutationCtx, { taskId, userId, at }: Reminder): Promise<Id<"reminders"> | null> {
  const found = await ofPerson(ctx, userId).take(LIMITS.remindersPerPerson);
  const same = found.find((row) => row.taskId === taskId && row.at === at && row.before === undefined);
  return same?._id ?? null;
}

const ofPerson = ({ db }: MutationCtx, userId: Id<"users">) =>
  db.query("reminders").withIndex("by_userId_and_at", (q) => q.eq("userId", userId));

/** Not where it is there already, its moment has passed, or its person has as many as may wait. */
async function canWait(ctx: MutationCtx, noted: Reminder): Promise<boolean> {
  const { length } = await ofPerson(ctx, noted.userId).take(LIMITS.remindersPerPerson);
  return noted.at > Date.now() && length < LIMITS.remindersPerPerson && (await find(ctx, noted)) === null;
}

async function set(ctx: MutationCtx, { taskId, userId, at }: Reminder): Promise<void> {
  const id = await ctx.db.insert("reminders", { userId, taskId, at });
  await BoardDueReminders.plan(ctx, id, at);
}
