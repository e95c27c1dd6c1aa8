import { cleanup } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { PLAIN_COLUMNS } from "@convex/shared/board/columns";
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useLocation } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import { DAY_MS } from "@/lib/time";
import { NO_FILTER } from "../filter/filter";
import type { Task } from "../task";
import { TASK_MUTATIONS } from "../taskMutations";
import { Timeline } from "./Timeline";

/** A Monday at noon, in the zone of the test. */
const NOW = new Date(2026, 10, 30, 12).getTime();
const TODAY = Date.UTC(2026, 10, 30);
const DAY_PX = 28;

beforeEach(() => {
  vi.spyOn(Date, "now").mockReturnValue(NOW);
});
afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
});

const task = (number: number, start?: number, due?: number, more: object = {}) =>
  ({
    _id: `t${number}`,
    number,
    title: `Task ${number}`,
    status: "todo",
    tags: [],
    ...(start !== undefined && { startDate: TODAY + start * DAY_MS }),
    ...(due !== undefined && { dueDate: TODAY + due * DAY_MS }),
    ...more,
  }) as unknown as Task;

const columnsOf = (...cards: Task[]) =>
  PLAIN_COLUMNS.map((column) => ({
    ...column,
    cards: cards.filter(({ status }) => status === column.status),
    total: 0,
    hasMore: false,
    isLoading: false,
    loadMore: () => undefined,
  }));
const Address = () => <p role="note">{useLocation().search}</p>;

type Shown = {
  blocks?: object[];
  isCut?: boolean;
  canWrite?: boolean;
  filter?: typeof NO_FILTER;
  undated?: Task[];
  path?: string;
};

function open(tasks: Task[], shown: Shown = {}) {
  const { blocks = [], isCut = false, canWrite = true, filter = NO_FILTER, undated = [], path = "/" } = shown;
  const view = (
    <>
      <Timeline
        columns={columnsOf(...undated)}
        channelId={undefined}
        filter={filter}
        openTaskId={undefined}
        canWrite={canWrite}
      />
      <Address />
    </>
  );
  const answers = { "board/calendar:span": { tasks, blocks, isCut } };
  return show(view, { answers, mutations: TASK_MUTATIONS, path });
}
const bar = (number: number) => screen.getByRole("button", { name: new RegExp(`^T-${number} `) });

test("bars stand by their first day; a card without a start is a day", () => {
  open([task(1, 3, 5), task(2, undefined, 1), task(3, -400, 900)]);
  const bars = screen.getAllByRole("button", { name: /^T-\d/ });
  expect(bars.map((one) => one.getAttribute("aria-label")?.slice(0, 3))).toEqual(["T-3", "T-2", "T-1"]);
  expect(bar(2).style.width).toBe(`${DAY_PX}px`);
  expect(bar(1).style.width).toBe(`${3 * DAY_PX}px`);
  expect(bar(1)).toHaveAccessibleName("T-1 Task 1, Thursday, December 3, 2026 to Saturday, December 5, 2026");
});

test("keys move a bar, make it longer, and give it another start, each as one change", async () => {
  const { calls } = open([task(1, 3, 5), task(2, undefined, 9)]);
  bar(1).focus();
  await userEvent.keyboard("{ArrowRight}");
  await userEvent.keyboard("{Shift>}{ArrowRight}{/Shift}{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}");
  const at = (days: number) => TODAY + days * DAY_MS;
  expect(calls.map(({ args }) => args)).toEqual([
    { taskId: "t1", startDate: at(4), dueDate: at(6) },
    { taskId: "t1", dueDate: at(6) },
    { taskId: "t1", startDate: at(2) },
  ]);
  await userEvent.keyboard("{ArrowDown}");
  expect(bar(2)).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(screen.getByRole("note")).toHaveTextContent("task=t2");
});

test("a bar and its ends are dragged by whole days; a drag opens nothing, and a click does", async () => {
  const { calls } = open([task(1, 3, 5)]);
  const element = bar(1);
  element.setPointerCapture = () => undefined;
  const drag = (target: Element, px: number) => {
    fireEvent.pointerDown(target, { button: 0, clientX: 100, pointerId: 1 });
    fireEvent.pointerMove(element, { clientX: 100 + px / 2, pointerId: 1 });
    fireEvent.pointerUp(element, { clientX: 100 + px, pointerId: 1 });
    fireEvent.click(element);
  };
  const [start, due] = ["start", "due"].map((end) => element.querySelector(`[data-end="${end}"]`)!);
  drag(element, 2.4 * DAY_PX);
  drag(start!, -DAY_PX);
  drag(due!, 3 * DAY_PX);
  // Back to where it began.
  fireEvent.pointerDown(element, { button: 0, clientX: 100, pointerId: 1 });
  fireEvent.pointerMove(element, { clientX: 160, pointerId: 1 });
  fireEvent.pointerUp(element, { clientX: 101, pointerId: 1 });
  fireEvent.click(element);
  const at = (days: number) => TODAY + days * DAY_MS;
  expect(calls.map(({ args }) => args)).toEqual([
    { taskId: "t1", startDate: at(5), dueDate: at(7) },
    { taskId: "t1", startDate: at(2) },
    { taskId: "t1", dueDate: at(8) },
  ]);
  expect(screen.getByRole("note")).toBeEmptyDOMElement();
  await userEvent.click(element);
  expect(screen.getByRole("note")).toHaveTextContent("task=t1");
});

test("who only reads moves nothing", async () => {
  const { calls } = open([task(1, 3, 5)], { canWrite: false, undated: [task(2)] });
  bar(1).focus();
  await userEvent.keyboard("{ArrowRight}");
  fireEvent.pointerDown(bar(1), { button: 0, clientX: 0, pointerId: 1 });
  fireEvent.pointerMove(bar(1), { clientX: 90, pointerId: 1 });
  fireEvent.pointerUp(bar(1), { clientX: 90, pointerId: 1 });
  expect(screen.queryByRole("button", { name: /due today/ })).toBeNull();
  expect(calls).toEqual([]);
});

test("open tasks without a date stand beside, and are put on today by a button", async () => {
  const undated = [task(4), task(5, undefined, 2), task(6, undefined, undefined, { status: "done" })];
  const { calls } = open([], { undated });
  const beside = within(screen.getByRole("region", { name: "No date" }));
  expect(beside.getAllByRole("link")).toHaveLength(1);
  await userEvent.click(beside.getByRole("button", { name: "Make T-4 due today" }));
  expect(calls).toEqual([{ name: "tasks:update", args: { taskId: "t4", dueDate: TODAY } }]);
  expect(screen.getByText(/Nothing is planned for this time/)).toBeVisible();
});

test("what waits has a mark and an arrow from what it waits for; a cut is said, and a filter narrows", () => {
  const waiting = task(2, 3, 4, { openBlockers: 1 });
  const first = open([task(1, 0, 1), waiting], {
    blocks: [{ taskId: "t2", blockerId: "t1" }],
    isCut: true,
  });
  expect(within(bar(2)).getByTitle("Waits for a task that isn’t done")).toBeVisible();
  expect(first.container.querySelectorAll("svg path[marker-end]")).toHaveLength(1);
  expect(screen.getByRole("status")).toHaveTextContent("Only the first 2 tasks");
  first.unmount();
  open([task(1, 0, 1)], { filter: { ...NO_FILTER, text: "nothing" } });
  expect(screen.getByText("Nothing planned for this time matches the filter.")).toBeVisible();
});

test("the address says the month and the zoom", async () => {
  open([], { path: "/?month=2026-03&zoom=months" });
  expect(screen.getByRole("heading", { name: "Mar 1 – Feb 28, 2027" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Later" }));
  await userEvent.click(screen.getByRole("radio", { name: "Weeks" }));
  expect(screen.getByRole("note")).toHaveTextContent("?month=2026-09&zoom=weeks");
  await userEvent.click(screen.getByRole("button", { name: "Today" }));
  expect(screen.getByRole("note")).toHaveTextContent("?zoom=weeks");
});
