import { ConvexProviderWithClerk } from "convex/react-clerk";
import { lazy, Suspense, type ReactNode } from "react";
import { forgetDrafts } from "../drafts";
import { forgetFiles } from "../files/fileShelf";
import { convexClient } from "../convexClient";
import { kept } from "../device/keptClient";
import { identityKind } from "../env";
import { authApi } from "./api";
import { forgetSession, getToken, session } from "./session";
import { leaveDevice, SignOutContext } from "./signOut";
import { useEmbeddedAuth } from "./useEmbeddedAuth";
import { retryImport } from "@/lib/retryImport";

// Asked as early as can be: everything on screen waits for it.
if (identityKind === "embedded") void getToken();

// A session that has ended, by whosever word, ends what was kept of it.
session.subscribe(() => {
  const { isLoaded, isSignedIn } = session.get();
  if (isLoaded && !isSignedIn) void kept.forget();
});

const ClerkAuth = lazy(retryImport(() => import("./ClerkAuth")));

async function signOut(): Promise<void> {
  await leaveDevice();
  await authApi.signOut();
  forgetSession();
  forgetDrafts();
  await forgetFiles();
  // A fresh page: nothing that was read stays in memory for whoever comes next.
  location.assign("/sign-in");
}

/** Gives the Convex client its identity; which kind was decided at build time. */
export function AuthProvider({ children }: { children: ReactNode }) {
  if (identityKind === "clerk") {
    return (
      <Suspense fallback={null}>
        <ClerkAuth>{children}</ClerkAuth>
      </Suspense>
    );
  }
  return (
    <SignOutContext value={signOut}>
      <ConvexProviderWithClerk client={convexClient} useAuth={useEmbeddedAuth}>
        {children}
      </ConvexProviderWithClerk>
    </SignOutContext>
  );
}
