import type { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { FunctionReturnType } from "convex/server";
import { clockTime, dateName } from "@/texts/time";
import { texts } from "@/texts";

export type Person = {
  id: Id<"users">;
  name: string;
  picture: string | undefined;
  isAdmin: boolean;
  isActive: boolean;
  joinedAt: number;
  /** What they say of themselves beside their name. */
  status?: Seen["status"];
  /** Until when nothing rings them. */
  pausedUntil?: number;
  /** A group that texts name by its handle, as they name people: its id is one of groups. */
  isGroup?: true;
  /** Tells them apart from others of the same name. */
  note?: string | undefined;
};

/** A person whom a text found. */
export type FoundPerson = Person & { isMember: boolean };

type Seen = FunctionReturnType<typeof api.users.names>[number];

export const toPerson = ({
  _id,
  name,
  picture,
  role,
  isActive,
  joinedAt,
  status,
  pausedUntil,
  isGroup,
}: Seen): Person => ({
  id: _id as Id<"users">,
  name,
  picture,
  isAdmin: role === "admin",
  isActive,
  joinedAt,
  ...(status && { status }),
  ...(pausedUntil !== undefined && { pausedUntil }),
  ...(isGroup && { isGroup }),
});

export const isSamePerson = (a: Person, b: Person): boolean =>
  a.name === b.name &&
  a.picture === b.picture &&
  a.isAdmin === b.isAdmin &&
  a.isActive === b.isActive &&
  a.status?.emoji === b.status?.emoji &&
  a.status?.text === b.status?.text &&
  a.status?.until === b.status?.until &&
  a.pausedUntil === b.pausedUntil;

/** The same list, in which people of one name have notes that tell them apart. */
export function withNotes<P extends Person>(people: readonly P[], myId: string): P[] {
  const nameOf = ({ name }: Person) => name.trim().toLowerCase();
  return people.map((person) => {
    const namesakes = people.filter((other) => nameOf(other) === nameOf(person));
    if (namesakes.length < 2) return person;
    const day = dateName(person.joinedAt);
    const isOneDay = namesakes.some(({ id, joinedAt }) => id !== person.id && dateName(joinedAt) === day);
    const joined = isOneDay ? `${day}, ${clockTime(person.joinedAt)}` : day;
    return { ...person, note: texts.users.namesake(person.id === myId, person.isAdmin, joined) };
  });
}
