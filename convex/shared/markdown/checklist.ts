/**
 * The boxes of a text: lines of lists that begin with `[ ]` or `[x]`. They are found without the lexer, which the server
 * does not load; `ui/markdown/checks.ts` finds the same ones among what is drawn.
 */
export type CheckItem = {
  /** The number of its line, from 0. */
  line: number;
  /** What stands behind the box. */
  text: string;
  isDone: boolean;
};

/** How a line begins that has a box: it may be quoted, and in lists within each other. */
const BOX = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+)\[([ xX])\][ \t]+(\S.*)$/;
const FENCE = /^[ \t>]*(`{3,}|~{3,})/;

/** In the order of their lines; what is code has none. */
export function checkItems(text: string): CheckItem[] {
  const items: CheckItem[] = [];
  let fence: string | undefined;
  for (const [line, said] of text.split("\n").entries()) {
    const mark = FENCE.exec(said)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    fence = mark;
    const [, , box, rest] = BOX.exec(said) ?? [];
    if (rest !== undefined) items.push({ line, text: rest.trimEnd(), isDone: box !== " " });
  }
  return items;
}

/** How many boxes a text has, and how many of them are ticked; absent for none, as cards have it. */
export function checkCounts(text: string): {
  checkCount: number | undefined;
  checksDone: number | undefined;
} {
  const items = checkItems(text);
  const done = items.filter(({ isDone }) => isDone).length;
  return { checkCount: items.length || undefined, checksDone: done || undefined };
}

/** One that was seen: of those with its text that is nearest to its line, as lines may have come or gone above. */
export function findCheck(text: string, seen: Pick<CheckItem, "line" | "text">): CheckItem | undefined {
  return checkItems(text)
    .filter((item) => item.text === seen.text)
    .sort((a, b) => Math.abs(a.line - seen.line) - Math.abs(b.line - seen.line))[0];
}

/** A line that has a box, with it ticked or not. */
export function boxed(line: string, isDone: boolean, said?: string): string {
  const [, begin = "", , rest = ""] = BOX.exec(line) ?? [];
  return `${begin}[${isDone ? "x" : " "}] ${said ?? rest}`;
}

/** The text with that box ticked or not, and with another text behind it where one is given. */
export function withCheck(text: string, { line }: CheckItem, isDone: boolean, said?: string): string {
  const lines = text.split("\n");
  return lines.with(line, boxed(lines[line] ?? "", isDone, said)).join("\n");
}
