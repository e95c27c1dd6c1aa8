/** What narrows a board or a list down, and how an address says it. */
import { columnKeyOf } from "@convex/shared/board/columns";
import { TASK_PRIORITIES, tagKey } from "@convex/shared/board/facts";
import { taskLabel } from "@convex/shared/tasks";
import { fold } from "@/lib/text";
import { daysUntilDue } from "@/lib/time";
import { CATEGORIES, dueDayHere, isOverdue, type Task, type TaskCategory, type TaskPriority } from "../task";

export const DUE = ["overdue", "today", "week"] as const;
export type Due = (typeof DUE)[number];

/** By what the cards of a board stand in lanes. */
export const GROUPINGS = ["assignee", "priority", "tag", "parent"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What cards and rows say of a task, and may be told not to. */
export const FACTS = [
  "number",
  "assignee",
  "due",
  "priority",
  "category",
  "tags",
  "estimate",
  "subtasks",
  "cover",
] as const;
export type Fact = (typeof FACTS)[number];

export type Filter = {
  text: string;
  assigneeId: string | undefined;
  tag: string | undefined;
  /** "none": those without one. */
  priority: TaskPriority | "none" | undefined;
  category: TaskCategory | undefined;
  /** The key of a column of the channel's board. */
  column: string | undefined;
  due: Due | undefined;
  /** Not a part of what is shown, but of how. */
  group: Grouping | undefined;
  /** Facts that cards do not show, in the order of `FACTS` with commas between; absent for none. */
  hidden: string | undefined;
};

export const NO_FILTER: Filter = {
  text: "",
  assigneeId: undefined,
  tag: undefined,
  priority: undefined,
  category: undefined,
  column: undefined,
  due: undefined,
  group: undefined,
  hidden: undefined,
};

const among = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((one) => one === value);

const asText = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** What was stored, or said by an address, as far as it makes sense. */
export function readFilter(stored: unknown): Filter {
  const { text, assigneeId, tag, priority, category, column, due, group, hidden } = (stored ?? {}) as Record<
    string,
    unknown
  >;
  return {
    text: asText(text) ?? "",
    assigneeId: asText(assigneeId),
    tag: asText(tag),
    priority: among([...TASK_PRIORITIES, "none"], priority),
    category: among(CATEGORIES, category),
    column: asText(column),
    due: among(DUE, due),
    group: among(GROUPINGS, group),
    hidden: hiddenText((asText(hidden) ?? "").split(",")),
  };
}

function hiddenText(facts: readonly string[]): string | undefined {
  return asText(FACTS.filter((fact) => facts.includes(fact)).join(","));
}

/** The facts that are not shown. */
export const hiddenOf = ({ hidden }: Pick<Filter, "hidden">): readonly Fact[] =>
  FACTS.filter((fact) => hidden?.split(",").includes(fact));

/** With one fact more or less on cards. */
export function withFact(filter: Filter, fact: Fact): Filter {
  const hidden = hiddenOf(filter);
  const next = hidden.includes(fact) ? hidden.filter((one) => one !== fact) : [...hidden, fact];
  return { ...filter, hidden: hiddenText(next) };
}

/** How each field is called in an address. */
const NAMES = new Map<keyof Filter, string>([
  ["text", "find"],
  ["assigneeId", "assignee"],
  ["tag", "tag"],
  ["priority", "priority"],
  ["category", "category"],
  ["column", "column"],
  ["due", "due"],
  ["group", "group"],
  ["hidden", "hide"],
]);
/** Fields that say how tasks are shown, not which. */
const LOOKS: ReadonlySet<string> = new Set(["group", "hidden"]);
const FIELDS = [...NAMES.entries()];

/** The filter that an address says; undefined where it says none. */
export function filterOf(params: URLSearchParams): Filter | undefined {
  if (!FIELDS.some(([, name]) => params.has(name))) return undefined;
  return readFilter(Object.fromEntries(FIELDS.map(([field, name]) => [field, params.get(name)])));
}

/** The same address with another filter. */
export function withFilter(params: URLSearchParams, filter: Filter): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [field, name] of FIELDS) {
    const value = filter[field];
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** Parameters of an address that a view keeps, besides the filter. */
const VIEW = ["view", "month", "zoom"];

/** Whether an address says how tasks are shown. */
export const saysView = (params: URLSearchParams): boolean =>
  params.has("view") || filterOf(params) !== undefined;

/** The same address with a view that was kept; what is open beside the board stays. */
export function withView(params: URLSearchParams, query: string): URLSearchParams {
  const kept = new URLSearchParams(query);
  const next = withFilter(params, filterOf(kept) ?? NO_FILTER);
  for (const name of VIEW) {
    const value = kept.get(name);
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** What views over time say besides. */
const IN_TIME: Record<string, readonly string[]> = { calendar: ["month"], timeline: ["month", "zoom"] };

/** What is kept of an address as a view: how tasks are shown, the filter and the lanes. */
export function queryOf(params: URLSearchParams, filter: Filter, view: string): string {
  const kept = new URLSearchParams({ view });
  for (const name of IN_TIME[view] ?? []) {
    const value = params.get(name);
    if (value !== null) kept.set(name, value);
  }
  return String(withFilter(kept, filter));
}

/** Whether it leaves out anything. */
export function hasFilter(filter: Filter): boolean {
  const narrowing = FIELDS.filter(([field]) => field !== "text" && !LOOKS.has(field));
  return filter.text.trim() !== "" || narrowing.some(([field]) => filter[field] !== undefined);
}

/** Everything again, shown as before. */
export const withoutFilter = ({ group, hidden }: Filter): Filter => ({ ...NO_FILTER, group, hidden });

export function filterTasks(tasks: readonly Task[], filter: Filter, now: number): readonly Task[] {
  if (!hasFilter(filter)) return tasks;
  const wanted = fold(filter.text.trim());
  const tag = filter.tag === undefined ? undefined : tagKey(filter.tag);
  return tasks.filter(
    (task) =>
      (filter.assigneeId === undefined || (task.assigneeId ?? "nobody") === filter.assigneeId) &&
      (filter.priority === undefined || (task.priority ?? "none") === filter.priority) &&
      (filter.category === undefined || task.category === filter.category) &&
      (filter.column === undefined || columnKeyOf(task) === filter.column) &&
      (filter.due === undefined || isDue(task, filter.due, now)) &&
      (tag === undefined || task.tags.some((one) => tagKey(one) === tag)) &&
      (wanted === "" || fold(`${taskLabel(task)} ${task.title} ${task.tags.join(" ")}`).includes(wanted)),
  );
}

function isDue(task: Task, due: Due, now: number): boolean {
  if (due === "overdue") return isOverdue(task, now);
  const day = dueDayHere(task);
  if (day === undefined) return false;
  const ahead = daysUntilDue(day, now);
  if (due === "today") return ahead === 0;
  // A week begins on Monday, as a search has it.
  const gone = (new Date(now).getDay() + 6) % 7;
  return ahead >= -gone && ahead < 7 - gone;
}
