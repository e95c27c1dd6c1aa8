import { useState, type KeyboardEvent, type RefObject } from "react";
import { matchPeople, mentionQuery, type Person } from "../mentions";
import { insertText } from "./textArea";

type Options = {
  field: RefObject<HTMLTextAreaElement | null>;
  people: readonly Person[];
  /** The name has been put into the text at `at`. */
  onPick: (person: Person, at: number) => void;
};

/** The list of people that opens after an @: which are offered, which one is active, and its keys. */
export function useMentionBox({ field, people, onPick }: Options) {
  const [query, setQuery] = useState<string>();
  const [active, setActive] = useState(0);
  const hits = query === undefined ? [] : matchPeople(people, query);
  const isOpen = hits.length > 0;

  const close = () => setQuery(undefined);

  function follow(area: HTMLTextAreaElement) {
    const isCaret = area.selectionStart === area.selectionEnd;
    const next = isCaret ? mentionQuery(area.value.slice(0, area.selectionStart)) : undefined;
    if (next === query) return;
    setQuery(next);
    setActive(0);
  }

  function pick(person: Person) {
    const area = field.current;
    if (!area || query === undefined) return;
    const end = area.selectionStart;
    const at = end - query.length - 1;
    insertText(area, at, end, `@${person.name} `);
    onPick(person, at);
    close();
  }

  /** @returns true when the key belonged to the list. */
  function handleKey(event: KeyboardEvent): boolean {
    if (!isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: hits.length - 1 }[event.key];
    const chosen = hits[active];
    if (step !== undefined) setActive((active + step) % hits.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) pick(chosen);
    else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { hits, active, isOpen, follow, pick, close, handleKey };
}
