import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { lazy, Suspense, type ComponentProps, type ReactNode } from "react";
import { useReadActions } from "@/features/channels";
import { DropZone, useAttachments } from "@/features/files";
import { retryImport } from "@/lib/retryImport";
import { reportRefusal } from "@/platform/reportRefusal";
import { useIsPhone } from "@/platform/useMedia";
import { texts } from "@/texts";
import { Composer } from "./composer/Composer";
import { toRows, type TaskTools } from "./feed";
import { useChannelOpening } from "./places/useChannelOpening";
import type { Address } from "./places/useOpening";
import { Asked } from "./list/Asked";
import { MessageList } from "./list/MessageList";
import { useFirstUnread } from "./useFirstUnread";
import { useMarkRead } from "./useMarkRead";
import { useMessageActions } from "./useMessageActions";
import { useMessages } from "./useMessages";
import { useSendMessage } from "./useSendMessage";
import { useUnreadLine, type ReadState } from "./useUnreadLine";

const FirstUnreadBar = lazy(retryImport(() => import("./FirstUnreadBar")));
const ChannelNews = lazy(retryImport(() => import("./thread/ChannelNews")));

type Props = {
  channelId: Id<"channels">;
  /** As it is called in the composer: "#launch" or "Ben". */
  title: string;
  /** Whether one may react, pin, make tasks. */
  canAct: boolean;
  canWrite: boolean;
  /** What stands above the messages, and comes with them; undefined while that is on its way. */
  top: ReactNode;
  /** What stands in the composer's place for those who may not write. */
  bar?: ReactNode;
  intro: ReactNode;
  /** Only members have one. It is known when this mounts: where the list opens is decided by it. */
  read: ReadState | undefined;
  /** The place in the address. */
  address?: Address | "loading" | undefined;
  /** What is said of that place. */
  note?: string | undefined;
  onOpenThread: (messageId: Id<"messages">) => void;
  onJumpToDate: () => void;
  tasks: TaskTools;
};

/** The messages of a channel with their composer. Mount with `key={channelId}`. */
export function ChannelMessages(props: Props) {
  const { channelId, title, canAct, canWrite, bar, intro, read, onOpenThread, tasks } = props;
  const unread = read?.unread ?? 0;
  const { opening, openEnd } = useChannelOpening(channelId, props.address, unread > 0);
  const feed = useMessages(channelId, unread, opening?.ts);
  const { messages } = feed;
  const isLoading = feed.isLoading || props.top === undefined;
  const composer = `message:${channelId}`;
  const files = useAttachments(composer);
  const { send } = useSendMessage({ channelId });
  const isPhone = useIsPhone();
  const { list, asked, editLast, why } = useMessageActions({
    place: { channelId },
    messages,
    canAct,
    canWrite,
    onOpenThread,
    onJumpToDate: props.onJumpToDate,
    tasks,
  });
  const unreadAfter = useUnreadLine(read, messages);
  const firstUnread = useFirstUnread(feed, unreadAfter);
  // While the first unread is out of reach, a line would stand in the wrong place, and nothing is read.
  const isOutOfReach = firstUnread.isBeyond && read !== undefined && read.unread > 0;
  const markFrom = isOutOfReach || feed.canLoadNewer ? undefined : read?.lastReadTs;
  const seeEnd = useMarkRead(channelId, messages, markFrom);
  const { markRead } = useReadActions();

  return (
    <DropZone label={texts.files.dropHere(title)} onFiles={canWrite ? files.add : undefined}>
      {opening && !isLoading && props.top}
      {isOutOfReach && (
        <FirstUnread
          unread={read.unread}
          lastReadTs={read.lastReadTs}
          isSeeking={firstUnread.isSeeking}
          onGo={firstUnread.seek}
          onMarkRead={() => void reportRefusal(markRead(channelId))}
        />
      )}
      <Note text={props.note} />
      <MessageList
        key={firstUnread.reached}
        label={texts.messages.messagesIn(title)}
        place={channelId}
        rows={toRows(messages, firstUnread.isBeyond ? undefined : unreadAfter, list.actions.myId)}
        isLoading={isLoading}
        opening={opening}
        canLoadOlder={feed.canLoadOlder}
        canLoadNewer={feed.canLoadNewer}
        {...list}
        intro={intro}
        onLoadOlder={feed.loadOlder}
        onLoadNewer={feed.loadNewer}
        isAddressed={props.address !== undefined}
        onOpenEnd={openEnd}
        onSeeEnd={seeEnd}
      />
      <Asked asked={asked} messages={messages} actions={list.actions} />
      <News channelId={channelId} drawn={messages} why={why} onOpenThread={onOpenThread} />
      {canWrite ? (
        <Composer
          place={composer}
          label={texts.messages.messageTo(title)}
          channelId={channelId}
          maxLength={LIMITS.messageText}
          focusesOnMount={!isPhone}
          Typed={tasks.Typed}
          onSend={(text, isUrgent, isTask) => {
            send(text, composer, { isUrgent, isTask });
            if (feed.canLoadNewer) openEnd();
          }}
          onEditLast={editLast}
        />
      ) : (
        bar
      )}
    </DropZone>
  );
}

const FirstUnread = (props: ComponentProps<typeof FirstUnreadBar>) => (
  <Suspense fallback={null}>
    <FirstUnreadBar {...props} />
  </Suspense>
);

const News = (props: ComponentProps<typeof ChannelNews>) => (
  <Suspense fallback={null}>
    <ChannelNews {...props} />
  </Suspense>
);

/** What is said of the place in the address. */
function Note({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p role="status" className="border-b bg-bg-sunken px-4 py-2 text-small text-text-muted">
      {text}
    </p>
  );
}
