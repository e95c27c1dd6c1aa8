/** What an event says, as the ends of sentences that begin with a person: "renamed it to “Ship”". */
import { TASK_PRIORITIES } from "@convex/shared/board/facts";
import { RELATION_WAYS, TASK_CATEGORIES, TASK_STATUSES } from "@convex/shared/tasks";
import { texts } from "@/texts";
import { clockTime, dueName } from "@/texts/time";
import type { HistoryEvent } from "./useEvents";

type Change = HistoryEvent["changes"][number];
type Value = Change["after"];

export type Names = {
  person: (id: string) => string;
  channel: (id: string) => string;
  /** By its key, of the board of the task. */
  column: (key: string) => string | undefined;
};

const statusName = (value: Value): string | undefined =>
  TASK_STATUSES.flatMap((status) => (status === value ? [texts.tasks.statuses[status]] : []))[0];

const categoryName = (value: Value): string =>
  TASK_CATEGORIES.flatMap((category) => (category === value ? [texts.tasks.categories[category]] : []))[0] ??
  String(value);

const priorityName = (value: Value): string =>
  TASK_PRIORITIES.flatMap((priority) => (priority === value ? [texts.facts.priorities[priority]] : []))[0] ??
  String(value);

/** What a list has more than before, and what less. */
function differences({ before, after }: Change): { added: string[]; removed: string[] } {
  const [old = [], fresh = []] = [before, after].map((value) => (Array.isArray(value) ? value : []));
  return {
    added: fresh.filter((item) => !old.includes(item)),
    removed: old.filter((item) => !fresh.includes(item)),
  };
}

function tagsText(change: Change): string {
  const { added, removed } = differences(change);
  return texts.events.tagged(added, removed);
}

function helpersText(change: Change, { person }: Names): string {
  const { added, removed } = differences(change);
  return texts.events.helpers(added.map(person), removed.map(person));
}

/** One field of the settings. */
function settingText(change: Change): string | null {
  const { field, after } = change;
  switch (field) {
    case "onlyAdminsAddEmoji":
      return texts.events.emojiByAdmins(after === true);
    case "label":
      return labelText(change);
    case "labelLeft":
      return texts.events.labelLeft(Number(after));
    case "labelColour":
      return texts.events.labelColour;
    case "mode":
      return texts.events.aiMode(String(after));
    case "monthlyTokens":
      return texts.events.aiBudget(Number(after));
    case "fileBytes":
      return texts.events.fileBytes(texts.ui.bytes(Number(after)));
    case "totalBytes":
      return texts.events.totalBytes(typeof after === "number" ? texts.ui.bytes(after) : undefined);
    case "hasLinkPreviews":
      return texts.events.linkPreviews(after !== false);
    case "level":
      return texts.events.level(after === "everything" || after === "nothing" ? after : "mentions");
    default:
      return null;
  }
}

function labelText({ before, after }: Change): string {
  if (before === undefined) return texts.events.labelAdded(String(after));
  return after === undefined
    ? texts.events.labelRemoved(String(before))
    : texts.events.labelRenamed(String(before), String(after));
}

function bookmarkText({ before, after }: Change): string {
  if (before === undefined) return texts.events.bookmarkAdded(String(after));
  return after === undefined
    ? texts.events.bookmarkRemoved(String(before))
    : texts.events.bookmarkChanged(String(after));
}

/** A column without a name of its own is said by its status. */
const columnName = (value: Value): string => statusName(value) ?? String(value);

function columnText({ before, after }: Change): string {
  if (before === undefined) return texts.events.columnAdded(columnName(after));
  return after === undefined
    ? texts.events.columnRemoved(columnName(before))
    : texts.events.columnRenamed(columnName(before), columnName(after));
}

/** What it is to another task, or is no more; and what was ticked in it. */
function relationText({ field, before, after }: Change): string | null {
  if (field === "coverId") return after === undefined ? texts.events.coverNot : texts.events.cover;
  if (field === "check")
    return after === undefined ? texts.events.tickedNot(String(before)) : texts.events.ticked(String(after));
  if (field === "partsLeft") return texts.events.partsLeft(Number(after));
  if (field === "filesLeft") return texts.events.filesLeft(Number(after));
  if (field === "subtask")
    return after === undefined
      ? texts.events.subtaskRemoved(String(before))
      : texts.events.subtaskAdded(String(after));
  if (field === "partOf")
    return after === undefined ? texts.events.partOfNot(String(before)) : texts.events.partOf(String(after));
  const way = RELATION_WAYS.find((one) => one === field);
  if (!way) return null;
  return after === undefined
    ? texts.events.unrelated(way, String(before))
    : texts.events.related(way, String(after));
}

/** One field that only channels or people have, or one of the settings. */
function channelText(change: Change, names: Names): string | null {
  const { field, after } = change;
  switch (field) {
    case "bookmark":
      return bookmarkText(change);
    case "column":
      return columnText(change);
    case "automation":
      return texts.events.automation(after !== undefined, change.before !== undefined);
    case "columnSettings":
      return texts.events.columnChanged(columnName(after));
    case "bookmarkUrl":
      return texts.events.bookmarkUrl(String(after));
    case "handle":
      return texts.events.handle(String(after));
    case "topic":
      return after === undefined ? texts.events.topicNot : texts.events.topic(String(after));
    case "posting":
      return texts.events.whoPosts(after === "owners" || after === "nobody" ? after : "everyone");
    case "calling":
      return texts.events.whoCalls(after === "owners");
    case "ownerIds":
      return texts.events.owners((Array.isArray(after) ? after : []).map((id) => names.person(id)));
    case "jobTitle":
    case "pronouns":
    case "contact":
      return texts.events.profile;
    case "kind":
      return after === "public" ? texts.events.madePublic : texts.events.madePrivate;
    case "isForNewcomers":
      return texts.events.forNewcomers(after === true);
    default:
      return settingText(change);
  }
}

/** One field of a task, a channel, a person or the settings. */
function changeText(change: Change, names: Names): string | null {
  const { field, before, after } = change;
  switch (field) {
    case "title":
    case "name":
      return texts.events.renamed(String(after ?? ""));
    case "description":
      return after === undefined || after === "" ? texts.events.describedNot : texts.events.described;
    case "status":
      return texts.events.moved(statusName(before), statusName(after) ?? String(after));
    case "assigneeId":
      return after === undefined
        ? texts.events.unassigned
        : texts.events.assigned(names.person(String(after)));
    case "dueDate":
      return after === undefined ? texts.events.dueNot : texts.events.due(dueName(Number(after)));
    case "tags":
      return tagsText(change);
    case "channelId":
      return after === undefined
        ? texts.events.takenOut(names.channel(String(before)))
        : texts.events.movedTo(names.channel(String(after)));
    case "category":
      return after === undefined ? texts.events.categoryNot : texts.events.category(categoryName(after));
    case "blockedReason":
      return after === undefined ? texts.events.blockedNot : texts.events.blocked(String(after));
    case "role":
      return after === "admin" ? texts.events.madeAdmin : texts.events.madeMember;
    case "pictureId":
    case "imageUrl":
      return texts.events.picture;
    case "folderId":
    case "parentId":
      return after === undefined ? texts.events.filedNowhere : texts.events.filed;
    case "file":
      return after === undefined
        ? texts.events.fileRemoved(String(before))
        : texts.events.fileAdded(String(after));
    case "text":
    case "revision":
      return texts.events.editedText;
    case "pinnedBy":
      return after === undefined ? texts.events.unpinned : texts.events.pinned;
    case "resolvedBy":
      return after === undefined ? texts.events.reopened : texts.events.resolved;
    default:
      return taskText(change, names);
  }
}

/** One field that only tasks have, but for the oldest of them. */
function taskText(change: Change, names: Names): string | null {
  const { field, after } = change;
  switch (field) {
    case "startDate":
      return after === undefined ? texts.events.startNot : texts.events.start(dueName(Number(after)));
    case "estimate":
      return after === undefined
        ? texts.events.estimateNot
        : texts.events.estimate(texts.facts.hours(Number(after)));
    case "dueAt":
      return after === undefined ? texts.events.dueTimeNot : texts.events.dueTime(clockTime(Number(after)));
    case "nextDay":
      return after === undefined ? null : texts.events.nextMade(dueName(Number(after)));
    case "repeats":
      return after === undefined ? texts.events.repeatsNot : texts.events.repeats;
    case "helperIds":
      return helpersText(change, names);
    case "taskColumn":
      return after === undefined
        ? texts.events.leftColumn(String(change.before))
        : texts.events.intoColumn(String(after));
    case "quietDays":
      return texts.events.quiet(Number(after));
    case "priority":
      return after === undefined ? texts.events.priorityNot : texts.events.priority(priorityName(after));
    default:
      return relationText(change) ?? channelText(change, names);
  }
}

/** A task that repeats hands that on to the next one. */
const withoutRepeats = (changes: readonly Change[]): readonly Change[] =>
  changes.some(({ field, after }) => field === "nextDay" && after !== undefined)
    ? changes.filter(({ field }) => field !== "repeats")
    : changes;

/** What was made, by the name it was given. */
function createdText({ noun, changes }: HistoryEvent): string {
  const name = changes.find(({ field }) => field === "title" || field === "name")?.after;
  return texts.events.created(noun, String(name ?? ""));
}

/** A private one is not named to those who may not know of it. */
function deletedChannelText({ changes }: HistoryEvent): string {
  const name = changes.find(({ field }) => field === "name")?.before;
  return name === undefined ? texts.events.deletedPrivate : texts.events.deletedChannel(`#${String(name)}`);
}

/** With a column of its own a status goes without saying, and what left one for another status has left it. */
function columnSaid(changes: readonly Change[], { column }: Names): Change[] {
  const change = changes.find(({ field }) => field === "column");
  if (!change) return [...changes];
  const others = changes.filter((one) => one !== change);
  const isMoved = others.some(({ field }) => field === "status");
  const { before, after } = change;
  if (after === undefined && isMoved) return others;
  const name = column(String(after ?? before)) ?? texts.events.anotherColumn;
  const said =
    after === undefined ? { field: "taskColumn", before: name } : { field: "taskColumn", after: name };
  return [said, ...others.filter(({ field }) => field !== "status")];
}

/** Everything that one event says; one entry per change. */
export function eventTexts(event: HistoryEvent, names: Names): string[] {
  const { noun, verb, personId, changes } = event;
  const person = personId === undefined ? "" : names.person(personId);
  switch (verb) {
    case "created":
      return [noun === "person" ? texts.events.joinedWorkspace : createdText(event)];
    case "changed":
    case "moved":
      return (noun === "task" ? columnSaid(withoutRepeats(changes), names) : changes).flatMap(
        (change) => changeText(change, names) ?? [],
      );
    case "joined":
      return [texts.events.joined];
    case "left":
      return [texts.events.left];
    case "added":
      return [texts.events.addedPerson(person)];
    case "removed":
      return [texts.events.removedPerson(person)];
    case "deleted":
      return [noun === "channel" ? deletedChannelText(event) : texts.events.ended(verb, noun)];
    case "restored":
    case "archived":
      return [
        texts.events.ended(verb, noun),
        ...changes.flatMap((change) => changeText(change, names) ?? []),
      ];
    case "unarchived":
    case "deactivated":
    case "reactivated":
      return [texts.events.ended(verb, noun)];
    default:
      return verb satisfies never;
  }
}
