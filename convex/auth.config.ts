import type { AuthConfig } from "convex/server";

declare const process: { env: { CLERK_JWT_ISSUER_DOMAIN?: string } };

const clerkIssuer = process.env.CLERK_JWT_ISSUER_DOMAIN;

/** Without Clerk nobody is listed: the embedded deployment trusts its own sign-in by itself. */
export default {
  providers: clerkIssuer ? [{ domain: clerkIssuer, applicationID: "convex" }] : [],
} satisfies AuthConfig;
