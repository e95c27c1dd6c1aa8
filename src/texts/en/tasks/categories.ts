import { translated } from "../../language";
import { plural } from "../english";

const percent = (share: number) => `${Math.round(share * 100)} %`;

type Source = "person" | "anthropic" | "openai" | "rules";

const deciders: Record<Source, string> = {
  person: "a person",
  anthropic: "Anthropic",
  openai: "the AI provider",
  rules: "the built-in rules",
};

type Guess = {
  /** Where nothing is decided, what it would perhaps be. */
  perhaps: string | undefined;
  confidence: number;
  messages: number;
  /** What the rules say beside a provider. */
  rules: { category: string; confidence: number } | undefined;
};

export const categories = translated("categories", {
  is: (name: string) => `Category: ${name}`,
  isNone: "Category: none",
  none: "No category",
  hint: (name: string | undefined, source: Source | undefined) =>
    [
      `${name ?? "No category"}.`,
      source && `Decided by ${deciders[source]}.`,
      "Click to see why or to change it",
    ]
      .filter(Boolean)
      .join(" "),
  decidedBy: (source: Source, model: string | undefined) =>
    model === undefined ? `Decided by ${deciders[source]}` : `Decided by ${deciders[source]} (${model})`,
  undecided: "Not sure enough to decide",
  guess: ({ perhaps, confidence, messages, rules }: Guess) =>
    [
      perhaps === undefined ? "" : `Perhaps ${perhaps.toLowerCase()}: `,
      `${percent(confidence)} sure`,
      messages > 0 ? plural(messages, { one: ", from # message", other: ", from # messages" }) : "",
      rules ? `. The rules say ${rules.category.toLowerCase()} (${percent(rules.confidence)})` : "",
    ].join(""),
  assign: (name: string) => `Assign ${name}`,
  prioritise: (priority: string) => `Set priority to ${priority.toLowerCase()}`,
  changeTheCategory: "Change the category",
  letTandemDecide: "Let Tandem decide",
  byPerson: "Chosen by a person. It won’t change by itself.",
  byNobody: "No one has chosen a category.",
  notNeeded: "Finished tasks need no category. Choose one if you want it shown.",
  notYet: "Not categorised yet. Choose one, or wait a few minutes.",
  isAsking: "Waiting for the AI provider…",
  providerFailed: "The AI provider didn’t answer, so the built-in rules decided.",
  noWords: "Nothing suggests more than routine.",
  reasons: "What spoke for it",
});
