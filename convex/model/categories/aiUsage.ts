/** What the AI of the workspace may do, and what it has used. */
import { v, type Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { AI_MODES } from "../../shared/tasks";
import { aiProvider, type Provider } from "../env";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import type { Answer } from "./verdicts";
import type { DbCtx } from "../context";

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

/**
 * The provider to ask on this person's behalf, counted as asked; null when the switch, the person, the
 * budget or the day's limit says no.
 */
export async function admit(ctx: MutationCtx, userId: Id<"users">): Promise<Provider | null> {
  const provider = aiProvider();
  const { mode, monthlyTokens } = await settings(ctx);
  if (!provider || mode !== "provider") return null;
  const user = await ctx.db.get("users", userId);
  if (!user || user.hidesAi || user.deactivatedAt !== undefined) return null;
  const [own, all] = [await row(ctx, userId), await row(ctx, undefined)];
  if (tokensOf(all) >= monthlyTokens || own.dayRequests >= LIMITS.aiRequestsPerDay) return null;
  for (const used of [own, all]) {
    const { requests, dayRequests } = used;
    await put(ctx, { ...used, requests: requests + 1, dayRequests: dayRequests + 1 });
  }
  return provider;
}

export async function spend(
  ctx: MutationCtx,
  userId: Id<"users">,
  { inputTokens, outputTokens, costMicros }: Pick<Answer, "inputTokens" | "outputTokens" | "costMicros">,
): Promise<void> {
  for (const used of [await row(ctx, userId), await row(ctx, undefined)])
    await put(ctx, {
      ...used,
      inputTokens: used.inputTokens + inputTokens,
      outputTokens: used.outputTokens + outputTokens,
      costMicros: used.costMicros + costMicros,
    });
}

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
  const month = monthOf(Date.now());
  const most = await ctx.db
    .query("aiUsage")
    .withIndex("by_month_and_tokens", (q) => q.eq("month", month))
    .order("desc")
    .take(LIMITS.aiPeopleShown + 1);
  const people = most.flatMap((used) =>
    used.userId === undefined ? [] : [{ userId: used.userId, ...toView(used) }],
  );
  return { total: toView(await row(ctx, undefined)), usage: people.slice(0, LIMITS.aiPeopleShown) };
}

const toView = ({ requests, inputTokens, outputTokens, costMicros }: Used) => ({
  requests,
  inputTokens,
  outputTokens,
  costMicros,
});

type Used = Omit<Doc<"aiUsage">, "_id" | "_creationTime" | "tokens"> & { _id?: Id<"aiUsage"> };

async function row(ctx: DbCtx, userId: Id<"users"> | undefined): Promise<Used> {
  const now = Date.now();
  const [month, day] = [monthOf(now), dayOf(now)];
  const found = await ctx.db
    .query("aiUsage")
    .withIndex("by_month_and_userId", (q) => q.eq("month", month).eq("userId", userId))
    .unique();
  if (found) return found.day === day ? found : { ...found, day, dayRequests: 0 };
  return {
    month,
    ...(userId && { userId }),
    day,
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
    costMicros: 0,
    dayRequests: 0,
  };
}

async function put(ctx: MutationCtx, { _id, ...used }: Used): Promise<void> {
  const next = { ...used, tokens: tokensOf(used) };
  if (_id) await ctx.db.patch("aiUsage", _id, next);
  else await ctx.db.insert("aiUsage", next);
}

const tokensOf = (used: Pick<Used, "inputTokens" | "outputTokens">) => used.inputTokens + used.outputTokens;
const monthOf = (ms: number) => new Date(ms).toISOString().slice(0, 7);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
