import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

/** Tasks in lines, and doing something with several. */
export const taskList = translated("taskList", {
  list: "List of tasks",
  view: "View",
  views: { board: "Board", list: "List", calendar: "Calendar", timeline: "Timeline", workload: "Workload" },
  select: (task: string) => `Select ${task}`,
  bar: "Selected tasks",
  status: "Status",
  remove: "Delete",
  most: (most: number) => `Select up to ${number(most)} tasks.`,
  changed: (count: number) => plural(count, { one: "# task changed", other: "# tasks changed" }),
  refused: (count: number, reason: string) =>
    `${plural(count, { one: "# task wasn’t changed", other: "# tasks weren’t changed" })}. ${reason}`,
});
