import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { useBookmarksBar } from "./bookmarks/useBookmarksBar";
export { ChannelMessages } from "./ChannelMessages";
export type { TaskTools } from "./feed";
export { PAGE_SIZE } from "./pages/listed";
export { useMessagePlace } from "./places/usePlace";
export type { Address } from "./places/useOpening";
export { useMessageSources } from "./useMessageSources";
export { messageKeys, writingKeys } from "./keys";
export { MessageListSkeleton } from "./list/MessageListSkeleton";
export { EmojiButton } from "./reactions/EmojiButton";
export { MESSAGE_MUTATIONS } from "./messageMutations";

const loadThreads = () => import("./thread/threads");
export const ThreadPane = lazy(retryImport(async () => ({ default: (await loadThreads()).ThreadPane })));
export const TaskDiscussion = lazy(
  retryImport(async () => ({ default: (await loadThreads()).TaskDiscussion })),
);

export const JumpToDate = lazy(
  retryImport(async () => ({ default: (await import("./dates/JumpToDate")).JumpToDate })),
);

/** One chunk for what is there soon after the first paint: more of them would be named at the start. */
const loadSoon = () => import("./later/soon");
export const BookmarkList = lazy(retryImport(async () => ({ default: (await loadSoon()).BookmarkList })));
export const KeepDrafts = lazy(retryImport(async () => ({ default: (await loadSoon()).KeepDrafts })));

export { askWhen } from "./later/asking";

export const TypedInGone = lazy(
  retryImport(async () => ({ default: (await import("./drafts/TypedInGone")).TypedInGone })),
);

/** The parts of one page. */
const loadWaiting = () => import("./later/waiting");
export const Drafts = lazy(retryImport(async () => ({ default: (await loadWaiting()).Drafts })));
export const Reminders = lazy(retryImport(async () => ({ default: (await loadWaiting()).Reminders })));
export const ScheduledMessages = lazy(
  retryImport(async () => ({ default: (await loadWaiting()).ScheduledMessages })),
);

export const SharedThing = lazy(retryImport(() => import("./sharing/SharedThing")));

/** The parts of the message list that are loaded when they are first used. */
export const warmUpMessages = () =>
  Promise.all([
    loadThreads(),
    import("./thread/ThreadMark"),
    import("./reactions/EmojiPopover"),
    import("./list/MessageEditor"),
    import("./list/MessageSheet"),
  ]);
