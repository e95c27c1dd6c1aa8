import type { ReactNode } from "react";
import { isolated, number } from "../format";
import { translated } from "../language";
import { plural } from "./english";

type Noun =
  | "task"
  | "message"
  | "file"
  | "folder"
  | "note"
  | "channel"
  | "person"
  | "group"
  | "emoji"
  | "settings";

const NOUNS: Record<Noun, string> = {
  task: "task",
  message: "message",
  file: "file",
  folder: "folder",
  note: "note",
  channel: "channel",
  person: "account",
  group: "group",
  emoji: "emoji",
  settings: "settings",
};

type Way = "blockedBy" | "blocks" | "relatesTo" | "duplicates" | "duplicatedBy";

/** After "Ana". */
const SAID: Record<Way, string> = {
  blockedBy: "says it is blocked by",
  blocks: "says it blocks",
  relatesTo: "says it is related to",
  duplicates: "says it is a duplicate of",
  duplicatedBy: "says it is duplicated by",
};

const quoted = (text: string) => `“${isolated(text)}”`;
const quotes = (texts: readonly string[]) => texts.map(quoted).join(", ");

const DONE: Record<string, string> = {
  created: "created",
  moved: "moved",
  deleted: "deleted",
  restored: "restored",
};

type Done = { noun: "task" | "message"; verb: string; number?: number | undefined; count: number };

function doneText({ noun, verb, number: of, count }: Done): string {
  if (count > 1) return `${number(count)} changes`;
  return `${noun === "task" ? `T-${of ?? ""}` : "message"} ${DONE[verb] ?? "changed"}`;
}

export const events = translated("events", {
  /** What was taken back. */
  undone: (done: Done) => `Undone: ${doneText(done)}`,
  /** What was done again. */
  redone: (done: Done) => `Redone: ${doneText(done)}`,
  /** Who did what: the deeds are those below. */
  line: (actor: ReactNode, deeds: ReactNode) => (
    <>
      {actor} {deeds}
    </>
  ),
  byAutomation: "by an automation",
  automation: (isThere: boolean, was: boolean) =>
    isThere && was ? "changed an automation" : isThere ? "added an automation" : "deleted an automation",
  deeds: (deeds: readonly string[]) => deeds.join(", "),
  anotherChannel: "another channel",
  conversationWith: (title: string) => `the conversation with ${title}`,
  nouns: {
    task: "Tasks",
    message: "Messages",
    file: "Files",
    folder: "Folders",
    note: "Notes",
    channel: "Channels",
    person: "People",
    group: "Groups",
    emoji: "Emoji",
    settings: "Settings",
  } satisfies Record<Noun, string>,
  created: (noun: Noun, name: string) =>
    name === "" ? `created the ${NOUNS[noun]}` : `created the ${NOUNS[noun]} ${quoted(name)}`,
  ended: (
    verb: "deleted" | "restored" | "archived" | "unarchived" | "deactivated" | "reactivated",
    noun: Noun,
  ) => `${verb} the ${NOUNS[noun]}`,
  deletedChannel: (name: string) => `deleted the channel ${quoted(name)} for good`,
  deletedPrivate: "deleted a private channel for good",
  aboutDeleted: "A channel that is gone",
  joinedWorkspace: "joined the workspace",
  joined: "joined",
  left: "left",
  addedPerson: (name: string) => `added ${name}`,
  removedPerson: (name: string) => `removed ${name}`,
  renamed: (name: string) => `renamed it to ${quoted(name)}`,
  handle: (handle: string) => `set its handle to ${quoted(`@${handle}`)}`,
  topicNot: "removed the topic",
  topic: (text: string) => `set the topic to ${quoted(text)}`,
  whoPosts: (who: "everyone" | "owners" | "nobody") =>
    ({
      everyone: "let every member write",
      owners: "let only owners write",
      nobody: "made it read only",
    })[who],
  whoCalls: (isOwners: boolean) =>
    isOwners ? "let only owners notify everyone" : "let every member notify everyone",
  owners: (names: readonly string[]) =>
    names.length === 0
      ? "left it without an owner"
      : `made ${names.join(", ")} its ${names.length === 1 ? "owner" : "owners"}`,
  madePublic: "made it public",
  madePrivate: "made it private",
  forNewcomers: (isOn: boolean) =>
    isOn ? "let everyone who joins the workspace into it" : "no longer adds everyone who joins the workspace",
  describedNot: "removed the description",
  described: "changed the description",
  moved: (from: string | undefined, to: string) => `moved it from ${from ?? "nowhere"} to ${to}`,
  intoColumn: (name: string) => `moved it to ${name}`,
  leftColumn: (name: string) => `took it out of ${name}`,
  anotherColumn: "another column",
  quiet: (days: number) => plural(days, { one: "after # quiet day", other: "after # quiet days" }),
  unassigned: "unassigned it",
  assigned: (name: string) => `assigned it to ${name}`,
  dueNot: "removed the due date",
  dueTimeNot: "removed the due time",
  dueTime: (time: string) => `set the due time to ${time}`,
  due: (day: string) => `set the due date to ${day}`,
  tagged: (added: readonly string[], removed: readonly string[]) => {
    if (added.length === 0 && removed.length === 0) return "reordered the tags";
    if (removed.length === 0) return `added ${quotes(added)}`;
    if (added.length === 0) return `removed ${quotes(removed)}`;
    return `added ${quotes(added)} and removed ${quotes(removed)}`;
  },
  takenOut: (channel: string) => `took it out of ${channel}`,
  movedTo: (channel: string) => `moved it to ${channel}`,
  categoryNot: "removed the category",
  category: (name: string) => `set the category to ${name.toLowerCase()}`,
  helpers: (added: readonly string[], removed: readonly string[]) => {
    const came =
      added.length > 0 && `added ${added.join(", ")} as ${added.length === 1 ? "a helper" : "helpers"}`;
    const left = removed.length > 0 && `removed ${removed.join(", ")} from the helpers`;
    return [came, left].filter(Boolean).join(" and ");
  },
  labelAdded: (name: string) => `added the label ${quoted(name)}`,
  labelRemoved: (name: string) => `deleted the label ${quoted(name)}`,
  labelRenamed: (before: string, after: string) => `renamed the label ${quoted(before)} to ${quoted(after)}`,
  labelColour: "changed the colour of a label",
  labelLeft: (count: number) =>
    plural(count, {
      one: "could not change the tag of # task",
      other: "could not change the tags of # tasks",
    }),
  startNot: "removed the start date",
  start: (day: string) => `set the start date to ${day}`,
  repeatsNot: "took away that it repeats",
  nextMade: (day: string) => `made the next one, due ${day}`,
  repeats: "changed when it repeats",
  estimateNot: "removed the estimate",
  estimate: (hours: string) => `estimated it at ${hours}`,
  priorityNot: "removed the priority",
  priority: (name: string) => `set the priority to ${name.toLowerCase()}`,
  blockedNot: "unblocked it",
  blocked: (reason: string) =>
    reason === "" ? "marked it as blocked" : `marked it as blocked: ${quoted(reason)}`,
  coverNot: "removed the cover",
  cover: "chose a cover",
  ticked: (item: string) => `ticked ${quoted(item)}`,
  tickedNot: (item: string) => `took the tick from ${quoted(item)}`,
  subtaskAdded: (task: string) => `added the subtask ${task}`,
  subtaskRemoved: (task: string) => `removed the subtask ${task}`,
  /** Of a card that comes again: it has at most so many parts. */
  filesLeft: (count: number) => `left ${number(count)} of the files with the card before`,
  partsLeft: (count: number) => `left ${number(count)} of the subtasks with the card before`,
  partOf: (task: string) => `made it a subtask of ${task}`,
  partOfNot: (task: string) => `made it a card of its own, no subtask of ${task}`,
  related: (way: Way, task: string) => `${SAID[way]} ${task}`,
  unrelated: (way: Way, task: string) => `no longer ${SAID[way]} ${task}`,
  madeAdmin: "made them an admin",
  madeMember: "made them a member",
  picture: "changed the picture",
  profile: "changed their profile",
  emojiByAdmins: (isOnly: boolean) => (isOnly ? "let only admins add emoji" : "let everyone add emoji"),
  aiMode: (mode: string) => `set the AI to ${quoted(mode)}`,
  fileBytes: (size: string) => `set the largest file to ${size}`,
  totalBytes: (size: string | undefined) =>
    size === undefined ? "took the limit of all files away" : `set the limit of all files to ${size}`,
  level: (level: "everything" | "mentions" | "nothing") => `set notifications of the workspace to ${level}`,
  linkPreviews: (isOn: boolean) => (isOn ? "turned link previews on" : "turned link previews off"),
  fileAdded: (name: string) => `added ${quoted(name)}`,
  fileRemoved: (name: string) => `removed ${quoted(name)}`,
  aboutFile: "A file",
  aboutFolder: "A folder",
  aboutNote: "A note",
  filed: "put it in a folder",
  filedNowhere: "took it out of its folder",
  aiBudget: (tokens: number) => `set the AI's budget to ${number(tokens)} tokens a month`,
  columnAdded: (name: string) => `added the column ${quoted(name)}`,
  columnRemoved: (name: string) => `deleted the column ${quoted(name)}`,
  columnRenamed: (before: string, after: string) =>
    `renamed the column ${quoted(before)} to ${quoted(after)}`,
  columnChanged: (name: string) => `changed the column ${quoted(name)}`,
  bookmarkAdded: (title: string) => `added the bookmark ${quoted(title)}`,
  bookmarkRemoved: (title: string) => `removed the bookmark ${quoted(title)}`,
  bookmarkChanged: (title: string) => `changed the bookmark ${quoted(title)}`,
  bookmarkUrl: (url: string) => `made it lead to ${quoted(url)}`,
  editedText: "edited it",
  pinned: "pinned it",
  unpinned: "unpinned it",
  resolved: "resolved its thread",
  reopened: "reopened its thread",
  edited: "edited",
  editedAt: (time: string) => `Edited ${time}`,
  until: (time: string) => `Until ${time}`,
  earlierVersions: "Earlier versions",
  loadingEarlierVersions: "Loading earlier versions…",
  noVersions: "No earlier version was kept.",
  loadingHistory: "Loading history…",
  history: "History",
  nothingYet: "Nothing yet",
  loadingTheLog: "Loading the log…",
  nothingHereWhy: "What people change in the workspace appears here.",
  nothingHere: "Nothing here",
  aboutMessage: "Message",
  filterTheLog: "Filter the log",
  everything: "Everything",
});
