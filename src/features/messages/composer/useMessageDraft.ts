import { useDraft, usePeople, type Person } from "@/features/users";
import { addMark, changeText, fromWire, toWire, type Mark, type Marked } from "../mentions";

export const NO_TEXT: Marked = { text: "", marks: [] };

const isMark = (mark: Partial<Mark> | null): mark is Mark =>
  typeof mark?.at === "number" && typeof mark.id === "string" && typeof mark.name === "string";

function readMarked(stored: unknown, nameOf: (id: string) => string | undefined): Marked | undefined {
  const { text, marks, wire } = (stored ?? {}) as { text?: unknown; marks?: unknown; wire?: unknown };
  if (typeof wire === "string") return fromWire(wire, nameOf);
  if (typeof text !== "string") return undefined;
  return { text, marks: Array.isArray(marks) ? marks.filter(isMark) : [] };
}

/** The text of a message's field, and the ways to change it. */
export type MarkedField = {
  value: Marked;
  setText: (text: string) => void;
  addPerson: (person: Person, at: number) => void;
};

/**
 * The unsent text of one place (a channel, a thread, a message that is edited).
 *
 * @param initial  the text before anything was typed
 */
export function useMessageDraft(place: string, initial = NO_TEXT): MarkedField & { drop: () => void } {
  const people = usePeople();
  const { draft, setDraft, dropDraft } = useDraft<Marked | undefined>(place, (stored) =>
    readMarked(stored, (id) => people.get(id)?.name),
  );
  const change = (next: (now: Marked) => Marked) =>
    setDraft((now) => {
      const changed = next(now ?? initial);
      return toWire(changed) === toWire(initial) ? undefined : changed;
    });
  return {
    value: draft ?? initial,
    setText: (text) => change((now) => changeText(now, text)),
    addPerson: (person, at) => change((now) => addMark(now, person, at)),
    drop: dropDraft,
  };
}
