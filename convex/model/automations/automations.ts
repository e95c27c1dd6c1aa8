/**
 * What a board does by itself: when something happens on it, some steps follow, in the transaction of what has happened.
 *
 * Rules  Whoever reads the channel sees its automations; who arranges its board arranges them. One runs for whoever sets it off
 *        and can do no more than they can; by due days it runs for whoever changed it last. Its steps happen all or not at all.
 *        How it is set off is told in triggers.ts.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { areSteps } from "../../shared/board/automations";
import { LIMITS } from "../../shared/limits";
import type { TaskStatus } from "../../shared/tasks";
import { canRead, requireChannel, requirePerson, type UserMutationCtx, type UserQueryCtx } from "../access";
import * as Boards from "../board/boards";
import * as Emoji from "../chat/emoji";
import { fail } from "../errors";
import * as Events from "../events/events";
import * as Refusals from "../notices/refusals";
import { requireZone } from "../settings/zones";
import { cleanTag } from "../tasks/tags";
import { cleanText, requiredLine, requiredText } from "../text";
import * as Triggers from "../triggers";
import { firstLook } from "./dueCards";
import { problem, step, trigger } from "./shape";

type Automation = Doc<"automations">;
type Channel = Id<"channels">;
type Step = Infer<typeof step>;

/** What is said of one. `timeZone`: that of the caller, whose mornings are meant. */
export const draftFields = { when: trigger, steps: v.array(step), timeZone: v.string() };
const draftValidator = v.object(draftFields);
type Draft = Infer<typeof draftValidator>;

export const automationView = v.object({
  _id: v.id("automations"),
  when: trigger,
  steps: v.array(step),
  isOn: v.boolean(),
  madeBy: v.id("users"),
  problems: v.array(problem),
});

async function rowsOf({ db }: UserQueryCtx, channelId: Channel): Promise<Automation[]> {
  return await db
    .query("automations")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .take(LIMITS.automations);
}

/** In the order in which they were made, and whether the caller may change them. @throws NOT_FOUND */
export async function list(ctx: UserQueryCtx, channelId: Channel) {
  const channel = await requireChannel(ctx, channelId);
  const rows = await rowsOf(ctx, channelId);
  const automations = rows.map(async ({ _id, when, isOn, madeBy }) => {
    const { steps, problems } = await Triggers.stepsOf(ctx, _id);
    return { _id, when, steps, isOn, madeBy, problems };
  });
  return { mayChange: await Boards.arranges(ctx, channel), automations: await Promise.all(automations) };
}

/** The way to one for changing it. @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED | POSTING_LIMITED */
export async function requireOwn(ctx: UserMutationCtx, id: Id<"automations">): Promise<Automation> {
  const automation = await ctx.db.get("automations", id);
  if (!automation) throw fail("NOT_FOUND");
  await Boards.requirePlace(ctx, automation.channelId);
  return automation;
}

/**
 * @throws TOO_MANY_AUTOMATIONS | AUTOMATION_INVALID | COLUMN_GONE | TAG_INVALID | TEXT_EMPTY | TEXT_TOO_LONG | NOT_FOUND |
 *         ASSIGNEE_NOT_MEMBER | EMOJI_INVALID | DATE_INVALID | TIME_ZONE_INVALID
 */
export async function add(ctx: UserMutationCtx, channelId: Channel, draft: Draft) {
  if ((await rowsOf(ctx, channelId)).length >= LIMITS.automations) throw fail("TOO_MANY_AUTOMATIONS");
  const { steps, ...fields } = await checked(ctx, channelId, draft);
  const row = { ...fields, channelId, isOn: true, madeBy: ctx.user._id };
  const automationId = await ctx.db.insert("automations", { ...row, ...firstLook(row, row.timeZone) });
  await ctx.db.insert("automationSteps", { automationId, steps, problems: [] });
  await tell(ctx, channelId, { after: row.when.kind });
  return automationId;
}

/** Puts what is said of one in the place of what was: it is the caller's from now on. @throws as `add` */
export async function update(ctx: UserMutationCtx, { _id, channelId, isOn }: Automation, draft: Draft) {
  const { steps, ...fields } = await checked(ctx, channelId, draft);
  const row = { ...fields, isOn, madeBy: ctx.user._id };
  await ctx.db.patch("automations", _id, { ...row, ...firstLook(row, row.timeZone) });
  await ctx.db.patch("automationSteps", (await Triggers.stepsOf(ctx, _id))._id, { steps, problems: [] });
  await Refusals.withdraw(ctx, _id);
  await tell(ctx, channelId, { before: row.when.kind, after: row.when.kind });
}

export async function setOn(ctx: UserMutationCtx, row: Automation, isOn: boolean): Promise<void> {
  if (row.isOn === isOn) return;
  await ctx.db.patch("automations", row._id, { isOn, ...firstLook({ ...row, isOn }, row.timeZone) });
  await tell(ctx, row.channelId, { before: row.when.kind, after: row.when.kind });
}

export async function remove(ctx: UserMutationCtx, { _id, channelId, when }: Automation): Promise<void> {
  await Refusals.withdraw(ctx, _id);
  await Triggers.remove(ctx, _id);
  await tell(ctx, channelId, { before: when.kind });
}

/** What the log of the channel says of one. */
async function tell(ctx: UserMutationCtx, channelId: Channel, change: { before?: string; after?: string }) {
  const changes = [{ field: "automation", ...change }];
  await Events.record(ctx, { noun: "channel", verb: "changed", subject: channelId, changes });
}

async function checked(ctx: UserMutationCtx, channelId: Channel, { when, steps, timeZone }: Draft) {
  requireZone(timeZone);
  if (steps.length > LIMITS.automationSteps) throw fail("AUTOMATION_INVALID");
  const kinds = steps.map(({ kind }) => kind);
  if (!areSteps(when, kinds)) throw fail("AUTOMATION_INVALID");
  const checkedSteps: Step[] = [];
  for (const one of steps) checkedSteps.push(await checkedStep(ctx, channelId, one, when.kind === "reacted"));
  return { when: await checkedTrigger(ctx, channelId, when), steps: checkedSteps, timeZone };
}

async function checkedTrigger(ctx: UserMutationCtx, channelId: Channel, when: Automation["when"]) {
  if (when.kind === "moved") await requireColumn(ctx, channelId, when);
  if (when.kind === "reacted") await Emoji.requireEmoji(ctx, when.emoji);
  if (when.kind === "due") requireDays(when.days);
  return when.kind === "labelled" ? { ...when, tag: cleanTag(when.tag) } : when;
}

/** @param isOfMessage  whether a new card may have the words of a message as its title */
async function checkedStep(ctx: UserMutationCtx, channelId: Channel, one: Step, isOfMessage: boolean) {
  switch (one.kind) {
    case "label":
      return { ...one, tag: cleanTag(one.tag) };
    case "post":
      return { ...one, text: requiredText(one.text, LIMITS.automationText) };
    case "move":
      await requireColumn(ctx, channelId, one);
      return one;
    case "create": {
      await requireColumn(ctx, channelId, one);
      const clean = isOfMessage ? cleanText : requiredLine;
      return { ...one, title: clean(one.title, LIMITS.taskTitle) };
    }
    case "remind":
      requireDays(one.days);
      await checkPerson(ctx, channelId, one.userId);
      return one;
    case "assign":
      await checkPerson(ctx, channelId, one.userId);
      return one;
    default:
      return one satisfies never;
  }
}

type Place = { status: TaskStatus; column?: string | undefined };

async function requireColumn(ctx: UserMutationCtx, channelId: Channel, { status, column }: Place) {
  Boards.requireIn(await Boards.columnsOf(ctx, channelId), status, column ?? status);
}

/** @throws DATE_INVALID */
function requireDays(days: number): void {
  if (!Number.isInteger(days) || days < 0 || days > LIMITS.automationDays) throw fail("DATE_INVALID");
}

async function checkPerson(ctx: UserMutationCtx, channelId: Channel, userId: Id<"users"> | undefined) {
  if (userId === undefined) return;
  await requirePerson(ctx, userId);
  if (!(await canRead(ctx, channelId, userId))) throw fail("ASSIGNEE_NOT_MEMBER");
}
