/** Each test has the same chance in every run, and what it schedules runs when it asks for that. */
import { afterEach, beforeEach, vi } from "vitest";
import { seedChance } from "../limits/chance";

seedChance();
beforeEach(seedChance);

let isOurs = false;
beforeEach(() => {
  isOurs = !vi.isFakeTimers();
  if (isOurs) vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  if (isOurs) vi.useRealTimers();
});
