import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

export const columns = translated("columns", {
  title: "Columns",
  about: "What everybody sees on this channel’s board.",
  manage: "Columns",
  loading: "Loading the columns…",
  newColumn: (status: string) => `New column in ${status}`,
  add: "Add a column",
  nameOf: (name: string) => `Name of ${name}`,
  noColour: "No colour",
  limitOf: (name: string) => `Most cards in ${name}`,
  limit: "Limit",
  ofLimit: (total: number, limit: number) => `${number(total)} / ${number(limit)}`,
  full: "Full: move a card out first",
  ending: "Its cards are being moved…",
  more: (name: string) => `More of ${name}`,
  moveLeft: "Move left",
  moveRight: "Move right",
  remove: "Delete column",
  removeTitle: (name: string) => `Delete the column “${name}”?`,
  removeMeans: (cards: number, first: string) =>
    plural(cards, {
      one: `Its card goes to “${first}”.`,
      other: `Its # cards go to “${first}”.`,
    }),
  /** Said where somebody was typing in one that is gone. */
  draftMoved: (column: string) => `That column is gone. What you typed in it is in “${column}” now.`,
  filteredGone: "The column that is shown here was deleted.",
  showAll: "Show all columns",
  ruleOf: (name: string) => `Quiet cards of ${name}`,
  quiet: "Quiet cards",
  stay: "stay",
  archived: "are archived",
  moveTo: (column: string) => `go to ${column}`,
  daysOf: (name: string) => `Days without a change in ${name}`,
  after: "after",
  days: "days",
});
