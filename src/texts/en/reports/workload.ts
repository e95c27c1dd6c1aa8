import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

/** Who has how much to do. */
export const workload = translated("workload", {
  workload: "Workload",
  person: "Person",
  open: "Open",
  hours: "Estimated",
  buckets: { overdue: "Overdue", week0: "This week", week1: "Next week", later: "Later", noDate: "No date" },
  /** A week that is further ahead, by its first day. */
  weekFrom: (day: string) => `From ${day}`,
  openCount: (count: number) => plural(count, { one: "# open task", other: "# open tasks" }),
  estimated: (hours: number, without: number) =>
    without === 0
      ? `${number(hours)} h estimated`
      : `${number(hours)} h estimated, ${plural(without, { one: "# task without an estimate", other: "# tasks without an estimate" })}`,
  shortEstimated: (hours: number, without: number) =>
    without === 0 ? `${number(hours)} h` : `${number(hours)} h +${number(without)}`,
  cell: (bucket: string, count: number, hours: number) =>
    `${bucket}: ${plural(count, { one: "# task", other: "# tasks" })}, ${number(hours)} h`,
  only: (name: string) => `Show only ${name}`,
  tasksOf: (name: string) => `Tasks of ${name}`,
  loading: (loaded: number, total: number) => `Counting ${number(loaded)} of ${number(total)} tasks…`,
  /** Of one person, and of those whom this is true of. */
  free: "Nothing open",
  findPeople: "Find people",
  morePeople: "Show more people",
  noneFreeYet: "Everyone here has something open.",
  nobodyFound: "Nobody has this name.",
  none: "Nobody has anything open",
  noneWhy: "Open tasks of this board appear here, by the person who has them.",
  given: (task: string, name: string) => `${task} is assigned to ${name}`,
  released: (task: string) => `${task} is unassigned`,
});
