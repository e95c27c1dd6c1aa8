import { useEffect, useEffectEvent, useState } from "react";
import { authApi, AuthError, type Invite, type NewInvite } from "@/platform/auth/api";
import { errorText } from "@/platform/errorText";
import { toast } from "@/ui/toast";

/** The invite links of the workspace; for admins of the embedded identity. */
export function useInvites() {
  const [invites, setInvites] = useState<readonly Invite[]>();
  const [created, setCreated] = useState<NewInvite>();

  async function run<T>(request: Promise<T>): Promise<T | undefined> {
    try {
      return await request;
    } catch (error) {
      toast.error(error instanceof AuthError ? error.message : errorText("UNEXPECTED"));
      return undefined;
    }
  }

  async function refresh() {
    const list = await run(authApi.listInvites());
    if (list) setInvites(list.toSorted((a, b) => b.createdAt - a.createdAt));
  }

  const refreshOnce = useEffectEvent(() => void refresh());
  useEffect(() => refreshOnce(), []);

  return {
    invites,
    created,
    create: async () => {
      setCreated(await run(authApi.createInvite()));
      await refresh();
    },
    revoke: async (id: string) => {
      await run(authApi.revokeInvite(id));
      if (created?.id === id) setCreated(undefined);
      await refresh();
    },
  };
}
