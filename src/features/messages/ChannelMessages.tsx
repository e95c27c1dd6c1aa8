import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import type { ReactNode } from "react";
import { useMyId, usePeopleList } from "@/features/users";
import { useIsPhone } from "@/platform/useMedia";
import { Composer } from "./composer/Composer";
import { toRows, type CreateTask } from "./feed";
import { MessageList } from "./list/MessageList";
import { useSendMessage } from "./OutboxContext";
import { ThreadMentionsNote } from "./thread/ThreadMentionsNote";
import { useMarkRead } from "./useMarkRead";
import { useMessageActions } from "./useMessageActions";
import { useMessages } from "./useMessages";
import { useUnreadLine, type ReadState } from "./useUnreadLine";

type Props = {
  channelId: Id<"channels">;
  /** As it is called in the composer: "#launch" or "Ben". */
  title: string;
  canWrite: boolean;
  /** What stands in the composer's place for those who may not write. */
  bar?: ReactNode;
  intro: ReactNode;
  /** Of members only. */
  read: ReadState | undefined;
  onOpenThread: (messageId: Id<"messages">) => void;
  onCreateTask: CreateTask;
};

/** The messages of a channel with their composer. Mount with `key={channelId}`. */
export function ChannelMessages(props: Props) {
  const { channelId, title, canWrite, bar, intro, read, onOpenThread, onCreateTask } = props;
  const { messages, isLoading, canLoadOlder, loadOlder } = useMessages(channelId, read?.unread ?? 0);
  const { send } = useSendMessage({ channelId });
  const people = usePeopleList();
  const myId = useMyId();
  const isPhone = useIsPhone();
  const { actions, editingKey, editLast } = useMessageActions({
    place: { channelId },
    canWrite,
    onOpenThread,
    onCreateTask,
  });
  const unreadAfter = useUnreadLine(read, messages);
  // Where the first unread is further back than what is loaded, a line would stand in the wrong place.
  const isLineLoaded = !canLoadOlder || (messages[0]?.createdAt ?? 0) <= (unreadAfter ?? 0);
  const seeEnd = useMarkRead(channelId, messages, read?.lastReadAt);

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <MessageList
        label={`Messages in ${title}`}
        rows={toRows(messages, isLineLoaded ? unreadAfter : undefined, actions.myId)}
        isLoading={isLoading}
        canLoadOlder={canLoadOlder}
        actions={actions}
        editingKey={editingKey}
        intro={intro}
        onLoadOlder={loadOlder}
        onSeeEnd={seeEnd}
      />
      <ThreadMentionsNote channelId={channelId} onOpenThread={onOpenThread} />
      {canWrite ? (
        <Composer
          place={`${myId}:${channelId}`}
          label={`Message ${title}`}
          people={people}
          maxLength={LIMITS.messageText}
          focusesOnMount={!isPhone}
          onSend={send}
          onEditLast={() => editLast(messages)}
        />
      ) : (
        bar
      )}
    </div>
  );
}
