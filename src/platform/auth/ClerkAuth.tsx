import { ClerkProvider, useAuth, useClerk } from "@clerk/react";
import { ConvexProviderWithClerk } from "convex/react-clerk";
import type { ReactNode } from "react";
import { convexClient } from "../convexClient";
import { env } from "../env";
import { forgetDrafts } from "../drafts";
import { forgetFiles } from "../files/fileShelf";
import { leaveDevice, SignOutContext } from "./signOut";

/** Loaded only when Clerk is configured, so that nobody else downloads it. */
export default function ClerkAuth({ children }: { children: ReactNode }) {
  return (
    <ClerkProvider
      publishableKey={env.clerkPublishableKey ?? ""}
      signInUrl="/sign-in"
      signUpUrl="/sign-up"
      afterSignOutUrl="/sign-in"
    >
      <ConvexProviderWithClerk client={convexClient} useAuth={useAuth}>
        <ClerkSignOut>{children}</ClerkSignOut>
      </ConvexProviderWithClerk>
    </ClerkProvider>
  );
}

function ClerkSignOut({ children }: { children: ReactNode }) {
  const clerk = useClerk();
  async function signOut() {
    await leaveDevice();
    await clerk.signOut();
    forgetDrafts();
    void forgetFiles();
  }
  return <SignOutContext value={signOut}>{children}</SignOutContext>;
}
