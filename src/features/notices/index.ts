import type { ConvexReactClient } from "convex/react";
import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { useMarkSeen, useUnseen } from "./useUnseen";
export { useNoticeCount } from "./useNoticeCount";

export { toShown } from "./inbox/shown";
export { Inbox } from "./inbox/Inbox";
export { Threads } from "./threads/Threads";
export { inboxKeys } from "./inbox/triageKeys";
export type { Notice } from "./inbox/useInbox";

export const NoticeTools = lazy(retryImport(() => import("./NoticeTools")));
export const markAllRead = async (client: ConvexReactClient) =>
  await (await import("./markAllRead")).markAllRead(client);
