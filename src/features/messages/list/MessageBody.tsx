import { CircleAlert, MessagesSquare } from "lucide-react";
import { lazy, Suspense } from "react";
import { useUnread } from "@/features/channels";
import { FormerTexts } from "@/features/events";
import { Attachments, ShownFiles, useUploads, useUploadsIn } from "@/features/files";
import { useKeptDraft } from "@/features/users";
import { texts } from "@/texts";
import { age, exactTime } from "@/texts/time";
import { errorText } from "@/platform/errorText";
import { useIsOnline } from "@/platform/online";
import { useNow } from "@/platform/useNow";
import { Button } from "@/ui/Button";
import { pending } from "@/ui/Settled";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { CallContext, Markdown } from "@/ui/markdown/Markdown";
import type { FeedMessage } from "../feed";
import { Reactions } from "../reactions/Reactions";
import { editPlace } from "../messageMutations";
import { Folded } from "./Folded";
import type { MessageActions } from "./messageActions";
import { Icon } from "@/ui/Icon";
import { retryImport } from "@/lib/retryImport";

const LinkQuotes = lazy(
  retryImport(async () => ({ default: (await import("../links/LinkQuotes")).LinkQuotes })),
);

const LinkPreviews = lazy(
  retryImport(async () => ({ default: (await import("../links/LinkPreviews")).LinkPreviews })),
);

const MessageEditor = lazy(retryImport(() => import("./MessageEditor")));

const ThreadMark = lazy(retryImport(() => import("../thread/ThreadMark")));

/** Whether a text may have links into this app: most have none, and need not know what such links show. */
const mayLink = (text: string): boolean => text.includes(location.origin);

type Props = { message: FeedMessage; isEditing: boolean; actions: MessageActions };

export function MessageBody({ message, isEditing, actions }: Props) {
  const { TaskChip } = actions;
  if (isEditing)
    return (
      <Suspense fallback={<p className="whitespace-pre-wrap">{message.text}</p>}>
        <MessageEditor message={message} actions={actions} />
      </Suspense>
    );
  if (message.isDeleted) {
    return (
      <>
        <DeletedNote message={message} actions={actions} />
        <ThreadLink message={message} actions={actions} />
      </>
    );
  }
  return (
    <>
      {(message.fromThreadId ?? message.line) && (
        <Suspense fallback={pending}>
          <ThreadMark message={message} actions={actions} isAbove />
        </Suspense>
      )}
      {!message.line && (message.text !== "" || message.editedAt !== undefined) && (
        <Folded text={message.text} name={message.key}>
          <ErrorBoundary
            resetKey={message.text}
            fallback={() => <p className="whitespace-pre-wrap">{message.text}</p>}
          >
            <CallContext value={message.isCall}>
              <Markdown text={message.text} />
            </CallContext>
            {mayLink(message.text) && (
              <Suspense fallback={pending}>
                <LinkQuotes message={message} TaskChip={TaskChip} />
              </Suspense>
            )}
          </ErrorBoundary>
          {message.editedAt !== undefined && message.id && (
            <Suspense fallback={pending}>
              <FormerTexts messageId={message.id} editedAt={message.editedAt} />
            </Suspense>
          )}
        </Folded>
      )}
      {message.linkPreviews.length > 0 && (
        <Suspense fallback={pending}>
          <LinkPreviews message={message} actions={actions} />
        </Suspense>
      )}
      {message.files.length > 0 && <ShownFiles files={message.files} />}
      {message.status !== "sent" && <OnTheirWay message={message} />}
      {message.authorId === actions.myId && <UnsavedEdit message={message} actions={actions} />}
      {message.status !== "sent" && <Unsent message={message} actions={actions} />}
      {message.taskId && TaskChip && <TaskChip taskId={message.taskId} />}
      {message.reactions.length > 0 && <Reactions message={message} actions={actions} />}
      <ThreadLink message={message} actions={actions} />
    </>
  );
}

/** The files of a message that is not sent yet: it goes when all of them are there. */
function OnTheirWay({ message: { clientId = "" } }: Pick<Props, "message">) {
  const uploads = useUploads();
  const items = useUploadsIn(clientId);
  if (items.length === 0) return null;
  return (
    <Suspense fallback={<div className="h-18" />}>
      <Attachments items={items} onRetry={(id) => uploads.retry(id)} />
    </Suspense>
  );
}

function DeletedNote({ message, actions }: Omit<Props, "isEditing">) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-message text-text-muted">
      <span className="italic">
        {message.canRestore ? texts.messages.youDeleted : texts.messages.wasDeleted}
      </span>
      {message.canRestore && (
        <Button size="small" look="ghost" onClick={() => actions.restore(message)}>
          {texts.ui.undo}
        </Button>
      )}
    </p>
  );
}

/** Text of an edit that was stopped or refused: it waits until it is taken up again or discarded. */
function UnsavedEdit({ message, actions }: Omit<Props, "isEditing">) {
  const { isThere, drop } = useKeptDraft(editPlace(message.id ?? message.key));
  if (!isThere) return null;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2 text-small text-warn">
      {texts.messages.unsavedEdit}
      <Button size="small" onClick={() => actions.startEdit(message)}>
        {texts.messages.continue}
      </Button>
      <Button size="small" look="ghost" onClick={drop}>
        {texts.ui.discard}
      </Button>
    </div>
  );
}

function Unsent({ message, actions }: Omit<Props, "isEditing">) {
  const isOnline = useIsOnline();
  if (message.status === "sending") {
    return <p className="after-pause text-meta">{isOnline ? texts.ui.sending : texts.messages.waiting}</p>;
  }
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center gap-2 text-small text-danger">
      <Icon of={CircleAlert} size={14} />
      <span>{texts.messages.notSent(errorText(message.errorCode ?? "UNEXPECTED"))}</span>
      <Button size="small" onClick={() => actions.retry(message)}>
        {texts.messages.retry}
      </Button>
      <Button size="small" look="ghost" onClick={() => actions.discard(message)}>
        {texts.ui.delete}
      </Button>
    </div>
  );
}

function ThreadLink({ message, actions }: Omit<Props, "isEditing">) {
  const now = useNow();
  const { openThread } = actions;
  const isNews = useUnread()
    ?.get(message.channelId)
    ?.replies.some(({ threadId }) => threadId === message.id);
  if (message.replyCount === 0 || !openThread) return null;
  return (
    <button
      type="button"
      className="mt-0.5 -ml-1.5 flex h-7 items-center gap-1.5 rounded-control px-1.5 text-small font-medium text-accent-text hover:bg-bg-hover touch:h-11"
      onClick={() => openThread(message)}
    >
      <Icon of={MessagesSquare} size={14} />
      {texts.messages.replies(message.replyCount)}
      {(isNews || message.resolvedBy) && (
        <Suspense fallback={pending}>
          <ThreadMark message={message} actions={actions} />
        </Suspense>
      )}
      {message.lastReplyAt !== undefined && (
        <span className="font-normal text-text-muted" title={exactTime(message.lastReplyAt)}>
          {texts.messages.lastReply(age(message.lastReplyAt, now))}
        </span>
      )}
    </button>
  );
}
