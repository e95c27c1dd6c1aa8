/** No text of a task changes what a provider is asked, and no answer says more than a category of that task. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askProvider, ProviderError, type Question } from "./askProvider";
import { TASK_CATEGORIES } from "../../shared/tasks";
import { FakeProvider } from "../../../tests/support/fakeProvider.ts";
import { INJECTIONS, OBEYING } from "../../../tests/support/injections.ts";

const KEY = "sk-canary-0123456789";
const FIELDS = [
  "category",
  "confidence",
  "inputTokens",
  "outputTokens",
  "owner",
  "priority",
  "reason",
] as const;

let fake: FakeProvider;
beforeAll(async () => {
  fake = await FakeProvider.start();
});
afterAll(async () => {
  await fake.stop();
});

/** The text in every place where somebody else's words may stand. */
function questionWith(text: string): Question {
  return {
    today: "2026-11-21",
    title: text,
    description: text,
    dueDate: null,
    conversation: [{ by: "P1", text }],
    people: [{ key: "P1", name: text }],
  };
}

function ask(kind: "anthropic" | "openai", text: string) {
  const model = kind === "anthropic" ? "claude-haiku-4-5" : "some-model";
  const provider = { kind, model, apiKey: KEY, baseUrl: fake.url, inputPrice: 0, outputPrice: 0 };
  return askProvider(provider, questionWith(text));
}

type Body = { messages: { role: string; content: unknown }[]; system?: unknown };

/** All of a request but the user's message. */
function frameOf(body: string): object {
  const { messages, ...rest } = JSON.parse(body) as Body;
  return { ...rest, messages: messages.filter(({ role }) => role !== "user") };
}

describe.each(["anthropic", "openai"] as const)("%s", (kind) => {
  test("208 texts arrive as data of one task, inside the same request", async () => {
    fake.behave = () => ({ category: "routine" });
    await ask(kind, "An innocent title");
    const frame = frameOf(fake.asked.at(-1)!.body);
    for (const text of INJECTIONS) {
      expect(await ask(kind, text)).toMatchObject({ category: "routine", owner: null });
      const { body, task } = fake.asked.at(-1)!;
      expect(task).toEqual(questionWith(text));
      expect(frameOf(body)).toEqual(frame);
      expect(body).not.toContain(KEY);
    }
    expect(INJECTIONS).toHaveLength(208);
    expect(frame).not.toHaveProperty("tools");
  });

  test.each(OBEYING)("of a model that answers %s nothing is taken but a category", async (text) => {
    fake.behave = () => ({ text });
    const reply = await ask(kind, INJECTIONS[0]!).catch((error: unknown) => error);
    if (reply instanceof ProviderError) {
      expect(reply.message).toBe("The provider's answer was not one of those asked for.");
      return;
    }
    expect(Object.keys(reply as object).toSorted()).toEqual(FIELDS);
    const { category, confidence, owner, reason } = reply as Awaited<ReturnType<typeof ask>>;
    expect(TASK_CATEGORIES).toContain(category);
    expect(confidence >= 0 && confidence <= 1).toBe(true);
    expect([null, "P1"]).toContain(owner);
    expect(reason).toMatch(/^[^\n]{0,200}$/);
  });
});

test("nothing of it reached what all objects share", () => {
  expect({}).not.toHaveProperty("role");
});
