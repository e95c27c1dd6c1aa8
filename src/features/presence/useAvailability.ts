import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type Availability = FunctionReturnType<typeof api.presence.of>;

/** Whether a person is here; undefined while that is on its way. */
export const useAvailability = (userId: Id<"users">): Availability | undefined =>
  useQuery(api.presence.of, { userId });

/** What I have chosen others to see, and how I change it. */
export function useMyChoices() {
  return { choices: useQuery(api.presence.choices), choose: useMutation(api.presence.choose) };
}
