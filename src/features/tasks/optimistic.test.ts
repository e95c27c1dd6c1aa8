import type { api } from "@convex/_generated/api";
import type { FunctionArgs } from "convex/server";
import { expect, test } from "vitest";
import { changed, placed } from "./optimistic";
import { keyFocus, keyMove, neighboursAt, without, type Columns } from "./board/placing";
import type { Task, TaskId, TaskStatus } from "./task";

const card = (id: string, status: TaskStatus = "todo", more: Partial<Task> = {}) =>
  ({ _id: id, number: 1, title: id, status, tags: [], ...more }) as unknown as Task;
const ids = (tasks: readonly Task[]) => tasks.map((task) => `${task.status[0]}:${task._id}`).join(" ");
const id = (text: string) => text as TaskId;

const cards = [card("a"), card("b"), card("c"), card("x", "in_progress"), card("y", "in_progress")];

test.each([
  ["below one", { taskId: id("a"), status: "in_progress", before: id("x") }, "i:x i:a i:y"],
  ["above one", { taskId: id("a"), status: "in_progress", after: id("x") }, "i:a i:x i:y"],
  ["at the end", { taskId: id("a"), status: "todo" }, "t:b t:c t:a"],
  ["into an empty column", { taskId: id("a"), status: "done" }, "d:a"],
  [
    "next to one that is gone",
    { taskId: id("a"), status: "todo", before: id("gone"), after: id("c") },
    "t:b t:a t:c",
  ],
] as [string, FunctionArgs<typeof api.tasks.move>, string][])(
  "a card dropped %s lands there",
  (_, move, expected) => {
    const task = { ...cards[0]!, status: move.status };
    const column = cards.filter(({ status }) => status === move.status);
    expect(ids(placed(column, task, move, true))).toBe(expected);
    expect(ids(cards)).toBe("t:a t:b t:c i:x i:y");
  },
);

test("the neighbours of a place are the card above and the card below", () => {
  const others = without(cards.slice(0, 3), "b");
  expect(neighboursAt(others, 0)).toEqual({ after: "a" });
  expect(neighboursAt(others, 1)).toEqual({ before: "a", after: "c" });
  expect(neighboursAt(others, 2)).toEqual({ before: "c" });
});

const columns: Columns = [
  { key: "todo", status: "todo", cards: cards.slice(0, 3) },
  { key: "in_progress", status: "in_progress", cards: cards.slice(3) },
  { key: "1qa", status: "in_progress", name: "QA", cards: [] },
  { key: "done", status: "done", cards: [] },
];

test("keys move a card inside the board and stop at its edges", () => {
  expect(keyMove(columns, cards[1]!, "ArrowUp")).toMatchObject({ to: "todo", index: 0 });
  expect(keyMove(columns, cards[0]!, "ArrowUp")).toBeUndefined();
  expect(keyMove(columns, cards[2]!, "ArrowRight")).toMatchObject({ to: "in_progress", index: 2 });
  expect(keyMove(columns, cards[4]!, "ArrowRight")).toMatchObject({ to: "1qa", index: 0 });
  expect(keyMove(columns, cards[0]!, "ArrowLeft")).toBeUndefined();
});

test("arrows go from card to card and skip empty columns", () => {
  expect(keyFocus(columns, cards[0]!, "ArrowDown")?._id).toBe("b");
  expect(keyFocus(columns, cards[2]!, "ArrowRight")?._id).toBe("y");
  expect(keyFocus(columns, cards[3]!, "ArrowRight")).toBeUndefined();
});

test("null takes a value away, what is not given stays", () => {
  const task = card("a", "todo", { dueDate: 5, title: "old" });
  expect(changed(task, { taskId: id("a"), title: "new", dueDate: null })).toMatchObject({
    title: "new",
    dueDate: undefined,
  });
  expect(changed(task, { taskId: id("a"), tags: ["x"] })).toMatchObject({
    title: "old",
    dueDate: 5,
    tags: ["x"],
  });
});
