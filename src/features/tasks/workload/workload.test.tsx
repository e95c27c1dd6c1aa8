import { cleanup } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { PLAIN_COLUMNS } from "@convex/shared/board/columns";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ChannelId } from "@/features/channels";
import type { Person } from "@/features/users";
import { ANA, BEN, show, ZOE } from "@/testing.client";
import { DAY_MS } from "@/lib/time";
import { NO_FILTER, type Filter } from "../filter/filter";
import type { Task } from "../task";
import { TASK_MUTATIONS } from "../taskMutations";
import { Workload } from "./Workload";
import { bucketOf, loadsOf } from "./workload";

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

const task = (number: number, assigneeId: string | undefined, dueIn?: number, more: object = {}) =>
  ({
    _id: `t${number}`,
    number,
    title: `Task ${number}`,
    status: "todo",
    tags: [],
    ...(assigneeId && { assigneeId }),
    ...(dueIn !== undefined && { dueDate: TODAY + dueIn * DAY_MS }),
    ...more,
  }) as unknown as Task;

const GENERAL = "general" as ChannelId;
/** The people of #general, of whom Zoe has left, in two pages. */
const MEMBERS = {
  "channels:members": ({ paginationOpts }: { paginationOpts: { cursor: string | null } }) =>
    paginationOpts.cursor === null
      ? { page: [ANA, ZOE].map(asMember), isDone: false, continueCursor: "1" }
      : { page: [BEN].map(asMember), isDone: true, continueCursor: "2" },
};
const asMember = ({ id, isActive }: Person) => ({ userId: id, isDeactivated: !isActive });

type Shown = {
  channelId?: ChannelId;
  filter?: Filter;
  canWrite?: boolean;
  hasMore?: boolean;
  loadMore?: () => void;
};

function open(tasks: Task[], shown: Shown = {}) {
  const {
    channelId,
    filter = NO_FILTER,
    canWrite = true,
    hasMore = false,
    loadMore = () => undefined,
  } = shown;
  const filters: Filter[] = [];
  const columns = PLAIN_COLUMNS.map((column) => {
    const cards = tasks.filter(({ status }) => status === column.status);
    const isMore = hasMore && column.status === "todo";
    return {
      ...column,
      cards,
      total: isMore ? 900 : cards.length,
      hasMore: isMore,
      isLoading: false,
      loadMore,
    };
  });
  const view = (
    <Workload
      channelId={channelId}
      columns={columns}
      filter={filter}
      openTaskId={undefined}
      canWrite={canWrite}
      onFilter={(next) => filters.push(next)}
    />
  );
  return { ...show(view, { mutations: TASK_MUTATIONS, answers: MEMBERS }), filters };
}
const row = (name: string) => within(screen.getByRole("region", { name }));

test("each open task is in one week, from Monday on, and overdue ones in none", () => {
  const weeks = [-1, 0, 4, 5, 11, 12, 25, 26, undefined].map((days) => bucketOf(task(1, "a", days), NOW));
  expect(weeks.join(" ")).toBe("overdue week0 week0 week1 week1 week2 week3 later noDate");
  const late = task(1, "a", 0, { dueAt: NOW - 1 });
  expect(bucketOf(late, NOW)).toBe("overdue");
});

test("the work of each is summed by their names, that of nobody at the end, and what is done is nobody's", () => {
  const tasks = [
    task(1, BEN.id, 0, { estimate: 2 }),
    task(2, BEN.id, -2, { estimate: 1.5 }),
    task(3, ANA.id),
    task(4, ANA.id, 0, { status: "done", estimate: 9 }),
  ];
  const loads = loadsOf(tasks, NOW, (id) => ({ ana: "Ana", ben: "Ben" })[id] ?? "");
  expect(loads.map(({ userId, tasks: own, hours, unknown }) => [userId, own.length, hours, unknown])).toEqual(
    [
      ["ana", 1, 0, 1],
      ["ben", 2, 3.5, 0],
      [undefined, 0, 0, 0],
    ],
  );
  expect(loads[1]!.buckets).toMatchObject({
    overdue: { count: 1, hours: 1.5 },
    week0: { count: 1, hours: 2 },
  });
});

test("a click on a week shows its cards, and one on the name all of them", async () => {
  open([task(1, BEN.id, 0, { estimate: 2 }), task(2, BEN.id, -2), task(3, undefined)]);
  expect(row("Ben Ito").getByText("2 h estimated, 1 task without an estimate")).toBeInTheDocument();
  await userEvent.click(row("Ben Ito").getByRole("button", { name: "Overdue: 1 task, 0 h" }));
  expect(
    row("Ben Ito")
      .getAllByRole("link")
      .map((link) => link.textContent),
  ).toEqual(["Task 2"]);
  await userEvent.click(row("Ben Ito").getByRole("button", { name: "Overdue: 1 task, 0 h" }));
  expect(row("Ben Ito").queryByRole("link")).toBeNull();
  await userEvent.click(row("Unassigned").getByRole("button", { expanded: false, name: "Unassigned" }));
  expect(row("Unassigned").getByRole("link")).toHaveAccessibleName("T-3 Task 3, To do");
});

test("one person is filtered by, and everybody again; then their cards are open", async () => {
  const ofBen = { ...NO_FILTER, assigneeId: BEN.id };
  const first = open([task(1, BEN.id), task(2, undefined)]);
  await userEvent.click(screen.getByRole("button", { name: "Show only Ben Ito" }));
  await userEvent.click(screen.getByRole("button", { name: "Show only Unassigned" }));
  expect(first.filters.map(({ assigneeId }) => assigneeId)).toEqual([BEN.id, "nobody"]);
  first.unmount();
  const { filters } = open([task(1, BEN.id), task(2, undefined)], { filter: ofBen });
  expect(screen.getAllByRole("link")).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Show only Ben Ito" }));
  expect(filters).toEqual([NO_FILTER]);
});

test("a card is given to somebody else by its picker; who only reads has none", async () => {
  const { calls, unmount } = open([task(1, BEN.id)], { filter: { ...NO_FILTER, assigneeId: BEN.id } });
  await userEvent.click(screen.getByRole("button", { name: "Assignee: Ben Ito" }));
  await userEvent.click(await screen.findByRole("option", { name: "Unassigned" }));
  expect(calls).toEqual([{ name: "tasks:update", args: { taskId: "t1", assigneeId: null } }]);
  unmount();
  open([task(1, BEN.id)], { filter: { ...NO_FILTER, assigneeId: BEN.id }, canWrite: false });
  expect(screen.queryByRole("button", { name: "Assignee: Ben Ito" })).toBeNull();
});

test("all open tasks are counted, and it is said as long as some are not", () => {
  let asked = 0;
  open([task(1, BEN.id)], { hasMore: true, loadMore: () => (asked += 1) });
  expect(screen.getByRole("status")).toHaveTextContent("Counting 1 of 900 tasks…");
  expect(asked).toBeGreaterThan(0);
});

test("a board without open tasks says what comes here", () => {
  open([task(1, BEN.id, 0, { status: "done" })]);
  expect(screen.getByRole("heading", { name: "Nobody has anything open" })).toBeVisible();
});

test("the people of a channel who have nothing open stand below, page by page, as long as all is counted", async () => {
  const { unmount } = open([task(1, ANA.id)], { channelId: GENERAL });
  expect(await screen.findByText("Everyone here has something open.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Show more people" }));
  expect(await screen.findByRole("region", { name: "Ben Ito" })).toHaveTextContent("Ben Ito");
  expect(screen.queryByRole("region", { name: "Zoe Park" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Show more people" })).toBeNull();
  await userEvent.click(row("Ben Ito").getByRole("button", { name: "Ben Ito", expanded: false }));
  expect(row("Ben Ito").getByRole("listitem")).toHaveTextContent("Nothing open");
  unmount();
  const counting = open([task(1, ANA.id)], { channelId: GENERAL, hasMore: true });
  expect(screen.queryByRole("button", { name: "Show more people" })).toBeNull();
  counting.unmount();
  open([task(1, ANA.id)], { channelId: GENERAL, filter: { ...NO_FILTER, assigneeId: ANA.id } });
  expect(screen.queryByRole("button", { name: "Show more people" })).toBeNull();
});

test("on the board of the workspace whoever has nothing open is found by name", async () => {
  open([task(1, ANA.id)]);
  expect(await screen.findByRole("region", { name: "Ben Ito" })).toBeInTheDocument();
  await userEvent.type(screen.getByRole("searchbox", { name: "Find people" }), "ana");
  expect(await screen.findByText("Everyone here has something open.")).toBeVisible();
  await userEvent.type(screen.getByRole("searchbox", { name: "Find people" }), "x");
  expect(await screen.findByText("Nobody has this name.")).toBeVisible();
});
