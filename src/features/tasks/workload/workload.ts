/** Who has how much to do, of the tasks that a board has loaded: what one may not read is not among them. */
import { DAY_MS, daysUntilDue } from "@/lib/time";
import { todayOf } from "../calendar/month";
import { dueDayHere, isOverdue, type Task } from "../task";

/** When a task is to be done; each is in one of them. Weeks begin on Monday, as a search has it. */
export const BUCKETS = ["overdue", "week0", "week1", "week2", "week3", "later", "noDate"] as const;
export type Bucket = (typeof BUCKETS)[number];

const WEEKS = ["week0", "week1", "week2", "week3"] as const;

/** Days of this week that are over. */
const goneOf = (now: number): number => (new Date(now).getDay() + 6) % 7;

export function bucketOf(task: Task, now: number): Bucket {
  if (isOverdue(task, now)) return "overdue";
  const day = dueDayHere(task);
  if (day === undefined) return "noDate";
  return WEEKS[Math.floor((daysUntilDue(day, now) + goneOf(now)) / 7)] ?? "later";
}

/** The first day of a week that is so many ahead, as a due day. */
export const weekFrom = (now: number, ahead: number): number =>
  todayOf(now) + (ahead * 7 - goneOf(now)) * DAY_MS;

export type Sum = { count: number; hours: number };

export type Load = {
  /** Absent for what nobody has. */
  userId: NonNullable<Task["assigneeId"]> | undefined;
  tasks: readonly Task[];
  hours: number;
  /** Tasks without an estimate. */
  unknown: number;
  buckets: Readonly<Record<Bucket, Sum>>;
};

const NONE: Sum = { count: 0, hours: 0 };

/** What somebody has to do, of some open tasks. */
export function loadOf(userId: Load["userId"], tasks: readonly Task[], now: number): Load {
  const buckets: Record<Bucket, Sum> = {
    overdue: NONE,
    week0: NONE,
    week1: NONE,
    week2: NONE,
    week3: NONE,
    later: NONE,
    noDate: NONE,
  };
  for (const task of tasks) {
    const bucket = bucketOf(task, now);
    const { count, hours } = buckets[bucket];
    buckets[bucket] = { count: count + 1, hours: hours + (task.estimate ?? 0) };
  }
  return {
    userId,
    tasks,
    hours: tasks.reduce((sum, { estimate = 0 }) => sum + estimate, 0),
    unknown: tasks.filter(({ estimate }) => estimate === undefined).length,
    buckets,
  };
}

/** One for each person who has an open task, by their names, and at the end that of nobody, which is always there. */
export function loadsOf(tasks: readonly Task[], now: number, nameOf: (userId: string) => string): Load[] {
  const byPerson = new Map<Load["userId"], Task[]>();
  for (const task of tasks) {
    if (task.status === "done") continue;
    const known = byPerson.get(task.assigneeId);
    if (known) known.push(task);
    else byPerson.set(task.assigneeId, [task]);
  }
  const people = [...byPerson.entries()].flatMap(([userId, theirs]) =>
    userId === undefined ? [] : [loadOf(userId, theirs, now)],
  );
  const sorted = people.toSorted((a, b) => nameOf(a.userId!).localeCompare(nameOf(b.userId!)));
  return [...sorted, loadOf(undefined, byPerson.get(undefined) ?? [], now)];
}
