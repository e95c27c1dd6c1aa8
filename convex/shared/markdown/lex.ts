import { Marked, type Token } from "marked";
import { bareLink } from "./bareLink";
import { hasStandins, hideAsTyped, putBack, standIn } from "./asTyped";

/** What may be an emoji: which there are, this room does not know. An underscore in a word is hidden here. */
const EMOJI = new RegExp(`:([a-z0-9_${standIn("_")}-]{1,32}):`);

/** What may be a channel by its name, a task by its number, or a call to all: which there are, this room does not know. */
const REFERENCE = new RegExp(
  `(?<![\\p{L}\\p{N}_/#&=.@${standIn("_")}-])(?:#([\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_${standIn("_")}-]{0,79})|T-(\\d{1,9})(?![\\p{L}\\p{N}-])|@(channel|here)(?![\\p{L}\\p{N}_-]))`,
  "u",
);

const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    // "Regards", a line of dashes and a name are no heading.
    lheading: () => undefined,
    url(text) {
      const link = bareLink(text);
      if (!link) return undefined;
      const { raw, href } = link;
      return {
        type: "link",
        raw,
        text: raw,
        href,
        tokens: [{ type: "text", raw, text: raw, escaped: false }],
      };
    },
  },
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
    {
      name: "emoji",
      level: "inline",
      start: (source) => EMOJI.exec(source)?.index,
      tokenizer(source) {
        const match = EMOJI.exec(source);
        return match?.index === 0 ? { type: "emoji", raw: match[0], name: match[1] } : undefined;
      },
    },
    {
      name: "reference",
      level: "inline",
      start: (source) => REFERENCE.exec(source)?.index,
      tokenizer(source) {
        const match = REFERENCE.exec(source);
        if (match?.index !== 0) return undefined;
        const [raw, channel, task, call] = match;
        const kind = channel !== undefined ? "channel" : task !== undefined ? "task" : "call";
        return { type: "reference", raw, kind, name: channel ?? task ?? call };
      },
    },
  ],
});

/**
 * Patterns that take a lexer too long: quotes and lists thirteen deep, and long runs of spaces. Nobody writes them by
 * hand.
 */
const BOMBS = [/^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]*){13}/m, /[^\s][ \t]{400}/];

const MOST_KEPT = 500;
/** Tokens of the texts that were read last: rows of a list come and go while the reader scrolls. */
const kept = new Map<string, Token[]>();

/** Markdown as tokens. Text the lexer cannot take comes back as one plain token. */
export function lex(text: string): Token[] {
  const known = kept.get(text);
  if (known) return known;
  const tokens = read(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, tokens);
  return tokens;
}

function read(text: string): Token[] {
  if (!hasStandins(text) && !BOMBS.some((bomb) => bomb.test(text))) {
    try {
      return restored(marked.lexer(hideAsTyped(text))) as Token[];
    } catch {
      // It is too deep for the lexer, so it is shown as it was typed.
    }
  }
  return [{ type: "text", raw: text, text }];
}

/** The same tokens with every text in them as it was typed. */
function restored(value: unknown): unknown {
  if (typeof value === "string") return putBack(value);
  if (Array.isArray(value)) return value.map(restored);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, restored(part)]));
}
