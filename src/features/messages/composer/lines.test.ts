import { expect, test } from "vitest";
import { isInCode, lineBreak } from "./lines";

test.each([
  ["```js", true],
  ["text\n```js\nlet x", true],
  ["```js\nlet x\n```", false],
  ["no `code` here", false],
])("whether code is open after %j: %s", (before, isOpen) => expect(isInCode(before)).toBe(isOpen));

test.each([
  ["- milk", "\n- "],
  ["  * milk", "\n  * "],
  ["9. milk", "\n10. "],
  ["1) milk", "\n2) "],
  ["- [x] milk", "\n- [ ] "],
  ["> said", "\n> "],
  ["plain", "\n"],
  ["```py\n    deep", "\n    "],
])("a line break after %j writes %j", (before, text) =>
  expect(lineBreak(before)).toEqual({ text, replaces: 0 }),
);

test.each(["- ", "one\n2. ", "> "])("an empty item ends its list: %j", (before) => {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  expect(lineBreak(before)).toEqual({ text: "", replaces: line.length });
});
