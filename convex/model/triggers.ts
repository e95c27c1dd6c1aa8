/**
 * What sets off the automations of a board: whoever writes cards and reactions tells of it here, in its transaction.
 *
 *   a card is changed ──▶ does something fit? ──▶ what that does, nested ──▶ does something fit? ──▶ …
 *                                                       └─ refused: nothing of it is done, its row says why
 *
 * Rules  What nobody did sets off nothing, nor does what is taken back. An automation is not set off by what it has led to
 *        itself, and one cause leads to so many runs at most: what is cut off is kept with the reason. Where a transaction has
 *        no room left, the run has one of its own behind it.
 */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fits, happenedTo } from "../shared/board/automations";
import { LIMITS } from "../shared/limits";
import { MINUTE_MS } from "../shared/time";
import type { DbCtx } from "./context";
import { hasRoomFor, MIB, type Need } from "./batches";

/** What automations have led to something. */
export type Chain = {
  /** The first of them to the one that runs. */
  path: readonly Id<"automations">[];
  /** How many more the cause may lead to. */
  left: number;
};

/** The context of whoever does something: see `ActorCtx`. */
type CauseCtx = MutationCtx & { user?: Doc<"users">; undoes?: bigint; chain?: Chain | "cut" };

type Task = Doc<"tasks">;
type Automation = Doc<"automations">;
/** What it is done to: one of the two. */
export type About = Pick<Wanted, "taskId" | "messageId">;

/** What a run finds free, or else has a transaction of its own: most of that is for whoever changes many cards at once. */
const ROOM: Need = {
  databaseQueries: 1_500,
  documentsRead: 12_000,
  bytesRead: 6 * MIB,
  functionsScheduled: 400,
};

/** Those of a channel's board that are switched on, in the order in which they were made. */
async function onBoard(ctx: MutationCtx, channelId: Id<"channels">): Promise<Automation[]> {
  const all = await ctx.db
    .query("automations")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .take(LIMITS.automations);
  return all.filter(({ isOn }) => isOn);
}

/** What one does, and how its last runs have ended. */
export async function stepsOf(
  { db }: DbCtx,
  automationId: Id<"automations">,
): Promise<Doc<"automationSteps">> {
  const row = await db
    .query("automationSteps")
    .withIndex("by_automationId", (q) => q.eq("automationId", automationId))
    .unique();
  return row!;
}

/** Deletes one with what it does. */
export async function remove(ctx: MutationCtx, automationId: Id<"automations">): Promise<void> {
  await ctx.db.delete("automationSteps", (await stepsOf(ctx, automationId))._id);
  await ctx.db.delete("automations", automationId);
}

/** To be called when a card was made (`before` is null) or changed. */
export async function cardChanged(
  ctx: CauseCtx,
  taskId: Id<"tasks">,
  before: Omit<Task, "_id" | "_creationTime"> | null,
  after: Omit<Task, "_id" | "_creationTime">,
): Promise<void> {
  const { channelId, deletedAt, archivedAt } = after;
  if (!ctx.user || ctx.undoes !== undefined || ctx.chain === "cut") return;
  if (channelId === undefined || deletedAt !== undefined || archivedAt !== undefined) return;
  const happened = happenedTo(before, after);
  if (!happened) return;
  const chain = chainOf(ctx);
  for (const automation of await onBoard(ctx, channelId))
    if (fits(automation.when, happened, after))
      await setOff({ ...ctx, chain }, automation, ctx.user._id, { taskId });
}

/** To be called when a message has the first reaction with an emoji. */
export async function reacted(
  ctx: CauseCtx & { user: Doc<"users"> },
  { _id: messageId, channelId }: Doc<"messages">,
  emoji: string,
): Promise<void> {
  const chain = chainOf(ctx);
  for (const automation of await onBoard(ctx, channelId))
    if (automation.when.kind === "reacted" && automation.when.emoji === emoji)
      await setOff({ ...ctx, chain }, automation, ctx.user._id, { messageId });
}

/** What all runs of one cause count down. */
const chainOf = ({ chain }: CauseCtx): Chain =>
  typeof chain === "object" ? chain : { path: [], left: LIMITS.automationRuns };

/** One run, for whoever set it off. */
export type Wanted = {
  automationId: Id<"automations">;
  userId: Id<"users">;
  taskId?: Id<"tasks"> | undefined;
  messageId?: Id<"messages"> | undefined;
  path: Chain["path"];
};

/** Runs one in a transaction of its own: nobody waits for it any more. */
export async function goOn(
  ctx: MutationCtx,
  { automationId, userId, path, ...about }: Wanted,
): Promise<void> {
  const automation = await ctx.db.get("automations", automationId);
  if (automation)
    await setOff({ ...ctx, chain: { path, left: LIMITS.automationRuns } }, automation, userId, about);
}

/** Runs one for somebody, as a whole or not at all. */
async function setOff(
  ctx: MutationCtx & { chain: Chain },
  automation: Automation,
  userId: Id<"users">,
  about: About,
): Promise<void> {
  const { chain } = ctx;
  const automationId = automation._id;
  const wanted = { automationId, userId, ...about };
  if (chain.path.includes(automationId)) return await report(ctx, automation, "LOOP", wanted);
  if (chain.left === 0 || chain.path.length >= LIMITS.automationDepth)
    return await report(ctx, automation, "TOO_LONG", wanted);
  chain.left -= 1;
  const { path, left } = chain;
  if (!(await hasRoomFor(ctx, ROOM)))
    return void (await ctx.scheduler.runAfter(0, internal.scheduled.automations.begin, {
      ...wanted,
      path: [...path],
    }));
  try {
    // Nested: what it has begun before it is refused is not left behind.
    chain.left = await ctx.runMutation(internal.scheduled.automations.run, {
      ...wanted,
      path: [...path],
      left,
    });
  } catch (error) {
    const { data } = Object(error) as { data?: { code?: unknown } };
    await report(ctx, automation, typeof data?.code === "string" ? data.code : "UNEXPECTED", wanted);
  }
}

/** Keeps why, and tells whose it is. The same again within a minute says nothing new. */
async function report(
  ctx: MutationCtx,
  automation: Automation,
  code: string,
  { taskId, userId }: Pick<Wanted, "taskId" | "userId">,
): Promise<void> {
  const row = await stepsOf(ctx, automation._id);
  const [last] = row.problems;
  const at = Date.now();
  if (last && last.code === code && last.at > at - MINUTE_MS) return;
  const problem = { code, at, ...(taskId && { taskId }) };
  const problems = [problem, ...row.problems].slice(0, LIMITS.automationProblems);
  await ctx.db.patch("automationSteps", row._id, { problems });
  const told = { automationId: automation._id, setOffBy: userId };
  await ctx.scheduler.runAfter(0, internal.scheduled.automations.tellRefused, told);
}
