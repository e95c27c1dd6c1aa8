import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { useMarkSeen, useUnseen } from "./useUnseen";
export { useNoticeCount } from "./useNoticeCount";
export { useMarkAllRead } from "./useMarkAllRead";
export { useSeenMessages } from "./useSeenMessages";

export { toShown } from "./inbox/shown";
export { inboxKeys } from "./inbox/triageKeys";
export type { Notice } from "./inbox/useInbox";

export const Inbox = lazy(retryImport(async () => ({ default: (await import("./inbox/Inbox")).Inbox })));
export const Threads = lazy(
  retryImport(async () => ({ default: (await import("./threads/Threads")).Threads })),
);
export const WhyDialog = lazy(retryImport(() => import("./why/WhyDialog")));
