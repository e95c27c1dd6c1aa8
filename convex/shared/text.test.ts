import { expect, test } from "vitest";
import { cutText } from "./text";

test.each([
  ["short", 10, "short"],
  ["exactly ten", 11, "exactly ten"],
  ["one two three", 8, "one two…"],
  [`${"x".repeat(9)}😀${"x".repeat(9)}`, 11, `${"x".repeat(9)}…`],
  [`${"x".repeat(9)}😀${"x".repeat(9)}`, 12, `${"x".repeat(9)}😀…`],
  ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 15, "👩‍👩‍👧‍👦…"],
  [`cafe\u0301 au lait`, 5, "caf…"],
  ["🇩🇪🇫🇷🇮🇹", 6, "🇩🇪…"],
  ["a\ud800b", 10, "a\ufffdb"],
])("%j cut to %d is %j: no character is cut in two", (text, most, cut) => {
  expect(cutText(text, most)).toBe(cut);
  expect(cutText(text, most).length).toBeLessThanOrEqual(most);
});

test("a text of one long character still ends in time", () => {
  expect(cutText(`e${"\u0301".repeat(500)}`, 100).length).toBeLessThanOrEqual(100);
});
