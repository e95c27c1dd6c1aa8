import { channelPath, messagePath } from "@convex/shared/addresses";
import { taskLabel } from "@convex/shared/tasks";
import { AtSign, CalendarCheck, Hash, Inbox, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { shortCount } from "@/lib/text";
import { texts } from "@/texts";
import { Count } from "@/ui/Count";
import { Empty } from "@/ui/Empty";
import { Icon, type IconShape } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import { plainLine } from "@convex/shared/markdown/plainText";
import { useDigest, type DigestOfToday } from "./useDigest";

/** What the daily mail says, live and in the app. */
export function Digest() {
  const digest = useDigest();
  if (!digest) return <LoadingLines label={texts.digests.loadingYourDay} />;
  const { due, assigned, unowned, mentions, channels } = digest;
  if ([due, assigned, unowned, mentions, channels].every(({ length }) => length === 0)) {
    return (
      <Empty icon={CalendarCheck} title={texts.digests.nothing}>
        {texts.digests.nothingWhy}
      </Empty>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto pb-6">
      <Tasks title={texts.digests.due} icon={CalendarCheck} tasks={due} />
      <Tasks title={texts.digests.newForYou} icon={UserPlus} tasks={assigned} />
      <Mentions mentions={mentions} />
      <Channels channels={channels} />
      <Tasks title={texts.digests.dueAndUnassigned} icon={Inbox} tasks={unowned} />
    </div>
  );
}

type PartProps = { title: string; icon: IconShape; count: number; children: ReactNode };

function Part({ title, icon, count, children }: PartProps) {
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="sticky top-0 z-10 flex h-9 items-center gap-2 border-b bg-bg-sunken px-4 text-small font-medium">
        <Icon of={icon} size={14} className="text-text-muted" />
        {title}
        <span className="tabular text-text-muted">{count}</span>
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

const ROW =
  "row-focus flex min-h-10 items-center gap-3 border-b px-4 py-1.5 hover:bg-bg-hover touch:min-h-12";

type TasksProps = { title: string; icon: IconShape; tasks: DigestOfToday["due"] };

function Tasks({ title, icon, tasks }: TasksProps) {
  return (
    <Part title={title} icon={icon} count={tasks.length}>
      {tasks.map((task) => (
        <li key={task.taskId}>
          <Link to={`?task=${task.taskId}`} className={ROW}>
            <span className="tabular w-12 shrink-0 text-meta text-text-muted">{taskLabel(task)}</span>
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {task.title}
            </span>
            {task.isOverdue && (
              <span className="shrink-0 text-meta font-medium text-danger">{texts.tasks.overdue}</span>
            )}
          </Link>
        </li>
      ))}
    </Part>
  );
}

function Mentions({ mentions }: { mentions: DigestOfToday["mentions"] }) {
  return (
    <Part title={texts.digests.mentions} icon={AtSign} count={mentions.length}>
      {mentions.map((mention) => (
        <li key={mention.messageId}>
          <Link to={messagePath(mention)} className={ROW}>
            <span className="min-w-0">
              <span className="font-medium">{mention.author}</span>{" "}
              <span className="text-small text-text-muted">
                {mention.threadId ? texts.digests.inThread(mention.channel) : mention.channel}
              </span>
              <span dir="auto" className="block [overflow-wrap:anywhere] text-text-muted">
                {plainLine(mention.text)}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </Part>
  );
}

function Channels({ channels }: { channels: DigestOfToday["channels"] }) {
  return (
    <Part title={texts.digests.unread} icon={Hash} count={channels.length}>
      {channels.map(({ channelId, name, unread }) => (
        <li key={channelId}>
          <Link to={channelPath(channelId)} className={ROW}>
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="sr-only">{texts.digests.unreadCount(shortCount(unread))}</span>
            <span aria-hidden>
              <Count count={unread} />
            </span>
          </Link>
        </li>
      ))}
    </Part>
  );
}
