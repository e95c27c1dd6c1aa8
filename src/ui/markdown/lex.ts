import { Marked, type Token } from "marked";

const marked = new Marked({
  gfm: true,
  breaks: true,
  extensions: [
    {
      name: "mention",
      level: "inline",
      start: (source) => source.indexOf("<@"),
      tokenizer(source) {
        const match = /^<@([a-z0-9]{1,64})>/.exec(source);
        return match ? { type: "mention", raw: match[0], id: match[1] } : undefined;
      },
    },
  ],
});

/** Nested quotes overflow every recursive lexer; nobody writes thirteen of them. */
const QUOTE_BOMB = /^[ \t]*(?:>[ \t]*){13,}/m;

/** Markdown as tokens. Text the lexer cannot take comes back as one plain token. */
export function lex(text: string): Token[] {
  if (!QUOTE_BOMB.test(text)) {
    try {
      return marked.lexer(text);
    } catch {
      // Too deep for the lexer: shown as it was typed.
    }
  }
  return [{ type: "text", raw: text, text }];
}
