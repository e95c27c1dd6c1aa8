import { useSyncExternalStore } from "react";
import { getToken, session } from "./session";

/** The embedded identity in the shape of Clerk's `useAuth`, for `ConvexProviderWithClerk`. */
export function useEmbeddedAuth() {
  const { isLoaded, isSignedIn } = useSyncExternalStore(session.subscribe, session.get);
  return {
    isLoaded,
    isSignedIn,
    getToken,
    orgId: undefined,
    orgRole: undefined,
    sessionId: undefined,
    sessionClaims: undefined,
  };
}

/** Whether the very first answer is still missing because the server cannot be reached. */
export const useIsServerAway = (): boolean =>
  useSyncExternalStore(session.subscribe, () => session.get().isServerAway);

/** Why the server ended the sign-in of this browser, as a code. */
export const useEndedBecause = (): string | undefined =>
  useSyncExternalStore(session.subscribe, () => session.get().refusal);
