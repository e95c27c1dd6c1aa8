/**
 * Mentions travel as `<@id>`; people read and type `@Name`.
 *
 * Rules  A person is mentioned because they were picked, at the place where they were picked: names are not unique.
 *        A change inside a mention makes it plain text.
 */

type Person = { id: string; name: string };

/** A person in a text: `@` and their name stand at `at`. */
export type Mark = { at: number; id: string; name: string };
export type Marked = { text: string; marks: readonly Mark[] };

const TRIGGER = /(^|[\s(])@([\p{L}\p{N}._-]{0,30})$/u;

/** What is being typed after an @ right before the caret, or undefined. */
export function mentionQuery(textBeforeCaret: string): string | undefined {
  return TRIGGER.exec(textBeforeCaret)?.[2];
}

const isThere = (text: string, { at, name }: Mark) => text.startsWith(`@${name}`, at);

/** How many characters two texts begin (or, from behind, end) with alike. */
function sharedLength(a: string, b: string, most: number, from: "start" | "end"): number {
  let length = 0;
  while (length < most) {
    const i = from === "start" ? length : a.length - 1 - length;
    const j = from === "start" ? length : b.length - 1 - length;
    if (a[i] !== b[j]) break;
    length += 1;
  }
  return length;
}

/** The same text after a change: mentions before it stay, those behind it move along, those it touched are gone. */
export function changeText({ text: before, marks }: Marked, text: string): Marked {
  const most = Math.min(before.length, text.length);
  const start = sharedLength(before, text, most, "start");
  const end = before.length - sharedLength(before, text, most - start, "end");
  const moved = marks.flatMap((mark) => {
    if (mark.at + mark.name.length + 1 <= start) return [mark];
    return mark.at >= end ? [{ ...mark, at: mark.at + text.length - before.length }] : [];
  });
  return { text, marks: moved.filter((mark) => isThere(text, mark)) };
}

/** The mentions with one more person, who has just been put into the text at `at`. */
export function addMark({ text, marks }: Marked, { id, name }: Person, at: number): Marked {
  const mark = { at, id, name };
  const others = marks.filter((other) => other.at !== at);
  return { text, marks: isThere(text, mark) ? [...others, mark].toSorted((a, b) => a.at - b.at) : marks };
}

/** As it travels. */
export function toWire({ text, marks }: Marked): string {
  let wire = "";
  let from = 0;
  for (const { at, id, name } of marks) {
    wire += `${text.slice(from, at)}<@${id}>`;
    from = at + name.length + 1;
  }
  return wire + text.slice(from);
}

const WIRE = /<@([a-z0-9]{1,64})>/g;

/** As it is read and edited. Ids that nobody has stay as they are. */
export function fromWire(wire: string, nameOf: (id: string) => string | undefined): Marked {
  const marks: Mark[] = [];
  let text = "";
  let from = 0;
  for (const match of wire.matchAll(WIRE)) {
    const id = match[1] ?? "";
    const name = nameOf(id);
    if (name === undefined) continue;
    text += wire.slice(from, match.index);
    marks.push({ at: text.length, id, name });
    text += `@${name}`;
    from = match.index + match[0].length;
  }
  return { text: text + wire.slice(from), marks };
}
