import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

export const board = translated("board", {
  filtered: (shown: number, total: number) => `${number(shown)} of ${number(total)}`,
  tasksOf: (status: string) => `${status} tasks`,
  showMore: (count: number) => plural(count, { other: "Show # more" }),
  showEarlier: (count: number) => plural(count, { other: "Show # earlier" }),
  move: (task: string) => `Move ${task}`,
  newTaskIn: (status: string) => `New task in ${status}`,
  card: (task: string, title: string, status: string) => `${task} ${title}, ${status}`,
  assignedTo: (name: string | undefined) => `Assigned to ${name ?? ""}`,
  moved: (task: string, status: string, position: number, size: number) =>
    `Moved ${task} to ${status}, position ${number(position)} of ${number(size)}`,
  keys: {
    open: "Open",
    above: "Card above",
    below: "Card below",
    left: "Column to the left",
    right: "Column to the right",
    moveUp: "Move up",
    moveDown: "Move down",
    moveLeft: "Move to the left column",
    moveRight: "Move to the right column",
    block: "Mark as blocked, or unblock",
    link: "Copy link",
  },
  block: "Mark as blocked",
  unblock: "Unblock",
  newTaskHint: "What needs to be done?",
  loadingTheBoard: "Loading the board…",
  filterTasks: "Filter tasks",
  filterByText: "Filter by text",
  filter: "Filter",
  clear: "Clear",
  tag: "Tag",
  anyTag: "Any tag",
  moveTo: "Move to",
  moveToTheTop: "Move to the top",
  moveToTheBottom: "Move to the bottom",
  noneDone: "Finished tasks appear here",
  noneYet: "No tasks yet",
});
