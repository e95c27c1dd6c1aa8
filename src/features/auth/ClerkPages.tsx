import { SignIn, SignUp } from "@clerk/react";

/** Clerk draws its own forms; this file is loaded only when Clerk is configured. */
export default function ClerkPages({ page }: { page: "sign-in" | "sign-up" }) {
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-4">
      {page === "sign-in" ? (
        <SignIn routing="path" path="/sign-in" signUpUrl="/sign-up" />
      ) : (
        <SignUp routing="path" path="/sign-up" signInUrl="/sign-in" />
      )}
    </main>
  );
}
