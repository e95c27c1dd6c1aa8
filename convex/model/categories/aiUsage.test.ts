import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace } from "../../testing.setup";
import * as AiUsage from "./aiUsage";

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
  const { total, usage } = await as("Ana").query(api.aiUsage.overview, {});
  expect(total).toMatchObject({ inputTokens: many + 19, outputTokens: many + 19, costMicros: many + 27 });
  expect(usage).toHaveLength(LIMITS.aiPeopleShown);
  expect(usage.slice(0, 2).map(({ userId, inputTokens }) => [userId, inputTokens])).toEqual([
    [ben, 10],
    [ana, 9],
  ]);
});
