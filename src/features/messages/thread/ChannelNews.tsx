import type { Id } from "@convex/_generated/dataModel";
import { AtSign } from "lucide-react";
import type { ComponentProps } from "react";
import { useUnread } from "@/features/channels";
import { NoticeTools } from "@/features/notices";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";

type ToolProps = ComponentProps<typeof NoticeTools>;

/** What stands over the composer of a channel, and what its list does for notices. */
export default function ChannelNews({ channelId, onOpenThread, ...tools }: Props & ToolProps) {
  return (
    <>
      <NoticeTools {...tools} />
      <ThreadMentionsNote channelId={channelId} onOpenThread={onOpenThread} />
    </>
  );
}

type Props = { channelId: Id<"channels">; onOpenThread: (messageId: Id<"messages">) => void };

/** Leads from a channel to the threads with replies that mention me or answer me, one after the other. */
function ThreadMentionsNote({ channelId, onOpenThread }: Props) {
  const replies = useUnread()?.get(channelId)?.replies ?? [];
  const [threadId] = replies.map((reply) => reply.threadId);
  if (!threadId) return null;
  const count = new Set(replies.map((reply) => reply.threadId)).size;
  const isMentioned = replies.some(({ kind }) => kind === "mention");
  return (
    <button
      type="button"
      className="row-focus anim-fade mx-4 mb-1.5 flex h-8 shrink-0 items-center gap-2 rounded-control bg-accent-soft px-3 text-small font-medium text-accent-text hover:underline max-wide:mx-2 touch:h-11"
      onClick={() => onOpenThread(threadId)}
    >
      <Icon of={AtSign} size={14} />
      {isMentioned ? texts.threads.mentionedIn(count) : texts.threads.answeredIn(count)}
    </button>
  );
}
