/**
 * Which category a task has, and who said so.
 *
 *   change ── rules decide at once ──┬── no provider: decided
 *                                    └── asking ──┬── answer for this content: decided by the provider
 *                                                 ├── the content changed meanwhile: dropped
 *                                                 └── failed: the rules stand; retry, by the sweep, three times
 *
 * Rules   The same content is judged once. What a person chose stays until that person gives it back.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Workpool } from "@convex-dev/workpool";
import { components, internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import type { TaskCategory } from "../../shared/tasks";
import { canRead } from "../access";
import * as TaskRows from "../board/taskRows";
import * as AiUsage from "./aiUsage";
import { conversationOf } from "./conversations";
import { aiProvider } from "../env";
import { judge } from "./rules";
import type { Answer, Verdict } from "./verdicts";
import { cutText } from "../../shared/text";

type DbCtx = Pick<QueryCtx, "db">;

const DAY_MS = 86_400_000;
/** Of one call, each with several attempts. */
const MOST_ASKED = 3;
const LOST_AFTER_MS = 30 * 60_000;
const SWEPT_AT_ONCE = 50;
const ERROR_LENGTH = 200;

const pool = new Workpool(components.workpool, {
  maxParallelism: 4,
  retryActionsByDefault: true,
  defaultRetryBehavior: { maxAttempts: 3, initialBackoffMs: 1_000, base: 4 },
});

/** After a task was made or changed by this person. */
export async function categorise(ctx: MutationCtx, taskId: Id<"tasks">, askedBy: Id<"users">): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  if (!task || task.deletedAt !== undefined || task.categorySource === "person") return;
  // What is finished is not urgent any more: nothing is judged until it is taken up again.
  if (task.status === "done") return await decide(ctx, taskId, task.category, task.categorySource ?? "rules");
  const contentHash = hashOf(task);
  const known = await byTask(ctx, taskId);
  if (known?.contentHash === contentHash) return await decideAgain(ctx, task, known);
  if ((await AiUsage.settings(ctx)).mode === "off") return;
  const fresh = {
    taskId,
    contentHash,
    askedBy,
    rules: await ruled(ctx, task),
    state: "decided" as const,
    askedCount: 0,
    answer: undefined,
    error: undefined,
  };
  if (known) await ctx.db.replace("categorisations", known._id, fresh);
  const id = known?._id ?? (await ctx.db.insert("categorisations", fresh));
  const isAsked = await ask(ctx, { _id: id, ...fresh });
  // A provider's word about the older content stays on screen while the provider thinks about the newer.
  const isProviders = task.categorySource === "anthropic" || task.categorySource === "openai";
  if (!isAsked || !isProviders) await decide(ctx, taskId, sureCategory(fresh.rules), "rules");
}

/** What was decided for the same content stands, also after a person has taken their choice back. */
async function decideAgain(ctx: MutationCtx, task: Doc<"tasks">, known: Doc<"categorisations">) {
  if (task.categorySource !== undefined) return;
  const { answer, rules } = known;
  await decide(ctx, task._id, sureCategory(answer ?? rules), answer?.provider ?? "rules");
}

type Asked = Pick<Doc<"categorisations">, "_id" | "taskId" | "contentHash" | "askedBy" | "askedCount">;

async function ask(ctx: MutationCtx, { _id, taskId, contentHash, askedBy, askedCount }: Asked) {
  if (!(await AiUsage.admit(ctx, askedBy))) return false;
  await pool.enqueueAction(
    ctx,
    internal.ai.categorise.ask,
    { taskId, contentHash },
    { context: { taskId, contentHash }, onComplete: internal.categorisations.complete },
  );
  const state = "asking" as const;
  await ctx.db.patch("categorisations", _id, { state, askedAt: Date.now(), askedCount: askedCount + 1 });
  return true;
}

/** What the provider is shown, or null when there is nothing to ask any more. */
export async function question(ctx: DbCtx, taskId: Id<"tasks">, contentHash: string) {
  const task = await current(ctx, taskId, contentHash);
  if (!task || !aiProvider() || (await AiUsage.settings(ctx)).mode !== "provider") return null;
  const conversation = await conversationOf(ctx, task);
  const people = await owners(ctx, task, conversation);
  return {
    title: task.title,
    description: cutText(task.description, LIMITS.judgedDescription),
    dueDate: task.dueDate,
    messages: conversation.map(({ _id, authorId, text }) => ({
      _id,
      authorId,
      text: cutText(text, LIMITS.judgedDescription),
    })),
    people: people.map(({ _id, name }) => ({ _id, name })),
  };
}

/** Takes a provider's answer over, if it is about what the task says now and nobody has chosen meanwhile. */
export async function accept(ctx: MutationCtx, taskId: Id<"tasks">, contentHash: string, given: Answer) {
  const row = await asking(ctx, taskId, contentHash);
  if (!row) return;
  await ctx.db.patch("categorisations", row._id, { state: "decided", answer: given, error: undefined });
  if (await current(ctx, taskId, contentHash)) await decide(ctx, taskId, sureCategory(given), given.provider);
}

/** After a provider failed for good, or for now: the rules' word stands. */
export async function giveUp(
  ctx: MutationCtx,
  taskId: Id<"tasks">,
  contentHash: string,
  { error, isFinal }: { error: string; isFinal: boolean },
): Promise<void> {
  const row = await asking(ctx, taskId, contentHash);
  if (!row) return;
  const state = isFinal || row.askedCount >= MOST_ASKED ? "decided" : "retry";
  await ctx.db.patch("categorisations", row._id, { state, error: cutText(error, ERROR_LENGTH) });
  if (await current(ctx, taskId, contentHash)) await decide(ctx, taskId, sureCategory(row.rules), "rules");
}

/** Asks again what failed or was lost, and categorises what never was. */
export async function sweep(ctx: MutationCtx): Promise<void> {
  const failed = await ctx.db
    .query("categorisations")
    .withIndex("by_state_and_askedAt", (q) => q.eq("state", "retry"))
    .take(SWEPT_AT_ONCE);
  const lost = await ctx.db
    .query("categorisations")
    .withIndex("by_state_and_askedAt", (q) =>
      q.eq("state", "asking").lt("askedAt", Date.now() - LOST_AFTER_MS),
    )
    .take(SWEPT_AT_ONCE);
  for (const row of [...failed, ...lost]) {
    const isWanted = row.askedCount < MOST_ASKED && (await current(ctx, row.taskId, row.contentHash));
    if (isWanted && (await ask(ctx, row))) continue;
    await ctx.db.patch("categorisations", row._id, { state: "decided" });
  }
  const pending = await ctx.db
    .query("tasks")
    .withIndex("by_deletedAt_and_categorySource", (q) =>
      q.eq("deletedAt", undefined).eq("categorySource", undefined),
    )
    .take(SWEPT_AT_ONCE);
  for (const task of pending) await categorise(ctx, task._id, task.createdBy);
}

/** Makes a person's choice an example for the rules; null is none. */
export async function learn(
  ctx: MutationCtx,
  task: Doc<"tasks">,
  category: TaskCategory | null,
): Promise<void> {
  const known = await ctx.db
    .query("corrections")
    .withIndex("by_taskId", (q) => q.eq("taskId", task._id))
    .unique();
  if (known) await ctx.db.delete("corrections", known._id);
  if (category) await ctx.db.insert("corrections", { taskId: task._id, title: task.title, category });
}

export async function byTask(ctx: DbCtx, taskId: Id<"tasks">): Promise<Doc<"categorisations"> | null> {
  return await ctx.db
    .query("categorisations")
    .withIndex("by_taskId", (q) => q.eq("taskId", taskId))
    .unique();
}

async function asking(ctx: DbCtx, taskId: Id<"tasks">, contentHash: string) {
  const row = await byTask(ctx, taskId);
  return row?.contentHash === contentHash && row.state === "asking" ? row : null;
}

/** The task, while it says what was judged and no person has chosen. */
async function current(ctx: DbCtx, taskId: Id<"tasks">, contentHash: string): Promise<Doc<"tasks"> | null> {
  const task = await ctx.db.get("tasks", taskId);
  const isOpen = task && task.deletedAt === undefined && task.categorySource !== "person";
  return isOpen && hashOf(task) === contentHash ? task : null;
}

/** A guess is no verdict: below this share of certainty nothing is called urgent or important. */
const SURE = 0.5;

function sureCategory({ category, confidence }: Pick<Verdict, "category" | "confidence">) {
  return category === "routine" || confidence >= SURE ? category : undefined;
}

async function decide(
  ctx: MutationCtx,
  taskId: Id<"tasks">,
  category: TaskCategory | undefined,
  categorySource: "rules" | Answer["provider"],
): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  // The server decides, whoever's change it was that made it do so.
  if (task) await TaskRows.patch({ ...ctx, user: undefined }, task, { category, categorySource });
}

function hashOf({ title, description, dueDate, channelId, fromMessageId }: Doc<"tasks">): string {
  const content = JSON.stringify([title, description, dueDate, channelId, fromMessageId]);
  return bytesToHex(sha256(utf8ToBytes(content)));
}

async function ruled(ctx: DbCtx, task: Doc<"tasks">): Promise<Verdict> {
  const conversation = await conversationOf(ctx, task);
  const creator = await ctx.db.get("users", task.createdBy);
  const examples = await ctx.db.query("corrections").order("desc").take(LIMITS.correctionsLearned);
  const judged = judge(
    {
      title: task.title,
      description: cutText(task.description, LIMITS.judgedDescription),
      dueInDays: task.dueDate === undefined ? undefined : Math.ceil((task.dueDate - Date.now()) / DAY_MS),
      conversation: conversation.map(({ text }) => text),
      isFromAdmin: creator?.role === "admin",
    },
    examples,
  );
  const [owner] = await mentioned(ctx, task, conversation);
  const messageIds = conversation.map(({ _id }) => _id);
  return { ...judged, messageIds, ...(owner && { suggestedOwnerId: owner._id }) };
}

/** Those who are spoken to or speak in the conversation and may read the task, who is named first first. */
async function mentioned(ctx: DbCtx, task: Doc<"tasks">, conversation: readonly Doc<"messages">[]) {
  const source = conversation.find(({ _id }) => _id === task.fromMessageId);
  const named = [...(source?.mentions ?? []), ...conversation.flatMap(({ mentions }) => mentions)];
  return await readers(ctx, task, named);
}

/** Whom a provider may suggest. */
async function owners(ctx: DbCtx, task: Doc<"tasks">, conversation: readonly Doc<"messages">[]) {
  const { channelId } = task;
  const members = channelId
    ? await ctx.db
        .query("memberships")
        .withIndex("by_channelId_and_userId", (q) => q.eq("channelId", channelId))
        .take(LIMITS.judgedPeople)
    : [];
  const spoken = conversation.flatMap(({ authorId, mentions }) => [authorId, ...mentions]);
  const candidates = [...spoken, task.createdBy, ...members.map(({ userId }) => userId)];
  return await readers(ctx, task, candidates);
}

async function readers(ctx: DbCtx, { channelId }: Doc<"tasks">, candidates: readonly Id<"users">[]) {
  const people: Doc<"users">[] = [];
  for (const userId of [...new Set(candidates)].slice(0, LIMITS.judgedPeople)) {
    const user = await ctx.db.get("users", userId);
    const mayRead = channelId === undefined || (await canRead(ctx, channelId, userId));
    if (user && user.deactivatedAt === undefined && mayRead) people.push(user);
  }
  return people;
}
