import { messagePath } from "@convex/shared/addresses";
import type { Id } from "@convex/_generated/dataModel";
import { Link } from "react-router";
import { channelTitle } from "@/features/channels";
import { ShownFiles, useFile } from "@/features/files";
import { useMyId, usePeople } from "@/features/users";
import { isSameDay } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { clockTime, dayName, exactTime } from "@/texts/time";
import { Avatar } from "@/ui/Avatar";
import type { FeedMessage, TaskTools } from "../feed";
import { fromWire } from "../mentions";
import { targetsIn } from "./targets";
import { useLinkedMessage } from "./useLinkedMessage";

type Props = { message: FeedMessage; TaskChip: TaskTools["Chip"] | undefined };

/** What the links of a message lead to, for those who may read that; the links themselves stand in its text. */
export function LinkQuotes({ message, TaskChip }: Props) {
  return targetsIn(message.text).map((target) => {
    if ("messageId" in target) return <MessageQuote key={target.messageId} {...target} />;
    if ("fileId" in target) return <FileQuote key={target.fileId} {...target} />;
    if (!TaskChip || target.taskId === message.taskId) return null;
    return <TaskChip key={target.taskId} taskId={target.taskId as Id<"tasks">} />;
  });
}

function FileQuote({ fileId }: { fileId: string }) {
  const file = useFile(fileId);
  return file && <ShownFiles files={[file]} />;
}

type Target = { channelId: string; messageId: string };

function MessageQuote({ channelId, messageId }: Target) {
  const linked = useLinkedMessage(channelId, messageId);
  const people = usePeople();
  const myId = useMyId();
  const now = useNow();
  if (!linked) return null;
  const { message, channel } = linked;
  const author = people.get(message.authorId);
  const name = people.nameOf(message.authorId);
  const title = channelTitle(channel, people, myId);
  const time = clockTime(message.sentAt);
  return (
    <Link
      to={messagePath({ channelId, messageId })}
      draggable={false}
      className="row-focus mt-1 grid max-w-150 gap-0.5 rounded-control border-l-2 border-line-strong bg-bg-sunken px-3 py-1.5 text-small hover:bg-bg-hover"
    >
      <span className="flex min-w-0 items-center gap-1.5">
        <Avatar id={message.authorId} name={name} picture={author?.picture} size={16} />
        <span dir="auto" className="truncate font-semibold">
          {name}
        </span>
        <span dir="auto" className="truncate text-text-muted">
          {channel.kind === "direct" ? title : `#${title}`}
        </span>
        <time
          dateTime={new Date(message.sentAt).toISOString()}
          title={exactTime(message.sentAt)}
          className="tabular shrink-0 text-meta text-text-muted"
        >
          {isSameDay(message.sentAt, now) ? time : texts.messages.sinceDay(dayName(message.sentAt), time)}
        </time>
      </span>
      <span dir="auto" className="line-clamp-3 [overflow-wrap:anywhere] whitespace-pre-line">
        {fromWire(message.text, (id) => people.get(id)?.name).text ||
          message.files.map((file) => file.name).join("\n")}
      </span>
    </Link>
  );
}
