import { afterEach, describe, expect, test, vi } from "vitest";
import { parseRepeat } from "./repeats";
import { asText, factsOf, quickAdd, type Known } from "./quickAdd";

/** Monday. */
const NOW = new Date(2026, 10, 30, 12);
const people = [
  { id: "ben", name: "Ben Ito" },
  { id: "ben2", name: "Ben" },
  { id: "zoe", name: "Zoë" },
];
const labels = ["Launch day", "Docs"];

const read = (text: string, known: Partial<Known> = {}) => {
  const { title, parts, asked } = quickAdd(text, { now: NOW, people, labels, ...known });
  const { dueDate, dueAt, ...facts } = factsOf(parts);
  return {
    title,
    ...facts,
    ...(dueDate !== undefined && { due: new Date(dueDate).toISOString().slice(0, 10) }),
    ...(dueAt !== undefined && { at: new Date(dueAt).toTimeString().slice(0, 5) }),
    ...(asked !== undefined && { asked }),
  };
};

afterEach(() => vi.unstubAllEnvs());

test.each([
  [
    "Fix login @Ben Ito #web !high fri",
    { title: "Fix login", assigneeId: "ben", tags: ["web"], priority: "high", due: "2026-12-04" },
  ],
  ["@Ben, call the bank", { title: "call the bank", assigneeId: "ben2" }],
  ["Ask @zoë, then ship", { title: "Ask, then ship", assigneeId: "zoe" }],
  ["Fix login @ben #docs", { title: "Fix login", assigneeId: "ben2", tags: ["Docs"] }],
  ["Ask @carla or @dan", { title: "Ask @carla or @dan", asked: "carla" }],
  ["Ask @Ben Itoo", { title: "Ask Itoo", assigneeId: "ben2" }],
  ["Pair <@zoe1> with @Ben", { title: "Pair with @Ben", assigneeId: "zoe1" }],
  ["Plan #launch DAY #docs #Docs", { title: "Plan #Docs", tags: ["Launch day", "Docs"] }],
  ["Plan #launch days", { title: "Plan days", tags: ["launch"] }],
  ["See #42 and C# #c++ #", { title: "See #42 and C# #", tags: ["c++"] }],
  ["!Urgent call !low", { title: "call !low", priority: "urgent" }],
  ["Wow !important !", { title: "Wow !important !" }],
  ["Write ~2h ~3h", { title: "Write ~3h", estimate: 2 }],
  ["Write ~1,5h", { title: "Write", estimate: 1.5 }],
  ["Write ~30m", { title: "Write", estimate: 0.5 }],
  ["Write ~20m ~0h ~2000h", { title: "Write ~20m ~0h ~2000h" }],
  ["mail me@ben.example a@b", { title: "mail me@ben.example a@b" }],
  [`#${"x".repeat(31)} a`, { title: `#${"x".repeat(31)} a` }],
] as const)("%s", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

describe("days", () => {
  test.each([
    ["today", "2026-11-30"],
    ["Tomorrow", "2026-12-01"],
    ["mon", "2026-12-07"],
    ["tue", "2026-12-01"],
    ["sunday", "2026-12-06"],
    ["next mon", "2026-12-07"],
    ["next sunday", "2026-12-13"],
    ["next week", "2026-12-07"],
    ["next month", "2026-12-01"],
    ["by fri", "2026-12-04"],
    ["due on 24 Dec", "2026-12-24"],
    ["30 nov", "2026-11-30"],
    ["29 Nov", "2027-11-29"],
    ["12 Mar", "2027-03-12"],
    ["March 12th", "2027-03-12"],
    ["12 march 2028", "2028-03-12"],
    ["31 Dec", "2026-12-31"],
    ["1 jan", "2027-01-01"],
    ["29 Feb", "2028-02-29"],
    ["2026-12-24", "2026-12-24"],
    ["2024-02-29", "2024-02-29"],
    ["in 3 days", "2026-12-03"],
    ["in a week", "2026-12-07"],
    ["in 2 weeks", "2026-12-14"],
    ["in 3 months", "2027-02-28"],
    ["in 15 months", "2028-02-29"],
    ["in 1 year", "2027-11-30"],
  ])("%s", (text, due) => {
    expect(read(`Ship ${text}`)).toEqual({ title: "Ship", due });
    expect(read(`${text}, ship`)).toEqual({ title: "ship", due });
  });

  test.each([
    "31 apr",
    "30 Feb",
    "2026-02-29",
    "2026-13-01",
    "0 mar",
    "in 3",
    "next",
    "may",
    "monda",
    "12",
    "on",
  ])("no day: %s", (text) => {
    expect(read(`Ship ${text}`)).toEqual({ title: `Ship ${text}` });
  });

  test.each([
    ["Pacific/Kiritimati", "2026-12-01", "2026-12-04"],
    ["America/Los_Angeles", "2026-11-30", "2026-12-04"],
    ["Pacific/Pago_Pago", "2026-11-29", "2026-12-04"],
  ])("today is what it is in %s", (zone, today, friday) => {
    vi.stubEnv("TZ", zone);
    const now = new Date("2026-11-30T10:30:00Z");
    expect(read("Ship today", { now })).toMatchObject({ due: today });
    expect(read("Ship fri", { now })).toMatchObject({ due: friday });
  });

  test("a leap day and the end of a year are followed by the next day", () => {
    expect(read("a tomorrow", { now: new Date(2028, 1, 28) })).toMatchObject({ due: "2028-02-29" });
    expect(read("a tomorrow", { now: new Date(2026, 11, 31) })).toMatchObject({ due: "2027-01-01" });
    expect(read("a 29 feb", { now: new Date(2097, 0, 1) })).toMatchObject({ due: "2104-02-29" });
    expect(read("a in 1 month", { now: new Date(2027, 0, 31) })).toMatchObject({ due: "2027-02-28" });
  });
});

describe("times", () => {
  test.each([
    ["fri 15:00", "2026-12-04", "15:00"],
    ["fri at 3pm", "2026-12-04", "15:00"],
    ["15:30 tomorrow", "2026-12-01", "15:30"],
    ["12 Mar 2027 9:05", "2027-03-12", "09:05"],
    ["today 12am", "2026-11-30", "00:00"],
    ["today 12:15 pm", "2026-11-30", "12:15"],
    ["at 15:00", "2026-11-30", "15:00"],
    ["at 9am", "2026-12-01", "09:00"],
    ["due at 23:59", "2026-11-30", "23:59"],
  ])("%s", (text, due, at) => {
    expect(read(`Meet ${text}`)).toEqual({ title: "Meet", due, at });
    expect(read(`${text} meet`)).toEqual({ title: "meet", due, at });
  });

  test.each(["16:9", "15:60 a", "at 24:00", "at 13pm", "at 3", "15:00", "at home"])("no time: %s", (text) => {
    expect(read(`Meet ${text}`)).toEqual({ title: `Meet ${text}` });
  });

  test("a time that is left out in spring is the one after it", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    expect(read("Meet 2027-03-28 2:30", { now: new Date(2026, 10, 30) })).toMatchObject({ at: "03:30" });
  });
});

describe("what comes again", () => {
  test.each([
    ["every day", "day/1"],
    ["Every 3 days", "day/3"],
    ["every other week", "week/2"],
    ["every week on fri", "week/1 on=5"],
    ["every 2 weeks on mon and thu", "week/2 on=1,4"],
    ["every thu, mon & wed", "week/1 on=1,3,4"],
    ["every sunday", "week/1 on=7"],
    ["every fridays", "week/1 on=5"],
    ["every other fri", "week/2 on=5"],
    ["every weekday", "week/1 on=1,2,3,4,5"],
    ["every month", "month/1"],
    ["every 3 months on the 31st", "month/3 day=31"],
    ["every 15th", "month/1 day=15"],
    ["every first mon", "month/1 nth=1,1"],
    ["every month on the last friday", "month/1 nth=-1,5"],
    ["every year", "year/1"],
    ["every 24 dec", "year/1 day=24 month=12"],
    ["every year on Mar 1st", "year/1 day=1 month=3"],
    ["every 3 days after done", "day/3 afterDone"],
    ["every fri until 24 dec", "week/1 on=5 until=2026-12-24"],
    ["every week 10 times", "week/1 times=9"],
  ])("%s", (text, repeats) => {
    expect(read(`Water ${text}`)).toEqual({ title: "Water", repeats });
    expect(read(`${text} water`)).toEqual({ title: "water", repeats });
    expect(parseRepeat(repeats)).toBeDefined();
  });

  test.each([
    "every",
    "every time",
    "every 0 days",
    "every hour",
    "every 32nd",
    "every may",
    "everyday",
    "every 1000 days",
  ])("no rule: %s", (text) => {
    expect(read(`Water ${text}`)).toEqual({ title: `Water ${text}` });
  });

  test("with a day to begin on, and beside the rest", () => {
    expect(read("Report #web every 2 weeks on mon 7 dec !low")).toEqual({
      title: "Report",
      tags: ["web"],
      repeats: "week/2 on=1",
      due: "2026-12-07",
      priority: "low",
    });
    expect(read(String.raw`Water \every day`)).toEqual({ title: "Water every day" });
  });
});

describe("what stays text", () => {
  test.each([
    ['Say "see you fri" tomorrow', { title: 'Say "see you fri"', due: "2026-12-01" }],
    ["Say “call @Ben #web” !low", { title: "Say “call @Ben #web”", priority: "low" }],
    ["Rename `fri @Ben`", { title: "Rename `fri @Ben`" }],
    ['A 3" pipe fri', { title: 'A 3" pipe', due: "2026-12-04" }],
    [String.raw`Band \fri and \@Ben \#web \!high \~2h`, { title: "Band fri and @Ben #web !high ~2h" }],
    [String.raw`Copy \\server\share C:\temp`, { title: String.raw`Copy \\server\share C:\temp` }],
    [String.raw`Play next \mon`, { title: "Play next mon" }],
    ["fri", { title: "fri" }],
    ["@Ben #web !high", { title: "@Ben #web !high" }],
    ["  ", { title: "" }],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test("a part that was taken out again, word by word", () => {
    const text = "Ask @Ben Ito next mon";
    const [person, day] = quickAdd(text, { now: NOW, people }).parts;
    expect(asText(text, day!)).toBe(String.raw`Ask @Ben Ito \next \mon`);
    expect(read(asText(text, person!))).toEqual({ title: "Ask @Ben Ito", due: "2026-12-07" });
  });
});

describe("other scripts and whole characters", () => {
  test.each([
    ["תקן כניסה @נועה #רשת fri", { title: "תקן כניסה", assigneeId: "noa", tags: ["רשת"], due: "2026-12-04" }],
    ["\u200fאצל \u2067fri\u2069 עכשיו", { title: expect.stringMatching(/אצל.*עכשיו/u), due: "2026-12-04" }],
    ["修正 @田中 #网站", { title: "修正", assigneeId: "tanaka", tags: ["网站"] }],
    ["Party 👩‍👩‍👧 #🚀 fri", { title: "Party 👩‍👩‍👧", tags: ["🚀"], due: "2026-12-04" }],
    ["Cafe\u0301 #cafe\u0301", { title: "Cafe\u0301", tags: ["cafe\u0301"] }],
    ["@Ben\u0301 a", { title: "@Ben\u0301 a", asked: "Ben\u0301" }],
  ])("%s", (text, expected) => {
    const known = [...people, { id: "noa", name: "נועה" }, { id: "tanaka", name: "田中" }];
    expect(read(text, { people: known })).toEqual(expected);
  });

  test("a very long text is read at once", () => {
    const text = `${"fri @nobody #42 ".repeat(5_000)}`;
    expect(quickAdd(text, { now: NOW, people, labels }).parts).toHaveLength(1);
  });
});
