"use node";

/** Asks a provider what was queued: the packages of the providers load only here. */
import type { Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { AT_ONCE, type outcome, type question } from "../../model/categories/categorisations";
import type { Answer } from "../../model/categories/verdicts";
import { aiProvider, type Provider } from "../../model/env";
import type { Sender } from "../sender";
import { askProvider, ProviderError, type Question } from "./askProvider";

type Asked = Infer<typeof question>;

/** Null without a provider. */
export async function openAi(ctx: ActionCtx, sender: string): Promise<Sender | null> {
  const provider = aiProvider();
  if (provider === null) return null;
  return {
    atOnce: AT_ONCE,
    claim: async (most) => {
      const questions = await ctx.runMutation(internal.categorisations.claim, { sender, most });
      return questions.map(({ key, asked }) => async () => {
        const outcome = await outcomeOf(provider, asked);
        await ctx.runMutation(internal.categorisations.settle, { ...key, outcome });
      });
    },
    release: async () => void (await ctx.runMutation(internal.categorisations.release, { sender })),
  };
}

async function outcomeOf(provider: Provider, asked: Asked): Promise<Infer<typeof outcome>> {
  try {
    return { kind: "sent", answer: await answerOf(provider, asked) };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { usage, message, isFinal } = error;
    const spent = { ...usage, costMicros: costOf(provider, usage) };
    return { kind: isFinal ? "failed" : "retry", error: message, spent };
  }
}

async function answerOf(provider: Provider, asked: Asked): Promise<Answer> {
  const { owner, ...reply } = await askProvider(provider, toQuestion(asked));
  const suggested = asked.people[keys(asked.people).indexOf(owner ?? "")];
  return {
    ...reply,
    provider: provider.kind,
    model: provider.model,
    messageIds: asked.messages.map(({ _id }) => _id),
    costMicros: costOf(provider, reply),
    ...(suggested && { suggestedOwnerId: suggested._id }),
  };
}

function toQuestion({ title, description, dueDate, messages, people }: Asked): Question {
  const key = keys(people);
  const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return {
    today: dateOf(Date.now()),
    title,
    description,
    dueDate: dueDate === undefined ? null : dateOf(dueDate),
    conversation: messages.map(({ authorId, text }) => ({
      by: key[people.findIndex(({ _id }) => _id === authorId)] ?? "somebody",
      text,
    })),
    people: people.map(({ name }, index) => ({ key: key[index]!, name })),
  };
}

const keys = (people: readonly unknown[]) => people.map((_, index) => `P${index + 1}`);

/** Dollars per million tokens are millionths of a dollar per token. */
function costOf({ inputPrice, outputPrice }: Provider, used: { inputTokens: number; outputTokens: number }) {
  return Math.round(used.inputTokens * inputPrice + used.outputTokens * outputPrice);
}
