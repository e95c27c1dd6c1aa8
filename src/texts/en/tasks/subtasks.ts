import { number } from "../../format";
import { translated } from "../../language";

/** Tasks that are parts of others. */
export const subtasks = translated("subtasks", {
  subtasks: "Subtasks",
  done: (done: number, total: number) => `${number(done)} of ${number(total)} done`,
  shortDone: (done: number, total: number) => `${number(done)}/${number(total)}`,
  /** On the card of the parent. */
  areDone: (done: number, total: number) => `${number(done)} of ${number(total)} subtasks done`,
  /** Of the boxes in the description. */
  areChecked: (done: number, total: number) => `${number(done)} of ${number(total)} items ticked`,
  fromItem: (item: string) => `Make a subtask: ${item}`,
  isMade: (item: string) => `Subtask made: ${item}`,
  add: "Add subtask",
  hint: "What is to be done for it?",
  moved: (task: string, position: number, size: number) =>
    `Moved ${task} to position ${number(position)} of ${number(size)}`,
  actionsFor: (task: string) => `Actions for ${task}`,
  makeOwn: "Make it a card of its own",
  isOwn: (task: string) => `${task} is a card of its own`,
  /** The picture that a card shows. */
  cover: "Cover",
  noCover: "No cover",
  chooseCover: "Choose a cover",
  coverOf: (task: string) => `Cover of ${task}`,
  duplicate: "Duplicate",
  isDuplicated: (task: string) => `${task} duplicated`,
  /** Before the parent. */
  partOf: "Part of",
});
