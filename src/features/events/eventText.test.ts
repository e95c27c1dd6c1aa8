import { expect, test } from "vitest";
import { eventTexts } from "./eventText";
import type { HistoryEvent } from "./useEvents";

const NAMES = { person: String, channel: String, column: () => undefined };
const saidOf = (...changes: HistoryEvent["changes"]) =>
  eventTexts({ noun: "task", verb: "changed", changes } as unknown as HistoryEvent, NAMES);

const ENDED = { field: "repeats", before: "FREQ=MONTHLY" };

test("a task that hands on that it repeats says that the next one was made, and one that ends says so", () => {
  expect(saidOf(ENDED, { field: "nextDay", after: Date.UTC(2030, 0, 31) })).toEqual([
    expect.stringMatching(/^made the next one, due .*31/),
  ]);
  expect(saidOf(ENDED)).toEqual(["took away that it repeats"]);
  // Taken back.
  const back = { field: "repeats", after: "FREQ=MONTHLY" };
  expect(saidOf(back, { field: "nextDay", before: Date.UTC(2030, 0, 31) })).toEqual([
    "changed when it repeats",
  ]);
});
