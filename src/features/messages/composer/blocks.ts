/** Lists, quotes, code and links in markdown that is being written, and how deep a list is. */

/** What takes the place of the text between `from` and `to`, and what is selected then. */
export type Change = { from: number; to: number; text: string; select: [from: number, to: number] };

export type Block = "list" | "numbered" | "quote";
type Selection = { value: string; from: number; to: number };

const PREFIX: Record<Block, RegExp> = {
  list: /^([ \t]*)[-*+][ \t]+/u,
  numbered: /^([ \t]*)\d{1,9}[.)][ \t]+/u,
  quote: /^([ \t]*)>[ \t]?/u,
};
const ANY = /^([ \t]*)(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+|>[ \t]?)/u;
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/u;
const INDENT = "    ";

/** The whole lines that the selection touches. */
function linesOf({ value, from, to }: Selection): { start: number; end: number; lines: string[] } {
  const start = value.lastIndexOf("\n", from - 1) + 1;
  const newline = value.indexOf("\n", to > from && value[to - 1] === "\n" ? to - 1 : to);
  const end = newline === -1 ? value.length : newline;
  return { start, end, lines: value.slice(start, end).split("\n") };
}

/** The same lines as they are now: what was selected stays so, and a caret stays in its line. */
function changed(selection: Selection, next: readonly string[]): Change {
  const { start, end } = linesOf(selection);
  const text = next.join("\n");
  const isCaret = selection.from === selection.to;
  const caret = Math.max(start, selection.from + text.length - (end - start));
  return { from: start, to: end, text, select: isCaret ? [caret, caret] : [start, start + text.length] };
}

/** Makes items of the lines, or plain lines again where all of them are. */
export function toggleBlock(selection: Selection, block: Block): Change {
  const { lines } = linesOf(selection);
  const isOn = lines.every((line) => PREFIX[block].test(line));
  const own = block === "quote" ? PREFIX.quote : ANY;
  const sign = (i: number) => ({ list: "- ", numbered: `${i + 1}. `, quote: "> " })[block];
  return changed(
    selection,
    lines.map((line, i) => {
      const [, indent = "", rest = ""] = /^([ \t]*)(.*)$/u.exec(line.replace(own, "$1")) ?? [];
      return isOn ? indent + rest : indent + sign(i) + rest;
    }),
  );
}

/** Puts items of a list one level deeper, or back; null where the lines are no items, and the key has another meaning. */
export function indentItems(selection: Selection, by: 1 | -1): Change | null {
  const { lines } = linesOf(selection);
  if (!lines.every((line) => ITEM.test(line))) return null;
  return changed(
    selection,
    lines.map((line) => (by === 1 ? INDENT + line : line.replace(/^(?: {1,4}|\t)/u, ""))),
  );
}

/** Puts the selection between fences, on lines of its own. */
export function toCodeBlock({ value, from, to }: Selection): Change {
  const before = from > 0 && value[from - 1] !== "\n" ? "\n" : "";
  const after = to < value.length && value[to] !== "\n" ? "\n" : "";
  const code = value.slice(from, to);
  const opening = `${before}\`\`\`\n`;
  const at = from + opening.length;
  return { from, to, text: `${opening}${code}\n\`\`\`${after}`, select: [at, at + code.length] };
}

const URL_ALONE = /^(?:https?:\/\/|mailto:)\S+$/iu;
export const isUrl = (text: string): boolean => URL_ALONE.test(text.trim());

/** Makes a link of the selection: its words wait for an address, an address for its words. */
export function toLink({ value, from, to }: Selection, url = ""): Change {
  const said = value.slice(from, to);
  if (url === "" && isUrl(said))
    return { from, to, text: `[](${said.trim()})`, select: [from + 1, from + 1] };
  const text = `[${said}](${url})`;
  const at = from + (said === "" ? 1 : text.length - 1);
  const end = from + text.length;
  return { from, to, text, select: url === "" ? [at, at] : [end, end] };
}
