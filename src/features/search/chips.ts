/** What is typed, as the field shows it: its operators as chips, and the rest as text. */
import {
  OPERATORS,
  operatorText,
  parseQuery,
  wordsIn,
  type Operator,
  type OperatorName,
} from "@convex/shared/search/query";

export type Field = { chips: Operator[]; words: string };

export const toField = (text: string): Field => ({ chips: parseQuery(text).operators, words: wordsIn(text) });

export const fromField = ({ chips, words }: Field): string =>
  [...chips.map(operatorText), words.trim()].filter((part) => part !== "").join(" ");

/** The operator whose value is being typed, at the end of the text. */
export type Typing = { name: OperatorName; isNot: boolean; value: string; before: string };

const AT_END = /(?:^|\s)(-?)([a-z]+):("?)([^"]*)$/iu;

export function typingIn(words: string): Typing | null {
  const match = AT_END.exec(words);
  const [, minus = "", prefix = "", quote = "", value = ""] = match ?? [];
  const name = OPERATORS.find((one) => one === prefix.toLowerCase());
  if (!match || !name || (quote === "" && /\s/u.test(value))) return null;
  return { name, isNot: minus === "-", value, before: words.slice(0, match.index).trim() };
}

/** The operators that begin with the last word that is typed. */
export function operatorsLike(words: string): OperatorName[] {
  const last = /(?:^|\s)-?([a-z]{2,})$/iu.exec(words)?.[1]?.toLowerCase();
  return last === undefined ? [] : OPERATORS.filter((name) => name.startsWith(last));
}

/** The text with the operator at its end, in the place of the word that was its beginning. */
export function withOperator(words: string, name: OperatorName): string {
  const isBegun = operatorsLike(words).includes(name);
  const before = isBegun ? words.replace(/[a-z]+$/iu, "") : words.trimEnd();
  return `${before === "" || /[\s-]$/u.test(before) ? before : `${before} `}${name}:`;
}
