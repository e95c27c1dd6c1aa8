import { cleanup } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { DAY_MS } from "@/lib/time";
import type { Task } from "../task";
import { TASK_MUTATIONS } from "../taskMutations";
import { dayChoices, groupOf, nextPlace } from "./groups";
import { MyTasks } from "./MyTasks";

/** A Wednesday at noon, in the zone of the test. */
const NOW = new Date(2026, 10, 25, 12).getTime();
const TODAY = Date.UTC(2026, 10, 25);

beforeEach(() => {
  vi.spyOn(Date, "now").mockReturnValue(NOW);
});
afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
});

const task = (number: number, dueIn?: number, more: object = {}) =>
  ({
    _id: `t${number}`,
    number,
    title: `Task ${number}`,
    status: "todo",
    tags: [],
    assigneeId: ANA.id,
    ...(dueIn !== undefined && { dueDate: TODAY + dueIn * DAY_MS }),
    ...more,
  }) as unknown as Task;

const page = (...items: unknown[]) => ({ page: items, isDone: true, continueCursor: "" });
const list = (shown: "assigned" | "watched" | "created" | "later", answers: Record<string, unknown>) =>
  show(<MyTasks shown={shown} openTaskId={undefined} />, {
    answers: { "board/labels:list": [], ...answers },
    mutations: TASK_MUTATIONS,
  });
const link = (number: number) => screen.getByRole("link", { name: new RegExp(`^T-${number} `) });
const menuOf = async (number: number) =>
  await userEvent.click(screen.getByRole("button", { name: `Actions for T-${number}` }));

test("days are those of the reader, nothing becomes overdue by hand, and Monday is offered once", () => {
  expect([-1, 0, 1, undefined].map((days) => groupOf(task(1, days), NOW))).toEqual([
    "overdue",
    "today",
    "upcoming",
    "noDate",
  ]);
  expect(nextPlace("today", "ArrowUp")).toBeUndefined();
  expect(nextPlace("overdue", "ArrowDown")).toBe("today");
  expect(nextPlace("noDate", "ArrowDown")).toBe("later");
  expect(nextPlace("noDate", "ArrowLeft")).toBeUndefined();
  const at = (day: number) => dayChoices(new Date(2026, 10, day, 23).getTime());
  const day = (of: number) => Date.UTC(2026, 10, of);
  expect(at(25)).toEqual([
    { name: "tomorrow", day: day(26) },
    { name: "monday", day: day(30) },
  ]);
  expect(at(29)).toEqual([{ name: "tomorrow", day: day(30) }]);
  expect(at(30).at(-1)).toEqual({ name: "monday", day: day(37) });
});

test("each group has its tasks; one that has not come to its end says so", () => {
  const tasks = page(task(1, -2), task(2, 0), task(3, 4));
  list("assigned", { "tasks:mine": { ...tasks, isDone: false } });
  const group = (name: string) => screen.getByRole("region", { name });
  expect(within(group("Overdue")).getByRole("link")).toHaveAccessibleName(/^T-1 /);
  expect(within(group("Today")).getByText("1")).toBeVisible();
  expect(within(group("Upcoming")).getByText("1+")).toBeVisible();
  expect(screen.queryByText("Nothing without a date")).toBeNull();
});

test("keys take a task to another group: to today at once, to what is upcoming on a day that is asked for", async () => {
  const { calls } = list("assigned", { "tasks:mine": page(task(1, -2), task(2, 0), task(3)) });
  link(1).focus();
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}");
  expect(calls).toEqual([{ name: "tasks:update", args: { taskId: "t1", dueDate: TODAY } }]);
  link(3).focus();
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowUp}{/Shift}{/Alt}");
  await userEvent.click(await screen.findByRole("button", { name: /Tomorrow/ }));
  expect(calls[1]).toEqual({ name: "tasks:update", args: { taskId: "t3", dueDate: TODAY + DAY_MS } });
  expect(screen.queryByRole("dialog")).toBeNull();
  link(2).focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(link(3));
});

test("a task with a time is in the group of the day that this has here, and keeps it on another day", async () => {
  // Eight in the evening here, which is tomorrow elsewhere.
  const dueAt = new Date(2026, 10, 25, 20).getTime();
  expect(groupOf({ dueDate: TODAY + DAY_MS, dueAt }, new Date(2026, 10, 25, 12).getTime())).toBe("today");
  const { calls } = list("assigned", { "tasks:mine": page(task(1, -2, { dueAt: dueAt - 2 * DAY_MS })) });
  link(1).focus();
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}");
  expect(calls).toEqual([{ name: "tasks:update", args: { taskId: "t1", dueDate: TODAY, dueAt } }]);
});

test("below what has no date is Later, from a day that is asked for", async () => {
  const { calls } = list("assigned", { "tasks:mine": page(task(2, 0), task(3)) });
  link(3).focus();
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}");
  const dialog = await screen.findByRole("dialog", { name: "From when do you want to see T-3?" });
  await userEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(calls).toEqual([]);
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}");
  await userEvent.click(await screen.findByRole("button", { name: /Next Monday/ }));
  expect(calls).toEqual([
    { name: "board/deferrals:set", args: { taskId: "t3", showFrom: TODAY + 5 * DAY_MS } },
  ]);
});

test("the menu takes the date away, or shows a task from a day on", async () => {
  const { calls } = list("created", { "tasks:mine": page(task(2, 0, { assigneeId: BEN.id })) });
  await menuOf(2);
  await userEvent.click(await screen.findByRole("menuitem", { name: "No date" }));
  expect(calls).toEqual([{ name: "tasks:update", args: { taskId: "t2", dueDate: null } }]);
  await menuOf(2);
  const monday = await screen.findAllByRole("menuitem", { name: /Next Monday/ });
  await userEvent.click(monday.at(-1)!);
  const showFrom = TODAY + 5 * DAY_MS;
  expect(calls[1]).toEqual({ name: "board/deferrals:set", args: { taskId: "t2", showFrom } });
});

test("what is shown later says from when, and comes back by its button", async () => {
  const later = page({ task: task(4), showFrom: TODAY + DAY_MS });
  const { calls } = list("later", { "board/deferrals:list": later });
  expect(screen.getByText("From Tomorrow")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Show T-4 now" }));
  expect(calls).toEqual([{ name: "board/deferrals:set", args: { taskId: "t4", showFrom: null } }]);
});

test.each([
  ["assigned", "No open tasks"],
  ["watched", "Nothing watched"],
  ["later", "Nothing put off"],
] as const)("an empty list of %s says what comes there", (shown, said) => {
  list(shown, { "tasks:mine": page(), "board/deferrals:list": page() });
  expect(screen.getByRole("heading", { name: said })).toBeVisible();
});
