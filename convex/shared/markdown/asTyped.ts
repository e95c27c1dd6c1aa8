/**
 * Characters that look like markup and are none stay as they were typed: a backslash that escapes nothing, as in
 * `\\server\_share`, and a `*` or `_` inside of a word, as in `5*3*2` or `snake_case`.
 *
 * They are replaced before the text is read, by characters that mean nothing to anybody, and put back afterwards.
 */

/** Unicode's noncharacters: no text that is meant for people has them. */
const STANDINS = { "\\": "\uFDD0", "*": "\uFDD1", _: "\uFDD2", "~": "\uFDD3" } as const;
const STANDIN = /[\uFDD0-\uFDD3]/g;
const ORIGINALS = new Map<string, string>(Object.entries(STANDINS).map(([char, standin]) => [standin, char]));

/** Letters of scripts that put spaces between words; in others a mark inside of a run of letters is meant. */
const WORD = /[\p{N}\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}]/u;

/** More emphasis than this is not written by hand, and costs time for each pair that might belong together. */
const MOST_MARKS = 2_000;

export const standIn = (char: string): string => STANDINS[char as keyof typeof STANDINS];
const hide = (run: string): string => Array.from(run, standIn).join("");

export const hasStandins = (text: string): boolean => text.search(STANDIN) !== -1;

/** The text with the original characters in place of their stand-ins. */
export const putBack = (text: string): string =>
  text.replace(STANDIN, (standin) => ORIGINALS.get(standin) ?? standin);

function isInsideWord(text: string, from: number, to: number): boolean {
  return from > 0 && to < text.length && WORD.test(text[from - 1]!) && WORD.test(text[to]!);
}

/** Whether the character behind a backslash would be markup without it. */
function escapes(text: string, at: number): boolean {
  const char = text[at + 1] ?? "";
  const isLineStart = /(^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 40), at));
  if ("*_~`".includes(char) && char !== "")
    return text.split(char, 3).length > 2 && !(char !== "`" && isInsideWord(text, at, at + 2));
  if (char === "[" || char === "]" || char === "!") return text.includes("](");
  if (char === "<") return /^[a-z@/!?]/i.test(text.slice(at + 2));
  if (char === "|") return /\|[ \t]*:?-/.test(text);
  if ("#>+-".includes(char) && char !== "") return isLineStart;
  return char === "." || char === ")"
    ? /(^|\n)[ \t]*\d{1,9}$/.test(text.slice(Math.max(0, at - 50), at))
    : false;
}

/** The text with everything that only looks like markup hidden from the lexer. */
export function hideAsTyped(text: string): string {
  const marks = text.match(/\*+|_+|~+/g)?.length ?? 0;
  if (marks > MOST_MARKS) return text.replace(/[*_~]/g, standIn);
  return text.replace(/\\+|\*+|_+/g, (run, at: number) => {
    const end = at + run.length;
    if (run.startsWith("\\")) {
      // Only the last of several can escape: `\\server` is a path.
      const isEscape = run.length === 1 && escapes(text, at);
      return isEscape ? run : hide(run);
    }
    const isEscaped = text[at - 1] === "\\" && text[at - 2] !== "\\" && escapes(text, at - 1);
    const isText = !isEscaped && isInsideWord(text, at, end) && (run.startsWith("_") || run.length === 1);
    return isText ? hide(run) : run;
  });
}
