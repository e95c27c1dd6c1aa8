import { hasWords, nameKey } from "@convex/shared/names";
import { CALLS, type Call } from "@convex/shared/mentions";
import { Megaphone, Users } from "lucide-react";
import { useState, type RefObject } from "react";
import type { Id } from "@convex/_generated/dataModel";
import { named, useFoundPeople, useGroups, type Group, type Person } from "@/features/users";
import { useIsOnline } from "@/platform/online";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Icon, type IconShape } from "@/ui/Icon";
import { useFirstFound } from "@/ui/form/useFirstFound";
import { insertText } from "@/lib/insertText";
import { mentionQuery } from "../mentions";
import type { Completion, CompletionSource } from "@/ui/form/CompletionBox";
import { useCanCall } from "./useCanCall";

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
const MOST_GROUPS = 4;

function useHits(query: string | undefined, channelId: Id<"channels"> | undefined) {
  const isOnline = useIsOnline();
  const { people, isPending, note } = useFoundPeople(query, { channelId });
  // Without a network no answer comes, and the message must go out all the same.
  return { hits: people.slice(0, MOST_SHOWN), isPending: isPending && isOnline, note };
}

const callsFor = (typed: string | undefined): Call[] =>
  typed === undefined ? [] : CALLS.filter((call) => call.startsWith(typed));

/** Those whose handle, or a word of whose name, begins so. */
function groupsFor(typed: string | undefined, groups: readonly Group[] = []): Group[] {
  const words = typed === undefined ? undefined : nameKey(typed).split(" ");
  const fits = ({ handle, name }: Group) => words && hasWords(nameKey(`${handle} ${name}`), words);
  return groups.filter(fits).slice(0, MOST_GROUPS);
}

/** Outside of the hook, where the compiler would keep all texts together in a variable of its own. */
const option = (key: string, icon: IconShape, name: string, note: string): Completion => ({
  key,
  leading: <Icon of={icon} size={16} className="mx-0.5 text-text-muted" />,
  label: `@${name}`,
  note,
});
const groupOption = ({ _id, handle, name, memberCount }: Group) =>
  option(_id, Users, handle, texts.messages.groupNote(name, memberCount));
const callOption = (call: Call) => option(call, Megaphone, call, texts.messages.calls.note[call]);

/** The people that are offered after an @, their groups, and all of them together. */
export function useMentionBox({ field, channelId, canCall, onPick }: Options): CompletionSource {
  const [query, setQuery] = useState<string>();
  const { hits, isPending, note } = useHits(query, channelId);
  const waitForFirst = useFirstFound({ text: query, isPending, first: hits[0], onPick: pick });

  const isChannel = useCanCall(channelId);
  const groups = groupsFor(query, useGroups(isChannel && query !== undefined));
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
    said: texts.messages.namesFound(hits.length + groups.length + calls.length),
    options: [
      ...hits.map((person) => ({
        key: person.id,
        leading: <Avatar id={person.id} name={person.name} picture={person.picture} size={20} />,
        label: person.name,
        note: person.note,
      })),
      ...groups.map(groupOption),
      ...calls.map(callOption),
    ],
    follow: (before) => setQuery(before === undefined ? undefined : mentionQuery(before)),
    pick: (index) => {
      const group = groups[index - hits.length];
      const call = calls[index - hits.length - groups.length];
      if (hits[index]) pick(hits[index]);
      else if (group) pick(named(group));
      else if (call) put(call);
    },
    waitForFirst,
  };
}
