import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { errorCode } from "@/platform/errorText";

export type Me = NonNullable<FunctionReturnType<typeof api.users.me>>;

export type Membership = { kind: "loading" } | { kind: "refused"; code: string } | { kind: "member"; me: Me };

/** Makes the signed-in person a member, once per session and when they are none any more. */
export function useMembership(): Membership {
  const me = useQuery(api.users.me);
  const ensure = useMutation(api.users.ensure);
  const [refusal, setRefusal] = useState<string>();
  const isMember = me !== null;

  useEffect(() => {
    ensure({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }).then(
      () => setRefusal(undefined),
      (error: unknown) => setRefusal(errorCode(error)),
    );
  }, [ensure, isMember]);

  if (me) return { kind: "member", me };
  return refusal ? { kind: "refused", code: refusal } : { kind: "loading" };
}

type Changes = FunctionArgs<typeof api.users.update>;

export function useUpdateMe() {
  const update = useMutation(api.users.update).withOptimisticUpdate((store, { name, hidesAi }) => {
    const me = store.getQuery(api.users.me, {});
    if (!me) return;
    const next = { ...me, name: name ?? me.name, hidesAi: hidesAi ?? me.hidesAi };
    store.setQuery(api.users.me, {}, next);
    for (const { args, value: people } of store.getAllQueries(api.users.names)) {
      const isNamed = people?.some(({ _id }) => _id === me._id);
      if (isNamed)
        store.setQuery(
          api.users.names,
          args,
          people?.map((person) => (person._id === me._id ? { ...person, name: next.name } : person)),
        );
    }
  });
  return (changes: Changes) => update(changes);
}

export const useMe = (): Me | undefined => useQuery(api.users.me) ?? undefined;
