import { describe, expect, test } from "vitest";
import { indentItems, toCodeBlock, toggleBlock, toLink, type Change } from "./blocks";

/** A text with its selection in ‹ ›, or its caret as |. */
function read(marked: string) {
  const caret = marked.indexOf("|");
  if (caret !== -1) return { value: marked.replace("|", ""), from: caret, to: caret };
  const from = marked.indexOf("‹");
  const to = marked.indexOf("›") - 1;
  return { value: marked.replace(/[‹›]/g, ""), from, to };
}

function write({ value }: { value: string }, change: Change | null): string | null {
  if (!change) return null;
  const { from, to, text, select } = change;
  const all = value.slice(0, from) + text + value.slice(to);
  const [start, end] = select;
  if (start === end) return `${all.slice(0, start)}|${all.slice(start)}`;
  return `${all.slice(0, start)}‹${all.slice(start, end)}›${all.slice(end)}`;
}

describe("lists and quotes", () => {
  test.each([
    ["list", "milk|", "- milk|"],
    ["list", "a\n‹b\nc›\nd", "a\n‹- b\n- c›\nd"],
    ["list", "‹- b\n- c›", "‹b\nc›"],
    ["list", "‹1. b\n2. c›", "‹- b\n- c›"],
    ["list", "    mi|lk", "    - mi|lk"],
    ["numbered", "‹a\nb\nc›", "‹1. a\n2. b\n3. c›"],
    ["numbered", "‹- a\nb›", "‹1. a\n2. b›"],
    ["quote", "‹- a\nb›", "‹> - a\n> b›"],
    ["quote", "> sa|id", "sa|id"],
    ["list", "|", "- |"],
    ["list", "a\n|", "a\n- |"],
    ["list", "‹a\n›b", "‹- a›\nb"],
  ] as const)("%s: %j becomes %j", (block, before, after) => {
    const selection = read(before);
    expect(write(selection, toggleBlock(selection, block))).toBe(after);
  });
});

describe("the levels of a list", () => {
  test.each([
    ["- a\n- b|", 1, "- a\n    - b|"],
    ["- a\n    - b|", -1, "- a\n- b|"],
    ["- b|", -1, "- b|"],
    ["‹1. a\n2. b›", 1, "‹    1. a\n    2. b›"],
    ["plain|", 1, null],
    ["‹- a\nplain›", 1, null],
  ] as const)("%j by %i becomes %j", (before, by, after) => {
    const selection = read(before);
    expect(write(selection, indentItems(selection, by))).toBe(after);
  });
});

describe("code and links", () => {
  test.each([
    ["‹let x›", "```\n‹let x›\n```"],
    ["see ‹let x› there", "see \n```\n‹let x›\n```\n there"],
    ["|", "```\n|\n```"],
  ])("%j as code is %j", (before, after) => {
    const selection = read(before);
    expect(write(selection, toCodeBlock(selection))).toBe(after);
  });

  test.each([
    ["|", "", "[|]()"],
    ["see ‹the plan›.", "", "see [the plan](|)."],
    ["‹https://example.com›", "", "[|](https://example.com)"],
    ["‹the plan›", "https://example.com", "[the plan](https://example.com)|"],
  ])("%j with %j is the link %j", (before, url, after) => {
    const selection = read(before);
    expect(write(selection, toLink(selection, url))).toBe(after);
  });
});
