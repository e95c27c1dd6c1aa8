import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { DropZone, useAttachments } from "@/features/files";
import { useIsPhone } from "@/platform/useMedia";
import { texts } from "@/texts";
import { Pane } from "@/ui/Pane";
import { Composer } from "../composer/Composer";
import { toRows, type TaskTools, type FeedRow } from "../feed";
import { MessageList } from "../list/MessageList";
import { MessageRow } from "../list/MessageRow";
import { ForwardQuestion } from "../links/ForwardQuestion";
import { RemovalQuestion } from "../list/RemovalQuestion";
import { useSendMessage } from "../useSendMessage";
import { useMessageActions } from "../useMessageActions";
import { useMessage, useThread } from "../useMessages";
import { useOpening, type Address } from "../places/useOpening";
import { useMarkThreadRead } from "./useMarkThreadRead";

type Props = {
  messageId: Id<"messages">;
  canWrite: boolean;
  tasks: TaskTools;
  /** The reply that the address means. */
  address?: Address | undefined;
  onClose: () => void;
};

/** A message with its replies, beside the channel. */
export function ThreadPane({ messageId, canWrite, tasks, address, onClose }: Props) {
  const head = useMessage(messageId);
  return (
    <Pane label={texts.shell.panes.thread} title={texts.shell.panes.thread} onClose={onClose}>
      {head && <Thread key={messageId} head={head} canWrite={canWrite} tasks={tasks} address={address} />}
    </Pane>
  );
}

type ThreadProps = {
  head: NonNullable<ReturnType<typeof useMessage>>;
  canWrite: boolean;
  tasks: TaskTools;
  address: Address | undefined;
};

/** The day a thread began is said by the channel; only later days are worth a line. */
function withoutFirstDay(rows: FeedRow[]): FeedRow[] {
  return rows.map((row, i) => (i === 0 ? { ...row, startsDay: false } : row));
}

function Thread({ head, canWrite, tasks, address }: ThreadProps) {
  const { channelId, id: threadId } = head;
  if (!threadId) throw new Error("A thread hangs on a saved message");
  const place = { channelId, threadId };
  const { opening, openEnd } = useOpening(threadId, { address, hasUnread: false, staysLeft: false });
  const feed = useThread(channelId, threadId, opening?.ts);
  const { messages } = feed;
  const composer = `message:${threadId}`;
  const files = useAttachments(composer);
  const seeEnd = useMarkThreadRead(place, messages);
  const { send } = useSendMessage(place);
  const isPhone = useIsPhone();
  const { actions, editingKey, editLast, removal, forwarding } = useMessageActions({
    place,
    canWrite,
    tasks,
  });
  const top = (
    <div className="pb-1">
      <MessageRow
        row={{ message: head, isGrouped: false, startsDay: false, startsUnread: false }}
        isActive={false}
        isEditing={editingKey === head.key}
        actions={actions}
        onActivate={() => undefined}
      />
      <p className="flex items-center gap-3 px-4 pt-3 pb-1 text-meta font-medium text-text-muted">
        {head.replyCount > 0 ? texts.messages.replies(head.replyCount) : texts.messages.noReplies}
        <span className="h-px flex-1 bg-line" />
      </p>
    </div>
  );
  return (
    <DropZone label={texts.files.dropReply} onFiles={canWrite ? files.add : undefined}>
      <MessageList
        label={texts.messages.threadReplies}
        place={threadId}
        rows={withoutFirstDay(toRows(messages))}
        isLoading={feed.isLoading}
        opening={opening}
        canLoadOlder={feed.canLoadOlder}
        canLoadNewer={feed.canLoadNewer}
        actions={actions}
        editingKey={editingKey}
        intro={top}
        startsAtTop
        onLoadOlder={feed.loadOlder}
        onLoadNewer={feed.loadNewer}
        onOpenEnd={openEnd}
        onSeeEnd={seeEnd}
      />
      <RemovalQuestion removal={removal} />
      <ForwardQuestion forwarding={forwarding} />
      {canWrite && (
        <Composer
          threadId={head.id}
          place={composer}
          channelId={channelId}
          label={texts.messages.reply}
          maxLength={LIMITS.messageText}
          focusesOnMount={!isPhone}
          onSend={(text) => {
            send(text, composer);
            if (feed.canLoadNewer) openEnd();
          }}
          onEditLast={() => editLast(messages)}
        />
      )}
    </DropZone>
  );
}
