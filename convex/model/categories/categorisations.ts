/**
 * Which category a task has, and who said so.
 *
 *   change ── rules decide at once ──┬── no provider: decided
 *                                    └── queued ──┬── answer for this content: decided by the provider
 *                                                 ├── the content changed meanwhile: dropped
 *                                                 └── failed: the rules' word stands, and it is asked again
 *
 * Rules   The same content is judged once. What a person chose stays until that person gives it back.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import type { TaskCategory } from "../../shared/tasks";
import { canRead } from "../access";
import { eachRow, MIB, takeWithin, type Need } from "../batches";
import * as Memberships from "../chat/memberships";
import * as Deliveries from "../deliveries";
import { withDescription, type FullTask } from "../board/descriptions";
import * as TaskRows from "../board/taskRows";
import * as AiUsage from "./aiUsage";
import { conversationOf } from "./conversations";
import { aiProvider } from "../env";
import { judge } from "./rules";
import { answer, type Answer, type Verdict } from "./verdicts";
import { cutText } from "../../shared/text";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time";
import type { DbCtx } from "../context";

/** Questions to a provider at one time. */
export const AT_ONCE = 4;
/** After so many attempts, seconds apart, the rules' word stands until a later one brings an answer. */
const QUICK_ATTEMPTS = 3;
const SWEPT_AT_ONCE = 20;
const SWEPT_BYTES = 1 * MIB;
/** What judging a task uses, and making its question: its conversation, and those who may own it. */
const CATEGORISING: Need = { databaseQueries: 150, documentsRead: 400, bytesRead: 2 * MIB };

/** What a provider is shown. */
export const question = v.object({
  title: v.string(),
  description: v.string(),
  dueDate: v.optional(v.number()),
  messages: v.array(v.object({ _id: v.id("messages"), authorId: v.id("users"), text: v.string() })),
  people: v.array(v.object({ _id: v.id("users"), name: v.string() })),
});

/** `key` tells the outcome of a question from that of an earlier attempt, and of older content. */
export const claimedQuestion = v.object({
  key: v.object({ taskId: v.id("tasks"), contentHash: v.string(), attempt: v.number() }),
  asked: question,
});

/** What an attempt cost that brought no answer. */
const spent = answer.pick("inputTokens", "outputTokens", "costMicros");

export const outcome = v.union(
  v.object({ kind: v.literal("sent"), answer }),
  v.object({ kind: literals("retry", "failed"), error: v.string(), spent }),
);

const QUEUE: Deliveries.Queue<Doc<"categorisations">, Infer<typeof claimedQuestion>> = {
  name: "categorisations",
  leaseMs: 2 * MINUTE_MS,
  waitsMs: [1_000, 4_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS],
  isOn: () => aiProvider() !== null,
  rows: (ctx, { status, from, until }) =>
    ctx.db
      .query("categorisations")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", status).gte("dueAt", from).lte("dueAt", until),
      ),
  fresh: (ctx, until) =>
    ctx.db
      .query("categorisations")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", "queued").eq("dueAt", 0).lte("queuedTs", until),
      ),
  patch: async (ctx, id, fields) => await ctx.db.patch("categorisations", id, fields),
  maker: (ctx) => async (row, attempt) => await make(ctx, row, attempt),
  need: () => CATEGORISING,
  unmade: async (ctx, row, reason) => {
    await end(ctx, row, reason);
    // What could not be made may be the task's fault, and its decision fail as well: the sweep comes to it again.
    await ctx.runMutation(internal.categorisations.decideByRules, { id: row._id }).catch(() => undefined);
  },
};

export const claim = async (
  ctx: MutationCtx,
  { sender, most = AT_ONCE }: { sender: string; most?: number },
) => await Deliveries.claim(ctx, QUEUE, { sender, most });
export const release = async (ctx: MutationCtx, sender: string) =>
  await Deliveries.release(ctx, QUEUE, sender);

export const standing = async (ctx: DbCtx) => await Deliveries.standing(ctx, QUEUE);

/** What rules learn from: the choices of people that were committed before. */
async function newestCorrections(ctx: MutationCtx): Promise<Doc<"corrections">[]> {
  return await ctx.db
    .query("corrections")
    .withIndex("by_commitTs", (q) => q.lte("commitTs", ctx.meta.getSnapshotTs()))
    .order("desc")
    .take(LIMITS.correctionsLearned);
}

/** After a task was made or changed by this person. */
export async function categorise(ctx: MutationCtx, taskId: Id<"tasks">, askedBy: Id<"users">): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  if (!task || task.deletedAt !== undefined || task.categorySource === "person") return;
  // What is finished is not urgent any more: nothing is judged until it is taken up again.
  if (task.status === "done") return await decide(ctx, taskId, task.category, task.categorySource ?? "rules");
  const full = await withDescription(ctx, task);
  const contentHash = hashOf(full);
  const known = await byTask(ctx, taskId);
  if (known?.contentHash === contentHash) return await decideAgain(ctx, task, known);
  if ((await AiUsage.settings(ctx)).mode === "off") return;
  const fresh = {
    taskId,
    contentHash,
    askedBy,
    rules: await ruled(ctx, full, await newestCorrections(ctx)),
    ...Deliveries.queued(ctx),
    answer: undefined,
  };
  if (known) await ctx.db.replace("categorisations", known._id, fresh);
  const id = known?._id ?? (await ctx.db.insert("categorisations", fresh));
  const isAsked = await AiUsage.isWanted(ctx, askedBy);
  if (isAsked) await Deliveries.kick(ctx, QUEUE);
  else await ctx.db.patch("categorisations", id, { status: "decided" });
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

async function make(
  ctx: MutationCtx,
  row: Doc<"categorisations">,
  attempt: number,
): Promise<Infer<typeof claimedQuestion> | null> {
  const { taskId, contentHash, attempts, askedBy } = row;
  const task = await current(ctx, taskId, contentHash);
  const isWanted = task && attempts <= QUEUE.waitsMs.length && (await AiUsage.isWanted(ctx, askedBy));
  // What is asked again was counted the first time.
  if (!isWanted || (attempts === 0 && !(await AiUsage.admit(ctx, askedBy)))) {
    await giveUp(ctx, row, row.error);
    return null;
  }
  return { key: { taskId, contentHash, attempt }, asked: await questionOf(ctx, task) };
}

async function questionOf(ctx: DbCtx, task: FullTask): Promise<Infer<typeof question>> {
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

/** Takes over what a provider said, if it is about what the task says now and nobody has chosen meanwhile. */
export async function settle(
  ctx: MutationCtx,
  { taskId, contentHash, attempt }: Infer<typeof claimedQuestion>["key"],
  result: Infer<typeof outcome>,
): Promise<void> {
  const row = await byTask(ctx, taskId);
  if (!row) return;
  // Also what nobody waits for any more has cost something.
  await AiUsage.spend(ctx, row.askedBy, result.kind === "sent" ? result.answer : result.spent);
  if (row.contentHash !== contentHash || !Deliveries.isWith(attempt, row)) return;
  if (result.kind === "sent") {
    const { answer } = result;
    await ctx.db.patch("categorisations", row._id, { status: "decided", answer, error: undefined });
    if (await current(ctx, taskId, contentHash))
      await decide(ctx, taskId, sureCategory(answer), answer.provider);
    return;
  }
  const isAgain = result.kind === "retry" && (await Deliveries.retry(ctx, QUEUE, row, result.error));
  if (!isAgain) await giveUp(ctx, row, result.error);
  else if (attempt >= QUICK_ATTEMPTS) await decideByRules(ctx, row);
}

/** Whether an answer is likely to come within seconds. */
export function isAsking({ status, attempts }: Doc<"categorisations">): boolean {
  return status === "sending" || (status === "queued" && attempts < QUICK_ATTEMPTS);
}

async function giveUp(
  ctx: MutationCtx,
  row: Doc<"categorisations">,
  error: string | undefined,
): Promise<void> {
  await end(ctx, row, error);
  await decideByRules(ctx, row);
}

async function end(ctx: MutationCtx, { _id }: Doc<"categorisations">, error: string | undefined) {
  const said = error === undefined ? {} : { error: Deliveries.cutError(error) };
  await ctx.db.patch("categorisations", _id, { status: "decided", dueAt: Date.now(), ...said });
}

export async function decideByRules(
  ctx: MutationCtx,
  { taskId, contentHash, rules }: Doc<"categorisations">,
): Promise<void> {
  if (await current(ctx, taskId, contentHash)) await decide(ctx, taskId, sureCategory(rules), "rules");
}

/**
 * Asks what is due, ends what there is nobody to ask any more, and categorises what never was, some at once. Answers what
 * could not be done, if anything, for whoever looks at the crons.
 */
export async function sweep(ctx: MutationCtx): Promise<string | null> {
  if (QUEUE.isOn()) await Deliveries.kick(ctx, QUEUE);
  else await Deliveries.take(ctx, QUEUE, SWEPT_AT_ONCE);
  if ((await AiUsage.settings(ctx)).mode === "off") return null;
  let problem: string | null = null;
  const pending = ctx.db
    .query("tasks")
    .withIndex("by_deletedAt_and_categorySource", (q) =>
      q.eq("deletedAt", undefined).eq("categorySource", undefined),
    );
  const { rows, isCut } = await takeWithin(pending, { rows: SWEPT_AT_ONCE, bytes: SWEPT_BYTES });
  const isDone = await eachRow(ctx, rows, {
    need: () => CATEGORISING,
    step: async ({ _id: taskId }) =>
      void (await ctx.runMutation(internal.categorisations.categorise, { taskId })),
    // Without a category, until somebody changes it: then it is judged again.
    failed: async (task, reason) => {
      problem = `Task ${task.number} could not be categorised: ${reason}`;
      await decide(ctx, task._id, undefined, "rules");
    },
  });
  if (isCut || !isDone) await ctx.scheduler.runAfter(0, internal.categorisations.sweep, {});
  return problem;
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
  if (category)
    await ctx.db.insert("corrections", {
      taskId: task._id,
      title: task.title,
      category,
      commitTs: ctx.db.vars.commitTs,
    });
}

export async function byTask(ctx: DbCtx, taskId: Id<"tasks">): Promise<Doc<"categorisations"> | null> {
  return await ctx.db
    .query("categorisations")
    .withIndex("by_taskId", (q) => q.eq("taskId", taskId))
    .unique();
}

/** The task, while it says what was judged and no person has chosen. */
async function current(ctx: DbCtx, taskId: Id<"tasks">, contentHash: string): Promise<FullTask | null> {
  const task = await ctx.db.get("tasks", taskId);
  if (!task || task.deletedAt !== undefined || task.categorySource === "person") return null;
  const full = await withDescription(ctx, task);
  return hashOf(full) === contentHash ? full : null;
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

function hashOf({ title, description, dueDate, channelId, fromMessageId }: FullTask): string {
  const content = JSON.stringify([title, description, dueDate, channelId, fromMessageId]);
  return bytesToHex(sha256(new TextEncoder().encode(content)));
}

async function ruled(ctx: DbCtx, task: FullTask, examples: Doc<"corrections">[]): Promise<Verdict> {
  const conversation = await conversationOf(ctx, task);
  const creator = await ctx.db.get("users", task.createdBy);
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
  const members = channelId ? await Memberships.first(ctx, channelId, LIMITS.judgedPeople) : [];
  const spoken = conversation.flatMap(({ authorId, mentions }) => [authorId, ...mentions]);
  const candidates = [...spoken, task.createdBy, ...members];
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
