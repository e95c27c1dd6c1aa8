import { clsx } from "clsx";
import { CircleCheck, MessagesSquare } from "lucide-react";
import { usePeople } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { age } from "@/texts/time";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Count } from "@/ui/Count";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import { plainLine } from "@convex/shared/markdown/plainText";
import { useThreads, type FollowedThread } from "./useThreads";

type Props = { openId: string | undefined; onOpen: (thread: FollowedThread) => void };

/** The threads that I follow, those with something unread first. */
export function Threads({ openId, onOpen }: Props) {
  const threads = useThreads();
  if (!threads) return <LoadingLines label={texts.threads.loadingThreads} />;
  const { unread, others, hasMore, loadMore } = threads;
  if (unread.length + others.length === 0 && !hasMore) {
    return (
      <Empty icon={MessagesSquare} title={texts.threads.noThreads}>
        {texts.threads.noThreadsWhy}
      </Empty>
    );
  }
  const section = (title: string, some: readonly FollowedThread[]) =>
    some.length > 0 && (
      <section aria-label={title}>
        <h2 className="sticky top-0 z-10 flex h-9 items-center gap-2 border-b bg-bg-sunken px-4 text-small font-medium">
          {title}
        </h2>
        <ul>
          {some.map((thread) => (
            <ThreadRow
              key={thread.threadId}
              thread={thread}
              isOpen={thread.threadId === openId}
              onOpen={() => onOpen(thread)}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto pb-6">
      {section(texts.threads.unreadThreads, unread)}
      {section(texts.threads.followedThreads, others)}
      {hasMore && (
        <Button className="mx-auto mt-3" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </div>
  );
}

type RowProps = { thread: FollowedThread; isOpen: boolean; onOpen: () => void };

function ThreadRow({ thread, isOpen, onOpen }: RowProps) {
  const people = usePeople();
  const now = useNow();
  const { authorId, text, channelName, replyCount, lastReplyAt, resolvedBy, unread } = thread;
  const author = people.nameOf(authorId);
  return (
    <li
      className={clsx(
        "relative flex items-start gap-3 border-b px-4 py-2.5 hover:bg-bg-hover has-[button:focus-visible]:outline-2 has-[button:focus-visible]:-outline-offset-2 has-[button:focus-visible]:outline-accent-text max-wide:px-3",
        isOpen && "bg-accent-soft/50",
      )}
    >
      <span className="pt-0.5">
        <Avatar id={authorId} name={author} picture={people.get(authorId)?.picture} size={32} />
      </span>
      <div className="min-w-0 flex-1">
        <button
          type="button"
          dir="auto"
          className="block w-full text-start outline-none after:absolute after:inset-0 after:content-['']"
          onClick={onOpen}
        >
          <span className="font-semibold">{author}</span>
          <span className={clsx("line-clamp-2 break-words", unread === 0 && "text-text-muted")}>
            {text === "" ? texts.threads.deletedRoot : plainLine(text, people)}
          </span>
        </button>
        <p className="flex flex-wrap items-center gap-x-2 text-meta text-text-muted">
          <span className="max-w-60 truncate">
            {channelName ? texts.notices.inChannel(channelName) : texts.notices.inConversation}
          </span>
          <span className="tabular">
            {replyCount > 0 ? texts.messages.replies(replyCount) : texts.messages.noReplies}
          </span>
          {lastReplyAt !== undefined && <span>{texts.messages.lastReply(age(lastReplyAt, now))}</span>}
          {resolvedBy && (
            <span className="flex items-center gap-1 text-ok">
              <Icon of={CircleCheck} size={12} />
              {texts.threads.resolved}
            </span>
          )}
        </p>
      </div>
      {unread > 0 && <Count count={unread} isLoud />}
    </li>
  );
}
