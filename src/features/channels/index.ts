import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export {
  channelTitle,
  isDeserted,
  othersIn,
  takesReplies,
  toChannelId,
  type Channel,
  type ChannelId,
} from "./channel";
export { useChannel, useChannels, useMemberCount, useOutsiders, type ChannelDetails } from "./useChannels";
export { useNews, useUnreadThreads } from "./useNews";
export { UnreadProvider, useAttending, useReadState, useSeenReports, useUnread } from "./UnreadContext";
export { useUnreadReplies } from "./useUnreadReplies";
export { useChannelActions } from "./useChannelActions";
export { useMembers } from "./details/useMembers";
export { useReadActions } from "./useReadActions";
export { ChannelHeader } from "./ChannelHeader";
export { ChannelIcon } from "./ChannelIcon";
export { ChannelIntro } from "./ChannelIntro";
export { AddButton, ChannelSections } from "./ChannelSections";

// Screens that come in chunks of their own, when they are first shown.
export const AccessRequests = lazy(
  retryImport(async () => ({ default: (await import("./access/AccessRequests")).AccessRequests })),
);
export const AskForAccess = lazy(
  retryImport(async () => ({ default: (await import("./access/AskForAccess")).AskForAccess })),
);
export const ChannelBar = lazy(
  retryImport(async () => ({ default: (await import("./ChannelBar")).ChannelBar })),
);
export const BrowseChannels = lazy(
  retryImport(async () => ({
    default: (await import("./BrowseChannels")).BrowseChannels,
  })),
);
export const ChannelDetailsPane = lazy(
  retryImport(async () => ({
    default: (await import("./details/ChannelDetailsPane")).ChannelDetailsPane,
  })),
);
export const CreateChannelDialog = lazy(
  retryImport(async () => ({
    default: (await import("./CreateChannelDialog")).CreateChannelDialog,
  })),
);
export const NewDirectDialog = lazy(
  retryImport(async () => ({
    default: (await import("./NewDirectDialog")).NewDirectDialog,
  })),
);
