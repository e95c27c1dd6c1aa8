"use node";

/** The action of categorisation, apart from its transactions: the packages of the providers load only here. */
import { v, type Infer } from "convex/values";
import { askProvider, ProviderError, type Question } from "./askProvider";
import { internal } from "../_generated/api";
import { internalAction } from "../_generated/server";
import { aiProvider, type Provider } from "../model/env";
import { answer, type Answer } from "../model/categories/verdicts";
import type { question } from "../model/categories/categorisations";

/** Null: nothing to ask any more. A thrown error: the pool asks again. */
export const outcome = v.union(answer, v.object({ error: v.string() }), v.null());

export const ask = internalAction({
  args: { taskId: v.id("tasks"), contentHash: v.string() },
  returns: outcome,
  handler: async (ctx, args): Promise<Infer<typeof outcome>> => {
    const provider = aiProvider();
    const asked: Asked | null = await ctx.runQuery(internal.categorisations.question, args);
    if (!provider || !asked) return null;
    try {
      return await answerOf(provider, asked);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { usage, message, isFinal } = error;
      const spent = { ...usage, costMicros: costOf(provider, usage) };
      if (spent.inputTokens + spent.outputTokens > 0)
        await ctx.runMutation(internal.categorisations.spend, { taskId: args.taskId, ...spent });
      if (isFinal) return { error: message };
      throw error;
    }
  },
});

type Asked = NonNullable<Awaited<ReturnType<typeof question>>>;

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
