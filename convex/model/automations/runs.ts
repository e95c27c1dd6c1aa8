/** What an automation does, one step after another, for whoever set it off. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { columnKeyOf } from "../../shared/board/columns";
import { filledIn } from "../../shared/board/automations";
import { LIMITS } from "../../shared/limits";
import { mentionToken } from "../../shared/mentions";
import { taskLabel } from "../../shared/tasks";
import { cutText } from "../../shared/text";
import {
  requireMessage,
  requireOpenChannel,
  requireOpenTask,
  requirePerson,
  type UserMutationCtx,
} from "../access";
import * as Messages from "../chat/messages";
import { fail } from "../errors";
import * as Reminders from "../later/reminders";
import { morningAfter } from "../settings/zones";
import * as Discussions from "../tasks/discussions";
import * as FromMessages from "../tasks/fromMessages";
import * as Tasks from "../tasks/tasks";
import { stepsOf, type Chain, type Wanted } from "../triggers";
import type { step } from "./shape";

type Automation = Doc<"automations">;
type Task = Doc<"tasks">;
type Step = Infer<typeof step>;
type Of<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;

/** The context of one that runs: its caller is who set it off. */
type RunCtx = UserMutationCtx & { chain: Chain };
/** The card at hand, or until there is one the message. */
type Thing = { automation: Automation; task?: Task; message?: Doc<"messages"> };

/**
 * @param left  how many more runs the cause may lead to
 * @returns the same behind it
 * @throws whatever one of its steps does: then nothing of it is to be done
 */
export async function run(
  ctx: MutationCtx,
  { automationId, userId, path, taskId, messageId }: Wanted,
  left: number,
): Promise<number> {
  const automation = await ctx.db.get("automations", automationId);
  if (automation?.isOn !== true) return left;
  const chain = { path: [...path, automationId], left };
  const runCtx: RunCtx = { ...ctx, user: await requirePerson(ctx, userId), chain };
  await requireOpenChannel(runCtx, automation.channelId);
  let thing: Thing = {
    automation,
    ...(messageId && { message: await requireMessage(runCtx, messageId) }),
    ...(taskId && { task: await requireOpenTask(runCtx, taskId) }),
  };
  // Of a message whose card is there already the steps work on that.
  const known = thing.message?.taskId;
  if (known) thing.task = await requireOpenTask(runCtx, known);
  for (const one of (await stepsOf(ctx, automationId)).steps) {
    const atHand = (await take(runCtx, thing, one)) ?? thing.task?._id;
    // Each step has the card as the one before has left it.
    thing = { ...thing, ...(atHand && { task: (await ctx.db.get("tasks", atHand))! }) };
  }
  return chain.left;
}

/** Answers the card that the next steps work on, where this is another one. */
async function take(ctx: RunCtx, thing: Thing, one: Step): Promise<Id<"tasks"> | undefined> {
  if (one.kind === "create") return await create(ctx, thing, one);
  if (one.kind === "post") await post(ctx, thing, one);
  else if (thing.task) await change(ctx, thing.automation, thing.task, one);
  else throw fail("AUTOMATION_INVALID");
  return undefined;
}

async function change(
  ctx: RunCtx,
  automation: Automation,
  task: Task,
  one: Exclude<Step, Of<"create" | "post">>,
): Promise<void> {
  switch (one.kind) {
    case "assign":
      return await Tasks.update(ctx, task, { assigneeId: one.userId ?? ctx.user._id });
    case "label":
      return await Tasks.update(ctx, task, { tags: [...task.tags, one.tag] });
    case "move":
      return await move(ctx, task, one);
    case "remind":
      return await remind(ctx, automation, task, one);
    default:
      return one satisfies never;
  }
}

async function move(ctx: RunCtx, task: Task, { status, column }: Of<"move">): Promise<void> {
  const key = columnKeyOf({ status, column });
  if (columnKeyOf(task) !== key) await Tasks.move(ctx, task, { status, column: key });
}

/** Who is not named is whose card it is, and whoever set it off where it is nobody's. */
async function remind(ctx: RunCtx, { timeZone }: Automation, task: Task, { userId, days }: Of<"remind">) {
  const user = await requirePerson(ctx, userId ?? task.assigneeId ?? ctx.user._id);
  const at = days === 0 ? Date.now() : morningAfter(Date.now(), timeZone, days);
  await Reminders.create({ ...ctx, user }, { taskId: task._id }, at);
}

async function post(ctx: RunCtx, { automation, task, message }: Thing, { text, place }: Of<"post">) {
  const said = await filled(ctx, text, task, mentionToken);
  const draft = { text: said, automationId: automation._id };
  if (task && place === "discussion") return void (await Discussions.post(ctx, task, draft));
  const channel = await requireOpenChannel(ctx, automation.channelId);
  const isReply = place === "discussion" && message;
  const threadId = isReply ? (message.threadId ?? message._id) : undefined;
  await Messages.post(ctx, { channel, ...draft, ...(threadId && { threadId }) });
}

async function create(ctx: RunCtx, { automation, task, message }: Thing, one: Of<"create">) {
  const { status, column } = one;
  const place = { status, ...(column !== undefined && { column }) };
  const title = cutText(await filled(ctx, one.title, task), LIMITS.taskTitle);
  if (message && !task)
    return await FromMessages.createFromMessages(ctx, [message], { ...place, ...(title && { title }) });
  await Tasks.create(ctx, { title, channelId: automation.channelId, ...place });
  return undefined;
}

/** @param named  how a person is named by their id; by their name otherwise */
async function filled(ctx: RunCtx, text: string, task: Task | undefined, named?: (id: string) => string) {
  const nameOfPerson = async (id: Id<"users">) => named?.(id) ?? (await ctx.db.get("users", id))?.name ?? "";
  return filledIn(text, {
    task: task ? taskLabel(task) : "",
    title: task?.title ?? "",
    person: await nameOfPerson(ctx.user._id),
    owner: task?.assigneeId ? await nameOfPerson(task.assigneeId) : "",
  }).trim();
}
