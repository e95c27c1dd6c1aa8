import type { Id } from "@convex/_generated/dataModel";
import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";

/** Whose profile lies over the page: a person's, or a group's. */
type Opened = { id: string; isGroup?: boolean | undefined };

const opened = new Observable<Opened | undefined>(undefined);

export const openProfile = (id: Id<"users"> | Id<"groups">, isGroup?: boolean): void =>
  opened.set({ id, isGroup });
export const closeProfile = (): void => opened.set(undefined);
export const useOpenProfile = (): Opened | undefined => useSyncExternalStore(opened.subscribe, opened.get);
