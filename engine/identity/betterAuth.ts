/**
 * Accounts, sessions and tokens, kept by better-auth on a file of its own.
 *
 * better-auth always sees one fixed origin: the HTTP side has checked the real one already, and a deployment
 * is reached under many names (localhost, a LAN address, a domain). Rules: SPEC.md ID.
 */
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { betterAuth, type BetterAuthOptions as LibraryOptions } from "better-auth";
import { APIError } from "better-auth/api";
import { getMigrations } from "better-auth/db/migration";
import { jwt } from "better-auth/plugins";
import { withHashedSessions } from "./hashedSessions.ts";
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, verifyPassword } from "./passwords.ts";

export const OWN_ORIGIN = "http://identity.internal";
export const AUDIENCE = "convex";

/** How long the link for a new password works. */
export const RESET_LIFETIME_MS = 60 * 60 * 1000;

export type BetterAuthOptions = {
  database: DatabaseSync;
  secret: string;
  issuer: string;
  isSecure: boolean;
  /** What the names of this workspace's cookies begin with. */
  cookieName: string;
  /** Somebody asked for a new password: `token` lets the owner of the address choose one. */
  onReset: (email: string, token: string) => Promise<void>;
  /** Whether this account may sign in. */
  mayEnter: (userId: string) => Promise<boolean>;
};

/** The body of the answer for an account that the app keeps out. */
export const DEACTIVATED = { code: "DEACTIVATED", message: "This account is deactivated. Ask an admin." };

function passwordsOf(onReset: BetterAuthOptions["onReset"]) {
  return {
    enabled: true,
    minPasswordLength: MIN_PASSWORD_LENGTH,
    maxPasswordLength: MAX_PASSWORD_LENGTH,
    password: { hash: hashPassword, verify: verifyPassword },
    sendResetPassword: async ({ user, token }: { user: { email: string }; token: string }) =>
      await onReset(user.email, token),
    resetPasswordTokenExpiresIn: RESET_LIFETIME_MS / 1000,
    revokeSessionsOnPasswordReset: true,
  };
}

function configOf({ database, secret, issuer, isSecure, cookieName, onReset, mayEnter }: BetterAuthOptions) {
  // This is asked after the password check: nobody learns anything of an account without its password.
  const onSession = async ({ userId }: { userId: string }) => {
    if (!(await mayEnter(userId))) throw new APIError("FORBIDDEN", DEACTIVATED);
  };
  return {
    database,
    secret,
    baseURL: OWN_ORIGIN,
    basePath: "/api/auth",
    telemetry: { enabled: false },
    onAPIError: {
      onError: (error: unknown) => {
        if (!(error instanceof APIError)) throw error;
      },
    },
    logger: { disabled: true },
    // The engine limits attempts itself, by account and by socket address.
    rateLimit: { enabled: false },
    advanced: {
      // The browser keeps a cookie of this name to this host, to https and to the whole site.
      useSecureCookies: false,
      cookiePrefix: isSecure ? `__Host-${cookieName}` : cookieName,
      defaultCookieAttributes: { sameSite: "lax" as const, httpOnly: true, secure: isSecure },
    },
    emailAndPassword: passwordsOf(onReset),
    // Whoever reads the file, or a backup of it, has no link that works.
    verification: { storeIdentifier: "hashed" as const },
    user: { additionalFields: { role: { type: "string" as const, defaultValue: "member", input: false } } },
    databaseHooks: { session: { create: { before: onSession } } },
    plugins: [
      jwt({
        jwks: { keyPairConfig: { alg: "ES256" as const } },
        jwt: {
          issuer,
          audience: AUDIENCE,
          expirationTime: "15m",
          definePayload: ({ user, session }) => ({
            sid: session.id,
            jti: randomUUID(),
            name: user.name,
            email: user.email,
            email_verified: user.emailVerified,
          }),
        },
      }),
    ],
  };
}

export type BetterAuth = Awaited<ReturnType<typeof openBetterAuth>>;

export async function openBetterAuth(options: BetterAuthOptions) {
  const config = configOf(options);
  const inClear: LibraryOptions = config;
  const { adapter } = await betterAuth(inClear).$context;
  return betterAuth({ ...config, database: () => withHashedSessions(adapter) });
}

/** Creates better-auth's tables where they are missing. */
export async function migrateBetterAuth(options: BetterAuthOptions): Promise<void> {
  const { runMigrations } = await getMigrations(configOf(options));
  await runMigrations();
}
