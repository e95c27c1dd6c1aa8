/** The built-in rules against titles that a person sorted. */
import { expect, test } from "vitest";
import { accuracyOn, labelledTitles, unseenTitles } from "../../../tests/support/ruleAccuracy.ts";

test("there are 300 titles, each once", () => {
  expect(new Set(labelledTitles.map(({ title }) => title)).size).toBe(300);
});

test("the rules sort four of five unseen titles right, and are as sure as they are right", () => {
  const { right, urgentFound, confidence } = accuracyOn(unseenTitles);
  expect(right).toBeGreaterThan(0.8);
  expect(urgentFound).toBeGreaterThan(0.7);
  expect(Math.abs(confidence - right)).toBeLessThan(0.1);
});
