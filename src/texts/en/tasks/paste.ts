import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

const fields = {
  title: "Title",
  description: "Description",
  status: "Status",
  assignee: "Assignee",
  due: "Due",
  priority: "Priority",
  tags: "Tags",
  estimate: "Estimate",
};

/** Cards made of lines or of a table that was pasted. */
export const paste = translated("paste", {
  title: "Paste as cards",
  fields,
  make: (count: number) => plural(count, { one: "Make # card", other: "Make # cards" }),
  making: (done: number, total: number) => `${number(done)} of ${number(total)} made…`,
  made: (count: number) => plural(count, { one: "# card made", other: "# cards made" }),
  takenBack: (count: number) => plural(count, { one: "# card taken back", other: "# cards taken back" }),
  cards: "Cards",
  columns: "What the columns are",
  column: (name: string, place: number) => (name === "" ? `Column ${number(place)}` : name),
  notUsed: "Not used",
  hasHeader: "The first line has the names of the columns",
  isQuick: "Read @people, #tags, !priority and days in each line",
  text: "What was pasted",
  editText: "Edit the text",
  /** Of rows that make no card. */
  notMade: (count: number) =>
    plural(count, {
      one: "# row makes no card yet. Mend it in the text or leave it out.",
      other: "# rows make no card yet. Mend them in the text or leave them out.",
    }),
  tooMany: (most: number, more: number) =>
    `${number(most)} cards at once: ${plural(more, { one: "# more row waits here", other: "# more rows wait here" })} until they are made.`,
  noTitle: "No title",
  notUnderstood: (field: keyof typeof fields, text: string) => `${fields[field]}: “${text}” isn’t understood`,
  nobody: (name: string) => `Nobody here is called “${name}”`,
  empty: "Nothing here makes a card.",
  waiting: (count: number) => plural(count, { one: "# pasted line", other: "# pasted lines" }),
});
