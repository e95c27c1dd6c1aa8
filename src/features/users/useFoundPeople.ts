import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { hasWords, nameKey, typedWords } from "@convex/shared/names";
import { useQuery } from "convex/react";
import { useKept } from "@/platform/useKept";
import { useMyId, usePeopleStore } from "./PeopleContext";
import { toPerson, withNotes, type FoundPerson, type Person } from "./person";

export type Sought = {
  /** The channel whose people come first. */
  channelId?: Id<"channels"> | undefined;
  /** Finds only people who are in the channel, or only others. */
  isMember?: boolean;
};

/**
 * The few people whom a text finds; nobody is looked for without one. Until the answer is there, those of the one before
 * who fit, and whoever else is known here.
 */
export function useFoundPeople(text: string | undefined, { channelId, isMember }: Sought = {}) {
  const store = usePeopleStore();
  const myId = useMyId();
  const words = typedWords(text ?? "", LIMITS.personName);
  const sought = {
    text: words.join(" "),
    ...(channelId && { channelId }),
    ...(isMember !== undefined && { isMember }),
  };
  const answer = useQuery(api.users.find, text === undefined ? "skip" : sought);
  const kept = useKept(answer) ?? [];
  const found = kept.map((person): FoundPerson => ({ ...toPerson(person), isMember: person.isMember }));
  const isPending = text !== undefined && answer === undefined;
  const others = isMember === undefined ? store.everybody() : [];
  const people = isPending ? fitting(found, others, words) : found;
  return {
    people: text === undefined ? [] : withNotes(people, myId),
    isPending,
    /** More may be found by more of a name. */
    isCut: answer?.length === LIMITS.peopleFound,
    /** What is chosen of an answer is known from then on. */
    note: (person: Person) => store.give([person]),
  };
}

function fitting(found: readonly FoundPerson[], others: readonly Person[], words: readonly string[]) {
  const ids = new Set(found.map(({ id }) => id));
  const more = others.filter(({ id }) => !ids.has(id)).map((person) => ({ ...person, isMember: false }));
  const all = words.length === 0 ? found : [...found, ...more];
  return all.filter(({ name }) => hasWords(nameKey(name), words)).slice(0, LIMITS.peopleFound);
}
