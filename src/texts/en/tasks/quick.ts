import { translated } from "../../language";
import { plural } from "../english";

/** What is understood of the title of a new task. */
export const quick = translated("quick", {
  becomesTask: (title: string) => `Becomes a task: ${title}`,
  understood: "Understood from the title",
  keepAsText: (text: string) => `Keep as text: ${text}`,
  hint: "@person  #tag  !high  fri 15:00  ~2h  every week",
  people: "People",
  found: (count: number) => plural(count, { one: "# suggestion", other: "# suggestions" }),
});
