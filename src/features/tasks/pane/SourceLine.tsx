import { messagePath } from "@convex/shared/addresses";
import type { Id } from "@convex/_generated/dataModel";
import { MessageSquareText } from "lucide-react";
import { Link } from "react-router";
import { useMessageSource } from "@/features/messages";
import { usePeople } from "@/features/users";

import { Icon } from "@/ui/Icon";

/** The way from a task back to the message it was made from; nothing for those who may not read that. */
export function SourceLine({ messageId }: { messageId: Id<"messages"> }) {
  const message = useMessageSource(messageId);
  const people = usePeople();
  if (!message) return null;
  return (
    <Link
      to={messagePath({ channelId: message.channelId, messageId: message._id })}
      className="row-focus flex items-start gap-2 rounded-control border-l-2 bg-bg-sunken px-3 py-2 text-small hover:bg-bg-hover"
    >
      <Icon of={MessageSquareText} size={14} className="mt-0.5 shrink-0 text-text-muted" />
      <span className="min-w-0">
        <span className="font-medium">{people.nameOf(message.authorId)}</span>
        <span dir="auto" className="line-clamp-2 [overflow-wrap:anywhere] text-text-muted">
          {message.text}
        </span>
      </span>
    </Link>
  );
}
