import { describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { makeWorkspace, refusal } from "./testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

async function categoryOf({ as }: Workspace, taskId: Id<"tasks">) {
  const { category, categorySource } = await as("Ana").query(api.tasks.get, { taskId });
  return [category, categorySource];
}

test.each([
  ["Production is down", "urgent"],
  ["Prepare the pricing proposal", "important"],
  ["Order coffee for the kitchen", "routine"],
] as const)("without a provider the rules decide at once: %s", async (title, category) => {
  const workspace = await makeWorkspace();
  const taskId = await workspace.as("Ben").mutation(api.tasks.create, { title });
  expect(await categoryOf(workspace, taskId)).toEqual([category, "rules"]);
  expect(await workspace.as("Zoe").query(api.categorisations.get, { taskId })).toMatchObject({
    isAsking: false,
    rules: { category },
    messageCount: 0,
    hasFailed: false,
  });
});

test("what spoke for it is told, the due date too", async () => {
  const { as } = await makeWorkspace();
  const dueDate = Date.now() - 3 * 86_400_000;
  const taskId = await as("Ben").mutation(api.tasks.create, { title: "Call the bank", dueDate });
  const { rules } = (await as("Ben").query(api.categorisations.get, { taskId }))!;
  expect(rules).toMatchObject({ category: "urgent", priority: "high", words: ["overdue"] });
  expect(rules.confidence).toBeGreaterThan(0.5);
});

describe("a person's choice", () => {
  test("is not overwritten by a change, the sweep or anybody's content", async () => {
    const workspace = await makeWorkspace();
    const { t, as } = workspace;
    const taskId = await as("Ben").mutation(api.tasks.create, { title: "Production is down" });
    await as("Ben").mutation(api.tasks.update, { taskId, category: "routine" });
    await as("Ana").mutation(api.tasks.update, { taskId, title: "Production is still down, urgent" });
    await t.mutation(internal.categorisations.sweep, {});
    expect(await categoryOf(workspace, taskId)).toEqual(["routine", "person"]);

    await as("Ben").mutation(api.tasks.update, { taskId, category: null });
    await as("Ana").mutation(api.tasks.update, { taskId, title: "Outage" });
    expect(await categoryOf(workspace, taskId)).toEqual([undefined, "person"]);
  });

  test("can be taken back", async () => {
    const workspace = await makeWorkspace();
    const { as } = workspace;
    const taskId = await as("Ben").mutation(api.tasks.create, { title: "Production is down" });
    await as("Ben").mutation(api.tasks.update, { taskId, category: "routine" });
    await as("Zoe").mutation(api.categorisations.reset, { taskId });
    expect(await categoryOf(workspace, taskId)).toEqual(["urgent", "rules"]);
  });

  test("is an example for titles like it", async () => {
    const workspace = await makeWorkspace();
    const { as } = workspace;
    const make = async (title: string) => await as("Ben").mutation(api.tasks.create, { title });
    expect(await categoryOf(workspace, await make("Zephyr sync"))).toEqual(["routine", "rules"]);

    for (let i = 0; i < 30; i++) {
      const taskId = await make(`Zephyr number ${i}`);
      await as("Ben").mutation(api.tasks.update, { taskId, category: "urgent" });
    }
    const learned = await make("Zephyr sync again");
    expect(await categoryOf(workspace, learned)).toEqual(["urgent", "rules"]);
    const why = await as("Ben").query(api.categorisations.get, { taskId: learned });
    expect(why?.rules.words).toContain("learned: zephyr");
  });
});

test("the same content is judged once, other content anew", async () => {
  const workspace = await makeWorkspace();
  const { as } = workspace;
  const taskId = await as("Ben").mutation(api.tasks.create, { title: "Order coffee" });
  await as("Ben").mutation(api.tasks.update, { taskId, tags: ["kitchen"] });
  expect(await categoryOf(workspace, taskId)).toEqual(["routine", "rules"]);
  await as("Ben").mutation(api.tasks.update, { taskId, title: "Outage of the checkout" });
  expect(await categoryOf(workspace, taskId)).toEqual(["urgent", "rules"]);
});

test("the sweep categorises what never was", async () => {
  const workspace = await makeWorkspace();
  const { t, as } = workspace;
  const forgotten = await as("Ben").mutation(api.tasks.create, { title: "Plan" });
  await t.run(async (ctx) => {
    await ctx.db.patch("tasks", forgotten, {
      category: undefined,
      categorySource: undefined,
      title: "Outage 1",
    });
  });
  await t.mutation(internal.categorisations.sweep, {});
  expect(await categoryOf(workspace, forgotten)).toEqual(["urgent", "rules"]);
});

test("a finished task is not judged, until it is taken up again", async () => {
  const workspace = await makeWorkspace();
  const { as } = workspace;
  const taskId = await as("Ben").mutation(api.tasks.create, { title: "Outage", status: "done" });
  expect(await categoryOf(workspace, taskId)).toEqual([undefined, "rules"]);
  await as("Ben").mutation(api.tasks.move, { taskId, status: "todo" });
  expect(await categoryOf(workspace, taskId)).toEqual(["urgent", "rules"]);
});

describe("the conversation", () => {
  test("counts, and suggests who was asked in it", async () => {
    const { as, ben, hiring } = await makeWorkspace();
    const fromMessageId = await as("Ana").mutation(api.messages.create, {
      channelId: hiring,
      text: `<@${ben}> the site is down, customers cannot pay`,
    });
    const taskId = await as("Ana").mutation(api.tasks.createFromMessage, { messageId: fromMessageId });
    expect(await as("Ben").query(api.categorisations.get, { taskId })).toMatchObject({
      rules: { category: "urgent", suggestedOwnerId: ben },
      messageCount: 1,
    });
  });

  test("is not looked at where readers of the task may not read it", async () => {
    const { as, say, hiring } = await makeWorkspace();
    const fromMessageId = await say("Ana", hiring, "The site is down, customers cannot pay");
    const taskId = await as("Ana").mutation(api.tasks.createFromMessage, { messageId: fromMessageId });
    await as("Ana").mutation(api.tasks.update, { taskId, title: "Look at this", channelId: null });
    const { rules, messageCount } = (await as("Ana").query(api.categorisations.get, { taskId }))!;
    expect([rules.category, rules.words, messageCount]).toEqual(["routine", [], 0]);

    const stolen = as("Zoe").mutation(api.tasks.createFromMessage, { messageId: fromMessageId });
    await expect(stolen).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

describe("who may", () => {
  test("only readers of a task learn why, or take a choice back", async () => {
    const { as, hiring: channelId } = await makeWorkspace();
    const taskId = await as("Ana").mutation(api.tasks.create, { title: "Call", channelId });
    expect(await as("Ben").query(api.categorisations.get, { taskId })).not.toBeNull();
    for (const name of ["Zoe", "Max"] as const) {
      const code = refusal(name === "Zoe" ? "NOT_FOUND" : "NOT_SIGNED_IN");
      await expect(as(name).query(api.categorisations.get, { taskId })).rejects.toMatchObject(code);
      await expect(as(name).mutation(api.categorisations.reset, { taskId })).rejects.toMatchObject(code);
    }
  });

  test("only admins see and change what AI may do", async () => {
    const workspace = await makeWorkspace();
    const { as } = workspace;
    const forbidden = refusal("FORBIDDEN");
    await expect(as("Ben").query(api.operator.aiUsage.overview, {})).rejects.toMatchObject(forbidden);
    await expect(as("Ben").mutation(api.operator.aiUsage.save, { mode: "off" })).rejects.toMatchObject(
      forbidden,
    );
    expect(await as("Ana").query(api.operator.aiUsage.overview, {})).toEqual({
      mode: "provider",
      monthlyTokens: 2_000_000,
      provider: null,
      total: { requests: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 },
      usage: [],
    });
    for (const monthlyTokens of [-1, 0.5, Number.NaN, 1e12]) {
      const save = as("Ana").mutation(api.operator.aiUsage.save, { monthlyTokens });
      await expect(save).rejects.toMatchObject(refusal("AI_BUDGET_INVALID"));
    }
    await as("Ana").mutation(api.operator.aiUsage.save, { mode: "off", monthlyTokens: 5 });
    expect(await as("Ana").query(api.operator.aiUsage.overview, {})).toMatchObject({
      mode: "off",
      monthlyTokens: 5,
    });

    const taskId = await as("Ben").mutation(api.tasks.create, { title: "Production is down" });
    expect(await categoryOf(workspace, taskId)).toEqual([undefined, undefined]);
  });

  test("everybody hides AI for themselves", async () => {
    const { as } = await makeWorkspace();
    expect(await as("Ben").query(api.users.me, {})).toMatchObject({ hidesAi: false });
    await as("Ben").mutation(api.users.update, { hidesAi: true });
    expect(await as("Ben").query(api.users.me, {})).toMatchObject({ hidesAi: true, name: "Ben" });
    expect(await as("Ana").query(api.users.me, {})).toMatchObject({ hidesAi: false });
  });
});
