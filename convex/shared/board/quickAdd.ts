/**
 * What people type into the title of a new task besides the title: "Fix login @ben #web !high fri". See
 * docs/decisions/0059-quick-add.md.
 *
 * Rules  Nothing is guessed inside of quotes or behind a backslash, and what is not understood stays title.
 *        Of what a task has once, the first counts. A text that would leave no title is one.
 */
import { LIMITS } from "../limits";
import { nameKey } from "../names";
import { DAY_MS } from "../time";
import { TASK_PRIORITIES, tagKey, type TaskPriority } from "./facts";
import { dayIn, todayOf } from "./dueWords";
import { formatRepeat } from "./repeats";
import { repeatIn } from "./repeatWords";

export type Said =
  | { kind: "person"; id: string }
  | { kind: "tag"; tag: string }
  | { kind: "priority"; priority: TaskPriority }
  /** `minutes` of the day, where it has a time. */
  | { kind: "due"; day: number; minutes?: number }
  | { kind: "estimate"; hours: number }
  /** In the form of `repeats.ts`. */
  | { kind: "repeat"; rule: string };

/** A stretch of the text that was understood. */
export type Part = { from: number; to: number; said: Said };

/** Whose name stands behind an @. */
export type Picked = { id: string; name: string };

export type Known = {
  now: Date;
  people?: readonly Picked[];
  /** Names of labels, which may have spaces. */
  labels?: readonly string[];
};

export type Quick = {
  title: string;
  parts: Part[];
  /** What stands behind the first @ that is nobody known. */
  asked: string | undefined;
};

/** A word as it is compared; an empty one stands for itself alone. */
type Word = { from: number; to: number; text: string };

const QUOTED = /(?<!\S)(?:"[^"]*"|“[^”]*”|«[^»]*»|`[^`]*`)(?=$|[\s\p{P}])/gu;
const BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069";
const BARE = new RegExp(`^[${BIDI}]*(.*?)[${BIDI}]*[,.;:!?)]*[${BIDI}]*$`, "u");

function wordsOf(text: string): Word[] {
  const quoted = Array.from(text.matchAll(QUOTED), ({ index, 0: { length } }) => [index, index + length]);
  return Array.from(text.matchAll(/\S+/gu), ({ index, 0: word }) => {
    const isQuoted = quoted.some(([from = 0, to = 0]) => index >= from && index < to);
    const bare = isQuoted || word.startsWith("\\") ? "" : (BARE.exec(word)?.[1] ?? "");
    const from = index + (bare === "" ? 0 : word.indexOf(bare));
    return { from, to: from + bare.length, text: bare };
  });
}

type Found = { to: number; said: Said } | null;

/** A name of several words that stands here, the longest first. */
function nameAt(text: string, from: number, names: readonly string[]): string | undefined {
  const fits = (name: string) =>
    text.slice(from, from + name.length).toLowerCase() === name.toLowerCase() &&
    !/^[\p{L}\p{N}\p{M}_]/u.test(text.slice(from + name.length));
  return names.toSorted((a, b) => b.length - a.length).find((name) => name !== "" && fits(name));
}

const MENTION = /^<@([a-z0-9]{1,64})>$/;
const NAME = /^@([\p{L}\p{N}][\p{L}\p{N}\p{M}._'’-]*)$/u;

function personAt(text: string, word: Word, people: readonly Picked[]): Found {
  const [, id] = MENTION.exec(word.text) ?? [];
  if (id !== undefined) return { to: word.to, said: { kind: "person", id } };
  if (!word.text.startsWith("@")) return null;
  const names = people.map(({ name }) => name);
  const name = nameAt(text, word.from + 1, names);
  // Of two with one name, the one who was picked last.
  const person = people.findLast((one) => one.name === name);
  if (!person) return null;
  return { to: word.from + 1 + person.name.length, said: { kind: "person", id: person.id } };
}

/** "#42" is a number of something, and no tag. */
const TAG = /^#((?=.*[\p{L}\p{Extended_Pictographic}])[^\s#]+)$/u;

function tagAt(text: string, word: Word, labels: readonly string[]): Found {
  if (!word.text.startsWith("#")) return null;
  const label = nameAt(text, word.from + 1, labels);
  if (label !== undefined) return { to: word.from + 1 + label.length, said: { kind: "tag", tag: label } };
  const [, tag] = TAG.exec(word.text) ?? [];
  return tag === undefined || tag.length > LIMITS.tag ? null : { to: word.to, said: { kind: "tag", tag } };
}

function priorityAt({ text, to }: Word): Found {
  const priority = TASK_PRIORITIES.find((name) => text.toLowerCase() === `!${name}`);
  return priority ? { to, said: { kind: "priority", priority } } : null;
}

/** Hours of "2h", "1.5h" and "30m", in halves. */
export function estimateIn(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,4}(?:[.,]\d)?)(h|m|min)$/i.exec(text) ?? [];
  if (count === undefined) return undefined;
  const hours = Number(count.replace(",", ".")) / (unit?.toLowerCase() === "h" ? 1 : 60);
  return Number.isInteger(hours * 2) && hours > 0 && hours <= LIMITS.estimate ? hours : undefined;
}

function estimateAt({ text, to }: Word): Found {
  const hours = text.startsWith("~") ? estimateIn(text.slice(1)) : undefined;
  return hours === undefined ? null : { to, said: { kind: "estimate", hours } };
}

const LEADS = new Set(["due", "by", "on"]);
/** As many words as a date or a rule may have. */
const MOST_WORDS = 20;

/** "15:00", "3pm", "at 3:30 pm": minutes of a day. */
function timeIn(texts: readonly string[]): { count: number; minutes: number } | null {
  const lead = texts[0] === "at" ? 1 : 0;
  const [first = "", second = ""] = texts.slice(lead);
  const isApart = /^[ap]m$/.test(second) && /^\d{1,2}(?::\d{2})?$/.test(first);
  const [, hour, minute = "00", half] =
    /^(\d{1,2})(?::(\d{2}))?([ap]m)?$/.exec(isApart ? first + second : first) ?? [];
  const [hours, rest] = [Number(hour), Number(minute)];
  if (hour === undefined || rest > 59 || (half === undefined && !first.includes(":"))) return null;
  if (half === undefined ? hours > 23 : hours < 1 || hours > 12) return null;
  const minutes = (half === undefined ? hours : (hours % 12) + (half === "pm" ? 12 : 0)) * 60 + rest;
  return { count: lead + (isApart ? 2 : 1), minutes };
}

/** A time before or behind its day; one that is said with "at" and without a day is the next one. */
function dueAt(words: readonly Word[], now: Date): Found {
  const texts = words.map(({ text }) => text.toLowerCase());
  let lead = 0;
  while (LEADS.has(texts[lead] ?? "")) lead++;
  const today = todayOf(now);
  const day = dayIn(texts.slice(lead), today);
  if (day) {
    const count = lead + day.count;
    const time = timeIn(texts.slice(count));
    const end = words[count + (time?.count ?? 0) - 1]!;
    return { to: end.to, said: { kind: "due", day: day.meant, ...(time && { minutes: time.minutes }) } };
  }
  const time = timeIn(texts.slice(lead));
  if (!time) return null;
  const after = dayIn(texts.slice(lead + time.count), today);
  if (!after && texts[lead] !== "at") return null;
  const isOver = time.minutes <= now.getHours() * 60 + now.getMinutes();
  const meant = after?.meant ?? today + (isOver ? DAY_MS : 0);
  const end = words[lead + time.count + (after?.count ?? 0) - 1]!;
  return { to: end.to, said: { kind: "due", day: meant, minutes: time.minutes } };
}

/** "every week on mon until 24 dec" */
function repeatAt(words: readonly Word[], now: Date): Found {
  const texts = words.map(({ text }) => text.toLowerCase());
  const rule = repeatIn(texts, todayOf(now));
  if (!rule) return null;
  return { to: words[rule.count - 1]!.to, said: { kind: "repeat", rule: formatRepeat(rule.meant) } };
}

/** Whether the task has this by an earlier part. */
function isTaken(said: Said, parts: readonly Part[]): boolean {
  const same = parts.map((part) => part.said).filter(({ kind }) => kind === said.kind);
  if (said.kind !== "tag") return same.length > 0;
  const keys = same.map((other) => (other.kind === "tag" ? tagKey(other.tag) : ""));
  return keys.length >= LIMITS.tagsPerTask || keys.includes(tagKey(said.tag));
}

/** The text without its parts, and without the backslashes of what stays text. */
function titleOf(text: string, parts: readonly Part[]): string {
  const without = (rest: string, { from, to }: Part) => {
    const before = rest.slice(0, from).trimEnd();
    const after = rest.slice(to);
    // A comma behind what is gone has nothing before it.
    return before === "" ? after.replace(/^[,.;:!?)]+/u, "") : before + after;
  };
  return parts
    .reduceRight(without, text)
    .replace(/(?<!\S)\\(?=[\p{L}\p{N}@#!~<])/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Reads the title of a new task. */
export function quickAdd(text: string, { now, people = [], labels = [] }: Known): Quick {
  const words = wordsOf(text);
  const parts: Part[] = [];
  let asked: string | undefined;
  let end = 0;
  for (const [i, word] of words.entries()) {
    if (word.from < end || word.text === "") continue;
    const found =
      personAt(text, word, people) ??
      tagAt(text, word, labels) ??
      priorityAt(word) ??
      estimateAt(word) ??
      repeatAt(words.slice(i, i + MOST_WORDS), now) ??
      dueAt(words.slice(i, i + MOST_WORDS), now);
    if (!found) asked ??= NAME.exec(word.text)?.[1];
    if (!found || isTaken(found.said, parts)) continue;
    parts.push({ from: word.from, ...found });
    end = found.to;
  }
  const title = titleOf(text, parts);
  return title === "" ? { title: titleOf(text, []), parts: [], asked } : { title, parts, asked };
}

/** The text with a backslash before each word of a part, which stays text from then on. */
export const asText = (text: string, { from, to }: Pick<Part, "from" | "to">): string =>
  text.slice(0, from) + text.slice(from, to).replace(/(^|\s)(?=\S)/gu, "$1\\") + text.slice(to);

/** Whom a typed name means, of those whom it finds: the only one, or the only one with that word in their name. */
export function personMeant<T extends { name: string }>(found: readonly T[], name: string): T | undefined {
  if (found.length === 1) return found[0];
  const key = nameKey(name);
  const named = found.filter((person) => nameKey(person.name).split(" ").includes(key));
  return named.length === 1 ? named[0] : undefined;
}

export type QuickFacts = {
  assigneeId?: string;
  dueDate?: number;
  dueAt?: number;
  priority?: TaskPriority;
  estimate?: number;
  repeats?: string;
  tags?: string[];
};

/** When clocks here show a time on a day. */
export function momentOf(day: number, minutes: number): number {
  const date = new Date(day);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 0, minutes).getTime();
}

/** What the parts say, as fields of a task. */
export function factsOf(parts: readonly Part[]): QuickFacts {
  const facts: QuickFacts = {};
  for (const { said } of parts) {
    if (said.kind === "person") facts.assigneeId = said.id;
    else if (said.kind === "tag") (facts.tags ??= []).push(said.tag);
    else if (said.kind === "priority") facts.priority = said.priority;
    else if (said.kind === "due") {
      facts.dueDate = said.day;
      if (said.minutes !== undefined) facts.dueAt = momentOf(said.day, said.minutes);
    } else if (said.kind === "repeat") facts.repeats = said.rule;
    else facts.estimate = said.hours;
  }
  return facts;
}
