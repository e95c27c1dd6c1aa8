import type { Token, Tokens } from "marked";
import { lex } from "./lex";

function* hrefsIn(tokens: readonly Token[]): Generator<string> {
  for (const token of tokens) {
    if (token.type === "link" || token.type === "image") yield (token as Tokens.Link).href;
    else if (token.type === "blockquote") continue;
    else if (token.type === "list")
      yield* (token as Tokens.List).items.flatMap((item) => [...hrefsIn(item.tokens)]);
    else if (token.type === "table") {
      const { header, rows } = token as Tokens.Table;
      yield* [...header, ...rows.flat()].flatMap((cell) => [...hrefsIn(cell.tokens)]);
    } else if ("tokens" in token && token.tokens) yield* hrefsIn(token.tokens);
  }
}

/** Where the links of a text lead, each once, in their order; not those of quotes, which show what they lead to, nor of code. */
export function linksIn(text: string): string[] {
  return [...new Set(hrefsIn(lex(text)))];
}
