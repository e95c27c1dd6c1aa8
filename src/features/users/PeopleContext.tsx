import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useConvex, type ConvexReactClient } from "convex/react";
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { MentionContext, MentionMark } from "@/ui/markdown/Markdown";
import { usePending } from "@/ui/Settled";
import { toPerson, type Person } from "./person";
import { openProfile } from "./profile";
import { PeopleReader, type People } from "./peopleReader";
import { PeopleStore, type Watcher } from "./peopleStore";
import { useIsMine } from "./useGroups";

const Context = createContext<{ store: PeopleStore; meId: string }>({
  store: new PeopleStore(() => ({ get: () => undefined, stop: () => undefined })),
  meId: "",
});

const watcherOf =
  (client: ConvexReactClient): Watcher =>
  (ids, onChange) => {
    const watch = client.watchQuery(api.users.names, { ids: [...ids] });
    return { stop: watch.onUpdate(onChange), get: () => answerOf(watch)?.map(toPerson) };
  };

/** Names are refused to those only who are members no more, and the shell tells them. */
function answerOf<T>(watch: { localQueryResult: () => T | undefined }): T | undefined {
  try {
    return watch.localQueryResult();
  } catch {
    return undefined;
  }
}

type Props = {
  me: Person;
  /** Others who are known already. */
  known?: readonly Person[];
  children: ReactNode;
};

/** Names and pictures for views everywhere, mentions in text included. Mount with `key={me.id}`. */
export function PeopleProvider({ me, known = [], children }: Props) {
  const client = useConvex();
  const [store] = useState(() => new PeopleStore(watcherOf(client), [...known, me]));
  useEffect(() => {
    store.open();
    return () => store.close();
  }, [store]);
  useEffect(() => store.give([me]), [store, me]);
  return (
    <Context value={{ store, meId: me.id }}>
      <MentionContext value={mentioned}>{children}</MentionContext>
    </Context>
  );
}

export const usePeopleStore = (): PeopleStore => useContext(Context).store;

export const useMyId = (): string => useContext(Context).meId;

/** The people that this view asks for. */
export function usePeople(): People {
  const store = usePeopleStore();
  const [reader] = useState(() => new PeopleReader(store));
  const people = useSyncExternalStore(reader.subscribe, reader.get);
  usePending(people.isPending);
  return people;
}

/** A person, or what stands in their place while they are on the way and where nobody has the id. */
export function usePerson(id: string): Person {
  const people = usePeople();
  const name = people.nameOf(id);
  return (
    people.get(id) ?? {
      id: id as Id<"users">,
      name,
      picture: undefined,
      isAdmin: false,
      isActive: true,
      joinedAt: 0,
    }
  );
}

const mentioned = (id: string) => <MentionedPerson id={id} />;

/** A person or a group, which stands out for those who are in it; one that is gone is text. */
function MentionedPerson({ id }: { id: string }) {
  const { name, isGroup, isActive } = usePerson(id);
  const isMine = useIsMine(id, isGroup === true);
  const isMe = id === useMyId() || isMine;
  if (isGroup && !isActive) return `@${name}`;
  return (
    <button type="button" className="inline" onClick={() => openProfile(id as Id<"users">, isGroup)}>
      <MentionMark name={name} isMe={isMe} />
    </button>
  );
}
