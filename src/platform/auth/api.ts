/** The embedded identity's HTTP API, on the app's own origin with cookies. */
import { errorText } from "../errorText";
import type { FunctionsAnswer, LogAnswer, ServerFigures } from "./serverFigures";

export type AuthStatus = { needsFirstUser: boolean; openSignUp: boolean; canMail: boolean };
export type Invite = {
  id: string;
  url: string;
  createdAt: number;
  expiresAt: number;
  maxUses: number;
  usedCount: number;
  domain: string | null;
  invitedBy: string;
};
/** For how many people, how many days, and of which domain an invite is; for one person and a week by itself. */
export type InviteTerms = { maxUses?: number; days?: number; domain?: string };
export type NewInvite = { id: string; url: string; expiresAt: number };

/** A refusal of the identity API. `message` is a sentence for the person. */
export class AuthError extends Error {
  readonly code: string;

  constructor(code: string, retryAfterS: number | undefined) {
    super(errorText(code, retryAfterS));
    this.name = "AuthError";
    this.code = code;
  }
}

async function request<T>(path: string, body?: object): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`/api/auth/${path}`, {
      method: body ? "POST" : "GET",
      credentials: "same-origin",
      cache: "no-store",
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new AuthError("SERVER_AWAY", undefined);
  }
  const content: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return content as T;
  const code = (content as { code?: unknown } | undefined)?.code;
  const retryAfterS = Number(answer.headers.get("retry-after")) || undefined;
  if (answer.status === 429) throw new AuthError("TOO_MANY_ATTEMPTS", retryAfterS);
  throw new AuthError(typeof code === "string" ? code : "UNEXPECTED", retryAfterS);
}

export const authApi = {
  status: () => request<AuthStatus>("status"),
  signIn: (email: string, password: string) => request<object>("sign-in/email", { email, password }),
  signUp: (person: { name: string; email: string; password: string; inviteToken?: string }) =>
    request<object>("sign-up/email", person),
  requestPasswordReset: (email: string) => request<object>("request-password-reset", { email }),
  resetPassword: (token: string, newPassword: string) =>
    request<object>("reset-password", { token, newPassword }),
  signOut: () => request<object>("sign-out", {}),
  checkInvite: (token: string) =>
    request<{ valid: boolean; invitedBy?: string }>(`invites/check?token=${encodeURIComponent(token)}`),
  createInvite: (terms: InviteTerms & { email?: string } = {}) => request<NewInvite>("invites", terms),
  listInvites: () => request<Invite[]>("invites"),
  serverFigures: () => request<ServerFigures>("server"),
  serverFunctions: () => request<FunctionsAnswer>("server/functions"),
  serverLogs: (after: number) => request<LogAnswer>(`server/logs?after=${after}`),
  revokeInvite: (id: string) => request<object>("invites/revoke", { id }),
};
