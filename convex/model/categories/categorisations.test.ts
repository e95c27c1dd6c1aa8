import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { omit } from "convex-helpers";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { makeWorkspace } from "../../testing.setup";

test("a guess of the rules is no verdict", async () => {
  const { t, as } = await makeWorkspace();
  const taskId = await as("Ben").mutation(api.tasks.create, { title: "Outage" });
  const [row] = await t.run(async (ctx) => await ctx.db.query("categorisations").collect());
  await t.run(async (ctx) => {
    await ctx.db.patch("categorisations", row!._id, { rules: { ...row!.rules, confidence: 0.49 } });
    await ctx.db.patch("tasks", taskId, { category: undefined, categorySource: undefined });
  });
  await t.mutation(internal.categorisations.sweep, {});
  const task = await as("Ben").query(api.tasks.get, { taskId });
  expect([task.category, task.categorySource]).toEqual([undefined, "rules"]);
  const why = await as("Ben").query(api.categorisations.get, { taskId });
  expect(why?.rules).toMatchObject({ category: "urgent", confidence: 0.49 });
});

/** Two rows for one task are against the rules, and whatever asks for the one of them fails. */
async function spoil(ctx: MutationCtx, taskId: Id<"tasks">): Promise<void> {
  const row = (await ctx.db.query("categorisations").collect()).find((one) => one.taskId === taskId)!;
  await ctx.db.insert("categorisations", omit(row, ["_id", "_creationTime"]));
}

test("a task that cannot be categorised keeps no other back, and is not tried for ever", async () => {
  const { t, as } = await makeWorkspace();
  const taskIds: Id<"tasks">[] = [];
  for (const title of ["Outage", "Lunch", "Outage again"])
    taskIds.push(await as("Ben").mutation(api.tasks.create, { title }));
  await t.run(async (ctx) => {
    for (const taskId of taskIds)
      await ctx.db.patch("tasks", taskId, { category: undefined, categorySource: undefined });
    await spoil(ctx, taskIds[0]!);
  });
  await t.action(internal.operator.cronRuns.run, { name: "Categorise pending tasks" });
  const tasks = await t.run(async (ctx) => await Promise.all(taskIds.map((id) => ctx.db.get("tasks", id))));
  expect(tasks.map((task) => [task!.category, task!.categorySource])).toEqual([
    [undefined, "rules"],
    ["routine", "rules"],
    ["urgent", "rules"],
  ]);
  const [run] = await as("Ana").query(api.operator.cronRuns.list, {});
  expect(run!.error).toMatch(/^Task 1 could not be categorised: .*unique/i);
});

describe("the queue of questions", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout"] });
    vi.setSystemTime(Date.UTC(2026, 10, 21, 9));
    vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  const spent = { inputTokens: 10, outputTokens: 2, costMicros: 20 };
  const retry = { kind: "retry" as const, error: "The provider answered 500.", spent };
  const sent = {
    kind: "sent" as const,
    answer: {
      ...spent,
      category: "important" as const,
      priority: "high" as const,
      confidence: 0.9,
      messageIds: [],
      provider: "anthropic" as const,
      model: "claude-haiku-4-5",
      reason: "Customers wait.",
    },
  };

  async function asked() {
    const workspace = await makeWorkspace();
    const { t, as } = workspace;
    const taskId = await as("Ben").mutation(api.tasks.create, { title: "Outage" });
    const claim = async () => await t.mutation(internal.categorisations.claim, { sender: "one", most: 4 });
    const settle = async (
      { key }: Awaited<ReturnType<typeof claim>>[number],
      outcome: typeof retry | typeof sent,
    ) => await t.mutation(internal.categorisations.settle, { ...key, outcome });
    const seen = async () => {
      const { category, categorySource } = await as("Ben").query(api.tasks.get, { taskId });
      const why = await as("Ben").query(api.categorisations.get, { taskId });
      return { category, categorySource, isAsking: why!.isAsking, hasFailed: why!.hasFailed };
    };
    return { ...workspace, taskId, claim, settle, seen };
  }

  test("a question that cannot be made keeps no other back, and the rules' word stands", async () => {
    const { t, as, ben, general, taskId, claim, seen } = await asked();
    await as("Ben").mutation(api.tasks.create, { title: "Lunch" });
    await as("Ben").mutation(api.tasks.update, { taskId, channelId: general });
    // Two memberships of one person are against the rules: who asks for the one of them fails.
    await t.run(async (ctx) => {
      const membership = { channelId: general, userId: ben, joinedAt: 1, isDeactivated: false };
      await ctx.db.insert("memberships", membership);
    });
    expect((await claim()).map(({ asked: { title } }) => title)).toEqual(["Lunch"]);
    expect(await seen().catch((error: Error) => error.message)).toMatch(/unique/);
    const [row] = await t.run(async (ctx) => await ctx.db.query("categorisations").collect());
    expect(row).toMatchObject({ taskId, status: "decided" });
    expect(row!.error).toMatch(/unique/);
    expect(await t.run(async (ctx) => await ctx.db.get("tasks", taskId))).toMatchObject({
      category: "urgent",
      categorySource: "rules",
    });
  });

  test("a question is with one sender at a time, and with another once its lease is over", async () => {
    const { claim } = await asked();
    const [first] = await claim();
    expect(first!.asked.title).toBe("Outage");
    expect(await claim()).toEqual([]);
    vi.advanceTimersByTime(121_000);
    expect((await claim()).map(({ key }) => key.attempt)).toEqual([2]);
  });

  test("what fails is asked again after seconds, then minutes, then hours, and at last no more", async () => {
    const { claim, settle, seen } = await asked();
    for (const waitMs of [0, 1_000, 4_000, 300_000, 1_800_000, 7_200_000]) {
      vi.setSystemTime(Date.now() + Math.max(0, waitMs - 1));
      if (waitMs > 0) expect(await claim()).toEqual([]);
      vi.setSystemTime(Date.now() + 1);
      await settle((await claim())[0]!, retry);
    }
    vi.setSystemTime(Date.now() + 365 * 86_400_000);
    expect(await claim()).toEqual([]);
    expect(await seen()).toMatchObject({ categorySource: "rules", isAsking: false, hasFailed: true });
  });

  test("after three attempts the rules' word stands, until a later one brings an answer", async () => {
    const { as, taskId, claim, settle, seen } = await asked();
    await settle((await claim())[0]!, sent);
    await as("Ben").mutation(api.tasks.update, { taskId, title: "Outage of the checkout" });
    expect(await seen()).toMatchObject({ categorySource: "anthropic", isAsking: true });
    for (const waitMs of [0, 1_000, 4_000]) {
      vi.setSystemTime(Date.now() + waitMs);
      expect((await seen()).isAsking).toBe(true);
      await settle((await claim())[0]!, retry);
    }
    const failed = { category: "urgent", categorySource: "rules", isAsking: false, hasFailed: true };
    expect(await seen()).toEqual(failed);
    vi.setSystemTime(Date.now() + 300_000);
    await settle((await claim())[0]!, sent);
    const decided = { category: "important", categorySource: "anthropic", isAsking: false, hasFailed: false };
    expect(await seen()).toEqual(decided);
    const { usage } = await as("Ana").query(api.operator.aiUsage.overview, {});
    expect(usage).toMatchObject([{ requests: 2, inputTokens: 50, costMicros: 100 }]);
  });

  test("a late answer of an earlier attempt changes nothing", async () => {
    const { claim, settle, seen } = await asked();
    const [first] = await claim();
    vi.advanceTimersByTime(121_000);
    const [second] = await claim();
    await settle(first!, sent);
    expect(await seen()).toMatchObject({ categorySource: "rules", isAsking: true });
    await settle(second!, sent);
    expect(await seen()).toMatchObject({ category: "important", categorySource: "anthropic" });
  });

  test("an answer about older content changes nothing, and is paid for", async () => {
    const { as, taskId, claim, settle, seen } = await asked();
    const [older] = await claim();
    await as("Ben").mutation(api.tasks.update, { taskId, title: "Order coffee" });
    const [newer] = await claim();
    expect(newer).toMatchObject({ asked: { title: "Order coffee" }, key: { attempt: older!.key.attempt } });
    await settle(older!, sent);
    expect(await seen()).toMatchObject({ categorySource: "rules", isAsking: true });
    await settle(newer!, retry);
    const { usage } = await as("Ana").query(api.operator.aiUsage.overview, {});
    expect(usage).toMatchObject([{ requests: 2, inputTokens: 20 }]);
  });

  test("without a provider any more the sweep ends what was asked, and the rules' word stands", async () => {
    const { t, seen } = await asked();
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    await t.mutation(internal.categorisations.sweep, {});
    expect(await seen()).toEqual({
      category: "urgent",
      categorySource: "rules",
      isAsking: false,
      hasFailed: false,
    });
  });

  test("a task that a person has judged meanwhile is not asked about", async () => {
    const { as, taskId, claim, seen } = await asked();
    await as("Ben").mutation(api.tasks.update, { taskId, category: "routine" });
    expect(await claim()).toEqual([]);
    expect(await seen()).toMatchObject({ category: "routine", categorySource: "person", isAsking: false });
  });
});
