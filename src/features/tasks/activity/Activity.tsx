import { messagePath } from "@convex/shared/addresses";
import { MessageSquareText } from "lucide-react";
import { Suspense } from "react";
import { Link } from "react-router";
import { History } from "@/features/events";
import { plainLine } from "@convex/shared/markdown/plainText";
import { usePeople } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { Icon } from "@/ui/Icon";
import { Bone } from "@/ui/Skeleton";
import type { FullTask } from "../task";
import { useComments, type Comment } from "./useComments";

/** What was done to a task and said of it, newest first. */
export function Activity({ task }: { task: FullTask }) {
  const { comments, loadMore } = useComments(task);
  const items = comments?.map((comment) => ({
    id: comment._id,
    at: comment.sentAt,
    // What boards say there is told by an event as well.
    line: comment.deletedAt === undefined && !comment.line && <CommentLine comment={comment} />,
  }));
  return (
    <section aria-label={texts.taskPane.activity} className="grid gap-2 border-t pt-3">
      <h2 className="text-small font-medium">{texts.taskPane.activity}</h2>
      <Suspense fallback={<Bone className="w-1/2" />}>
        <History subject={{ taskId: task._id }} boardOf={task.channelId} between={{ items, loadMore }} />
      </Suspense>
    </section>
  );
}

/** The beginning of what was said, and the way to it. */
function CommentLine({ comment }: { comment: Comment }) {
  const { _id: messageId, channelId, authorId, text, sentAt, files } = comment;
  const people = usePeople();
  const now = useNow();
  const said = text === "" ? files.map(({ name }) => name).join(", ") : plainLine(text, people);
  return (
    <Link
      to={messagePath({ channelId, messageId })}
      className="row-focus flex items-start gap-2 rounded-control bg-bg-sunken px-2.5 py-1.5 text-small hover:bg-bg-hover"
    >
      <Icon of={MessageSquareText} size={14} className="mt-0.75 shrink-0 text-text-muted" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-1.5">
          <bdi className="min-w-0 truncate font-medium">{people.nameOf(authorId)}</bdi>
          <time
            dateTime={new Date(sentAt).toISOString()}
            title={exactTime(sentAt)}
            className="tabular shrink-0 text-meta text-text-muted"
          >
            {shortAgo(sentAt, now)}
          </time>
        </span>
        <span dir="auto" className="line-clamp-3 [overflow-wrap:anywhere] whitespace-pre-line">
          {said}
        </span>
      </span>
    </Link>
  );
}
