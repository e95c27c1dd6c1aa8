import type { Token, Tokens } from "marked";
import { lex } from "./lex";

type Named = { nameOf: (id: string) => string };

/** For texts that have names where they had mentions. */
const NAMED: Named = { nameOf: (id) => id };

/** Beyond this the rest of a branch is as it was typed. */
const DEEPEST = 20;
const BLOCKS = new Set(["paragraph", "heading", "code", "blockquote", "list", "table"]);

/** What Markdown says, without its signs: where there is no room for more than a few words of it. */
export const plainText = (text: string, people = NAMED): string => said(lex(text), people, 0).trim();

/** The same in one line. */
export const plainLine = (text: string, people = NAMED): string =>
  plainText(text, people).replaceAll(/\s+/gu, " ");

const said = (tokens: readonly Token[], people: Named, depth: number): string =>
  tokens.reduce((before, token) => {
    const text = depth > DEEPEST ? token.raw : saidBy(token, people, depth + 1);
    if (!BLOCKS.has(token.type)) return before + text;
    return `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${text.trimEnd()}\n`;
  }, "");

function saidBy(token: Token, people: Named, depth: number): string {
  switch (token.type) {
    case "mention":
      return `@${people.nameOf((token as unknown as { id: string }).id)}`;
    case "code":
    case "codespan":
      return (token as Tokens.Code).text;
    case "image":
      return (token as Tokens.Image).text || (token as Tokens.Image).href;
    case "checkbox":
      return (token as Tokens.Checkbox).checked ? "☑ " : "☐ ";
    case "space":
    case "br":
      return "\n";
    case "hr":
    case "def":
      return "";
    case "list":
      return (token as Tokens.List).items
        .map(
          (item, i) => `${signOf(token as Tokens.List, item, i)}${said(item.tokens, people, depth).trim()}\n`,
        )
        .join("");
    case "table":
      return rowsOf(token as Tokens.Table)
        .map((row) => `${row.map((cell) => said(cell.tokens, people, depth)).join(", ")}\n`)
        .join("");
    default:
      if ("tokens" in token && token.tokens) return said(token.tokens, people, depth);
      return "text" in token && token.type !== "html" ? (token.text as string) : token.raw;
  }
}

/** What stands before an item, if no box does. */
function signOf({ ordered, start }: Tokens.List, { task }: Tokens.ListItem, i: number): string {
  if (task) return "";
  return ordered ? `${Number(start) + i}. ` : "• ";
}

const rowsOf = ({ header, rows }: Tokens.Table) => [header, ...rows];
