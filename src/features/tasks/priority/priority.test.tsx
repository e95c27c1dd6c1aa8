import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import { PLAIN_COLUMNS } from "@convex/shared/board/columns";
import { Board } from "../board/Board";
import type { Task, TaskId } from "../task";
import { TASK_MUTATIONS } from "../taskMutations";
import type { BoardColumns } from "../columns/column";
import { PriorityMenu } from "./PriorityMenu";

const card = (id: string, more: Partial<Task> = {}) =>
  ({ _id: id, number: 7, title: id, status: "todo", tags: [], ...more }) as unknown as Task;

function columnsOf(...cards: Task[]): BoardColumns {
  const loaded = { hasMore: false, isLoading: false, loadMore: () => undefined };
  return PLAIN_COLUMNS.map((column) => {
    const shown = column.status === "todo" ? cards : [];
    return { ...column, ...loaded, cards: shown, total: shown.length };
  });
}

beforeEach(() => {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
  return () => vi.unstubAllGlobals();
});

const board = (canWrite: boolean, ...cards: Task[]) =>
  show(
    <Board
      columns={columnsOf(...cards)}
      channelNames={new Map()}
      openTaskId={undefined}
      canWrite={canWrite}
    />,
    { mutations: TASK_MUTATIONS },
  );
const link = (title: string) => screen.getByRole("link", { name: `T-7 ${title}, To do` });

test("P on a card, a letter and Enter set its priority, and the keyboard is on the card again", async () => {
  const { calls } = board(true, card("Ship", { priority: "low" }));
  link("Ship").focus();
  await userEvent.keyboard("p");
  const dialog = await screen.findByRole("dialog", { name: "Priority of T-7" });
  expect(within(dialog).getByRole("option", { name: "Low" })).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("hi{Enter}");
  expect(calls).toEqual([{ name: "tasks:update", args: { taskId: "Ship" as TaskId, priority: "high" } }]);
  await waitFor(() => expect(link("Ship")).toHaveFocus());
});

test("the menu of a card leads to the same choice", async () => {
  const { calls } = board(true, card("Ship"));
  await userEvent.click(screen.getByRole("button", { name: "Move T-7" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: /Set the priority/ }));
  const dialog = await screen.findByRole("dialog", { name: "Priority of T-7" });
  await userEvent.click(within(dialog).getByRole("option", { name: "Low" }));
  expect(calls).toEqual([{ name: "tasks:update", args: { taskId: "Ship" as TaskId, priority: "low" } }]);
});

test("P does nothing where nothing can be written", async () => {
  board(false, card("Ship"));
  link("Ship").focus();
  await userEvent.keyboard("p");
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a card says its priority, and the board shows those of one", async () => {
  board(true, card("Ship", { priority: "urgent" }), card("Rest"));
  expect(screen.getByRole("img", { name: "Priority: Urgent" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Priority" }));
  await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "No priority" }));
  expect(screen.queryByRole("link", { name: /Ship/ })).toBeNull();
  expect(link("Rest")).toBeVisible();
});

test("a priority is chosen and taken away", async () => {
  const chosen: unknown[] = [];
  show(<PriorityMenu priority="high" className="" onChange={(priority) => chosen.push(priority)} />);
  for (const name of ["Low", "High", "No priority"]) {
    await userEvent.click(screen.getByRole("button", { name: "Priority: High" }));
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name }));
  }
  expect(chosen).toEqual(["low", undefined]);
});
