/**
 * Who is signed in, in the embedded mode. Lives outside React because `getToken` must answer the Convex client
 * at any time.
 *
 * Rules  A network error or a 5xx is not a sign-out: `getToken` retries with growing pauses until the server
 *        says 200 (a token) or 401 (nobody). One null would sign the person out for good.
 */
import { Observable } from "@/lib/observable";
import { pauseOrOnline } from "@/lib/pause";
import { readLocal, writeLocal } from "../localStore";

export type Session = {
  isLoaded: boolean;
  isSignedIn: boolean;
  isServerAway: boolean;
  /** Why the server ended the sign-in, where the person did not. */
  refusal?: string | undefined;
};

const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 8_000;
const SPARE_MS = 60_000;

export const session = new Observable<Session>({ isLoaded: false, isSignedIn: false, isServerAway: false });

let cached: { token: string; expiresAt: number } | undefined;
let asking: Promise<string | null> | undefined;

/** Whether this browser was signed in last time: lets the first screen be the shell and not the door. */
export const wasSignedIn = (): boolean => readLocal("signed-in") === "yes";

function settle(isSignedIn: boolean, refusal?: string): void {
  writeLocal("signed-in", isSignedIn ? "yes" : undefined);
  const now = session.get();
  if (now.isLoaded && now.isSignedIn === isSignedIn && !now.isServerAway && now.refusal === refusal) return;
  session.set({ isLoaded: true, isSignedIn, isServerAway: false, refusal });
}

/** Ends the session on this screen; the server has already ended it or never knew it. */
export function forgetSession(refusal?: string): void {
  cached = undefined;
  settle(false, refusal);
}

function expiryOf(token: string): number {
  try {
    const body = token.split(".")[1] ?? "";
    const claims = JSON.parse(atob(body.replaceAll("-", "+").replaceAll("_", "/"))) as { exp?: unknown };
    return typeof claims.exp === "number" ? claims.exp * 1000 : 0;
  } catch {
    return 0;
  }
}

type Answer = { token: string } | { refusal: string | undefined };

/** @returns undefined when the server could not say. */
async function askOnce(): Promise<Answer | undefined> {
  try {
    const answer = await fetch("/api/auth/token", { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok && answer.status !== 401) return undefined;
    const body: unknown = await answer.json().catch(() => null);
    const { token, code } = (body ?? {}) as { token?: unknown; code?: unknown };
    if (!answer.ok) return { refusal: code === "DEACTIVATED" ? code : undefined };
    return typeof token === "string" ? { token } : undefined;
  } catch {
    return undefined;
  }
}

async function ask(): Promise<string | null> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const answer = await askOnce();
    if (answer && "refusal" in answer) {
      forgetSession(answer.refusal);
      return null;
    }
    if (answer) {
      cached = { token: answer.token, expiresAt: expiryOf(answer.token) };
      settle(true);
      return answer.token;
    }
    const now = session.get();
    if (!now.isLoaded && !now.isServerAway) session.set({ ...now, isServerAway: true });
    await pauseOrOnline(pauseMs * (0.8 + Math.random() * 0.4));
  }
}

export async function getToken(options?: { skipCache?: boolean }): Promise<string | null> {
  if (!options?.skipCache && cached && cached.expiresAt - SPARE_MS > Date.now()) return cached.token;
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return await asking;
}

/** After signing in or up: asks for the first token of the new session. */
export async function renewSession(): Promise<void> {
  cached = undefined;
  await getToken({ skipCache: true });
}
