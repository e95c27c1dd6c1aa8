import { messagePath } from "@convex/shared/addresses";
import { MessageSquareText } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useMessageSources } from "@/features/messages";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { plainLine } from "@convex/shared/markdown/plainText";
import type { FullTask } from "../task";

/** How many stand there at first. */
const FEW = 3;

/** The ways from a task back to the messages it was made from; nothing for those who may not read them. */
export function Sources({ task }: { task: FullTask }) {
  const { fromMessageId, fromMessageIds = fromMessageId ? [fromMessageId] : [] } = task;
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? fromMessageIds : fromMessageIds.slice(0, FEW);
  const messages = useMessageSources(shown);
  const people = usePeople();
  if (messages.length === 0) return null;
  const more = fromMessageIds.length - shown.length;
  return (
    <section
      aria-label={texts.taskPane.sources}
      className="grid gap-px overflow-hidden rounded-control border-l-2"
    >
      {messages.map((message) => (
        <Link
          key={message._id}
          to={messagePath({ channelId: message.channelId, messageId: message._id })}
          className="row-focus flex items-start gap-2 bg-bg-sunken px-3 py-2 text-small hover:bg-bg-hover"
        >
          <Icon of={MessageSquareText} size={14} className="mt-0.5 shrink-0 text-text-muted" />
          <span className="min-w-0">
            <span className="font-medium">{people.nameOf(message.authorId)}</span>
            <span dir="auto" className="line-clamp-2 [overflow-wrap:anywhere] text-text-muted">
              {plainLine(message.text, people)}
            </span>
          </span>
        </Link>
      ))}
      {more > 0 && (
        <Button size="small" look="ghost" className="justify-self-start" onClick={() => setIsWhole(true)}>
          {texts.taskPane.moreSources(more)}
        </Button>
      )}
    </section>
  );
}
