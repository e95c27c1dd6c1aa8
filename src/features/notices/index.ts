import type { ConvexReactClient } from "convex/react";

export { useMarkSeen, useUnseen, useWaiting } from "./useUnseen";
export { useSeenRefusals } from "./refusals/useSeenRefusals";
export { problemText, triggerText } from "./refusals/automationText";
export { useNoticeCount } from "./useNoticeCount";

export { toShown } from "./inbox/shown";
export { Inbox } from "./inbox/Inbox";
export { Threads } from "./threads/Threads";
export { NoticeTools } from "./NoticeTools";
export { inboxKeys } from "./inbox/triageKeys";
export type { Notice } from "./inbox/useInbox";

export const markAllRead = async (client: ConvexReactClient) =>
  await (await import("./markAllRead")).markAllRead(client);
