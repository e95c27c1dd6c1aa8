import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { readLocal, writeLocal } from "./localStore";

const isFolded = new Observable(readLocal("sidebar") === "folded");

/** Whether the sidebar is only a strip of icons in this browser. */
export const useIsSidebarFolded = (): boolean => useSyncExternalStore(isFolded.subscribe, isFolded.get);

export function toggleSidebar(): void {
  isFolded.set(!isFolded.get());
  writeLocal("sidebar", isFolded.get() ? "folded" : undefined);
}
