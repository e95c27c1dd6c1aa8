import { CALLS, type Call } from "@convex/shared/mentions";
import { Megaphone } from "lucide-react";
import { useState, type RefObject } from "react";
import type { Id } from "@convex/_generated/dataModel";
import { useFoundPeople, type Person } from "@/features/users";
import { useIsOnline } from "@/platform/online";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { useFirstFound } from "@/ui/form/useFirstFound";
import { mentionQuery } from "../mentions";
import type { CompletionSource } from "./CompletionBox";
import { insertText } from "@/lib/insertText";

type Options = {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Its people come first. */
  channelId: Id<"channels"> | undefined;
  /** Whether everybody in it is offered as well. */
  canCall: boolean;
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

const callsFor = (typed: string | undefined): Call[] =>
  typed === undefined ? [] : CALLS.filter((call) => call.startsWith(typed));

/** Outside of the hook, where the compiler would keep all texts together in a variable of its own. */
const callNote = (call: Call) => texts.messages.calls.note[call];

/** The people that are offered after an @, and all of them together. */
export function useMentionBox({ field, channelId, canCall, onPick }: Options): CompletionSource {
  const [query, setQuery] = useState<string>();
  const { hits, isPending, note } = useHits(query, channelId);
  const waitForFirst = useFirstFound({ text: query, isPending, first: hits[0], onPick: pick });

  const calls = canCall ? callsFor(query?.toLowerCase()) : [];

  /** @returns where it stands now */
  function put(name: string): number | undefined {
    const area = field.current;
    if (!area || query === undefined) return undefined;
    const end = area.selectionStart;
    const start = end - query.length - 1;
    insertText(area, start, end, `@${name} `);
    setQuery(undefined);
    return start;
  }

  function pick(person: Person) {
    const start = put(person.name);
    if (start === undefined) return;
    note(person);
    onPick(person, start);
  }

  return {
    label: texts.users.people,
    said: texts.messages.peopleFound(hits.length),
    options: [
      ...hits.map((person) => ({
        key: person.id,
        leading: <Avatar id={person.id} name={person.name} picture={person.picture} size={20} />,
        label: person.name,
        note: person.note,
      })),
      ...calls.map((call) => ({
        key: call,
        leading: <Icon of={Megaphone} size={16} className="mx-0.5 text-text-muted" />,
        label: `@${call}`,
        note: callNote(call),
      })),
    ],
    follow: (before) => setQuery(before === undefined ? undefined : mentionQuery(before)),
    pick: (index) => {
      const call = calls[index - hits.length];
      if (hits[index]) pick(hits[index]);
      else if (call) put(call);
    },
    waitForFirst,
  };
}
