import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { useMuted } from "./useChannelChoices";
export { useRinger } from "./ringer/useRinger";
export { RingSettings } from "./choices/RingSettings";
export { ThreadRing } from "./choices/ThreadRing";
export { useChoices, useChooseIn, usePause } from "./useChoices";
export { endText, typedEnd } from "./lengths";

export const ChannelRing = lazy(retryImport(() => import("./choices/ChannelRing")));
export const ChannelRingItems = lazy(retryImport(() => import("./choices/ChannelRingItems")));
export const PauseItems = lazy(retryImport(() => import("./choices/PauseItems")));
