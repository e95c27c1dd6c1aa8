import type { Id } from "@convex/_generated/dataModel";
import { AtSign } from "lucide-react";
import { useUnread } from "@/features/channels";

type Props = { channelId: Id<"channels">; onOpenThread: (messageId: Id<"messages">) => void };

/** Leads from a channel to the threads in which I was mentioned, one after the other. It floats over what was read before. */
export function ThreadMentionsNote({ channelId, onOpenThread }: Props) {
  const mentions = useUnread()?.get(channelId)?.threadMentions ?? [];
  const [threadId] = mentions.map((mention) => mention.threadId);
  if (!threadId) return null;
  const count = new Set(mentions.map((mention) => mention.threadId)).size;
  return (
    <div className="pointer-events-none absolute inset-x-2 top-2 z-10 flex justify-center">
      <button
        type="button"
        className="anim-fade pointer-events-auto flex h-8 items-center gap-1.5 rounded-full bg-bg-raised px-3 text-small font-medium text-accent-text shadow-float hover:bg-bg-hover touch:h-11"
        onClick={() => onOpenThread(threadId)}
      >
        <AtSign size={14} strokeWidth={2} aria-hidden />
        You were mentioned in {count === 1 ? "a thread" : `${count} threads`}
      </button>
    </div>
  );
}
