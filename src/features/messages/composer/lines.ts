/** Line breaks in markdown that is being written. */

/** Whether a block of code is open at the caret: what follows belongs to it. */
export const isInCode = (before: string): boolean => (before.match(/^[ \t]*```/gm)?.length ?? 0) % 2 === 1;

const ITEM = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+)(\[[ xX]\][ \t]+)?(.*)$/u;
const QUOTE = /^((?:>[ \t]?)+)(.*)$/u;

/**
 * The text of a line break at the caret: it continues a list or a quote, and an empty item ends its list.
 *
 * @returns the text to insert and how many characters before the caret it replaces
 */
export function lineBreak(before: string): { text: string; replaces: number } {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (isInCode(before)) return { text: `\n${/^[ \t]*/.exec(line)?.[0] ?? ""}`, replaces: 0 };
  const item = ITEM.exec(line);
  if (item) {
    const [, indent = "", bullet, number, dot = "", gap = " ", box, content = ""] = item;
    if (content.trim() === "") return { text: "", replaces: line.length };
    const sign = bullet ?? `${Number(number) + 1}${dot}`;
    return { text: `\n${indent}${sign}${gap}${box ? "[ ] " : ""}`, replaces: 0 };
  }
  const quote = QUOTE.exec(line);
  if (quote) {
    const [, sign = "", content = ""] = quote;
    return content.trim() === "" ? { text: "", replaces: line.length } : { text: `\n${sign}`, replaces: 0 };
  }
  return { text: "\n", replaces: 0 };
}
