/**
 * Checks the JWTs that clients show, and turns their claims into what `ctx.auth.getUserIdentity()` returns.
 *
 * Shapes  Providers come from `auth.config.ts`: OIDC (`domain`, `applicationID`) or `customJwt`. The engine's own
 *         issuer needs no entry: its keys are read in the process.
 * Errors  TokenError with a sentence a developer can act on; the token itself is never in it.
 * Rules   SPEC.md ID.
 * Source  https://docs.convex.dev/auth/advanced/custom-jwt, /auth/advanced/custom-auth
 */
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import type { AuthProvider } from "../lib/authProvider.ts";

export class TokenError extends Error {
  override name = "TokenError";
}

/** `identity` is canonical JSON: equal callers have equal texts, whatever the token's own numbers. */
export type Verified = { identity: string; expiresMs: number; sessionId: string | null };

/** The engine's own issuer. A token of a sign-in that has ended is no longer good. */
export type OwnIssuer = {
  issuer: string;
  audience: string;
  /** Its public keys. */
  keys: () => Promise<JSONWebKeySet>;
  isOpen: (sessionId: string) => boolean;
};

const MAX_TOKEN_LENGTH = 16_384;
const CLOCK_TOLERANCE_S = 5;
/** Claims that say something of the token, not of the person. */
const NOT_IDENTITY = new Set(["iat", "exp", "nbf", "jti", "aud", "iss", "sub", "sid", "azp"]);
const CONVEX_NAME: Record<string, string> = {
  given_name: "givenName",
  family_name: "familyName",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  website: "websiteUrl",
  email_verified: "emailVerified",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  zoneinfo: "timezone",
  locale: "language",
  updated_at: "updatedAt",
};

/** Names of attributes that the engine sets itself. A claim of such a name is dropped. */
const GIVEN_NAMES = new Set(["tokenIdentifier", "issuer", "subject", ...Object.values(CONVEX_NAME)]);
const DISCOVER_AGAIN_AFTER_MS = 5_000;

type Provider = {
  issuer: string;
  audience: string | null;
  algorithms: string[];
  keys: JWTVerifyGetKey;
  /** Whether tokens must name their key and their type, as Convex asks of `customJwt`. */
  isCustom?: true;
};

export class TokenVerifier {
  readonly #own: OwnIssuer | null;
  #providers: Provider[] = [];

  constructor(own: OwnIssuer | null) {
    this.#own = own;
  }

  setProviders(providers: AuthProvider[]): void {
    this.#providers = providers.map(providerOf);
  }

  /** @throws TokenError */
  async verify(token: string, nowMs: number): Promise<Verified> {
    if (token.length > MAX_TOKEN_LENGTH) throw new TokenError("The token is too long.");
    const provider = await this.#providerFor(token);
    if (provider.isCustom === true) expectNamed(token);
    const options = {
      issuer: provider.issuer,
      algorithms: provider.algorithms,
      currentDate: new Date(nowMs),
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ["sub", "exp"],
      ...(provider.audience === null ? {} : { audience: provider.audience }),
    };
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, provider.keys, options));
    } catch (error) {
      throw new TokenError(`Could not verify the token: ${(error as Error).message}`);
    }
    if (Array.isArray(payload.aud) && payload.aud.length > 1)
      throw new TokenError("A token with several audiences is refused.");
    if (typeof payload.sub !== "string" || payload.sub === "")
      throw new TokenError("The token names no subject.");
    if (typeof payload.iat === "number" && payload.iat * 1000 > nowMs + CLOCK_TOLERANCE_S * 1000) {
      throw new TokenError("The token was issued in the future.");
    }
    const sessionId = typeof payload.sid === "string" ? payload.sid : null;
    if (provider.issuer === this.#own?.issuer && (sessionId === null || !this.#own.isOpen(sessionId)))
      throw new TokenError("The sign-in of this token has ended.");
    return { identity: identityOf(payload), expiresMs: payload.exp! * 1000, sessionId };
  }

  async #providerFor(token: string): Promise<Provider> {
    let claims: JWTPayload;
    try {
      claims = decodeJwt(token);
    } catch {
      throw new TokenError("The token is not a JWT.");
    }
    if (this.#own !== null && claims.iss === this.#own.issuer) {
      const keys = createLocalJWKSet(await this.#own.keys());
      return { issuer: this.#own.issuer, audience: this.#own.audience, algorithms: ["ES256"], keys };
    }
    const audiences = [claims.aud ?? []].flat();
    const provider = this.#providers.find(
      ({ issuer, audience }) => issuer === claims.iss && (audience === null || audiences.includes(audience)),
    );
    if (provider === undefined) {
      throw new TokenError(
        "No auth provider of `convex/auth.config.ts` matches the token's issuer and audience.",
      );
    }
    return provider;
  }
}

/** @throws TokenError for a header that Convex would refuse */
function expectNamed(token: string): void {
  const { kid, typ } = decodeProtectedHeader(token);
  if (kid === undefined || typ === undefined)
    throw new TokenError("The header of the token must have `kid`, `alg` and `typ`.");
}

function providerOf(provider: AuthProvider): Provider {
  if ("type" in provider) {
    const { issuer, applicationID, algorithm, jwks } = provider;
    return {
      issuer,
      audience: applicationID ?? null,
      algorithms: [algorithm],
      keys: createRemoteJWKSet(new URL(jwks)),
      isCustom: true,
    };
  }
  const domain = provider.domain.startsWith("http") ? provider.domain : `https://${provider.domain}`;
  return {
    issuer: domain,
    audience: provider.applicationID,
    algorithms: ["RS256", "EdDSA"],
    keys: discoveredKeys(domain),
  };
}

/** The keys of an OIDC issuer, found through its discovery document on first use. */
function discoveredKeys(domain: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  let failedAtMs = -Infinity;
  const discover = async () => {
    const response = await fetch(`${domain.replace(/\/$/, "")}/.well-known/openid-configuration`);
    if (!response.ok) throw new TokenError(`The issuer ${domain} answered ${response.status} to discovery.`);
    const { jwks_uri: uri } = (await response.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(uri));
  };
  // What was found stays, whatever tokens name; only a discovery that failed is tried again, after a while.
  return async (header, token) => {
    if (keys === null && performance.now() - failedAtMs < DISCOVER_AGAIN_AFTER_MS)
      throw new TokenError(`The issuer ${domain} could not be reached a moment ago.`);
    keys ??= discover().catch((error: unknown) => {
      keys = null;
      failedAtMs = performance.now();
      throw error;
    });
    return await (
      await keys
    )(header, token);
  };
}

function identityOf(payload: JWTPayload): string {
  const attributes: Record<string, unknown> = {
    tokenIdentifier: `${payload.iss}|${payload.sub}`,
    issuer: payload.iss,
    subject: payload.sub,
  };
  for (const [claim, value] of Object.entries(payload)) {
    if (!NOT_IDENTITY.has(claim) && !GIVEN_NAMES.has(claim)) attributes[CONVEX_NAME[claim] ?? claim] = value;
  }
  const sorted = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}
