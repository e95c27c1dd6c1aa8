import { useState, type KeyboardEvent, type RefObject } from "react";
import type { Id } from "@convex/_generated/dataModel";
import { useFoundPeople, type Person } from "@/features/users";
import { useIsOnline } from "@/platform/online";
import { useFirstFound } from "@/ui/form/useFirstFound";
import { mentionQuery } from "../mentions";
import { insertText } from "./textArea";

type Options = {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Its people come first. */
  channelId: Id<"channels"> | undefined;
  /** The name has been put into the text at `at`. */
  onPick: (person: Person, at: number) => void;
};

const MOST_SHOWN = 8;

function useHits(query: string | undefined, channelId: Id<"channels"> | undefined) {
  const isOnline = useIsOnline();
  const { people, isPending, note } = useFoundPeople(query, { channelId });
  // Without a network no answer comes, and the message must go out all the same.
  return { hits: people.slice(0, MOST_SHOWN), isPending: isPending && isOnline, note };
}

/** The list of people that opens after an @: which are offered, which one is active, and its keys. */
export function useMentionBox({ field, channelId, onPick }: Options) {
  const [query, setQuery] = useState<string>();
  const [at, setActive] = useState(0);
  const { hits, isPending, note } = useHits(query, channelId);
  const active = Math.max(0, Math.min(at, hits.length - 1));
  const isOpen = hits.length > 0;
  const waitForFirst = useFirstFound({ text: query, isPending, first: hits[0], onPick: pick });

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
    const start = end - query.length - 1;
    insertText(area, start, end, `@${person.name} `);
    note(person);
    onPick(person, start);
    close();
  }

  /** @returns true when the key belonged to the list. */
  function handleKey(event: KeyboardEvent): boolean {
    const isPick = event.key === "Enter" || event.key === "Tab";
    if (!isOpen && !(isPick && waitForFirst())) return false;
    const step = { ArrowDown: 1, ArrowUp: hits.length - 1 }[event.key];
    const chosen = hits[active];
    if (step !== undefined) setActive((active + step) % hits.length);
    else if (event.key === "Escape") close();
    else if (!isPick) return false;
    else if (chosen) pick(chosen);
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { hits, active, isOpen, follow, pick, close, handleKey };
}
