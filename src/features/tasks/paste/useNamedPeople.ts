import { api } from "@convex/_generated/api";
import { personMeant, type Picked } from "@convex/shared/board/quickAdd";
import { nameKey } from "@convex/shared/names";
import { useConvex } from "convex/react";
import { useEffect, useState } from "react";
import type { ChannelId } from "@/features/channels";

/** Whom each name means that was looked for; null for nobody, or several. */
export type Named = ReadonlyMap<string, Picked | null>;

/** Looks for people by names that were pasted, one after the other, each once. */
export function useNamedPeople(names: readonly string[], channelId: ChannelId | undefined): Named {
  const client = useConvex();
  const [known, setKnown] = useState<Named>(new Map());
  const next = names.find((name) => !known.has(name));
  useEffect(() => {
    if (next === undefined) return undefined;
    let isWanted = true;
    const tell = (person: Picked | null) => isWanted && setKnown((now) => new Map(now).set(next, person));
    const find = async () => {
      const sought = { text: next, ...(channelId && { channelId, isMember: true }) };
      const found = await client.query(api.users.find, sought).catch(() => []);
      const same = found.filter(({ name }) => nameKey(name) === nameKey(next));
      const person = same.length === 1 ? same[0] : personMeant(found, next);
      tell(person ? { id: person._id, name: next } : null);
    };
    void find();
    return () => {
      isWanted = false;
    };
  }, [client, channelId, next]);
  return known;
}
