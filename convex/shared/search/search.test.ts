import { describe, expect, test } from "vitest";
import { rangeOf, dueRangeOf, monthsOf, timesOf, withInstants } from "./dates";
import { excerptOf, fits, marksIn } from "./matches";
import { operatorText, parseQuery, wordsIn } from "./query";
import { fold, indexedTerms } from "./words";

/** Whether a search finds a text. */
function finds(typed: string, text: string): boolean {
  return fits(parseQuery(typed).clauses, indexedTerms(text).join(" "), () => text);
}

describe("words", () => {
  test.each([
    ["cafe", "Meet me at the Café"],
    ["CAFÉ ", "cafe, 5 pm"],
    ["strasse ", "In der Straße"],
    ["istanbul ", "İstanbul'da"],
    ["елка ", "Ёлка стоит"],
    ["ABC ", "ＡＢＣ in full width"],
    ["カタカナ", "ｶﾀｶﾅ"],
    ["σοφος ", "ΣΟΦΟΣ"],
    ["שלום ", "שָׁלוֹם"],
    ["naïve ", "nai\u0308ve"],
  ])("%s is found in %s: case, accents and width do not count", (typed, text) => {
    expect(finds(typed, text)).toBe(true);
    expect(finds(`-${typed}`, text)).toBe(false);
  });

  test.each([
    ["京都", "来週は京都へ行きます"],
    ["東京都", "これは東京都の話"],
    ["会议", "我们明天开会议讨论"],
    ["회의", "내일회의에서"],
    ["ประชุม", "เราประชุมพรุ่งนี้"],
    ["行", "来週は京都へ行きます"],
    ["京都 行き", "来週は京都へ行きます"],
  ])("%s is found inside of a sentence without spaces: %s", (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  test("what stands apart in a sentence without spaces is not found as one", () => {
    expect(finds("京都大", "京都と都大路")).toBe(false);
    expect(finds("京都大", "京都大学")).toBe(true);
  });

  test.each([
    ["schifffahrt ", "Die Donaudampfschifffahrt fährt"],
    ["dampf", "Die Donaudampfschifffahrt fährt"],
    ["vertrag ", "Der Mietvertrag liegt bei"],
    ["name ", "call getUserName first"],
    ["user ", "call getUserName first"],
    ["getUserName ", "call getUserName first"],
    ["http ", "an HTTPServer"],
    ["snake_case ", "in snake_case"],
    ["case ", "in snake_case"],
    ["v1.2.3 ", "since v1.2.3, at last"],
    ["#1234 ", "fixes #1234."],
    ["1234 ", "fixes #1234."],
    ["TypeError: x is not a function ", "Uncaught TypeError: x is not a function (app.js:3)"],
    ["🚀 ", "We launch 🚀!"],
    ["👍🏽", "👍 from me"],
    ["🇩🇪", "from 🇩🇪 with love"],
  ])("%s is found by what it is made of: %s", (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  test("the parts of what is typed as one must follow each other", () => {
    expect(finds("v1.2.3 ", "v1 before 3 and 2")).toBe(false);
    expect(finds("#1234 ", "12345")).toBe(false);
  });

  test("all words must be there, in any order, and the last is a beginning", () => {
    const text = "The quick brown fox";
    expect(finds("fox quick ", text)).toBe(true);
    expect(finds("quick bro", text)).toBe(true);
    expect(finds("bro quick", text)).toBe(false);
    expect(finds("quick bro ", text)).toBe(false);
    expect(finds("quick cat", text)).toBe(false);
  });

  test("a phrase stands as it is quoted, and what has a minus does not stand there", () => {
    const text = "The quick brown fox";
    expect(finds('"quick brown"', text)).toBe(true);
    expect(finds('"brown quick"', text)).toBe(false);
    expect(finds('"quick bro"', text)).toBe(false);
    expect(finds("“quick brown”", text)).toBe(true);
    expect(finds("quick -cat ", text)).toBe(true);
    expect(finds("quick -fox", text)).toBe(false);
    expect(finds('quick -"brown fox"', text)).toBe(false);
    expect(finds('quick -"fox brown"', text)).toBe(true);
  });

  test("terms are short, and have nothing but letters and digits, so that every index keeps them whole", () => {
    const text = `Ünïcödé ${"а".repeat(90)} ${"x".repeat(500)} 東京タワー 👨‍👩‍👧 e\u0301 ${"ที่".repeat(20)} foo_barBaz`;
    for (const term of indexedTerms(text)) {
      expect(term).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
      expect(new TextEncoder().encode(term).length).toBeLessThanOrEqual(32);
      expect(term).toBe(term.normalize("NFC").toLowerCase());
    }
    expect(finds("а".repeat(90), text)).toBe(true);
  });

  test("folding a folded text changes nothing", () => {
    for (const text of ["ẞ", "İI", "Ǆ", "ﬁ", "ᾳ", "Å", "が", "각"]) expect(fold(fold(text))).toBe(fold(text));
  });
});

describe("what is typed", () => {
  test("operators are told from words, with quoted values", () => {
    const typed = 'from:ana in:#general "last plan" -draft during:"last week" http://x.de -has:link budg';
    const { operators, clauses } = parseQuery(typed);
    expect(operators.map(operatorText)).toEqual([
      "from:ana",
      "in:#general",
      'during:"last week"',
      "-has:link",
    ]);
    expect(clauses.map(({ isNot, terms, isOpen }) => [isNot, terms, isOpen])).toEqual([
      [false, ["last", "plan"], false],
      [true, ["draft"], false],
      [false, ["http", "x", "de"], false],
      [false, ["budg"], true],
    ]);
    expect(wordsIn(typed)).toBe('"last plan" -draft http://x.de budg');
  });

  test("an operator without a value, and a minus alone, ask for nothing", () => {
    expect(parseQuery("from: - -- !!")).toEqual({ clauses: [], operators: [] });
  });
});

describe("marks", () => {
  const marked = (typed: string, text: string) =>
    marksIn(text, parseQuery(typed).clauses).map(({ from, to }) => text.slice(from, to));

  test("words are marked whole, wherever they stand", () => {
    expect(marked("caf quick -x", "A quick one at the café")).toEqual(["quick"]);
    expect(marked("quick caf", "A quick one at the Café's")).toEqual(["quick", "Café"]);
    expect(marked("name ", "getUserName()")).toEqual(["getUserName"]);
    expect(marked("京都", "来週は京都へ、京都")).toEqual(["京都", "京都"]);
    expect(marked("東京都", "東京都")).toEqual(["東京都"]);
    expect(marked("🚀", "Go 🚀!")).toEqual(["🚀"]);
  });

  test("an excerpt shows what was found, and is cut at whole characters", () => {
    const text = `${"Lorem 👩‍👩‍👧 ipsum ".repeat(60)}needle ${"dolor 👩‍👩‍👧 ".repeat(60)}`;
    const { clauses } = parseQuery("needle");
    const excerpt = excerptOf(text, clauses, 200);
    expect(excerpt).toContain("needle");
    expect(excerpt.length).toBeLessThanOrEqual(200);
    for (const character of excerpt.match(/\u200d/gu) ?? []) expect(character).toBe("\u200d");
    expect(excerpt.replaceAll("👩‍👩‍👧", "")).not.toMatch(/[\u200d👩👧]/u);
    expect(excerptOf(`${"あ".repeat(500)}京都`, parseQuery("京都").clauses, 100)).toContain("京都");
    expect(excerptOf("short", clauses, 100)).toBe("short");
  });
});

describe("dates", () => {
  // A Sunday.
  const now = new Date(2026, 10, 29, 15, 30);
  const at = (...date: [number, number, number]) => new Date(...date).getTime();

  test.each<[string, number, number]>([
    ["today", at(2026, 10, 29), at(2026, 10, 30)],
    ["Yesterday", at(2026, 10, 28), at(2026, 10, 29)],
    ["last week", at(2026, 10, 16), at(2026, 10, 23)],
    ["this-week", at(2026, 10, 23), at(2026, 10, 30)],
    ["last month", at(2026, 9, 1), at(2026, 10, 1)],
    ["last year", at(2025, 0, 1), at(2026, 0, 1)],
    ["monday", at(2026, 10, 23), at(2026, 10, 24)],
    ["sunday", at(2026, 10, 22), at(2026, 10, 23)],
    ["november", at(2026, 10, 1), at(2026, 11, 1)],
    ["dec", at(2025, 11, 1), at(2026, 0, 1)],
    ["november 2024", at(2024, 10, 1), at(2024, 11, 1)],
    ["2024", at(2024, 0, 1), at(2025, 0, 1)],
    ["2026-02", at(2026, 1, 1), at(2026, 2, 1)],
    ["2024-02-29", at(2024, 1, 29), at(2024, 2, 1)],
    ["7d", at(2026, 10, 22), at(2026, 10, 30)],
  ])("%s is a range of days where the reader is", (said, from, to) => {
    expect(rangeOf(said, now)).toEqual({ from, to });
  });

  test.each(["2026-13", "2025-02-29", "soon", "", "last", "ma"])("%j is no date", (said) => {
    expect(rangeOf(said, now)).toBeNull();
  });

  test("before and after leave the day itself out", () => {
    const of = (name: "before" | "after", value: string) => timesOf({ name, value, isNot: false }, now);
    expect(of("before", "yesterday")).toEqual({ from: -Infinity, to: at(2026, 10, 28) });
    expect(of("after", "yesterday")).toEqual({ from: at(2026, 10, 29), to: Infinity });
  });

  test("due days are those of the calendar", () => {
    expect(dueRangeOf("<7d", now)).toEqual({ from: -Infinity, to: Date.UTC(2026, 11, 7) });
    expect(dueRangeOf("tomorrow", now)).toEqual({
      from: Date.UTC(2026, 10, 30),
      to: Date.UTC(2026, 11, 1),
    });
    expect(dueRangeOf(">2026-12-01", now)).toEqual({ from: Date.UTC(2026, 11, 2), to: Infinity });
  });

  test("a search with its dates written out asks for the same", () => {
    const typed = "before:yesterday due:<7d from:ana plan";
    const written = withInstants(typed, now);
    const elsewhere = new Date(2031, 1, 1);
    const [before, due] = parseQuery(written).operators;
    expect(timesOf(before!, elsewhere)!.to).toBe(at(2026, 10, 28));
    expect(dueRangeOf(due!.value, elsewhere)!.to).toBe(Date.UTC(2026, 11, 7));
    expect(written.endsWith("from:ana plan")).toBe(true);
  });

  test("a range has its months, the newest first", () => {
    expect(monthsOf({ from: Date.UTC(2026, 9, 31), to: Date.UTC(2026, 11, 1) }, 9)).toEqual([
      "2026-11",
      "2026-10",
    ]);
    expect(monthsOf({ from: -Infinity, to: Date.UTC(2026, 0, 1) }, 2)).toEqual(["2025-12", "2025-11"]);
  });
});
