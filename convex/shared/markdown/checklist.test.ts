import { expect, test } from "vitest";
import { checkCounts, checkItems, findCheck, withCheck } from "./checklist";
import { withOpenChecks } from "./openChecks";

const TEXT = [
  "Before",
  "- [x] one **b**",
  "  - [ ] two",
  "- three",
  "1. [X] four  ",
  "> 2) [ ] quoted",
  "```",
  "- [ ] code",
  "```",
  "- - [ ] double",
  "- [ ]",
  "-[ ] no",
  "* [x]no",
  "[ ] no list",
].join("\n");

test("boxes are lines of lists with something behind, in quotes and lists as well, and not in code", () => {
  expect(checkItems(TEXT)).toEqual([
    { line: 1, text: "one **b**", isDone: true },
    { line: 2, text: "two", isDone: false },
    { line: 4, text: "four", isDone: true },
    { line: 5, text: "quoted", isDone: false },
    { line: 9, text: "double", isDone: false },
  ]);
  expect(checkCounts(TEXT)).toEqual({ checkCount: 5, checksDone: 2 });
  expect(checkCounts("None")).toEqual({ checkCount: undefined, checksDone: undefined });
});

test("code ends with a fence of its own kind, or not at all", () => {
  expect(checkItems("~~~\n```\n- [ ] a\n~~~~\n- [ ] b").map(({ text }) => text)).toEqual(["b"]);
  expect(checkItems("````\n```\n- [ ] a")).toEqual([]);
});

test("a box is found by its text, nearest to where it was", () => {
  const text = "- [ ] a\n- [ ] b\n- [x] a\n- [ ] c";
  expect(findCheck(text, { line: 0, text: "a" })?.line).toBe(0);
  expect(findCheck(text, { line: 3, text: "a" })?.line).toBe(2);
  expect(findCheck(text, { line: 1, text: "gone" })).toBeUndefined();
});

test("a box is ticked, and gets another text, where it stands", () => {
  const [one, two, , quoted] = checkItems(TEXT);
  expect(withCheck(TEXT, two!, true)).toBe(TEXT.replace("- [ ] two", "- [x] two"));
  expect(withCheck(TEXT, one!, false)).toBe(TEXT.replace("[x] one", "[ ] one"));
  expect(withCheck(TEXT, quoted!, true, "T-3")).toContain("> 2) [x] T-3\n");
});

test("a text begins anew with open boxes, and those that name tasks name others", () => {
  expect(withOpenChecks(TEXT)).toBe(TEXT.replace("[x] one", "[ ] one").replace("[X] four", "[ ] four"));
  expect(checkItems(withOpenChecks(TEXT)).map(({ text }) => text)).toEqual(
    checkItems(TEXT).map(({ text }) => text),
  );
  expect(checkCounts(withOpenChecks(TEXT))).toEqual({ checkCount: 5, checksDone: undefined });
  expect(withOpenChecks("- [x] T-2\n- [x] T-3\n- [ ] T-2", new Map([["T-2", "T-9"]]))).toBe(
    "- [x] T-9\n- [ ] T-3\n- [ ] T-9",
  );
});

test("long lines of what looks like the beginning of a list take no time", () => {
  const started = performance.now();
  checkItems("- ".repeat(5_000) + "\n" + "1".repeat(10_000) + "\n" + " \t>".repeat(3_000));
  expect(performance.now() - started).toBeLessThan(500);
});
