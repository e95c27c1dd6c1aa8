import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import type { ReactNode } from "react";
import { useReadActions } from "@/features/channels";
import { DropZone, useAttachments } from "@/features/files";
import { reportRefusal } from "@/platform/reportRefusal";
import { useIsPhone } from "@/platform/useMedia";
import { texts } from "@/texts";
import { Composer } from "./composer/Composer";
import { toRows, type TaskTools } from "./feed";
import { FirstUnreadBar } from "./FirstUnreadBar";
import { MessageList } from "./list/MessageList";
import { RemovalQuestion } from "./list/RemovalQuestion";
import { ThreadMentionsNote } from "./thread/ThreadMentionsNote";
import { useFirstUnread } from "./useFirstUnread";
import { useMarkRead } from "./useMarkRead";
import { useMessageActions } from "./useMessageActions";
import { useMessages } from "./useMessages";
import { useSendMessage } from "./useSendMessage";
import { useUnreadLine, type ReadState } from "./useUnreadLine";

type Props = {
  channelId: Id<"channels">;
  /** As it is called in the composer: "#launch" or "Ben". */
  title: string;
  canWrite: boolean;
  /** What stands in the composer's place for those who may not write. */
  bar?: ReactNode;
  intro: ReactNode;
  /** Only members have one. It is known when this mounts: where the list opens is decided by it. */
  read: ReadState | undefined;
  onOpenThread: (messageId: Id<"messages">) => void;
  tasks: TaskTools;
};

/** The messages of a channel with their composer. Mount with `key={channelId}`. */
export function ChannelMessages(props: Props) {
  const { channelId, title, canWrite, bar, intro, read, onOpenThread, tasks } = props;
  const feed = useMessages(channelId, read?.unread ?? 0);
  const { messages } = feed;
  const composer = `message:${channelId}`;
  const files = useAttachments(composer);
  const { send } = useSendMessage({ channelId });
  const isPhone = useIsPhone();
  const { actions, editingKey, editLast, removal } = useMessageActions({
    place: { channelId },
    canWrite,
    onOpenThread,
    tasks,
  });
  const unreadAfter = useUnreadLine(read, messages);
  const firstUnread = useFirstUnread(feed, unreadAfter);
  // While the first unread is out of reach, a line would stand in the wrong place, and nothing is read.
  const isOutOfReach = firstUnread.isBeyond && read !== undefined && read.unread > 0;
  const seeEnd = useMarkRead(channelId, messages, isOutOfReach ? undefined : read?.lastReadTs);
  const { markRead } = useReadActions();

  return (
    <DropZone label={texts.files.dropHere(title)} onFiles={canWrite ? files.add : undefined}>
      {isOutOfReach && (
        <FirstUnreadBar
          unread={read.unread}
          lastReadTs={read.lastReadTs}
          isSeeking={firstUnread.isSeeking}
          onGo={firstUnread.seek}
          onMarkRead={() => void reportRefusal(markRead(channelId))}
        />
      )}
      <MessageList
        key={firstUnread.reached}
        label={texts.messages.messagesIn(title)}
        place={channelId}
        rows={toRows(messages, firstUnread.isBeyond ? undefined : unreadAfter, actions.myId)}
        isLoading={feed.isLoading}
        canLoadOlder={feed.canLoadOlder}
        actions={actions}
        editingKey={editingKey}
        intro={intro}
        onLoadOlder={feed.loadOlder}
        onSeeEnd={seeEnd}
      />
      <RemovalQuestion removal={removal} />
      <ThreadMentionsNote channelId={channelId} onOpenThread={onOpenThread} />
      {canWrite ? (
        <Composer
          place={composer}
          label={texts.messages.messageTo(title)}
          channelId={channelId}
          maxLength={LIMITS.messageText}
          focusesOnMount={!isPhone}
          onSend={(text) => send(text, composer)}
          onEditLast={() => editLast(messages)}
        />
      ) : (
        bar
      )}
    </DropZone>
  );
}
