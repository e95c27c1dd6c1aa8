/**
 * Accounts, sessions and tokens, kept by better-auth on a file of its own.
 *
 * better-auth always sees one fixed origin: the HTTP side has checked the real one already, and a deployment
 * is reached under many names (localhost, a LAN address, a domain). Rules: SPEC.md ID.
 */
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { getMigrations } from "better-auth/db/migration";
import { jwt } from "better-auth/plugins";
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, verifyPassword } from "./passwords.ts";

export const OWN_ORIGIN = "http://identity.internal";
export const AUDIENCE = "convex";

/** How long the link for a new password works. */
export const RESET_LIFETIME_MS = 60 * 60 * 1000;

export type AccountOptions = {
  database: DatabaseSync;
  secret: string;
  issuer: string;
  isSecure: boolean;
  /** Somebody asked for a new password: `token` lets the owner of the address choose one. */
  onReset: (email: string, token: string) => Promise<void>;
  /** Whether this account may sign in. */
  mayEnter: (userId: string) => Promise<boolean>;
};

/** Of an account that the app keeps out: the body of the answer. */
export const DEACTIVATED = { code: "DEACTIVATED", message: "This account is deactivated. Ask an admin." };

function configOf({ database, secret, issuer, isSecure, onReset, mayEnter }: AccountOptions) {
  // After the password: who does not know it learns nothing of the account.
  const onSession = async ({ userId }: { userId: string }) => {
    if (!(await mayEnter(userId))) throw new APIError("FORBIDDEN", DEACTIVATED);
  };
  return {
    database,
    secret,
    baseURL: OWN_ORIGIN,
    basePath: "/api/auth",
    telemetry: { enabled: false },
    logger: { disabled: true },
    // The engine limits attempts itself, by account and by socket address.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: isSecure,
      cookiePrefix: "engine",
      defaultCookieAttributes: { sameSite: "lax" as const, httpOnly: true },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      password: { hash: hashPassword, verify: verifyPassword },
      sendResetPassword: async ({ user, token }: { user: { email: string }; token: string }) =>
        await onReset(user.email, token),
      resetPasswordTokenExpiresIn: RESET_LIFETIME_MS / 1000,
      revokeSessionsOnPasswordReset: true,
    },
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

export type Accounts = ReturnType<typeof openAccounts>;

export function openAccounts(options: AccountOptions) {
  return betterAuth(configOf(options));
}

/** Creates better-auth's tables where they are missing. */
export async function migrateAccounts(options: AccountOptions): Promise<void> {
  const { runMigrations } = await getMigrations(configOf(options));
  await runMigrations();
}
