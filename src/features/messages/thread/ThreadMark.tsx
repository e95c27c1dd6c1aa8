import { CircleCheck, MessagesSquare } from "lucide-react";
import { useUnreadReplies } from "@/features/channels";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import type { FeedMessage } from "../feed";
import { BoardLine } from "./BoardLine";
import type { MessageActions } from "../list/messageActions";

type Props = { message: FeedMessage; actions: MessageActions; isAbove?: boolean };

/**
 * What few messages of a channel show: what a board says, or of threads, above their text or beside the number of replies.
 */
export default function ThreadMark({ message, actions, isAbove = false }: Props) {
  if (isAbove && message.line) return <BoardLine line={message.line} />;
  return isAbove ? <FromThread message={message} actions={actions} /> : <ThreadNews message={message} />;
}

/** Over a reply that was sent to the channel too: the way to its thread. */
function FromThread({ message, actions }: Props) {
  const { openThread } = actions;
  return (
    <button
      type="button"
      className="finger relative flex items-center gap-1 text-meta font-medium text-text-muted enabled:hover:text-text enabled:hover:underline"
      disabled={!openThread}
      onClick={() => openThread?.(message)}
    >
      <Icon of={MessagesSquare} size={12} />
      {texts.threads.fromThread}
    </button>
  );
}

/** How much of a thread is new to me, and that it is settled. */
function ThreadNews({ message: { id, resolvedBy } }: Pick<Props, "message">) {
  const unread = useUnreadReplies(id);
  return (
    <>
      {unread > 0 && (
        <span className="rounded-full bg-accent px-1.5 text-meta leading-4.5 font-semibold text-on-accent">
          {texts.threads.newReplies(unread)}
        </span>
      )}
      {resolvedBy && (
        <span className="flex items-center gap-1 font-normal text-ok">
          <Icon of={CircleCheck} size={12} />
          {texts.threads.resolved}
        </span>
      )}
    </>
  );
}
