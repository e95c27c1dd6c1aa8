import { describe, expect, test } from "vitest";
import { DAY_MS } from "../time";
import {
  anchored,
  dayAfter,
  firstDay,
  formatRepeat,
  isoWeekday,
  nextDay,
  parseRepeat,
  ruleOfNext,
  type Repeat,
} from "./repeats";

const at = (text: string) => Date.parse(text);
const iso = (day: number | undefined) => day && new Date(day).toISOString().slice(0, 10);

test.each([
  ["day/1", "2026-11-30", ["2026-12-01", "2026-12-02"]],
  ["day/3", "2026-12-30", ["2027-01-02", "2027-01-05"]],
  ["week/1 on=1,2,3,4,5", "2026-12-04", ["2026-12-07", "2026-12-08"]],
  ["week/2 on=1,4", "2026-11-30", ["2026-12-03", "2026-12-14", "2026-12-17"]],
  ["week/1 on=7", "2026-11-30", ["2026-12-06", "2026-12-13"]],
  ["month/1 day=31", "2026-12-31", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]],
  ["month/1 day=29", "2028-01-29", ["2028-02-29", "2028-03-29"]],
  ["month/6 day=15", "2026-11-15", ["2027-05-15", "2027-11-15"]],
  ["month/1 nth=1,1", "2026-11-02", ["2026-12-07", "2027-01-04"]],
  ["month/1 nth=-1,5", "2026-11-27", ["2026-12-25", "2027-01-29"]],
  ["month/3 nth=4,3", "2026-11-25", ["2027-02-24", "2027-05-26"]],
  ["year/1 day=29 month=2", "2028-02-29", ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]],
  ["year/2 day=24 month=12", "2026-12-24", ["2028-12-24"]],
  ["month/1 afterDone", "2027-01-31", ["2027-02-28"]],
  ["week/2 afterDone", "2026-11-30", ["2026-12-14"]],
] as const)("%s after %s", (text, from, days) => {
  const rule = parseRepeat(text)!;
  let day = at(from);
  expect(days.map(() => iso((day = dayAfter(rule, day))))).toEqual(days);
});

test("a task that did not keep to its rule comes back to it", () => {
  const month = parseRepeat("month/1 day=15")!;
  expect([iso(dayAfter(month, at("2026-11-03"))), iso(dayAfter(month, at("2026-11-20")))]).toEqual([
    "2026-11-15",
    "2026-12-15",
  ]);
  expect(iso(dayAfter(parseRepeat("week/1 on=5")!, at("2026-12-05")))).toBe("2026-12-11");
});

test("of the days that have passed only the last counts", () => {
  const daily = parseRepeat("day/1")!;
  expect(iso(nextDay(daily, at("2026-11-20"), at("2026-11-30")))).toBe("2026-11-30");
  expect(iso(nextDay(daily, at("2026-11-30"), at("2026-11-30")))).toBe("2026-12-01");
  expect(iso(nextDay(parseRepeat("week/1 on=1")!, at("2026-11-02"), at("2026-11-29")))).toBe("2026-11-23");
  const after = parseRepeat("day/3 afterDone")!;
  expect(iso(nextDay(after, at("2026-11-01"), at("2026-11-30")))).toBe("2026-12-03");
});

test("it ends with its last day, or its last time", () => {
  const until = parseRepeat("day/1 until=2026-12-02")!;
  expect(iso(nextDay(until, at("2026-12-01"), at("2026-11-30")))).toBe("2026-12-02");
  expect(nextDay(until, at("2026-12-02"), at("2026-11-30"))).toBeUndefined();
  // The last one is not lost to those who come late.
  expect(iso(nextDay(until, at("2026-11-20"), at("2027-01-01")))).toBe("2026-12-02");
  const thrice = parseRepeat("day/1 times=2")!;
  expect(ruleOfNext(thrice)).toMatchObject({ times: 1 });
  expect(ruleOfNext(ruleOfNext(thrice)!)).toBeUndefined();
  expect(ruleOfNext(until)).toBe(until);
});

test("a rule takes from its first day what it does not say", () => {
  const from = (text: string) => formatRepeat(anchored(parseRepeat(text)!, at("2026-12-31")));
  expect(from("week/2")).toBe("week/2 on=4");
  expect(from("month/1")).toBe("month/1 day=31");
  expect(from("year/1")).toBe("year/1 day=31 month=12");
  expect(from("month/1 nth=1,1")).toBe("month/1 nth=1,1");
  expect(from("week/1 afterDone")).toBe("week/1 afterDone");
  const first = (text: string) => iso(firstDay(parseRepeat(text)!, at("2026-11-30")));
  expect(
    ["day/3", "week/2 on=1,4", "week/1 on=3", "month/2 day=29", "year/1", "day/9 afterDone"].map(first),
  ).toEqual(["2026-11-30", "2026-11-30", "2026-12-02", "2026-12-29", "2026-11-30", "2026-11-30"]);
});

test.each([
  "",
  "day",
  "day/0",
  "day/1.5",
  "day/1000",
  "hour/1",
  "week/1 on=",
  "week/1 on=0",
  "week/1 on=8",
  "week/1 on=2,1",
  "week/1 on=1,1",
  "day/1 on=1",
  "month/1 day=32",
  "month/1 day=1 nth=1,1",
  "month/1 nth=5,1",
  "month/1 month=2",
  "year/1 month=2",
  "year/1 day=1",
  "year/1 day=1 month=13",
  "week/1 on=1 afterDone",
  "day/1 until=soon",
  "day/1 until=1969-12-31",
  "day/1 times=0",
  "day/01",
  " day/1",
  "day/1  times=2",
  "day/1 times=2 until=2026-12-24",
  `day/1 ${"x".repeat(10_000)}`,
])("no rule: %j", (text) => {
  expect(parseRepeat(text)).toBeUndefined();
});

describe("against a calendar that is gone through day by day", () => {
  let seed = 20_261_130;
  const random = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * most);
  };
  const pick = <T>(...from: T[]): T => from[random(from.length)]!;

  function makeRule(): Repeat {
    const every = pick(1, 1, 2, 3, 1 + random(14));
    const unit = pick("day" as const, "week" as const, "month" as const, "year" as const);
    if (unit === "week") {
      const always = 1 + random(7);
      return { unit, every, on: [1, 2, 3, 4, 5, 6, 7].filter((day) => day === always || pick(true, false)) };
    }
    if (unit === "month")
      return pick(true, false)
        ? { unit, every, day: 1 + random(31) }
        : { unit, every, nth: { week: pick(1, 2, 3, 4, -1), weekday: 1 + random(7) } };
    return unit === "year" ? { unit, every, day: 1 + random(31), month: 1 + random(12) } : { unit, every };
  }

  const parts = (day: number) => {
    const date = new Date(day);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return { year, month, date: date.getUTCDate(), last };
  };
  const weekOf = (day: number) => Math.floor((day / DAY_MS + 3) / 7);

  /** Whether a day fits a rule by what it says, in the periods counted from another day. */
  function fits(
    { unit, every, on = [], day: wanted = 1, nth, month }: Repeat,
    from: number,
    day: number,
  ): boolean {
    const [a, b] = [parts(from), parts(day)];
    const isDate = b.date === Math.min(wanted, b.last);
    const periods = {
      day: (day - from) / DAY_MS,
      week: weekOf(day) - weekOf(from),
      month: (b.year - a.year) * 12 + b.month - a.month,
      year: b.year - a.year,
    };
    if (periods[unit] % every !== 0) return false;
    if (unit === "day") return true;
    if (unit === "week") return on.includes(isoWeekday(day));
    if (unit === "year") return b.month + 1 === month && isDate;
    if (!nth) return isDate;
    const isLast = b.date + 7 > b.last;
    const place = Math.ceil(b.date / 7);
    return isoWeekday(day) === nth.weekday && (nth.week === -1 ? isLast : place === nth.week);
  }

  test("three thousand rules", () => {
    for (let i = 0; i < 3_000; i++) {
      const rule = makeRule();
      const from = at("2024-01-01") + random(3_000) * DAY_MS;
      let expected = from + DAY_MS;
      while (!fits(rule, from, expected) && expected < from + 40 * 366 * DAY_MS) expected += DAY_MS;
      expect(iso(dayAfter(rule, from)), `${formatRepeat(rule)} after ${iso(from)}`).toBe(iso(expected));
      expect(formatRepeat(parseRepeat(formatRepeat(rule))!)).toBe(formatRepeat(rule));
    }
  });
});
