import { expect, test } from "vitest";
import { Intake } from "./intake.ts";

test("[HT11] what is held for one address and for all has a bound, and comes back", () => {
  const intake = new Intake({ all: 100, perAddress: 40 });
  const first = intake.open("a");
  const second = intake.open("a");
  expect([first.set(30), second.set(10), second.set(11)]).toEqual([true, true, false]);
  second.release();
  expect(intake.open("b").set(40)).toBe(true);
  expect(intake.open("c").set(29)).toBe(true);
  expect(intake.open("d").set(2)).toBe(false);
  first.set(0);
  expect(first.set(20)).toBe(true);
});

test("[HT11] who holds less than before is never refused for what others hold", () => {
  const intake = new Intake({ all: 100, perAddress: 100 });
  const one = intake.open("a");
  one.set(60);
  intake.open("b").set(60);
  expect(one.set(50)).toBe(true);
  expect(intake.held).toBe(110);
});
