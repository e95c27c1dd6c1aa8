/** The grammar of English. */
import { listsOf, pluralsOf } from "../format";

export const plural = pluralsOf("en");

// British English writes no comma before "and".
export const list = listsOf("en-GB");

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const ENDINGS = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" };

/** "1st", "2nd". */
export const ordinal = (n: number): string => `${n}${ENDINGS[ordinals.select(n)]}`;
