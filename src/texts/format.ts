/** Numbers, counts and lists as people write them. */
import { locale } from "./language";

/** "1,234". */
export const number = (value: number): string => value.toLocaleString(locale());

/** 1.5 is "150%". */
export const percent = (share: number): string =>
  share.toLocaleString(locale(), { style: "percent", maximumFractionDigits: 0 });

/** Millionths of a dollar: "$0.0123". */
export const dollars = (micros: number): string =>
  (micros / 1_000_000).toLocaleString(locale() ?? "en", {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: 4,
  });

/** A text for each plural form of a language; `#` stands for the number, so no text of people may be in it. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Counting in a language: `plural(2, { one: "# task", other: "# tasks" })` is "2 tasks". */
export function pluralsOf(tag: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(tag);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll("#", number(count));
}

/** "Ana, Ben and Zoe" in a language. */
export function listsOf(tag: string): (names: readonly string[]) => string {
  const list = new Intl.ListFormat(tag, { type: "conjunction" });
  return (names) => list.format(names);
}

/** A text of people inside of a sentence of ours: its direction does not turn the words around it, nor they its own. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
