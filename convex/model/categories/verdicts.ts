/** What is said of a task: by the rules, and by a provider. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { TASK_CATEGORIES } from "../../shared/tasks";

export const PRIORITIES = ["high", "medium", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

const judgement = {
  category: literals(...TASK_CATEGORIES),
  priority: literals(...PRIORITIES),
  /** 0 to 1. */
  confidence: v.number(),
  suggestedOwnerId: v.optional(v.id("users")),
  /** The messages that were looked at. */
  messageIds: v.array(v.id("messages")),
};

/** `words`: what spoke for the category, such as "outage" or "due tomorrow"; no more than a few. */
export const verdict = v.object({ ...judgement, words: v.array(v.string()) });
export type Verdict = Infer<typeof verdict>;

export const answer = v.object({
  ...judgement,
  provider: literals("anthropic", "openai"),
  model: v.string(),
  /** One line of plain text, in the provider's words. */
  reason: v.string(),
  inputTokens: v.number(),
  outputTokens: v.number(),
  /** Millionths of a US dollar; 0 where prices are not known. */
  costMicros: v.number(),
});
export type Answer = Infer<typeof answer>;
