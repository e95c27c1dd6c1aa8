import { expect, test } from "vitest";
import { asTask, taskIn, typedLine } from "./asTask";

test.each([
  ["[] Call her", "Call her", "Call her"],
  ["[ ] Call her fri", "Call her fri", "Call her fri"],
  ["  []   Call her  ", "Call her  ", "Call her  "],
  ["Hello\n[] Call her\nsoon", "Hello\nCall her\nsoon", "Call her"],
  ["[] Move\n[] pack\n[ ] carry", "Move\n- [ ] pack\n- [ ] carry", "Move"],
  [String.raw`[] Meet \fri \@Ben`, "Meet fri @Ben", String.raw`Meet \fri \@Ben`],
])("%j is sent as %j, with the task %j", (typed, text, line) => {
  expect(taskIn(typed)).toEqual({ text, line });
});

test.each([
  "",
  "Call her",
  "[]",
  "[] ",
  "[]Call",
  "[x] done",
  "- [ ] a box",
  "a [] b",
  "[](link)",
  "```\n[] a",
])("%j is no task", (typed) => expect(taskIn(typed)).toBeUndefined());

test("any message can be one, that is called like its first line", () => {
  expect(asTask("\n Call her \nsoon", true)).toEqual({ text: "\n Call her \nsoon", line: "Call her" });
  expect(asTask("[] Call her", true)).toEqual({ text: "Call her", line: "Call her" });
  expect(asTask("", true)).toEqual({ text: "", line: "" });
  expect(asTask("Call her", false)).toBeUndefined();
});

test.each([
  ["[] Meet", "Meet", 3],
  ["Meet\n[ ] Meet\nMeet", "Meet", 9],
  ["/task  Call her\nsoon ", "Call her\nsoon", 7],
  ["/task task", "task", 6],
])("what is typed of a task in %j is %j, at %i", (text, line, at) => {
  expect(typedLine(text)).toEqual({ line, at });
});

test.each(["/task ", "/tasks Call", "/topic Call", "Call", "```\n[] a\n```"])("%j says no task", (text) => {
  expect(typedLine(text)).toBeUndefined();
});
