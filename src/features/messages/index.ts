import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { ChannelMessages } from "./ChannelMessages";
export type { TaskTools } from "./feed";
export { useMessagePlace } from "./places/usePlace";
export type { Address } from "./places/useOpening";
export { useMessageSources } from "./useMessageSources";
export { messageKeys, writingKeys } from "./keys";
export { MessageListSkeleton } from "./list/MessageListSkeleton";
export { EmojiButton } from "./reactions/EmojiButton";
export { MESSAGE_MUTATIONS } from "./messageMutations";

export const ThreadPane = lazy(
  retryImport(async () => ({ default: (await import("./thread/ThreadPane")).ThreadPane })),
);

export const JumpToDate = lazy(
  retryImport(async () => ({ default: (await import("./dates/JumpToDate")).JumpToDate })),
);

export const BookmarksBar = lazy(
  retryImport(async () => ({ default: (await import("./bookmarks/BookmarksBar")).BookmarksBar })),
);
export const BookmarkList = lazy(
  retryImport(async () => ({ default: (await import("./bookmarks/BookmarkList")).BookmarkList })),
);

export const KeepDrafts = lazy(
  retryImport(async () => ({ default: (await import("./drafts/KeepDrafts")).KeepDrafts })),
);

export { askWhen } from "./later/asking";

export const Reminders = lazy(
  retryImport(async () => ({ default: (await import("./reminders/Reminders")).Reminders })),
);

export const ScheduledMessages = lazy(
  retryImport(async () => ({ default: (await import("./later/ScheduledMessages")).ScheduledMessages })),
);

export const SharedThing = lazy(retryImport(() => import("./sharing/SharedThing")));

export const Drafts = lazy(retryImport(async () => ({ default: (await import("./drafts/Drafts")).Drafts })));

/** The parts of the message list that are loaded when they are first used. */
export const warmUpMessages = () =>
  Promise.all([
    import("./thread/ThreadPane"),
    import("./thread/ThreadMark"),
    import("./reactions/EmojiPopover"),
    import("./list/MessageSheet"),
    import("./composer/OutsidersNote"),
  ]);
