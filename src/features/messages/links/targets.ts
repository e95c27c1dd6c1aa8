import { targetOf, type Target } from "@convex/shared/addresses";
import type { Token, Tokens } from "marked";
import { lex } from "@/ui/markdown/lex";

/** Links of one message that show what they lead to. */
const MOST = 3;

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

/** What the first links of a text into this app lead to, each once; not those of quotes, which show what they lead to. */
export function targetsIn(text: string): Target[] {
  const targets = new Map<string, Target>();
  for (const href of hrefsIn(lex(text))) {
    const url = URL.parse?.(href);
    const target = url?.origin === location.origin ? targetOf(url) : undefined;
    if (target) targets.set(JSON.stringify(target), target);
    if (targets.size === MOST) break;
  }
  return [...targets.values()];
}
