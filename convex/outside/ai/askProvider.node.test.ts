/** What is said to providers and what their answers, good and bad, become. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { askProvider, ProviderError, type Question } from "./askProvider";
import type { Provider } from "../../model/env";
import { FakeProvider, type Behaviour } from "../../../tests/support/fakeProvider.ts";

let fake: FakeProvider;
beforeEach(async () => {
  fake = await FakeProvider.start();
});
afterEach(async () => {
  await fake.stop();
});

const KEY = "sk-canary-0123456789";

const question: Question = {
  today: "2026-11-21",
  title: "Ship the importer",
  description: "",
  dueDate: null,
  conversation: [{ by: "P1", text: "When?" }],
  people: [{ key: "P1", name: "Ana" }],
};

function provider(kind: Provider["kind"]): Provider {
  const model = kind === "anthropic" ? "claude-haiku-4-5" : "some-model";
  const common = { kind, model, apiKey: KEY, baseUrl: fake.url };
  return { ...common, inputPrice: 0, outputPrice: 0 };
}

async function failure(
  kind: Provider["kind"],
  behaviour: Behaviour,
  timeoutMs?: number,
): Promise<ProviderError> {
  fake.behave = () => behaviour;
  const error = await askProvider(provider(kind), question, timeoutMs).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

describe.each(["anthropic", "openai"] as const)("%s", (kind) => {
  test("is sent one task as data, and answers with all that is kept", async () => {
    fake.behave = () => ({
      category: "urgent",
      priority: "high",
      confidence: 0.7,
      reason: "Soon.",
      owner: "P1",
    });
    expect(await askProvider(provider(kind), question)).toEqual({
      category: "urgent",
      priority: "high",
      confidence: 0.7,
      reason: "Soon.",
      owner: "P1",
      inputTokens: 100,
      outputTokens: 20,
    });
    const [asked] = fake.asked;
    expect(asked!.task).toEqual(question);
    expect(asked!.headers[kind === "anthropic" ? "x-api-key" : "authorization"]).toContain(KEY);
    expect(JSON.parse(asked!.body)).not.toHaveProperty("tools");
  });

  test("an answer is cut to one line of plain text, a share, and a person who was offered", async () => {
    const reason = `Line\nbreak ${"x".repeat(500)}`;
    fake.behave = () => ({ category: "routine", confidence: 7, reason, owner: "P99" });
    const reply = await askProvider(provider(kind), question);
    expect(reply).toMatchObject({ category: "routine", confidence: 1, owner: null });
    expect(reply.reason).toMatch(/^Line break x+…$/);
    expect(reply.reason).toHaveLength(200);
  });

  test.each([
    [{ status: 429 }, false],
    [{ status: 500 }, false],
    [{ status: 529 }, false],
    [{ status: 401 }, true],
    [{ status: 400 }, true],
    [{ text: "Certainly! It is urgent." }, false],
    [{ text: '{"category":"catastrophic"}' }, false],
    [{ text: "" }, false],
    [{ bytes: 10 * 1024 * 1024 }, false],
    [{ bytes: 10 }, false],
    ["refusal", true],
  ] satisfies [Behaviour, boolean][])(
    "%o is an error that says nothing of key or answer; final: %s",
    async (bad, isFinal) => {
      const error = await failure(kind, bad);
      expect(error.isFinal).toBe(isFinal);
      expect(error.message).toMatch(/^The provider('s answer)? [^{}]{5,60}\.$/);
      expect(JSON.stringify(error) + error.stack).not.toContain(KEY);
    },
  );

  test("a provider that never answers is left", async () => {
    expect(await failure(kind, "silence", 50)).toMatchObject({
      message: "The provider took too long.",
      isFinal: false,
    });
  });

  test("a redirect is not followed with the key", async () => {
    const thief = await FakeProvider.start();
    const error = await failure(kind, { redirect: `${thief.url}/messages` });
    expect(error.message).toBe("The provider could not be reached.");
    expect(thief.asked).toEqual([]);
    await thief.stop();
  });

  test("what made no sense still counts as used", async () => {
    const { usage } = await failure(kind, { text: "Hello" });
    expect(usage).toEqual({ inputTokens: 100, outputTokens: 20 });
  });
});
