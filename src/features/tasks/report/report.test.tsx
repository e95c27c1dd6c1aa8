import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PLAIN_COLUMNS } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import { DAY_MS } from "@/lib/time";
import { BEN, show } from "@/testing.client";
import { bandColours } from "./bandColours";
import { BoardReport } from "./BoardReport";
import { inPeriod, type BoardFigures } from "./figures";
import { countScale, timeScale } from "./scale";

/** A Wednesday. */
const NOW = Date.parse("2026-11-25T12:00:00Z");
const TODAY = Date.parse("2026-11-25T00:00:00Z");
const HOUR_MS = DAY_MS / 24;

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: NOW }));
afterEach(() => {
  vi.useRealTimers();
});

const doneTask = (number: number, daysAgo: number, days?: number) => ({
  taskId: `t${number}`,
  number,
  title: `Task ${number}`,
  madeAt: NOW - (daysAgo + 20) * DAY_MS,
  ...(days !== undefined && { startedAt: NOW - (daysAgo + days) * DAY_MS }),
  completedAt: NOW - daysAgo * DAY_MS,
});

const openTask = (number: number, days: number, more: object = {}) => ({
  taskId: `t${number}`,
  number,
  title: `Task ${number}`,
  column: "in_progress",
  startedAt: NOW - days * DAY_MS,
  ...more,
});

const figures = {
  columns: PLAIN_COLUMNS,
  flow: {
    days: [
      { day: TODAY - 40 * DAY_MS, counts: { todo: 1 } },
      { day: TODAY - 2 * DAY_MS, counts: { todo: 5, in_progress: 1, done: 10 } },
      { day: TODAY, counts: { todo: 3, in_progress: 2, done: 11 } },
    ],
    now: { todo: 2, in_progress: 2, done: 12 },
  },
  done: { tasks: [doneTask(1, 1, 2), doneTask(2, 8, 6), doneTask(3, 9), doneTask(4, 30, 1)], isCut: false },
  open: {
    tasks: [openTask(8, 9, { assigneeId: "ben" }), openTask(9, 3), openTask(10, 1)],
    isCut: false,
  },
} as unknown as BoardFigures;

const answersOf = ({ columns, flow, done, open }: BoardFigures) => ({
  "board/columns:list": columns,
  "board/reports:flow": flow,
  "board/reports:done": done,
  "board/reports:open": open,
});

const showReport = (changes: object = {}, path = "/c/c1/board/report") =>
  show(<BoardReport channelId={"c1" as never} />, {
    answers: answersOf({ ...figures, ...changes }),
    people: [BEN],
    path,
  });

describe("figures of a period", () => {
  test("are of what was done in it; the weeks are all there are, and only those that are over count", () => {
    const month = inPeriod(figures, 4, NOW);
    expect(month.points.map(({ number }) => number)).toEqual([1, 2]);
    expect([month.withoutStart, month.cycle, month.average]).toEqual([1, [2 * DAY_MS, 6 * DAY_MS], 0.75]);
    expect(month.weeks.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 1]);
    expect(month.days.map(({ cards }) => cards)).toEqual([
      [5, 1, 0],
      [3, 2, 1],
      [2, 2, 2],
    ]);
    expect(inPeriod(figures, 12, NOW).points).toHaveLength(3);
  });

  test("are not said of weeks of which not all is known", () => {
    const tasks = [doneTask(1, 1, 2), doneTask(2, 9, 6)];
    const { weeks, average } = inPeriod({ ...figures, done: { tasks, isCut: true } as never }, 2, NOW);
    expect(weeks.slice(-3).map(({ count }) => count)).toEqual([undefined, undefined, 1]);
    expect(average).toBeUndefined();
  });
});

test.each([
  [0, 1],
  [3, 3],
  [7, 8],
  [41, 60],
  [4_100, 6_000],
])("a scale of counts up to %i ends at %i, in at most four steps", (most, top) => {
  const scale = countScale(most);
  expect([scale.top, scale.ticks.at(-1)]).toEqual([top, top]);
  expect(scale.ticks.length).toBeLessThanOrEqual(5);
});

test.each([
  [HOUR_MS / 2.5, HOUR_MS / 2],
  [5 * HOUR_MS, 6 * HOUR_MS],
  [9 * DAY_MS, 10 * DAY_MS],
])("a scale of times up to %i ms ends at %i ms", (most, top) => {
  expect(timeScale(most).top).toBe(top);
});

test("columns without a colour are told apart; those with one have it", () => {
  const review = { key: "1r", status: "in_progress" as const };
  const own = { key: "1t", status: "done" as const, colour: "teal" as const };
  const colours = bandColours([...PLAIN_COLUMNS, review, own]);
  expect(new Set(colours).size).toBe(5);
  expect(colours.at(-1)).toMatch(/^oklch/);
});

describe("the page", () => {
  test("says in numbers what its charts show, of the period in the address", async () => {
    showReport();
    expect(screen.getByRole("radio", { name: "4 weeks" })).toBeChecked();
    const totals = screen.getAllByRole("definition").map(({ textContent }) => textContent);
    expect(totals).toEqual(["0.8", "2 days", "20 days", "3"]);
    const times = screen.getByRole("region", { name: "Cycle time" });
    expect(within(times).getByText(/1 more task was done/)).toBeVisible();
    const marks = within(times)
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent);
    expect(marks).toEqual(["Half within 2 days", "85% within 6 days"]);
    await userEvent.click(within(times).getByText("Show the numbers"));
    const rows = within(times).getAllByRole("row").slice(1);
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      "T-1 Task 1Nov 242 days",
      "T-2 Task 2Nov 176 days",
    ]);
    expect(within(rows[0]!).getByRole("link")).toHaveAttribute("href", "/c/c1/board/report?task=t1");
  });

  test("looks back as far as is chosen, and keeps what stands beside it", async () => {
    showReport({}, "/c/c1/board/report?weeks=12&task=t8");
    expect(screen.getByRole("radio", { name: "12 weeks" })).toBeChecked();
    await userEvent.click(screen.getByRole("radio", { name: "2 weeks" }));
    expect(screen.getByRole("radio", { name: "2 weeks" })).toBeChecked();
    const link = screen.getByRole("link", { name: /Task 9/ });
    expect(link).toHaveAttribute("href", "/c/c1/board/report?weeks=2&task=t9");
  });

  test("tells the cards of each column on the day that is picked by key, and of now else", () => {
    showReport();
    const flow = screen.getByRole("region", { name: "Cards by column" });
    const slider = within(flow).getByRole("slider", { name: "Day" });
    expect(slider).toHaveAttribute("aria-valuetext", "Now, To do 2, In progress 2, Done (new) 2");
    fireEvent.change(slider, { target: { value: "0" } });
    expect(slider).toHaveAttribute("aria-valuetext", "Nov 23, To do 5, In progress 1, Done (new) 0");
    expect(
      within(flow)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual(["To do5", "In progress1", "Done (new)0"]);
    expect(within(flow).getByText("Counted since Nov 23.")).toBeVisible();
  });

  test("shows who has been in progress for longer than most took, and opens the card", () => {
    showReport();
    const rows = within(screen.getByRole("region", { name: "Ageing" })).getAllByRole("listitem");
    expect(rows.map(({ textContent }) => /Longer than (half|85)/.exec(textContent)?.[0])).toEqual([
      "Longer than 85",
      "Longer than half",
      undefined,
    ]);
    expect(within(rows[0]!).getByRole("link")).toHaveAttribute("href", "/c/c1/board/report?task=t8");
  });

  test("says what it does not count", () => {
    showReport({
      done: { ...figures.done, isCut: true },
      open: { ...figures.open, isCut: true },
      flow: { days: [], now: figures.flow.now },
    });
    expect(
      screen.getByText(/Only the last 4 tasks that were done are counted, back to Oct 26/),
    ).toBeVisible();
    expect(screen.getByText("Only 3 cards are shown.")).toBeVisible();
    expect(screen.getByText(/From tomorrow on/)).toBeVisible();
    expect(screen.queryByRole("slider")).toBeNull();
  });

  test("says what will come where there is nothing yet, and that it loads", () => {
    const nothing = { tasks: [], isCut: false };
    const { unmount } = showReport({ done: nothing, open: nothing, flow: { days: [], now: { todo: 0 } } });
    expect(screen.getByRole("heading", { name: "Nothing to report yet" })).toBeVisible();
    unmount();
    show(<BoardReport channelId={"c1" as never} />);
    expect(screen.getByRole("status")).toHaveTextContent("Loading the report…");
  });

  test("shows some cards in progress at first, and all when asked", async () => {
    const tasks = Array.from({ length: 15 }, (_, i) => openTask(i + 20, 15 - i));
    showReport({ open: { tasks, isCut: false } });
    const ageing = screen.getByRole("region", { name: "Ageing" });
    expect(within(ageing).getAllByRole("listitem")).toHaveLength(12);
    await userEvent.click(within(ageing).getByRole("button", { name: /15/ }));
    expect(within(ageing).getAllByRole("listitem")).toHaveLength(15);
    expect(LIMITS.flowOpen).toBeGreaterThan(15);
  });
});
