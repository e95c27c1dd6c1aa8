import type { AuthConfig } from "convex/server";

declare const process: { env: Record<string, string | undefined> };

/**
 * Clerk, or with `none` the sign-in of a `npm start` that has this deployment as its backend. Convex refuses a push whose
 * file reads a variable that is not set, so each way reads its own. Where the embedded deployment has none, it trusts
 * its own sign-in by itself.
 */
function providers(): AuthConfig["providers"] {
  const clerkIssuer = process.env.CLERK_JWT_ISSUER_DOMAIN;
  if (!clerkIssuer) return [];
  if (clerkIssuer !== "none") return [{ domain: clerkIssuer, applicationID: "convex" }];
  const issuer = process.env.IDENTITY_ISSUER ?? "";
  const jwks = process.env.IDENTITY_JWKS ?? "";
  return [{ type: "customJwt", issuer, jwks, algorithm: "ES256", applicationID: "convex" }];
}

export default { providers: providers() } satisfies AuthConfig;
