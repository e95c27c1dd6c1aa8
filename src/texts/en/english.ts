/** The grammar of English. */
import { listsOf, pluralsOf } from "../format";

export const plural = pluralsOf("en");

// British English writes no comma before "and".
export const list = listsOf("en-GB");
