import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace } from "../../testing.setup";
import * as Tallies from "../tallies";
import * as AiUsage from "./aiUsage";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test("the use of AI is summed over everybody, and named of those who used most", async () => {
  const { t, as, ana, ben } = await makeWorkspace();
  const many = LIMITS.aiPeopleShown + 5;
  await t.run(async (ctx) => {
    for (let i = 0; i < many; i += 1) {
      const user = { name: `P${i}`, nameKey: `p${i}`, role: "member" as const, isDeactivated: false };
      const userId = await ctx.db.insert("users", { ...user, tokenIdentifier: `t|${i}` });
      await AiUsage.spend(ctx, userId, { inputTokens: 1, outputTokens: 1, costMicros: 1 });
    }
    await AiUsage.spend(ctx, ben, { inputTokens: 5, outputTokens: 5, costMicros: 9 });
    await AiUsage.spend(ctx, ana, { inputTokens: 9, outputTokens: 9, costMicros: 9 });
    await AiUsage.spend(ctx, ben, { inputTokens: 5, outputTokens: 5, costMicros: 9 });
  });
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const { total, usage } = await as("Ana").query(api.operator.aiUsage.overview, {});
  expect(total).toMatchObject({ inputTokens: many + 19, outputTokens: many + 19, costMicros: many + 27 });
  expect(usage).toHaveLength(LIMITS.aiPeopleShown);
  expect(usage.slice(0, 2).map(({ userId, inputTokens }) => [userId, inputTokens])).toEqual([
    [ben, 10],
    [ana, 9],
  ]);
});

test("a person's requests of a day end at its limit, and begin anew the next day", async () => {
  vi.stubEnv("AI_BASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("AI_MODEL", "none");
  vi.setSystemTime("2026-11-20T10:00:00Z");
  const { t, ana, ben } = await makeWorkspace();
  const admitted = async (userId: Id<"users">, times: number) => {
    let count = 0;
    for (let i = 0; i < times; i++)
      if (await t.run(async (ctx) => await AiUsage.admit(ctx, userId))) count += 1;
    return count;
  };
  await t.run(async (ctx) => {
    await Tallies.add(ctx, `ai requests 2026-11-20 ${ana}`, { requests: LIMITS.aiRequestsPerDay - 3 });
  });
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect([await admitted(ana, 2), await admitted(ana, 5), await admitted(ben, 1)]).toEqual([2, 1, 1]);
  vi.setSystemTime("2026-11-21T10:00:00Z");
  expect(await admitted(ana, 1)).toBe(1);
});

test("the sums of a day go when it is over, and the month's stay", async () => {
  vi.stubEnv("AI_BASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("AI_MODEL", "none");
  vi.setSystemTime("2026-11-20T10:00:00Z");
  const { t, ana } = await makeWorkspace();
  await t.run(async (ctx) => void (await AiUsage.admit(ctx, ana)));
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const keys = async () =>
    await t.run(async (ctx) => {
      const rows = await ctx.db.query("tallies").collect();
      return [...new Set(rows.map(({ key }) => key).filter((key) => key.startsWith("ai")))].sort();
    });
  const month = ["ai 2026-11", `ai 2026-11 ${ana}`];
  vi.setSystemTime("2026-11-21T10:00:00Z");
  await t.mutation(internal.operator.cronRuns.cleanUp, {});
  expect(await keys()).toEqual([...month, `ai requests 2026-11-20 ${ana}`]);
  vi.setSystemTime("2026-11-22T10:00:00Z");
  await t.mutation(internal.operator.cronRuns.cleanUp, {});
  expect(await keys()).toEqual(month);
});
