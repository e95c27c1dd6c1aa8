/** Mentions travel as `<@id>`; people read and type `@Name`. */
import { fold } from "@/lib/text";

export type Person = { id: string; name: string };

const TRIGGER = /(^|[\s(])@([\p{L}\p{N}._-]{0,30})$/u;

/** What is being typed after an @ right before the caret, or undefined. */
export function mentionQuery(textBeforeCaret: string): string | undefined {
  return TRIGGER.exec(textBeforeCaret)?.[2];
}

/** People whose name has the text; names that start with it come first. */
export function matchPeople(people: readonly Person[], query: string, most = 8): Person[] {
  const wanted = fold(query);
  const starts: Person[] = [];
  const contains: Person[] = [];
  for (const person of people) {
    const name = fold(person.name);
    if (name.startsWith(wanted)) starts.push(person);
    else if (name.includes(wanted)) contains.push(person);
    if (starts.length === most) break;
  }
  return [...starts, ...contains].slice(0, most);
}

/** `@Name` → `<@id>` for the people picked; the longest name first, so that "Ana Ruiz" wins over "Ana". */
export function toWire(text: string, picked: readonly Person[]): string {
  const longestFirst = picked.toSorted((a, b) => b.name.length - a.name.length);
  return longestFirst.reduce((out, person) => out.replaceAll(`@${person.name}`, `<@${person.id}>`), text);
}

const WIRE = /<@([a-z0-9]{1,64})>/g;

/** `<@id>` → `@Name`, for editing, copying and previews. */
export function fromWire(text: string, nameOf: (id: string) => string | undefined): string {
  return text.replace(WIRE, (raw, id: string) => {
    const name = nameOf(id);
    return name ? `@${name}` : raw;
  });
}

/** Everyone mentioned in text as it travels, so that an edit keeps them. */
export function mentionedIn(text: string, people: readonly Person[]): Person[] {
  const ids = new Set([...text.matchAll(WIRE)].map((match) => match[1]));
  return people.filter((person) => ids.has(person.id));
}
