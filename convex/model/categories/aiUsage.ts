/** What the AI of the workspace may do, and what it has used. */
import { v, type Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { AI_MODES } from "../../shared/tasks";
import { aiProvider } from "../env";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import type { Answer } from "./verdicts";
import type { DbCtx } from "../context";
import { DAY_MS } from "../../shared/time";
import * as Tallies from "../tallies";

export const settingsFields = { mode: literals(...AI_MODES), monthlyTokens: v.number() };
const settingsValidator = v.object(settingsFields);
type Settings = Infer<typeof settingsValidator>;

export async function settings(ctx: DbCtx): Promise<Settings> {
  const row = await ctx.db.query("aiSettings").first();
  const { mode, monthlyTokens } = row ?? {
    mode: "provider" as const,
    monthlyTokens: LIMITS.aiDefaultMonthlyTokens,
  };
  return { mode, monthlyTokens };
}

/** @throws AI_BUDGET_INVALID */
export async function saveSettings(ctx: ActorCtx, given: Partial<Settings>): Promise<void> {
  const before = await settings(ctx);
  const next = { ...before, ...given };
  const { monthlyTokens } = next;
  if (!Number.isInteger(monthlyTokens) || monthlyTokens < 0 || monthlyTokens > LIMITS.aiMonthlyTokens)
    throw fail("AI_BUDGET_INVALID");
  const row = await ctx.db.query("aiSettings").first();
  if (row) await ctx.db.patch("aiSettings", row._id, next);
  else await ctx.db.insert("aiSettings", next);
  const changes = changesBetween(before, next);
  if (changes.length > 0)
    await Events.record(ctx, { noun: "settings", verb: "changed", subject: "ai", changes });
}

/** Whether a provider may be asked on this person's behalf, as far as the switch and the person say. */
export async function isWanted(ctx: DbCtx, userId: Id<"users">): Promise<boolean> {
  if (!aiProvider() || (await settings(ctx)).mode !== "provider") return false;
  const user = await ctx.db.get("users", userId);
  return user !== null && user.hidesAi !== true && user.deactivatedAt === undefined;
}

/**
 * Counts a request on this person's behalf; false when the budget or the day's limit says no. For the sender alone: whoever
 * makes a task reads nothing that others write with theirs. Both limits are of what was committed before: one claim may
 * exceed them by a few.
 */
export async function admit(ctx: MutationCtx, userId: Id<"users">): Promise<boolean> {
  const now = Date.now();
  const { monthlyTokens } = await settings(ctx);
  const { tokens = 0 } = await Tallies.sumsBefore(ctx, monthKey(now));
  const { requests = 0 } = await Tallies.sumsBefore(ctx, dayKey(now, userId));
  if (tokens >= monthlyTokens || requests >= LIMITS.aiRequestsPerDay) return false;
  await Tallies.add(ctx, dayKey(now, userId), { requests: 1 });
  await count(ctx, userId, { requests: 1 });
  return true;
}

export async function spend(
  ctx: MutationCtx,
  userId: Id<"users">,
  { inputTokens, outputTokens, costMicros }: Pick<Answer, "inputTokens" | "outputTokens" | "costMicros">,
): Promise<void> {
  await count(ctx, userId, { inputTokens, outputTokens, tokens: inputTokens + outputTokens, costMicros });
}

/** Adds to what everybody and this person have used this month. */
async function count(ctx: MutationCtx, userId: Id<"users">, by: Tallies.Sums): Promise<void> {
  const key = monthKey(Date.now());
  await Tallies.add(ctx, key, by);
  await Tallies.add(ctx, `${key} ${userId}`, by, peopleOf(key));
}

const peopleOf = (month: string) => ({ name: month, by: "tokens" });

const usedFields = {
  requests: v.number(),
  inputTokens: v.number(),
  outputTokens: v.number(),
  costMicros: v.number(),
};

export const monthFields = {
  /** What everybody used. */
  total: v.object(usedFields),
  /** What those did who used most, the most first. */
  usage: v.array(v.object({ userId: v.id("users"), ...usedFields })),
};

/** What was used this month. */
export async function thisMonth(ctx: DbCtx) {
  const month = monthKey(Date.now());
  const most = await Tallies.largest(ctx, peopleOf(month), LIMITS.aiPeopleShown);
  const usage = most.map(([key, sums]) => ({
    userId: key.slice(month.length + 1) as Id<"users">,
    ...toView(sums),
  }));
  return { total: toView(await Tallies.sumsOf(ctx, month)), usage };
}

const toView = ({ requests = 0, inputTokens = 0, outputTokens = 0, costMicros = 0 }: Tallies.Sums) => ({
  requests,
  inputTokens,
  outputTokens,
  costMicros,
});

/** Months and days are those of UTC. */
const monthKey = (ms: number) => `ai ${new Date(ms).toISOString().slice(0, 7)}`;
const DAYS = "ai requests ";
const dayKey = (ms: number, userId: Id<"users">) =>
  `${DAYS}${new Date(ms).toISOString().slice(0, 10)} ${userId}`;

/** The sums of days that are over: nobody asks for them any more. */
export const pastDays = (now: number) => ({
  from: DAYS,
  until: `${DAYS}${new Date(now - DAY_MS).toISOString().slice(0, 10)}`,
});
