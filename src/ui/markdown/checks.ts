import { checkItems, type CheckItem } from "@convex/shared/markdown/checklist";
import type { Token, Tokens } from "marked";

/**
 * Which box that is drawn stands in which line of the text. Both are gone through in their order; one of which the line is
 * not found is in none, and stays a picture of a box.
 */
export function checksOf(tokens: readonly Token[], text: string): ReadonlyMap<Token, CheckItem> {
  const items = checkItems(text);
  const found = new Map<Token, CheckItem>();
  let next = 0;
  for (const { box, said } of boxesIn(tokens)) {
    const at = items.findIndex((item, i) => i >= next && said(item));
    if (at === -1) continue;
    found.set(box, items[at]!);
    next = at + 1;
  }
  return found;
}

type Box = { box: Token; said: (item: CheckItem) => boolean };

function* boxesIn(tokens: readonly Token[]): Generator<Box> {
  for (const token of tokens) {
    if (token.type === "list_item" && (token as Tokens.ListItem).task) {
      const box = boxOf(token.tokens);
      const [firstLine = ""] = token.raw.split("\n");
      if (box)
        yield {
          box,
          said: ({ text, isDone }) =>
            isDone === (box as Tokens.Checkbox).checked && firstLine.trimEnd().endsWith(`] ${text}`),
        };
    }
    if (token.type === "list") yield* boxesIn((token as Tokens.List).items);
    else if ("tokens" in token && token.tokens) yield* boxesIn(token.tokens);
  }
}

/** In the item itself, or in its first paragraph. */
function boxOf(tokens: readonly Token[] = []): Token | undefined {
  const [first] = tokens;
  if (first?.type === "paragraph") return boxOf(first.tokens);
  return first?.type === "checkbox" ? first : undefined;
}
