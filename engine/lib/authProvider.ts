/** An entry of `auth.config.ts`. */
export type AuthProvider =
  | { domain: string; applicationID: string }
  | {
      type: "customJwt";
      applicationID?: string | null;
      issuer: string;
      jwks: string;
      algorithm: "RS256" | "ES256";
    };
