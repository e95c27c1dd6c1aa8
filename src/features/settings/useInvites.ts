import { useEffect, useState } from "react";
import { authApi, AuthError, type Invite, type InviteTerms, type NewInvite } from "@/platform/auth/api";
import { errorText } from "@/platform/errorText";
import { toast } from "@/ui/floating/toast";

async function orTell<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    toast.error(error instanceof AuthError ? error.message : errorText("UNEXPECTED"));
    return undefined;
  }
}

/** The invite links of the workspace; for admins of the embedded identity. */
export function useInvites() {
  const [invites, setInvites] = useState<readonly Invite[]>();
  const [created, setCreated] = useState<NewInvite>();
  const [version, setVersion] = useState(0);
  const refresh = () => setVersion((now) => now + 1);

  useEffect(() => {
    let isGone = false;
    void orTell(authApi.listInvites()).then((list) => {
      if (list && !isGone) setInvites(list.toSorted((a, b) => b.createdAt - a.createdAt));
    });
    return () => {
      isGone = true;
    };
  }, [version]);

  return {
    invites,
    created,
    /** @throws AuthError */
    createLink: async (terms: InviteTerms) => {
      setCreated(await authApi.createInvite(terms));
      refresh();
    },
    /** Emails an invite; false where the server cannot, and a link to pass on is there instead. @throws AuthError */
    mail: async (email: string) => {
      const { canMail } = await authApi.status();
      setCreated(canMail ? void (await authApi.createInvite({ email })) : await authApi.createInvite());
      refresh();
      return canMail;
    },
    revoke: async (id: string) => {
      if (!(await orTell(authApi.revokeInvite(id)))) return;
      if (created?.id === id) setCreated(undefined);
      refresh();
    },
  };
}
