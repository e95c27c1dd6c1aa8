import { translated } from "../../language";
import { plural } from "../english";

const triggers = {
  created: "a card is created",
  moved: "a card comes into",
  labelled: "a card gets the label",
  due: "a card is due in",
  reacted: "a message gets the emoji",
};

const steps = {
  assign: "assign it to",
  label: "add the label",
  move: "move it to",
  post: "post",
  remind: "remind",
  create: "create a card",
};

const placeholders = {
  task: "its number",
  title: "its title",
  person: "who set it off",
  owner: "whose card it is",
};

/** What boards do by themselves. */
export const automations = translated("automations", {
  automations: "Automations",
  about:
    "What this board does by itself. Each runs for whoever sets it off, and undo takes it back with the rest.",
  loading: "Loading automations…",
  none: "No automations yet. Let the board do what you would do again and again: assign new cards, tell the channel what is done, remind of what is due.",
  readOnly: "Whoever may arrange this board can change them.",
  add: "New automation",
  edit: "Edit automation",
  more: (sentence: string) => `More of: ${sentence}`,
  isOn: (sentence: string) => `On: ${sentence}`,
  editOne: "Edit",
  tryOne: "What would it have done?",
  remove: "Delete automation",
  when: "When",
  follows: "Then",
  trigger: "What sets it off",
  step: (n: number) => `Step ${n}`,
  triggers,
  steps,
  addStep: "Add a step",
  cardFirst: "A message is not a card yet: let the first step create one.",
  removeStep: (n: number) => `Remove step ${n}`,
  column: "Column",
  goneColumn: "a deleted column",
  label: "Label",
  days: "Days before",
  daysAhead: (days: number) =>
    days === 0 ? "that day" : plural(days, { one: "day ahead", other: "days ahead" }),
  morning: "At nine in the morning, by your clock",
  chooseEmoji: "Choose an emoji",
  person: "Person",
  whoever: "whoever set it off",
  owner: "whose card it is",
  text: "Text",
  textHint: "Write a message",
  place: "Where",
  places: { channel: "in the channel", discussion: "in the card’s discussion" },
  afterDays: "Days after",
  daysLater: (days: number) => plural(days, { one: "day later", other: "days later" }),
  atOnce: "at once",
  title: "Title",
  titleOfMessage: "The message’s words",
  fill: "Fill in",
  placeholders,
  /** Sentences of the list. */
  whenSaid: {
    created: "When a card is created",
    moved: (column: string) => `When a card comes into ${column}`,
    labelled: (tag: string) => `When a card gets the label ${tag}`,
    due: (days: number) =>
      days === 0
        ? "On the day a card is due"
        : plural(days, { one: "# day before a card is due", other: "# days before a card is due" }),
    reacted: (emoji: string) => `When a message gets ${emoji}`,
  },
  stepSaid: {
    assign: (person: string) => `assign it to ${person}`,
    label: (tag: string) => `add the label ${tag}`,
    move: (column: string) => `move it to ${column}`,
    post: (text: string, isInDiscussion: boolean) =>
      isInDiscussion ? `post “${text}” in its discussion` : `post “${text}” in the channel`,
    remind: (person: string, days: number) =>
      days === 0
        ? `remind ${person} at once`
        : plural(days, { one: `remind ${person} after # day`, other: `remind ${person} after # days` }),
    create: (title: string, column: string) => `create the card “${title}” in ${column}`,
    createOfMessage: (column: string) => `make a card of it in ${column}`,
  },
  problem: (when: string, why: string) => `Last problem, ${when}: ${why}`,
  loop: "It would have set itself off again, and was stopped.",
  tooLong: "One thing led to too many others, and it was stopped.",
  /** What it would have done. */
  rehearsal: "In the last 7 days",
  rehearsing: "Looking at the last 7 days…",
  wouldHave: (times: number) =>
    plural(times, { one: "It would have run once:", other: "It would have run # times:" }),
  wouldHaveMore: (times: number) =>
    plural(times, { one: "It would have run once at least:", other: "It would have run # times at least:" }),
  wouldNot: "It would not have run.",
  further: "Look further back",
});
