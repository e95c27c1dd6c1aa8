import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { errorCode } from "@/platform/errorText";
import type { Person } from "./PeopleContext";

export type Me = NonNullable<FunctionReturnType<typeof api.users.me>>;

export type Membership =
  | { kind: "loading" }
  | { kind: "refused"; code: string }
  | { kind: "member"; me: Me; people: readonly Person[] };

/** Makes the signed-in person a member, once per session and when they are none any more; says who is here. */
export function useMembership(): Membership {
  const me = useQuery(api.users.me);
  const users = useQuery(api.users.list, me ? {} : "skip");
  const ensure = useMutation(api.users.ensure);
  const [refusal, setRefusal] = useState<string>();
  const isMember = me !== null;

  useEffect(() => {
    ensure({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }).then(
      () => setRefusal(undefined),
      (error: unknown) => setRefusal(errorCode(error)),
    );
  }, [ensure, isMember]);

  if (me && users) return { kind: "member", me, people: users.map(toPerson) };
  return refusal ? { kind: "refused", code: refusal } : { kind: "loading" };
}

type Listed = FunctionReturnType<typeof api.users.list>[number];

const toPerson = ({ _id, name, imageUrl, role, isActive }: Listed): Person => ({
  id: _id,
  name,
  imageUrl,
  isAdmin: role === "admin",
  isActive,
});

type Changes = FunctionArgs<typeof api.users.update>;

export function useUpdateMe() {
  const update = useMutation(api.users.update).withOptimisticUpdate((store, { name, hidesAi }) => {
    const me = store.getQuery(api.users.me, {});
    if (!me) return;
    const next = { ...me, name: name ?? me.name, hidesAi: hidesAi ?? me.hidesAi };
    store.setQuery(api.users.me, {}, next);
    const users = store.getQuery(api.users.list, {});
    store.setQuery(
      api.users.list,
      {},
      users?.map((user) => (user._id === me._id ? { ...user, name: next.name } : user)),
    );
  });
  return (changes: Changes) => update(changes);
}

export const useMe = (): Me | undefined => useQuery(api.users.me) ?? undefined;
