import { messagePath, notePath } from "@convex/shared/addresses";
import type { Clause } from "@convex/shared/search/query";
import { taskLabel } from "@convex/shared/tasks";
import { MessagesSquare, ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { ChannelIcon, channelTitle, useChannels } from "@/features/channels";
import { FileFacts, FileThumbnail } from "@/features/files";
import { StatusIcon } from "@/features/tasks";
import { useMyId, usePeople } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { PaneLink } from "@/ui/pane/PaneLink";
import { plainLine, plainText } from "@convex/shared/markdown/plainText";
import { Marked } from "./Marked";
import type { FileResult, MessageResult, NoteResult, Result, TaskResult } from "./useSearch";

type Props<R> = { result: R; clauses: readonly Clause[] };

type OpenFile = { onOpenFile: (id: string) => void };

export function ResultRow({ result, clauses, onOpenFile }: Props<Result> & OpenFile) {
  if (result.kind === "message") return <MessageRow result={result} clauses={clauses} />;
  if (result.kind === "task") return <TaskRow result={result} clauses={clauses} />;
  if (result.kind === "note") return <NoteRow result={result} clauses={clauses} />;
  return <FileRow result={result} clauses={clauses} onOpenFile={onOpenFile} />;
}

const ROW =
  "relative grid gap-1 border-b px-4 py-2.5 hover:bg-bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-accent-text";
const WHOLE = "outline-none after:absolute after:inset-0 after:content-['']";

/** A message in its place, between those before and after it. */
function MessageRow({ result, clauses }: Props<MessageResult>) {
  const people = usePeople();
  const { channelId, id, at, authorId, before, after, threadId } = result;
  const named = (text: string) => plainText(text, people);
  const author = people.nameOf(authorId);
  const said = (one: NonNullable<typeof before>) => `${people.nameOf(one.authorId)}: ${named(one.text)}`;
  return (
    <article className={ROW}>
      <Place channelId={channelId} at={at}>
        {threadId && (
          <span className="inline-flex items-center gap-1">
            <Icon of={MessagesSquare} size={12} />
            {texts.search.inThread}
          </span>
        )}
      </Place>
      {before && <Beside>{said(before)}</Beside>}
      <div className="flex gap-2">
        <Avatar id={authorId} name={author} picture={people.get(authorId)?.picture} size={20} />
        <p dir="auto" className="min-w-0 flex-1 text-message [overflow-wrap:anywhere] whitespace-pre-line">
          <Link
            to={messagePath({ channelId, messageId: id })}
            aria-label={texts.search.open(texts.search.messageBy(author))}
            className={WHOLE}
          />
          <span className="font-semibold">{author}</span>{" "}
          <Marked text={named(result.text)} clauses={clauses} />
        </p>
      </div>
      {after && <Beside>{said(after)}</Beside>}
    </article>
  );
}

function Beside({ children }: { children: string }) {
  return (
    <p dir="auto" className="truncate pl-7 text-small text-text-muted">
      {children}
    </p>
  );
}

function TaskRow({ result, clauses }: Props<TaskResult>) {
  const people = usePeople();
  const { title, status, assigneeId, tags, text, at, channelId } = result;
  return (
    <article className={ROW}>
      <Place channelId={channelId} at={at}>
        {assigneeId && <span className="truncate">{people.nameOf(assigneeId)}</span>}
      </Place>
      <h3 className="flex items-center gap-2 font-medium">
        <StatusIcon status={status} size={16} />
        <PaneLink
          pane="task"
          of={result.id}
          dir="auto"
          className={`min-w-0 [overflow-wrap:anywhere] ${WHOLE}`}
        >
          <Marked text={`${taskLabel(result)} ${title}`} clauses={clauses} />
        </PaneLink>
      </h3>
      {(text !== "" || tags.length > 0) && (
        <p dir="auto" className="line-clamp-3 pl-6 text-small [overflow-wrap:anywhere] text-text-muted">
          <Marked
            text={[...tags.map((tag) => `#${tag}`), plainLine(text, people)].join(" ")}
            clauses={clauses}
          />
        </p>
      )}
    </article>
  );
}

/** A file, and the piece of what stands in it that has the words. */
function FileRow({ result, clauses, onOpenFile }: Props<FileResult> & OpenFile) {
  const { file, text, at, channelId } = result;
  return (
    <article className={ROW}>
      <Place channelId={channelId} at={at} />
      <div className="flex items-center gap-3">
        <FileThumbnail file={file} />
        <div className="min-w-0 flex-1">
          <button
            type="button"
            dir="auto"
            className={`text-left font-medium [overflow-wrap:anywhere] ${WHOLE}`}
            onClick={() => onOpenFile(file._id)}
          >
            <Marked text={file.name} clauses={clauses} />
          </button>
          <FileFacts file={file} />
        </div>
      </div>
      {text !== "" && (
        <p dir="auto" className="line-clamp-3 text-small [overflow-wrap:anywhere] text-text-muted">
          <Marked text={text} clauses={clauses} />
        </p>
      )}
    </article>
  );
}

function NoteRow({ result, clauses }: Props<NoteResult>) {
  const people = usePeople();
  const { id, title, text, at, channelId, changedBy } = result;
  return (
    <article className={ROW}>
      <Place channelId={channelId} at={at}>
        <span className="truncate">{people.nameOf(changedBy)}</span>
      </Place>
      <h3 className="flex items-center gap-2 font-medium">
        <Icon of={ScrollText} className="text-text-muted" />
        <Link
          to={notePath({ channelId, noteId: id })}
          dir="auto"
          className={`min-w-0 [overflow-wrap:anywhere] ${WHOLE}`}
        >
          <Marked text={title} clauses={clauses} />
        </Link>
      </h3>
      {text !== "" && (
        <p dir="auto" className="line-clamp-3 pl-6 text-small [overflow-wrap:anywhere] text-text-muted">
          <Marked text={plainLine(text, people)} clauses={clauses} />
        </p>
      )}
    </article>
  );
}

/** Where and when. */
function Place({
  channelId,
  at,
  children,
}: {
  channelId: string | undefined;
  at: number;
  children?: ReactNode;
}) {
  const channel = useChannels()?.find(({ _id }) => _id === channelId);
  const people = usePeople();
  const meId = useMyId();
  const now = useNow();
  return (
    <p className="flex items-center gap-2 text-meta text-text-muted">
      {channel && (
        <span className="inline-flex min-w-0 items-center gap-1">
          <ChannelIcon channel={channel} meId={meId} />
          <span dir="auto" className="truncate">
            {channelTitle(channel, people, meId)}
          </span>
        </span>
      )}
      {children}
      <time dateTime={new Date(at).toISOString()} title={exactTime(at)} className="tabular ml-auto shrink-0">
        {shortAgo(at, now)}
      </time>
    </p>
  );
}
