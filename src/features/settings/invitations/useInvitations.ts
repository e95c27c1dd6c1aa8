import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { reportRefusal } from "@/platform/reportRefusal";

export type Invitation = FunctionReturnType<typeof api.invitations.list>[number];

/** The invitations of the workspace where an outside provider signs people in; for admins. */
export function useInvitations() {
  const invitations = useQuery(api.invitations.list);
  const create = useMutation(api.invitations.create);
  const revoke = useMutation(api.invitations.revoke);
  return {
    invitations,
    /** Answers whether the invitation is mailed. */
    invite: (email: string) => create({ email }),
    revoke: ({ _id }: Invitation) => void reportRefusal(revoke({ invitationId: _id })),
  };
}
