/** What an event says, as the ends of sentences that begin with a person: "renamed it to “Ship”". */
import { dueName } from "@/lib/time";
import type { HistoryEvent } from "./useEvents";

type Change = HistoryEvent["changes"][number];
type Value = Change["after"];

export type Names = { person: (id: string) => string; channel: (id: string) => string };

const STATUS_NAMES: Record<string, string> = { todo: "To do", in_progress: "In progress", done: "Done" };

const quoted = (value: Value) => `“${String(value ?? "")}”`;

function tagsText({ before, after }: Change): string {
  const [old, fresh] = [before, after].map((value) => (Array.isArray(value) ? value : []));
  const added = fresh!.filter((tag) => !old!.includes(tag));
  const removed = old!.filter((tag) => !fresh!.includes(tag));
  const parts = [
    added.length > 0 && `added ${added.map(quoted).join(", ")}`,
    removed.length > 0 && `removed ${removed.map(quoted).join(", ")}`,
  ];
  return parts.filter(Boolean).join(" and ") || "reordered the tags";
}

/** One field of a task, a channel, a person or the settings. */
function changeText(change: Change, names: Names): string | null {
  const { field, before, after } = change;
  switch (field) {
    case "title":
    case "name":
      return `renamed it to ${quoted(after)}`;
    case "description":
      return after === undefined || after === "" ? "removed the description" : "changed the description";
    case "status":
      return `moved it from ${STATUS_NAMES[String(before)] ?? "nowhere"} to ${STATUS_NAMES[String(after)]}`;
    case "assigneeId":
      return after === undefined ? "unassigned it" : `assigned it to ${names.person(String(after))}`;
    case "dueDate":
      return after === undefined ? "removed the due date" : `set the due date to ${dueName(Number(after))}`;
    case "tags":
      return tagsText(change);
    case "channelId":
      return after === undefined
        ? `took it out of ${names.channel(String(before))}`
        : `moved it to ${names.channel(String(after))}`;
    case "category":
      return after === undefined ? "removed the category" : `set the category to ${String(after)}`;
    case "blockedReason":
      if (after === undefined) return "unblocked it";
      return after === "" ? "marked it as blocked" : `marked it as blocked: ${quoted(after)}`;
    case "role":
      return after === "admin" ? "made them an admin" : "made them a member";
    case "imageUrl":
      return "changed the picture";
    case "mode":
      return `set the AI to ${quoted(after)}`;
    case "monthlyTokens":
      return `set the AI's budget to ${Number(after).toLocaleString()} tokens a month`;
    case "text":
      return "edited it";
    default:
      return null;
  }
}

const NOUNS: Record<HistoryEvent["noun"], string> = {
  task: "task",
  message: "message",
  channel: "channel",
  person: "account",
  settings: "settings",
};

/** "created the task “Ship”". */
function createdText({ noun, changes }: HistoryEvent): string {
  const name = changes.find(({ field }) => field === "title" || field === "name")?.after;
  return name === undefined || name === ""
    ? `created the ${NOUNS[noun]}`
    : `created the ${NOUNS[noun]} ${quoted(name)}`;
}

/** Everything that one event says; one entry per change. */
export function eventTexts(event: HistoryEvent, names: Names): string[] {
  const { noun, verb, personId, changes } = event;
  const person = personId === undefined ? "" : names.person(personId);
  switch (verb) {
    case "created":
      return [noun === "person" ? "joined the workspace" : createdText(event)];
    case "changed":
    case "moved":
      return changes.flatMap((change) => changeText(change, names) ?? []);
    case "joined":
      return ["joined"];
    case "left":
      return ["left"];
    case "added":
      return [`added ${person}`];
    case "removed":
      return [`removed ${person}`];
    case "deleted":
    case "restored":
    case "archived":
    case "unarchived":
    case "deactivated":
    case "reactivated":
      return [`${verb} the ${NOUNS[noun]}`];
    default:
      return verb satisfies never;
  }
}
