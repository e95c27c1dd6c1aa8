import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";

/** What may lie over the shell; one at a time. */
export type Overlay =
  | "palette"
  | "shortcuts"
  | "settings"
  | "mailSettings"
  | "members"
  | "createChannel"
  | "newDirect"
  | "newTask"
  | "jumpToDate"
  | "automations"
  | "status"
  | "signOut";

const overlay = new Observable<Overlay | undefined>(undefined);

export const openOverlay = (next: Overlay): void => overlay.set(next);
export const closeOverlay = (): void => overlay.set(undefined);
/** Also while the code of the overlay is still on its way. */
export const isOverlayOpen = (): boolean => overlay.get() !== undefined;
export const useOverlay = (): Overlay | undefined => useSyncExternalStore(overlay.subscribe, overlay.get);
