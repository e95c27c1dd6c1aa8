import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

/** What a task says of itself besides its state, shown where boards and cards are. */
export const facts = translated("facts", {
  priorities: { urgent: "Urgent", high: "High", normal: "Normal", low: "Low" },
  priority: "Priority",
  noPriority: "No priority",
  priorityIs: (name: string) => `Priority: ${name}`,
  start: "Start",
  startsOn: (day: string) => `Starts ${day}`,
  starts: (day: string) => `from ${day}`,
  estimate: "Estimate",
  noEstimate: "No estimate",
  estimateIs: (text: string) => `Estimate: ${text}`,
  searchEstimates: "Search hours",
  hours: (count: number) => plural(count, { one: "# hour", other: "# hours" }),
  shortHours: (count: number) => `${number(count)} h`,
  watchers: "Watchers",
  helpers: "Helpers",
  youHelp: (assignee: string) => `You help. ${assignee}`,
  noPeople: "Nobody",
  peopleAre: (label: string, names: readonly string[]) =>
    names.length === 0 ? `${label}: nobody` : `${label}: ${names.join(", ")}`,
  more: (count: number) => `+${count}`,
});
