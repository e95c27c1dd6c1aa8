import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { CircleCheck } from "lucide-react";
import { Suspense, useState } from "react";
import { createPortal } from "react-dom";
import { channelTitle, useChannels } from "@/features/channels";
import { NoticeTools } from "@/features/notices";
import { useMyId, usePeople } from "@/features/users";
import { DropZone, useAttachments } from "@/features/files";
import { useIsPhone } from "@/platform/useMedia";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { Pane } from "@/ui/pane/Pane";
import { Composer } from "../composer/Composer";
import { toRows, type FeedMessage, type TaskTools, type FeedRow } from "../feed";
import { Asked } from "../list/Asked";
import { MessageList } from "../list/MessageList";
import { MessageRow } from "../list/MessageRow";
import { isChosen } from "../choosing/chosen";
import { useSendMessage } from "../useSendMessage";
import { useMessageActions } from "../useMessageActions";
import { useMessage, useThread } from "../useMessages";
import { useOpening, type Address } from "../places/useOpening";
import { Participants } from "./Participants";
import { ThreadTools } from "./ThreadTools";
import { useMarkThreadRead } from "./useMarkThreadRead";
import { useThreadState } from "./useThreadState";

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
  const [tools, setTools] = useState<HTMLElement | null>(null);
  return (
    <Pane
      label={texts.shell.panes.thread}
      title={texts.shell.panes.thread}
      actions={<span ref={setTools} className="flex items-center gap-1" />}
      onClose={onClose}
    >
      {head && (
        <Thread
          key={messageId}
          head={head}
          canWrite={canWrite}
          tasks={tasks}
          address={address}
          toolsPlace={tools}
        />
      )}
    </Pane>
  );
}

type ThreadProps = {
  head: NonNullable<ReturnType<typeof useMessage>>;
  /** Whether the message only holds the thread: what it is about stands beside it. */
  isHolder?: boolean;
  canWrite: boolean;
  tasks: TaskTools;
  address?: Address | undefined;
  /** In the head of the pane. */
  toolsPlace: HTMLElement | null;
};

/** The day a thread began is said by the channel; only later days are worth a line. */
function withoutFirstDay(rows: FeedRow[]): FeedRow[] {
  return rows.map((row, i) => (i === 0 ? { ...row, startsDay: false } : row));
}

type IntroProps = {
  head: FeedMessage;
  isHolder: boolean;
  replies: readonly FeedMessage[];
  list: ReturnType<typeof useMessageActions>["list"];
};

/** The message that a thread hangs on, and who took part. */
function ThreadIntro({ head, isHolder, replies, list }: IntroProps) {
  const { actions, editingKey, chosen } = list;
  return (
    <div className="pb-1">
      {!isHolder && (
        <MessageRow
          row={{ message: head, isGrouped: false, startsDay: false, startsUnread: false }}
          isActive={false}
          isEditing={editingKey === head.key}
          isChosen={isChosen(head, chosen)}
          actions={actions}
          onActivate={() => undefined}
        />
      )}
      <p className="flex items-center gap-3 px-4 pt-3 pb-1 text-meta font-medium text-text-muted">
        {head.replyCount > 0 ? texts.messages.replies(head.replyCount) : texts.messages.noReplies}
        {head.resolvedBy && (
          <span className="flex items-center gap-1 text-ok">
            <Icon of={CircleCheck} size={14} />
            {texts.threads.resolved}
          </span>
        )}
        <span className="h-px flex-1 bg-line" />
        {head.replyCount > 0 && <Participants ids={participantsOf(head, replies)} />}
      </p>
    </div>
  );
}

/** The author of the first message, and those who replied. */
const participantsOf = (head: FeedMessage, replies: readonly FeedMessage[]): string[] => [
  ...new Set([head, ...replies].filter(({ isDeleted }) => !isDeleted).map(({ authorId }) => authorId)),
];

type ForAllProps = { channelId: Id<"channels">; isOn: boolean; onChange: (isOn: boolean) => void };

/** Whether the channel sees the reply as well. */
function ForAll({ channelId, isOn, onChange }: ForAllProps) {
  const channel = useChannels()?.find(({ _id }) => _id === channelId);
  const people = usePeople();
  const myId = useMyId();
  if (!channel) return null;
  const title = channelTitle(channel, people, myId);
  return (
    <label className="flex min-h-7 max-w-fit items-center gap-2 px-1 text-small text-text-muted touch:min-h-11">
      <input
        type="checkbox"
        className="accent-accent"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span className="min-w-0 truncate">
        {texts.threads.alsoInChannel(channel.kind === "direct" ? title : `#${title}`)}
      </span>
    </label>
  );
}

/** The replies to a message, with a composer. */
export function Thread({ head, isHolder = false, canWrite, tasks, address, toolsPlace }: ThreadProps) {
  const { channelId, id: threadId } = head;
  if (!threadId) throw new Error("A thread hangs on a saved message");
  const place = { channelId, threadId };
  const { opening, openEnd } = useOpening(threadId, { address, hasUnread: false, staysLeft: false });
  const feed = useThread(channelId, threadId, opening?.ts);
  const { messages } = feed;
  const composer = `message:${threadId}`;
  const files = useAttachments(composer);
  const state = useThreadState(place);
  const seeEnd = useMarkThreadRead(threadId, messages, state.isUnread);
  const isResolved = head.resolvedBy !== undefined;
  const [isForAll, setIsForAll] = useState(false);
  const { send } = useSendMessage(place);
  const isPhone = useIsPhone();
  const { list, asked, editLast, why } = useMessageActions({
    place,
    messages,
    canAct: canWrite,
    canWrite,
    tasks,
  });
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
        {...list}
        intro={<ThreadIntro head={head} isHolder={isHolder} replies={messages} list={list} />}
        startsAtTop
        onLoadOlder={feed.loadOlder}
        onLoadNewer={feed.loadNewer}
        onOpenEnd={openEnd}
        onSeeEnd={seeEnd}
      />
      {toolsPlace &&
        createPortal(
          <ThreadTools
            threadId={threadId}
            state={state}
            isResolved={isResolved}
            canResolve={canWrite && head.replyCount > 0}
          />,
          toolsPlace,
        )}
      <Asked asked={asked} messages={[head, ...messages]} actions={list.actions} />
      <Suspense fallback={null}>
        <NoticeTools drawn={messages} why={why} />
      </Suspense>
      {canWrite && (
        <Composer
          threadId={head.id}
          place={composer}
          channelId={channelId}
          label={texts.messages.reply}
          maxLength={LIMITS.messageText}
          focusesOnMount={!isPhone}
          choice={<ForAll channelId={channelId} isOn={isForAll} onChange={setIsForAll} />}
          Typed={tasks?.Typed}
          onSend={(text, isUrgent, isTask) => {
            send(text, composer, { alsoInChannel: isForAll, isUrgent, isTask });
            setIsForAll(false);
            if (feed.canLoadNewer) openEnd();
          }}
          onEditLast={editLast}
        />
      )}
    </DropZone>
  );
}
