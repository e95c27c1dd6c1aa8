import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/time";
import type { Task, TaskStatus } from "../task";
import {
  filterOf,
  filterTasks,
  hasFilter,
  hiddenOf,
  NO_FILTER,
  readFilter,
  withFact,
  withFilter,
  withoutFilter,
} from "./filter";
import { lanesOf } from "./grouping";

/** A Wednesday at noon, in the zone of the test. */
const NOW = new Date(2026, 10, 25, 12).getTime();
const dueIn = (days: number) => Date.UTC(2026, 10, 25) + days * DAY_MS;

const card = (id: string, status: TaskStatus = "todo", more: Partial<Task> = {}) =>
  ({ _id: id, number: 1, title: id, status, tags: [], ...more }) as unknown as Task;
const ids = (tasks: readonly Task[]) => tasks.map((task) => `${task.status[0]}:${task._id}`).join(" ");
const names = (tasks: readonly Task[]) => tasks.map(({ title }) => title).join(" ");

test("filters narrow down by words, person, tag and priority", () => {
  const tasks = [
    card("Écrire", "todo", { tags: ["docs"], priority: "high" }),
    card("Build", "todo", { assigneeId: "u1" as never }),
  ];
  expect(filterTasks(tasks, { ...NO_FILTER, text: "ecri" }, NOW)).toHaveLength(1);
  expect(filterTasks(tasks, { ...NO_FILTER, text: "docs" }, NOW)).toHaveLength(1);
  expect(ids(filterTasks(tasks, { ...NO_FILTER, assigneeId: "u1" }, NOW))).toBe("t:Build");
  expect(ids(filterTasks(tasks, { ...NO_FILTER, assigneeId: "nobody" }, NOW))).toBe("t:Écrire");
  expect(ids(filterTasks(tasks, { ...NO_FILTER, priority: "high" }, NOW))).toBe("t:Écrire");
  expect(ids(filterTasks(tasks, { ...NO_FILTER, priority: "none" }, NOW))).toBe("t:Build");
  expect(filterTasks(tasks, NO_FILTER, NOW)).toBe(tasks);
});

test("a column has the cards that are in it, the first of a status those that are in no other", () => {
  const tasks = [card("a"), card("b", "todo", { column: "k3f" }), card("c", "done")];
  const inColumn = (column: string) => ids(filterTasks(tasks, { ...NO_FILTER, column }, NOW));
  expect([inColumn("todo"), inColumn("k3f"), inColumn("gone")]).toEqual(["t:a", "t:b", ""]);
  const address = withFilter(new URLSearchParams(), { ...NO_FILTER, column: "k3f" });
  expect([String(address), filterOf(address)?.column]).toEqual(["column=k3f", "k3f"]);
});

test("days are those of the reader, and a week begins on Monday", () => {
  const tasks = [-3, -2, -1, 0, 4, 5].map((days) => card(String(days), "todo", { dueDate: dueIn(days) }));
  const done = card("done", "done", { dueDate: dueIn(-1) });
  const due = (which: "overdue" | "today" | "week") =>
    names(filterTasks([...tasks, done, card("never")], { ...NO_FILTER, due: which }, NOW));
  expect([due("overdue"), due("today"), due("week")]).toEqual(["-3 -2 -1", "0", "-2 -1 0 4 done"]);
});

test("an address says a filter and lanes, and nothing that makes no sense", () => {
  const filter = { ...NO_FILTER, text: "a b", tag: "C++", priority: "none" as const, group: "tag" as const };
  const address = withFilter(new URLSearchParams("task=t1&due=today"), filter);
  expect(String(address)).toBe("task=t1&find=a+b&tag=C%2B%2B&priority=none&group=tag");
  expect(filterOf(address)).toEqual(filter);
  expect(filterOf(new URLSearchParams("task=t1"))).toBeUndefined();
  const strange = filterOf(new URLSearchParams("priority=soon&due=never&group=&category=urgent"));
  expect(strange).toEqual({ ...NO_FILTER, category: "urgent" });
  expect(readFilter("damaged")).toEqual(NO_FILTER);
  expect([hasFilter({ ...NO_FILTER, group: "tag" }), hasFilter(filter)]).toEqual([false, true]);
});

test("a card stands in the lane of each of its tags, and becomes what the lane is for that it comes into", () => {
  const tasks = [
    card("a", "todo", { tags: ["Docs", "api"], assigneeId: "u2" as never, priority: "low" }),
    card("b", "todo", { assigneeId: "u1" as never }),
  ];
  const lanes = (by: "assignee" | "priority" | "tag") =>
    lanesOf(tasks, by, (id) => ({ u1: "Zoe", u2: "Ben" })[id] ?? "").map((lane) => [
      lane.title,
      names(tasks.filter(lane.has)),
    ]);
  expect(lanes("assignee")).toEqual([
    ["Ben", "a"],
    ["Zoe", "b"],
    ["Unassigned", ""],
  ]);
  expect(lanes("priority")).toEqual([
    ["Low", "a"],
    ["No priority", "b"],
  ]);
  expect(lanes("tag")).toEqual([
    ["api", "a"],
    ["Docs", "a"],
    ["No tag", "b"],
  ]);
  const [api, docs, none] = lanesOf(tasks, "tag", () => "");
  expect(docs!.becomes(tasks[1]!, none!.key)).toEqual({ changes: { tags: ["Docs"] } });
  expect(api!.becomes(tasks[0]!, docs!.key)).toEqual({ changes: { tags: ["api"] } });
  expect(none!.becomes(tasks[0]!, docs!.key)).toEqual({ changes: { tags: ["api"] } });
});

test("parts of a task have its lane, and become what the lane says that they come into", () => {
  const part = (id: string, number: number) =>
    card(id, "todo", { parentId: `p${number}` as never, parentNumber: number });
  // Of one whose parent not all may read, cards do not say it.
  const tasks = [part("a", 12), part("b", 3), part("c", 12), card("d")];
  const lanes = lanesOf(tasks, "parent", () => "");
  expect(lanes.map((lane) => [lane.title, names(tasks.filter(lane.has))])).toEqual([
    ["T-3", "b"],
    ["T-12", "a c"],
    ["No parent", "d"],
  ]);
  expect(lanes.map(({ becomes, key }) => becomes(tasks[0]!, key))).toEqual([
    { parentId: "p3" },
    { parentId: "p12" },
    { parentId: null },
  ]);
});

test("facts are hidden in the address, each once, and narrow nothing", () => {
  const filter = withFact(withFact(NO_FILTER, "tags"), "due");
  expect(String(withFilter(new URLSearchParams(), filter))).toBe("hide=due%2Ctags");
  expect(filterOf(new URLSearchParams("hide=tags,soon,due,due"))).toEqual(filter);
  expect(filterOf(new URLSearchParams("hide=soon"))).toEqual(NO_FILTER);
  expect([hasFilter(filter), hiddenOf(withFact(filter, "due"))]).toEqual([false, ["tags"]]);
  expect(withoutFilter({ ...filter, text: "a", group: "tag" })).toEqual({ ...filter, group: "tag" });
});
