import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";

export type Profile = FunctionReturnType<typeof api.users.profile>;

/** What somebody tells of themselves; undefined until it has come. */
export const useProfile = (userId: Id<"users">): Profile | undefined =>
  useQuery(api.users.profile, { userId });

/** Rejected with the server's code. */
export function useUpdateProfile() {
  const update = useMutation(api.users.updateProfile);
  return (fields: FunctionArgs<typeof api.users.updateProfile>) => update(fields);
}
