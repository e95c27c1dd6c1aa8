import type { Id } from "@convex/_generated/dataModel";
import { messagePath } from "@convex/shared/addresses";
import { LIMITS } from "@convex/shared/limits";
import { taskLabel } from "@convex/shared/tasks";
import { MessagesSquare } from "lucide-react";
import { Suspense, type ReactNode } from "react";
import { Link } from "react-router";
import {
  ChannelBar,
  channelTitle,
  takesReplies,
  useChannel,
  useChannels,
  type ChannelDetails,
} from "@/features/channels";
import { DropZone, useAttachments } from "@/features/files";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";
import { Composer } from "../composer/Composer";
import { composerPlace, taskDraftId } from "../drafts/localDrafts";
import { toRows, type TaskTools } from "../feed";
import { MessageList } from "../list/MessageList";
import { MessageListSkeleton } from "../list/MessageListSkeleton";
import { useMessageActions } from "../useMessageActions";
import { Thread } from "./ThreadPane";
import { useDiscussion, useFormerDiscussions, useMovedDraft, usePostInTask } from "./useDiscussion";

type Task = {
  _id: Id<"tasks">;
  number: number;
  channelId?: Id<"channels"> | undefined;
  threadId?: Id<"messages"> | undefined;
};

type Props = {
  task: Task;
  tools: TaskTools;
  /** Where the tools of the thread stand. */
  toolsPlace: HTMLElement | null;
};

/** What is said of a task: a thread of its channel, or the beginning of one. */
export function TaskDiscussion({ task, tools, toolsPlace }: Props) {
  const head = useDiscussion(task);
  const everybody = useChannels()?.find(({ isDefault }) => isDefault)?._id;
  const channelId = task.channelId ?? everybody;
  useMovedDraft(task._id, head === "loading" ? undefined : head?.id);
  if (head === "loading" || channelId === undefined) return <MessageListSkeleton />;
  return (
    <>
      <Former taskId={task._id} />
      <WithBar channelId={channelId}>
        {(canWrite, place) =>
          head ? (
            <Thread
              key={head.id}
              head={head}
              isHolder={head.text === taskLabel(task)}
              canWrite={canWrite}
              tasks={tools}
              toolsPlace={toolsPlace}
            />
          ) : (
            <Beginning taskId={task._id} channelId={channelId} place={place} canWrite={canWrite} />
          )
        }
      </WithBar>
    </>
  );
}

type BarProps = {
  channelId: Id<"channels">;
  /** @param place  the channel, as people call it */
  children: (canWrite: boolean, place: string) => ReactNode;
};

/** A channel as people call it; empty while it is not known. */
function usePlaceName(channel: ChannelDetails | undefined): string {
  const [people, myId] = [usePeople(), useMyId()];
  if (!channel) return "";
  const title = channelTitle(channel, people, myId);
  return channel.kind === "direct" ? title : `#${title}`;
}

/** For those who cannot write it says why, and what they can do about it. */
function WithBar({ channelId, children }: BarProps) {
  const channel = useChannel(channelId);
  const place = usePlaceName(channel);
  const canWrite = channel?.isMember === true && takesReplies(channel);
  return (
    <>
      {children(canWrite, place)}
      {channel && !canWrite && (
        <Suspense fallback={null}>
          <ChannelBar channel={channel} />
        </Suspense>
      )}
    </>
  );
}

type BeginningProps = {
  taskId: Id<"tasks">;
  channelId: Id<"channels">;
  place: string;
  canWrite: boolean;
};

/** Nobody has said anything; what I say first is on its way. */
function Beginning({ taskId, channelId, place, canWrite }: BeginningProps) {
  const composer = composerPlace(taskDraftId(taskId));
  const files = useAttachments(composer);
  const { pending, post } = usePostInTask(taskId);
  const { list } = useMessageActions({
    place: { channelId },
    messages: pending,
    canAct: false,
    canWrite: false,
  });
  return (
    <DropZone label={texts.files.dropReply} onFiles={canWrite ? files.add : undefined}>
      {pending.length > 0 ? (
        <MessageList
          label={texts.taskPane.discussion}
          place={taskId}
          rows={toRows(pending)}
          isLoading={false}
          opening={{ id: taskId, isEnd: true }}
          canLoadOlder={false}
          canLoadNewer={false}
          {...list}
          startsAtTop
          onLoadOlder={nothing}
          onLoadNewer={nothing}
          onOpenEnd={nothing}
        />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Empty icon={MessagesSquare} title={texts.taskPane.noDiscussion}>
            {place && texts.taskPane.noDiscussionWhy(place)}
          </Empty>
        </div>
      )}
      {canWrite && (
        <Composer
          place={composer}
          label={texts.taskPane.comment}
          maxLength={LIMITS.messageText}
          onSend={post}
        />
      )}
    </DropZone>
  );
}

const nothing = () => undefined;

/** The ways to what was said before the task came to its channel. */
function Former({ taskId }: { taskId: Id<"tasks"> }) {
  const former = useFormerDiscussions(taskId);
  if (former.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 border-b bg-bg-sunken px-4 py-2 text-small text-text-muted">
      {texts.taskPane.earlier}
      {former.map((one) => (
        <FormerLink key={one.threadId} {...one} />
      ))}
    </p>
  );
}

type FormerProps = ReturnType<typeof useFormerDiscussions>[number];

function FormerLink({ threadId, channelId, replyCount }: FormerProps) {
  const place = usePlaceName(useChannel(channelId));
  if (!place) return null;
  return (
    <Link
      to={`${messagePath({ channelId, messageId: threadId })}?thread=${threadId}`}
      className="text-accent-text underline-offset-2 hover:underline touch:py-2"
    >
      {texts.taskPane.earlierIn(place, replyCount)}
    </Link>
  );
}
