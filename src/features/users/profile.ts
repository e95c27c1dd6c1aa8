import type { Id } from "@convex/_generated/dataModel";
import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";

/** Whose profile lies over the page. */
const opened = new Observable<Id<"users"> | undefined>(undefined);

export const openProfile = (userId: Id<"users">): void => opened.set(userId);
export const closeProfile = (): void => opened.set(undefined);
export const useOpenProfile = (): Id<"users"> | undefined =>
  useSyncExternalStore(opened.subscribe, opened.get);
