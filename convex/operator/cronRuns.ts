import type { FunctionReference } from "convex/server";
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, internalMutation } from "../_generated/server";
import { adminQuery } from "../functions";
import * as CleanUp from "../model/crons/cleanUp";
import * as CronRuns from "../model/crons/cronRuns";
import { CRON_NAMES, type CronName } from "../shared/crons";

const name = literals(...CRON_NAMES);

/** All arguments of a job are optional. It may answer what it could not do, though the rest of it is done. */
type Job = FunctionReference<"mutation", "internal", Partial<Record<string, unknown>>, string | null>;

const JOBS: Record<CronName, Job> = {
  "Send mail": internal.emails.kick,
  "Daily digest": internal.digests.sweep,
  "Weekly report": internal.reports.sweep,
  "Mail mentions": internal.emails.sweepMentions,
  "Categorise pending tasks": internal.categorisations.sweep,
  "Retry webhooks": internal.operator.providerEvents.sweep,
  "Notice who has left": internal.presence.sweep,
  "Send later": internal.scheduled.later.sweep,
  "Send pushes": internal.scheduled.pushes.kick,
  "Repeat tasks": internal.scheduled.repeats.sweep,
  "Run automations": internal.scheduled.automations.sweep,
  "Tidy boards": internal.scheduled.boards.sweep,
  "Count boards": internal.scheduled.boards.countDays,
  "Clean up": internal.operator.cronRuns.cleanUp,
};

/** The last run of each cron; when it next runs follows from its name. */
export const list = adminQuery({
  args: {},
  returns: v.array(CronRuns.runView),
  handler: async (ctx) => (await ctx.db.query("cronRuns").take(CRON_NAMES.length)).map(CronRuns.toView),
});

/** Runs a cron's job and keeps how it went. The error is kept although the job's own writes are undone. */
export const run = internalAction({
  args: { name },
  returns: v.null(),
  handler: async (ctx, { name }) => {
    const startedAt = Date.now();
    await ctx.runMutation(internal.operator.cronRuns.begin, { name, startedAt });
    let error: string | undefined;
    try {
      error = (await ctx.runMutation(JOBS[name], {})) ?? undefined;
    } catch (caught) {
      error = String(caught);
    }
    await ctx.runMutation(internal.operator.cronRuns.end, {
      name,
      startedAt,
      durationMs: Date.now() - startedAt,
      error,
    });
    return null;
  },
});

export const begin = internalMutation({
  args: { name, startedAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { name, startedAt }) => {
    await CronRuns.begin(ctx, name, startedAt);
    return null;
  },
});

export const end = internalMutation({
  args: { name, startedAt: v.number(), durationMs: v.number(), error: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { name, ...run }) => {
    await CronRuns.end(ctx, name, run);
    return null;
  },
});

export const cleanUp = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await CleanUp.run(ctx);
    return null;
  },
});
