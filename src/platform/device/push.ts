/** Pushes to this browser, as the browser sees them. What the server knows of it is told by `useThisDevice`. */
import { subscriptionOf } from "@/lib/pushSubscription";
import { readLocal, writeLocal } from "../localStore";
import { canHaveWorker, registration } from "./worker";

/** Why this browser cannot be told anything, or that it can. */
export type PushState = "possible" | "denied" | "insecure" | "homeScreen" | "unsupported" | "devBuild";

/** The address that the server was last told, and whose browser it was. */
const KEY = "push";

const isApple = () => /\b(iPhone|iPad)\b/.test(navigator.userAgent) || isTouchMac();
/** An iPad that passes for a Mac. */
const isTouchMac = () => /\bMacintosh\b/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;

export function pushState(): PushState {
  if (!globalThis.isSecureContext) return "insecure";
  if (!import.meta.env.PROD) return "devBuild";
  const canPush = canHaveWorker() && "PushManager" in globalThis && "Notification" in globalThis;
  if (!canPush) return isApple() ? "homeScreen" : "unsupported";
  return Notification.permission === "denied" ? "denied" : "possible";
}

export async function currentSubscription(): Promise<PushSubscription | null> {
  return (await (await registration())?.pushManager?.getSubscription()) ?? null;
}

/** What the server was told before, where this person told it. */
export function toldBefore(userId: string): string | undefined {
  const [owner, endpoint] = (readLocal(KEY) ?? "").split(" ");
  return owner === userId ? endpoint : undefined;
}

export const noteTold = (userId: string, endpoint: string): void => writeLocal(KEY, `${userId} ${endpoint}`);

/** Asks the person, and subscribes. Null where they do not want it. */
export async function subscribeHere(key: string, device: string) {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const { pushManager } = await navigator.serviceWorker.ready;
  // One for another key, such as that of a workspace that was here before, would keep this one out.
  await (await pushManager.getSubscription())?.unsubscribe();
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return subscriptionOf(subscription, device);
}

/** Ends it in the browser. @returns its address, for the server */
export async function unsubscribeHere(): Promise<string | undefined> {
  writeLocal(KEY, undefined);
  const subscription = await currentSubscription();
  await subscription?.unsubscribe();
  return subscription?.endpoint;
}

/** Takes away what this device shows and was pushed: what fits. */
export async function closeShownWhere(fits: (shown: { tag: string; at: number }) => boolean): Promise<void> {
  for (const shown of (await (await registration())?.getNotifications()) ?? []) {
    const { at = 0 } = (shown.data ?? {}) as { at?: number };
    if (fits({ tag: shown.tag, at })) shown.close();
  }
}
