import { omit } from "convex-helpers";
import { describe, expect, test } from "vitest";
import { readPasted, rowsOf, textOf } from "./pasted";

/** Monday. */
const now = new Date(2026, 10, 30, 12);
const people = [{ id: "ben", name: "Ben Ito" }];
const day = (text: string) => Date.parse(text);

const read = (text: string, isQuick = true) =>
  rowsOf(readPasted(text), { known: { now, people }, isQuick }).map((row) => {
    const { problems, facts, ...rest } = omit(row, ["raw"]);
    const said = problems.map(({ field, text: cell }) => `${field} ${cell}`);
    return { ...rest, ...facts, ...(said.length > 0 && { problems: said }) };
  });

describe("lines", () => {
  test.each([
    ["- One\n- Two", ["One", "Two"]],
    ["* One\n\n  * Two\r\n\t+ Three", ["One", "Two", "Three"]],
    ["1. One\n2) Two\n10. Three", ["One", "Two", "Three"]],
    ["a) One\n•Two\n– Three\n> - Four", ["One", "Two", "Three", "Four"]],
    ["1.\tOne\n2.\tTwo", ["One", "Two"]],
    ["One\n1.5 litres\n-5 degrees\n3 wishes", ["One", "1.5 litres", "-5 degrees", "3 wishes"]],
    ["שלום\nعالم\n👩‍👩‍👧", ["שלום", "عالم", "👩‍👩‍👧"]],
    ["One, two\nThree, four", ["One, two", "Three, four"]],
  ])("%j", (text, titles) => {
    expect(read(text)).toEqual(titles.map((title) => ({ title })));
  });

  test("a box that is checked is a task that is done", () => {
    expect(read("- [ ] One\n- [x] Two\n[X] Three\n☑ Four\n☐ Five\n[] Six")).toEqual([
      { title: "One" },
      { title: "Two", status: "done" },
      { title: "Three", status: "done" },
      { title: "Four", status: "done" },
      { title: "Five" },
      { title: "Six" },
    ]);
  });

  test("what is said of each is read, unless it is not to be", () => {
    const text = "- Fix login @Ben Ito #web !high fri\n- Ask @carla";
    expect(read(text)).toEqual([
      { title: "Fix login", assigneeId: "ben", tags: ["web"], priority: "high", dueDate: day("2026-12-04") },
      { title: "Ask @carla", asked: "carla" },
    ]);
    expect(read(text, false)).toEqual([
      { title: "Fix login @Ben Ito #web !high fri" },
      { title: "Ask @carla" },
    ]);
  });

  test("a line of nothing but marks is told of", () => {
    expect(read("- One\n- [ ]")).toEqual([{ title: "One" }, { title: "", problems: ["title - [ ]"] }]);
  });
});

describe("tables", () => {
  test("a spreadsheet's, by the names of its columns", () => {
    const text = [
      "Task\tOwner\tDue date\tPriority\tLabels\tHours\tNotes\tState\tOther",
      '"Write ""the"" plan"\t@Ben Ito\t2026-12-24\tMedium\tdocs; #web\t1,5\t"Two\nlines"\tIn progress\tx',
      "Ship\tCarla\t24.12.2026\tp0\t\t30m\t\t[x]",
      "Rest\t\t\t\t\t\t\t",
    ].join("\n");
    expect(read(text)).toEqual([
      {
        title: 'Write "the" plan',
        assigneeId: "ben",
        dueDate: day("2026-12-24"),
        priority: "normal",
        tags: ["docs", "web"],
        estimate: 1.5,
        description: "Two\nlines",
        status: "in_progress",
      },
      {
        title: "Ship",
        asked: "Carla",
        dueDate: day("2026-12-24"),
        priority: "urgent",
        estimate: 0.5,
        status: "done",
      },
      { title: "Rest" },
    ]);
  });

  test.each([
    ["title,due\nOne,fri\nTwo,", ","],
    ["Title;Due\nOne;Fri\nTwo;", ";"],
    ["\ufeffTITLE\tDUE\r\nOne\t4 Dec, 15:00\r\nTwo\t\r\n", "tab"],
    ['due,"title"\n4 Dec 2026,One\n,Two', ","],
  ])("%j", (text) => {
    expect(read(text)).toEqual([{ title: "One", dueDate: day("2026-12-04") }, { title: "Two" }]);
  });

  test("what is not understood is a problem of its row alone", () => {
    const text =
      "title,due,priority,hours,status\nOne,whenever,very,soon,somewhere\n,fri,,,\nTwo,03/04/2026,,,";
    expect(read(text)).toEqual([
      {
        title: "One",
        problems: ["due whenever", "priority very", "estimate soon", "status somewhere"],
      },
      { title: "", dueDate: day("2026-12-04"), problems: ["title "] },
      { title: "Two", problems: ["due 03/04/2026"] },
    ]);
  });

  test("without names of columns the first one has the titles", () => {
    expect(read("Buy milk\tshop\nCall Ben\tphone")).toEqual([{ title: "Buy milk" }, { title: "Call Ben" }]);
    expect(readPasted("a\tb\tc\nd\te")).toMatchObject({ columns: ["title", undefined, undefined] });
  });

  test("a column is chosen for the titles where none has the name", () => {
    expect(readPasted("Thing\tDue\tOwner\nOne\tfri\tBen")).toMatchObject({
      columns: ["title", "due", "assignee"],
    });
    expect(readPasted("Due\tOwner\nfri\tBen")).toMatchObject({ columns: ["due", "assignee"] });
  });

  test("of two columns of one name the first counts", () => {
    expect(readPasted("Title\tDue\tDate\nOne\tfri\tmon")).toMatchObject({
      columns: ["title", "due", undefined],
    });
  });

  test("quotes that do not fit are text", () => {
    expect(read('title\tdue\n3" pipe\tfri')).toEqual([{ title: '3" pipe', dueDate: day("2026-12-04") }]);
  });
});

test("rows that are left are written as they were, below the names of their columns", () => {
  const text = 'Title\tNotes\nOne\t"Two\nlines"\nTwo\t';
  const pasted = readPasted(text);
  const [one, two] = rowsOf(pasted, { known: { now }, isQuick: true });
  expect(textOf(pasted, [one!])).toBe('Title\tNotes\nOne\t"Two\nlines"');
  expect(textOf(pasted, [two!])).toBe("Title\tNotes\nTwo\t");
  expect(textOf(pasted, [])).toBe("");
  const lines = readPasted("- One\n\n - Two");
  expect(textOf(lines, rowsOf(lines, { known: { now }, isQuick: true }))).toBe("- One\n - Two");
});
