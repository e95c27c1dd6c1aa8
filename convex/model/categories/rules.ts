/**
 * The built-in rules: what a task's words, due date and conversation say, and what this team corrected
 * before. Pure, and the same answer for the same input.
 *
 * Shapes  Each finding adds points to a category; "routine" starts ahead, so that a title nothing is known of is
 *         routine. The points become probabilities, and the corrections' own are mixed in by their number.
 */
import createClassifier from "classificator";
import { TASK_CATEGORIES, type TaskCategory } from "../../shared/tasks";
import { PHRASES } from "./rulePhrases";
import type { Priority } from "./verdicts";

export type Judged = {
  title: string;
  description: string;
  /** Days from today to the due date; negative when it has passed. */
  dueInDays: number | undefined;
  /** What was said around it. */
  conversation: readonly string[];
  isFromAdmin: boolean;
};

export type Example = { title: string; category: TaskCategory };

type Finding = { category: TaskCategory; points: number; word: string };

const SHOWN_WORDS = 4;
const START: Record<TaskCategory, number> = { urgent: 0, important: 0.3, routine: 0.8 };
/** What is said around a task, or below its title, weighs less than the title. */
const ASIDE = 0.4;
/** How fast points become certainty: such that it is about the share of titles that are sorted right (tests/support/ruleAccuracy.ts). */
const STEEPNESS = 1.7;
/** So many corrections weigh as much as the rules. */
const EVEN_AT = 25;
/** Fewer corrections teach nothing. */
const FEWEST_EXAMPLES = 3;

export function judge(task: Judged, examples: readonly Example[]) {
  const findings = [
    ...inText(task.title, 1),
    ...inText(task.description, ASIDE),
    ...inText(task.conversation.join("\n"), ASIDE),
    ...fromDate(task.dueInDays),
    ...fromActivity(task),
  ];
  const byRules = softmax(points(findings));
  const learned = learnedFrom(examples, task.title);
  const weight = learned ? examples.length / (examples.length + EVEN_AT) : 0;
  const mixed = TASK_CATEGORIES.map((category) => ({
    category,
    confidence: (1 - weight) * byRules[category] + weight * (learned?.chances[category] ?? 0),
  })).toSorted((a, b) => b.confidence - a.confidence);
  const { category, confidence } = mixed[0]!;
  const words = findings.filter((finding) => finding.category === category).map(({ word }) => word);
  return {
    category,
    priority: PRIORITY_OF[category],
    confidence,
    words: [...new Set([...words, ...(learned?.words[category] ?? [])])].slice(0, SHOWN_WORDS),
  };
}

const PRIORITY_OF: Record<TaskCategory, Priority> = { urgent: "high", important: "medium", routine: "low" };

const FINDERS = TASK_CATEGORIES.map((category) => ({
  category,
  groups: PHRASES[category].map(({ points: given, phrases }) => ({
    points: given,
    // Whole words, with the endings of English; a phrase is found however it is written.
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases})(?![\\p{L}\\p{N}])`, "giu"),
  })),
}));

function inText(text: string, weight: number): Finding[] {
  return FINDERS.flatMap(({ category, groups }) =>
    groups.flatMap(({ points: given, pattern }) =>
      [...new Set([...text.matchAll(pattern)].map(([found]) => found.toLowerCase()))].map((word) => ({
        category,
        points: given * weight,
        word,
      })),
    ),
  );
}

function fromDate(days: number | undefined): Finding[] {
  if (days === undefined) return [];
  if (days < 0) return [{ category: "urgent", points: 2.5, word: "overdue" }];
  if (days === 0) return [{ category: "urgent", points: 1.6, word: "due today" }];
  if (days === 1) return [{ category: "urgent", points: 1.1, word: "due tomorrow" }];
  if (days <= 7) return [{ category: "important", points: 0.9, word: `due in ${days} days` }];
  return [];
}

function fromActivity({ conversation, isFromAdmin }: Judged): Finding[] {
  return [
    ...(conversation.length >= 4
      ? [{ category: "important" as const, points: 0.5, word: `${conversation.length} messages about it` }]
      : []),
    ...(isFromAdmin ? [{ category: "important" as const, points: 0.2, word: "asked by an admin" }] : []),
  ];
}

function points(findings: readonly Finding[]): Record<TaskCategory, number> {
  const sums = { ...START };
  for (const { category, points: given } of findings) sums[category] += given;
  return sums;
}

function softmax(sums: Record<TaskCategory, number>): Record<TaskCategory, number> {
  const powers = TASK_CATEGORIES.map((category) => Math.exp(STEEPNESS * sums[category]));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return byCategory((_, index) => powers[index]! / total);
}

/** What a naive Bayes classifier over the corrections says of a title, or null for too few of them. */
function learnedFrom(examples: readonly Example[], title: string) {
  const known = new Set(examples.flatMap((example) => tokens(example.title)));
  const heard = tokens(title).filter((word) => known.has(word));
  if (examples.length < FEWEST_EXAMPLES || heard.length === 0) return null;
  const classifier = createClassifier({ tokenizer: tokens, alpha: 0.5 });
  classifier.learnBatch(examples.map(({ title: text, category }) => ({ text, category })));
  const { likelihoods } = classifier.categorize(heard.join(" "));
  const chances = byCategory((category) => likelihoods.find((one) => one.category === category)?.proba ?? 0);
  const words = byCategory((category) =>
    heard
      .filter((word) => examples.some((one) => one.category === category && tokens(one.title).includes(word)))
      .map((word) => `learned: ${word}`),
  );
  return { chances, words };
}

/** Words of three letters and more: shorter ones say nothing of a task. */
function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}

function byCategory<T>(value: (category: TaskCategory, index: number) => T): Record<TaskCategory, T> {
  return Object.fromEntries(
    TASK_CATEGORIES.map((category, index) => [category, value(category, index)]),
  ) as Record<TaskCategory, T>;
}
