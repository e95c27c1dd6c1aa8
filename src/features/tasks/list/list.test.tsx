import type { Id } from "@convex/_generated/dataModel";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { show } from "@/testing.client";
import { NO_FILTER } from "../filter/filter";
import type { Task } from "../task";
import type { BoardColumns, Column } from "../columns/column";
import { TASK_MUTATIONS } from "../taskMutations";
import { TaskList } from "./TaskList";

const task = (number: number, more: object = {}) =>
  ({
    _id: `t${number}`,
    number,
    title: `Task ${number}`,
    status: "todo",
    tags: [],
    ...more,
  }) as unknown as Task;
const column = (status: Column["status"], ...cards: Task[]): Column => ({
  key: status,
  status,
  cards,
  total: cards.length,
  hasMore: false,
  isLoading: false,
  loadMore: () => undefined,
});
const columns: BoardColumns = [
  column("todo", task(1), task(2), task(3)),
  column("in_progress", task(4, { status: "in_progress" })),
  column("done"),
];
const list = (filter = NO_FILTER, canWrite = true, channelId?: Id<"channels">, shown = columns) => (
  <TaskList
    columns={shown}
    filter={filter}
    channelId={channelId}
    channelNames={new Map()}
    openTaskId={undefined}
    canWrite={canWrite}
  />
);
const box = (number: number) => screen.getByRole("checkbox", { name: `Select T-${number}` });
const link = (number: number) => screen.getByRole("link", { name: new RegExp(`^T-${number} `) });
const chosen = () =>
  screen.getAllByRole<HTMLInputElement>("checkbox").flatMap((one, i) => (one.checked ? [i + 1] : []));

test("several are chosen by click, by a range and by keys, and changed together", async () => {
  const { calls } = show(list(), { mutations: TASK_MUTATIONS });
  const user = userEvent.setup();
  await user.click(box(1));
  await user.keyboard("{Shift>}");
  await user.click(link(3));
  await user.keyboard("{/Shift}");
  expect(chosen()).toEqual([1, 2, 3]);
  expect(screen.getByRole("status")).toHaveTextContent("3 selected");
  link(3).focus();
  await user.keyboard("{ArrowDown}x");
  expect(document.activeElement).toBe(link(4));
  expect(chosen()).toEqual([1, 2, 3, 4]);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("toolbar")).toBeNull();

  link(1).focus();
  await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
  expect(chosen()).toEqual([1, 2]);
  await user.click(screen.getByRole("button", { name: "Delete" }));
  expect(calls).toEqual([
    { name: "tasks:changeMany", args: { taskIds: ["t1", "t2"], change: { kind: "remove" } } },
  ]);
  expect(screen.queryByRole("toolbar")).toBeNull();
});

test("the focus goes back from the bar to the row that was chosen last, or to what stands beside it", async () => {
  show(list(), { mutations: TASK_MUTATIONS });
  const user = userEvent.setup();
  const press = async (name: string) => {
    screen.getByRole("button", { name }).focus();
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("toolbar")).toBeNull();
  };
  link(2).focus();
  await user.keyboard("x");
  await press("Stop selecting");
  expect(document.activeElement).toBe(link(2));

  await user.keyboard("x{ArrowDown}x");
  await press("Archive");
  expect(document.activeElement).toBe(link(3));
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(link(4));
});

test.each([
  ["in another column", [task(1)], [task(4), task(2), task(3)], 3],
  ["gone, with one below", [task(1)], [task(4)], 4],
  ["gone, with one above only", [task(1)], [], 1],
  ["gone like all others", [], [], undefined],
])("the focus follows rows that are %s after the change", async (_what, todo, doing, next) => {
  const shownIn = (...cards: Task[][]) => list(NO_FILTER, true, undefined, cards.map(inColumn));
  const inColumn = (cards: Task[], i: number) => column(i === 0 ? "todo" : "in_progress", ...cards);
  const { rerender } = show(shownIn([task(1), task(2), task(3)], [task(4)]), { mutations: TASK_MUTATIONS });
  const user = userEvent.setup();
  link(2).focus();
  await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
  screen.getByRole("button", { name: "Archive" }).focus();
  await user.keyboard("{Enter}");
  rerender(shownIn(todo, doing));
  expect(document.activeElement).toBe(
    next ? link(next) : screen.getByRole("group", { name: "List of tasks" }),
  );
});

test("a section says how many cards its column may have", () => {
  show(list(NO_FILTER, true, undefined, [{ ...column("todo", task(1), task(2)), limit: 1 }]));
  expect(screen.getByRole("heading", { level: 2 })).toHaveTextContent("To do2 / 1");
});

test.each([
  ["a channel", "c1" as Id<"channels">, { column: "in_progress" }],
  ["the workspace", undefined, {}],
])("on the board of %s the chosen ones go to one of its columns", async (_what, channelId, column) => {
  const { calls } = show(list(NO_FILTER, true, channelId), { mutations: TASK_MUTATIONS });
  await userEvent.click(box(1));
  await userEvent.click(screen.getByRole("button", { name: "Status" }));
  await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "In progress" }));
  const change = { kind: "move", status: "in_progress", ...column };
  expect(calls).toEqual([{ name: "tasks:changeMany", args: { taskIds: ["t1"], change } }]);
});

test("a filter asks the server, and says when nothing fits; who only reads chooses nothing", () => {
  const found = { page: [task(9)], isDone: true, continueCursor: "" };
  const answers = { "tasks:list": found };
  const first = show(list({ ...NO_FILTER, text: "nine" }), { answers });
  expect(link(9)).toBeVisible();
  expect(screen.queryByRole("link", { name: /^T-1 / })).toBeNull();
  first.unmount();
  const none = show(list({ ...NO_FILTER, text: "none" }), {
    answers: { "tasks:list": { ...found, page: [] } },
  });
  expect(screen.getByText("No matches")).toBeVisible();
  none.unmount();
  show(list(NO_FILTER, false));
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(within(screen.getByRole("region", { name: "To do" })).getAllByRole("link")).toHaveLength(3);
});

test("a row has the keys of a card", async () => {
  const { calls } = show(list(), { mutations: TASK_MUTATIONS });
  link(2).focus();
  await userEvent.keyboard("i");
  expect(calls).toEqual([{ name: "tasks:claim", args: { taskId: "t2" } }]);
  await userEvent.keyboard("p");
  expect(await screen.findByRole("dialog", { name: /T-2/ })).toBeVisible();
});
