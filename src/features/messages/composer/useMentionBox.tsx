import { useState, type RefObject } from "react";
import type { Id } from "@convex/_generated/dataModel";
import { useFoundPeople, type Person } from "@/features/users";
import { useIsOnline } from "@/platform/online";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { useFirstFound } from "@/ui/form/useFirstFound";
import { mentionQuery } from "../mentions";
import type { CompletionSource } from "./CompletionBox";
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

/** The people that are offered after an @. */
export function useMentionBox({ field, channelId, onPick }: Options): CompletionSource {
  const [query, setQuery] = useState<string>();
  const { hits, isPending, note } = useHits(query, channelId);
  const waitForFirst = useFirstFound({ text: query, isPending, first: hits[0], onPick: pick });

  function pick(person: Person) {
    const area = field.current;
    if (!area || query === undefined) return;
    const end = area.selectionStart;
    const start = end - query.length - 1;
    insertText(area, start, end, `@${person.name} `);
    note(person);
    onPick(person, start);
    setQuery(undefined);
  }

  return {
    label: texts.users.people,
    said: texts.messages.peopleFound(hits.length),
    options: hits.map((person) => ({
      key: person.id,
      leading: <Avatar id={person.id} name={person.name} picture={person.picture} size={20} />,
      label: person.name,
      note: person.note,
    })),
    follow: (before) => setQuery(before === undefined ? undefined : mentionQuery(before)),
    pick: (index) => hits[index] && pick(hits[index]),
    waitForFirst,
  };
}
