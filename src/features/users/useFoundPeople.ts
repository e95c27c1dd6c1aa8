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

const NOBODY: readonly Person[] = [];

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
  const isAnybody = isMember === undefined && words.length > 0;
  // Asked with the words, and not before: who is known changes.
  const known = isPending && isAnybody ? store.like(words) : NOBODY;
  const people = isPending ? fitting(found, known, words) : found;
  return {
    people: text === undefined ? [] : withNotes(people, myId),
    isPending,
    /** More may be found by more of a name. */
    isCut: answer?.length === LIMITS.peopleFound,
    /** What is chosen of an answer is known from then on. */
    note: (person: Person) => store.give([person]),
  };
}

function fitting(found: readonly FoundPerson[], known: readonly Person[], words: readonly string[]) {
  const ids = new Set(found.map(({ id }) => id));
  const more = known.filter(({ id }) => !ids.has(id)).map((person) => ({ ...person, isMember: false }));
  const fits = found.filter(({ name }) => hasWords(nameKey(name), words));
  return [...fits, ...more].slice(0, LIMITS.peopleFound);
}
