import { expect, test } from "vitest";
import { plainLine, plainText } from "./plainText";

const people = { nameOf: (id: string) => (id === "u1" ? "Ana" : "somebody") };

test.each([
  ["**Tuesday, 09:00** their _time_, ~~not~~ now", "Tuesday, 09:00 their time, not now"],
  ["# Plan\n\nFirst `npm ci`, then [the page](https://example.com/a)", "Plan First npm ci, then the page"],
  ["- [x] Demo\n- [ ] Words\n  - deep", "☑ Demo ☐ Words • deep"],
  ["3. one\n4. two", "3. one 4. two"],
  ["> said\n> before\n\nand now", "said before and now"],
  ["<@u1> and <@u2>: T-42 in #launch @here :tada:", "@Ana and @somebody: T-42 in #launch @here :tada:"],
  ["```ts\nconst a = 1;\n```\nand ![a plan](https://example.com/p.png)", "const a = 1; and a plan"],
  ["| a | b |\n|---|---|\n| 1 | 2 |", "a, b 1, 2"],
  ["<b>not bold</b> & 2 * 3 * 4, snake_case_name, https://example.com/a_b_c", undefined],
  ["\\*as typed\\*", "*as typed*"],
  ["", ""],
])("%j reads %j", (text, expected) => expect(plainLine(text, people)).toBe(expected ?? text));

test("lines stay lines", () => expect(plainText("one\ntwo\n\n- three", people)).toBe("one\ntwo\n\n• three"));

test("what is nested without end is not lost", () => {
  const deep = `${"**_".repeat(30)}deep${"_**".repeat(30)}`;
  expect(plainLine(deep, people)).toContain("deep");
  expect(plainLine(`${"> ".repeat(500)}far`, people)).toContain("far");
});
