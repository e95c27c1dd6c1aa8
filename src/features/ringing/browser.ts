/** What this browser does when something rings: chosen for each browser, and kept in it. */
import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { readLocal, writeLocal } from "@/platform/localStore";

const SOUND = "ringing:sound";
const NOTIFY = "ringing:notify";

const hasSound = new Observable(readLocal(SOUND) === "on");
const notifies = new Observable(readLocal(NOTIFY) === "on");

export const plays = (): boolean => readLocal(SOUND) === "on";
export const wantsNotifications = (): boolean => readLocal(NOTIFY) === "on";
export const useHasSound = (): boolean => useSyncExternalStore(hasSound.subscribe, hasSound.get);
export const useNotifies = (): boolean => useSyncExternalStore(notifies.subscribe, notifies.get);

export function setSound(isOn: boolean): void {
  hasSound.set(isOn);
  writeLocal(SOUND, isOn ? "on" : undefined);
}

export function setNotifies(isOn: boolean): void {
  notifies.set(isOn);
  writeLocal(NOTIFY, isOn ? "on" : undefined);
}

/** Whether the browser lets this page show notifications; "none" where it cannot: without TLS, or on some phones. */
export type Permission = "default" | "granted" | "denied" | "none";

export const permission = (): Permission => ("Notification" in globalThis ? Notification.permission : "none");

/** Asks, from a button: a browser that is asked by itself says no for good. */
export async function askPermission(): Promise<Permission> {
  return "Notification" in globalThis ? await Notification.requestPermission() : "none";
}
