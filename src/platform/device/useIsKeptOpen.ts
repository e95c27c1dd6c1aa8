import { useSyncExternalStore } from "react";
import { kept } from "./keptClient";

/** Whether what is kept stands in for the server. */
export const useIsKeptOpen = (): boolean => useSyncExternalStore(kept.subscribe, kept.isOpen);
