import { expect, test } from "vitest";
import { DAY_MS } from "../time";
import { PLAIN_COLUMNS } from "./columns";
import { cycleOf, doneByWeek, flowOf, leadOf, marksOf, percentile, startOfWeekUtc, weeksUntil } from "./flow";

const MONDAY = Date.parse("2026-11-23T00:00:00Z");

test.each([
  ["2026-11-23T00:00:00Z", 0],
  ["2026-11-29T23:59:59.999Z", 0],
  ["2026-11-30T00:00:00Z", 1],
  ["2026-11-22T23:59:59Z", -1],
])("the week of %s begins %s weeks from that Monday", (at, weeks) => {
  expect(startOfWeekUtc(Date.parse(at))).toBe(MONDAY + weeks * 7 * DAY_MS);
});

test("what was done is counted by weeks, the one that is not over last, with weeks of nothing", () => {
  const mondays = weeksUntil(MONDAY + 2 * DAY_MS, 3);
  const done = [MONDAY, MONDAY + DAY_MS, MONDAY - 8 * DAY_MS].map((completedAt) => ({
    completedAt,
    madeAt: 0,
  }));
  expect(doneByWeek(done, mondays)).toEqual([1, 0, 2]);
});

test("times are from start and from making, and unknown where those came after the end", () => {
  const task = { madeAt: 1, startedAt: 5, completedAt: 9 };
  expect([cycleOf(task), leadOf(task)]).toEqual([4, 8]);
  expect(cycleOf({ madeAt: 1, completedAt: 9 })).toBeUndefined();
  const turned = { madeAt: 9, startedAt: 9, completedAt: 1 };
  expect([cycleOf(turned), leadOf(turned)]).toEqual([undefined, undefined]);
});

test.each([
  [[], undefined, undefined],
  [[7], 7, 7],
  [[4, 1, 3, 2], 2, 4],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9],
])("half and 85 of a hundred of %j take %s and %s at most", (numbers, half, most) => {
  expect(marksOf(numbers)).toEqual([half, most]);
  expect(percentile(numbers, 1)).toBe(numbers.length === 0 ? undefined : Math.max(...numbers));
});

const columns = [
  PLAIN_COLUMNS[0]!,
  PLAIN_COLUMNS[1]!,
  { key: "1r", status: "in_progress" as const, name: "Review" },
  PLAIN_COLUMNS[2]!,
];

test("the first column of a status has what its others have not, also what was in columns that are gone", () => {
  const counts = { todo: 3, in_progress: 5, "1r": 2, "1gone": 1, done: 4 };
  expect(flowOf(columns, [{ at: 0, counts }])).toEqual([[3, 3, 2, 0]]);
});

test("of what is done there is what came since the first day, archived cards with it", () => {
  const held = [
    [10, 0],
    [12, 0],
    [1, 12],
  ] as const;
  const days = held.map(([done, archived], at) => ({ at, counts: { done, archived } }));
  expect(flowOf(PLAIN_COLUMNS, days).map((row) => row[2])).toEqual([0, 2, 3]);
});

test("sums that are less than nothing count as nothing", () => {
  // What was archived before that was counted, and came back.
  const counts = { todo: 1, done: 2, archived: -1, "1r": -1 };
  expect(
    flowOf(columns, [
      { at: 0, counts: { done: 0 } },
      { at: 1, counts },
    ])[1],
  ).toEqual([1, 0, 0, 2]);
});
