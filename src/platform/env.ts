/** The only reader of build-time settings. Without any, the app talks to the server it came from. */
export const env = {
  convexUrl: (import.meta.env["VITE_CONVEX_URL"] as string | undefined) || undefined,
  clerkPublishableKey: (import.meta.env["VITE_CLERK_PUBLISHABLE_KEY"] as string | undefined) || undefined,
} as const;

/** Who signs people in: Clerk, or the server itself. Chosen once, at start. */
export const identityKind: "clerk" | "embedded" = env.clerkPublishableKey ? "clerk" : "embedded";
