/** What boards and lists on screen show before the server has answered. None of these mutates what it is given. */
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { OptimisticLocalStore } from "convex/browser";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { DAY_MS } from "@/lib/time";
import type { FullTask, Task, TaskId, TaskStatus } from "./task";

type BoardId = Id<"channels"> | undefined;
type Move = FunctionArgs<typeof api.tasks.move>;

/** A page of a column in the order of the board. `hasEnd`: it holds the end of the column. */
type Page = {
  board: BoardId;
  status: TaskStatus;
  /** The key of a column of the board; absent for all of the status. */
  column: string | undefined;
  hasEnd: boolean;
  cards: readonly Task[];
};

/** Lets every page of a column on screen be changed. The same cards again change nothing. */
function changePages(store: OptimisticLocalStore, change: (page: Page) => readonly Task[]): void {
  for (const { args, page, value } of pagesOf(store)) {
    const cards = change(page);
    if (cards === page.cards) continue;
    store.setQuery(api.tasks.column, args, {
      ...value,
      page: args.order === "desc" ? cards.toReversed() : [...cards],
    });
  }
}

function pagesOf(store: OptimisticLocalStore) {
  return store.getAllQueries(api.tasks.column).flatMap(({ args, value }) => {
    if (!value) return [];
    const isDesc = args.order === "desc";
    const page: Page = {
      board: args.channelId,
      status: args.status,
      column: args.column,
      hasEnd: isDesc ? args.paginationOpts.cursor === null : value.isDone,
      cards: isDesc ? value.page.toReversed() : value.page,
    };
    return [{ args, value, page }];
  });
}

const isOn = (board: BoardId, task: Pick<Task, "channelId">) =>
  board === undefined || board === task.channelId;

type Placed = Pick<Task, "channelId" | "status" | "column">;

/** Counts one card more or less in its column, on each board that it is on. */
export function count(store: OptimisticLocalStore, { status, column, ...place }: Placed, by: 1 | -1): void {
  for (const { args, value } of store.getAllQueries(api.tasks.counts)) {
    if (!value || !isOn(args.channelId, place)) continue;
    const { added } = value;
    store.setQuery(api.tasks.counts, args, {
      ...value,
      [status]: value[status] + by,
      ...(added && column && { added: { ...added, [column]: (added[column] ?? 0) + by } }),
    });
  }
}

/** Whether a task stands in the column that a page is of; the first one of a status is called as that. */
const isIn = ({ board, status, column }: Page, task: Task): boolean =>
  status === task.status && isOn(board, task) && [undefined, task.column ?? status].includes(column);

/** A task wherever it is on screen. */
function findTask(store: OptimisticLocalStore, taskId: TaskId): Task | undefined {
  const cards = pagesOf(store).flatMap(({ page }) => page.cards);
  const listed = store.getAllQueries(api.tasks.mine).flatMap(({ value }) => value?.page ?? []);
  return [...cards, ...listed].find((task) => task._id === taskId);
}

/**
 * A page of the column that a card goes to, with the card directly below `before`, else directly above `after`, else at
 * the end of the column. A neighbour that is on another page leaves this one without the card.
 */
export function placed<T extends { _id: TaskId }>(
  cards: readonly T[],
  task: T,
  place: Pick<Move, "before" | "after">,
  isEnd: boolean,
): T[] {
  const others = cards.filter((other) => other._id !== task._id);
  const below = others.findIndex((other) => other._id === place.before);
  const above = others.findIndex((other) => other._id === place.after);
  if (below !== -1) return others.toSpliced(below + 1, 0, task);
  if (above !== -1) return others.toSpliced(above, 0, task);
  return isEnd ? [...others, task] : others;
}

type Part = FunctionReturnType<typeof api.board.subtasks.list>[number];

/** Lets the parts of every task that is open be changed. The same ones again change nothing. */
export function changeParts(
  store: OptimisticLocalStore,
  change: (parts: readonly Part[], wholeId: TaskId) => readonly Part[],
): void {
  for (const { args, value } of store.getAllQueries(api.board.subtasks.list)) {
    const parts = value && change(value, args.taskId);
    if (parts && parts !== value) store.setQuery(api.board.subtasks.list, args, [...parts]);
  }
}

/** The page without a card; the same page where it was not on it. */
function without<T extends { _id: TaskId }>(cards: readonly T[], taskId: TaskId): readonly T[] {
  return cards.some(({ _id }) => _id === taskId) ? cards.filter(({ _id }) => _id !== taskId) : cards;
}

/** Puts a card into its column on every board that it is on, and takes it from where it was. */
export function place(
  store: OptimisticLocalStore,
  task: Task,
  neighbours: Pick<Move, "before" | "after">,
): void {
  const isNeighbour = ({ _id }: Task) => _id === neighbours.before || _id === neighbours.after;
  const knows = new Set(
    pagesOf(store).flatMap(({ page }) =>
      isIn(page, task) && page.cards.some(isNeighbour) ? [page.board] : [],
    ),
  );
  changePages(store, (page) => {
    const { board, hasEnd, cards } = page;
    if (!isIn(page, task)) return without(cards, task._id);
    if (!hasEnd && !cards.some(isNeighbour)) return without(cards, task._id);
    return placed(cards, task, neighbours, hasEnd && !knows.has(board));
  });
}

export function showMoved(store: OptimisticLocalStore, args: Move): void {
  const { taskId, status, parentId } = args;
  if (args.changes) showChanged(store, { taskId, ...args.changes });
  if (parentId !== undefined) showPartOf(store, taskId, parentId ?? undefined);
  const task = findTask(store, taskId);
  if (task) {
    const moved = { ...task, status, column: columnAfter(task, args) };
    place(store, moved, args);
    count(store, task, -1);
    count(store, moved, 1);
    changeMine(store, (tasks) =>
      status === "done"
        ? tasks.filter(({ _id }) => _id !== taskId)
        : tasks.map((other) => (other._id === taskId ? { ...other, status } : other)),
    );
  }
  changeParts(store, (parts) =>
    parts.some(({ _id }) => _id === taskId)
      ? parts.map((part) => (part._id === taskId ? { ...part, status } : part))
      : parts,
  );
  const full = store.getQuery(api.tasks.get, { taskId });
  if (full) store.setQuery(api.tasks.get, { taskId }, { ...full, status, column: columnAfter(full, args) });
}

/** As the other parts of a task say it. */
function showPartOf(store: OptimisticLocalStore, taskId: TaskId, parentId: TaskId | undefined): void {
  const cards = pagesOf(store).flatMap(({ page }) => page.cards);
  const parentNumber = parentId && cards.find((card) => card.parentId === parentId)?.parentNumber;
  changeTask(store, taskId, (task) => ({ ...task, parentId, parentNumber }));
}

/** Its own within a status, or the first one of another. */
function columnAfter(task: Task | FullTask, { status, column }: Move): string | undefined {
  if (column !== undefined) return column === status ? undefined : column;
  return status === task.status ? task.column : undefined;
}

export function changeMine(store: OptimisticLocalStore, change: (tasks: Task[]) => Task[]): void {
  for (const { args, value } of store.getAllQueries(api.tasks.mine))
    if (value) store.setQuery(api.tasks.mine, args, { ...value, page: change(value.page) });
}

type Changes = FunctionArgs<typeof api.tasks.update>;

/** The task with the changes in it; null takes a value away. */
export function changed<T extends Task | FullTask>(task: T, changes: Changes): T {
  const given = Object.entries(changes).filter(([name, value]) => name !== "taskId" && value !== undefined);
  const kept = given.map(([name, value]) => [name, value === null ? undefined : value]);
  // Another day without a time takes away the time.
  const isOtherDay = changes.dueDate !== undefined && changes.dueAt === undefined;
  return { ...task, ...(isOtherDay && { dueAt: undefined }), ...(Object.fromEntries(kept) as Partial<T>) };
}

/** Lets one task be changed wherever it is on screen. */
export function changeTask(
  store: OptimisticLocalStore,
  taskId: TaskId,
  change: <T extends Task | FullTask>(task: T) => T,
): void {
  const changeOne = <T extends Task>(task: T) => (task._id === taskId ? change(task) : task);
  changePages(store, ({ cards }) => (cards.some(({ _id }) => _id === taskId) ? cards.map(changeOne) : cards));
  changeMine(store, (tasks) => tasks.map(changeOne));
  changeWeeks(store, taskId, change);
  for (const { args, value } of store.getAllQueries(api.board.calendar.span))
    if (value) store.setQuery(api.board.calendar.span, args, { ...value, tasks: value.tasks.map(changeOne) });
  const full = store.getQuery(api.tasks.get, { taskId });
  if (full) store.setQuery(api.tasks.get, { taskId }, change(full));
}

/** A week on screen without a task, or with it where it is due in that. */
function changeWeeks(
  store: OptimisticLocalStore,
  taskId: TaskId,
  change: <T extends Task | FullTask>(task: T) => T,
): void {
  const weeks = store.getAllQueries(api.board.calendar.week);
  const task = weeks.flatMap(({ value }) => value?.tasks ?? []).find(({ _id }) => _id === taskId);
  if (!task) return;
  const next = change(task);
  for (const { args, value } of weeks) {
    if (!value) continue;
    const ahead = (next.dueDate ?? Infinity) - args.from;
    const others = value.tasks.filter(({ _id }) => _id !== taskId);
    const tasks = ahead >= 0 && ahead < 7 * DAY_MS && isOn(args.channelId, next) ? [...others, next] : others;
    if (tasks.length !== value.tasks.length || tasks.includes(next))
      store.setQuery(api.board.calendar.week, args, { ...value, tasks });
  }
}

export function showChanged(store: OptimisticLocalStore, args: Changes): void {
  const { descriptionBase: _base, ...fields } = args;
  const { description: _, ...cardChanges } = fields;
  const isChosen = args.category !== undefined;
  changeTask(store, args.taskId, (task) => ({
    ...changed(task, "description" in task ? fields : cardChanges),
    ...(isChosen && { categorySource: "person" as const }),
  }));
}

export function showRemoved(store: OptimisticLocalStore, taskId: TaskId): void {
  const task = findTask(store, taskId);
  changePages(store, ({ cards }) => without(cards, taskId));
  changeParts(store, (parts) => without(parts, taskId));
  changeMine(store, (tasks) => tasks.filter(({ _id }) => _id !== taskId));
  if (task) count(store, task, -1);
}
