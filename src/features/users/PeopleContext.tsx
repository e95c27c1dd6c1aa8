import type { Id } from "@convex/_generated/dataModel";
import { createContext, useContext, type ReactNode } from "react";
import { texts } from "@/texts";
import { namesakeNotes } from "./namesakes";
import { MentionContext } from "@/ui/markdown/Markdown";

export type Person = {
  id: Id<"users">;
  name: string;
  imageUrl: string | undefined;
  isAdmin: boolean;
  isActive: boolean;
  /** Tells them apart from others of the same name. */
  note?: string | undefined;
};

type People = { active: readonly Person[]; byId: ReadonlyMap<string, Person>; meId: string };

const NOBODY: People = { active: [], byId: new Map(), meId: "" };
const Context = createContext<People>(NOBODY);

/** Who is in the workspace, for names and pictures everywhere, mentions in text included. */
export function PeopleProvider({
  all,
  meId,
  children,
}: {
  all: readonly Person[];
  meId: string;
  children: ReactNode;
}) {
  const notes = namesakeNotes(all, meId);
  const noted = all.map((person) => ({ ...person, note: notes.get(person.id) }));
  const byId = new Map<string, Person>(noted.map((person) => [person.id, person]));
  const active = noted.filter((person) => person.isActive).toSorted((a, b) => a.name.localeCompare(b.name));
  const mentioned = (id: string) => {
    const person = byId.get(id);
    return person && { name: person.name, isMe: id === meId };
  };
  return (
    <Context value={{ active, byId, meId }}>
      <MentionContext value={mentioned}>{children}</MentionContext>
    </Context>
  );
}

export const usePeople = (): ReadonlyMap<string, Person> => useContext(Context).byId;

/** Everyone who can be spoken to, by name. */
export const usePeopleList = (): readonly Person[] => useContext(Context).active;

export const useMyId = (): string => useContext(Context).meId;

const someone = (id: string): Person => ({
  id: id as Id<"users">,
  name: texts.users.someone,
  imageUrl: undefined,
  isAdmin: false,
  isActive: true,
});

export function usePerson(id: string): Person {
  return useContext(Context).byId.get(id) ?? someone(id);
}
