import type { Id } from "@convex/_generated/dataModel";
import { clsx } from "clsx";
import { SendHorizontal } from "lucide-react";
import { Typists, useTypingSigns } from "@/features/presence";
import { AttachButton, Attachments, useAttachments } from "@/features/files";
import { lazy, Suspense, useRef, type KeyboardEvent, type ReactNode } from "react";
import { retryImport } from "@/lib/retryImport";
import { errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { IconButton } from "@/ui/IconButton";
import { askWhen } from "../later/asking";
import { callIn } from "@convex/shared/mentions";
import { toWire } from "../mentions";
import { isSlash } from "../slash/isSlash";
import { MessageField, type FieldHandle } from "./MessageField";
import { Tools } from "./Tools";
import type { TypedView } from "../sending/asTask";
import { useUrgent } from "../sending/useUrgent";
import { selectNewest } from "../list/selection";
import { useCanCall, useNamedGroups } from "./useCanCall";
import { useMessageDraft } from "./useMessageDraft";
import { Icon } from "@/ui/Icon";

const SendMenu = lazy(retryImport(async () => ({ default: (await import("../sending/sending")).SendMenu })));

type Props = {
  /** Where the draft is kept. */
  place: string;
  label: string;
  maxLength: number;
  focusesOnMount?: boolean;
  /** What can be chosen for what is sent. */
  choice?: ReactNode;
  /** Its people are offered first, and what others are mentioned may not see is said. */
  channelId?: Id<"channels">;
  /** The thread it replies in. */
  threadId?: Id<"messages">;
  onSend: (text: string, isUrgent?: true, isTask?: true) => void;
  /** What says which task is typed. */
  Typed?: TypedView | undefined;
  /** ↑ in an empty field. */
  onEditLast?: () => void;
};

type Sent = Pick<Props, "channelId" | "place" | "onSend"> & {
  text: string;
  canCall: boolean;
  groupIds: readonly string[];
  sendUrgent: (text: string) => void;
  done: () => void;
};

/** Sends what was written, unless it is a command, or calls so many that this is asked about. */
function sendOrAsk({ channelId, place, text, canCall, groupIds, onSend, sendUrgent, done }: Sent): void {
  const call = canCall ? callIn(text) : undefined;
  const send = () => {
    sendUrgent(text);
    done();
  };
  if (channelId && isSlash(text))
    askWhen({ kind: "command", channelId, id: place.slice("message:".length), text, send: onSend, done });
  else if (channelId && (call || groupIds.length > 0))
    askWhen({ kind: "call", channelId, call, groupIds, send });
  else send();
}

function handleOtherKey(event: KeyboardEvent<HTMLTextAreaElement>, onEditLast: Props["onEditLast"]): void {
  // Escape closes a pane; what was typed in it stays as a draft.
  if (event.key === "Escape" && !event.shiftKey && !event.currentTarget.closest("aside")) {
    event.preventDefault();
    event.stopPropagation();
    selectNewest(event.currentTarget);
  } else if (event.key === "ArrowUp" && event.currentTarget.value === "" && onEditLast) {
    event.preventDefault();
    onEditLast();
  }
}

export function Composer(props: Props) {
  const { place, label, maxLength, focusesOnMount, choice, channelId, threadId, onSend, onEditLast } = props;
  const field = useRef<FieldHandle>(null);
  const draft = useMessageDraft(place);
  const files = useAttachments(place);
  const conversation = channelId && { channelId, ...(threadId && { threadId }) };
  const typing = useTypingSigns(conversation);
  const { text, marks } = draft.value;
  const canCall = useCanCall(threadId === undefined ? channelId : undefined);
  const groupIds = useNamedGroups(marks);
  const urgent = useUrgent();
  const isEmpty = text.trim() === "" && files.items.length === 0;
  const isUnready = isEmpty || text.length > maxLength || files.hasRefused;

  function send(isTask = false) {
    if (text.length > maxLength) toast.error(errorText("TEXT_TOO_LONG"));
    if (isUnready) return;
    const done = () => {
      draft.drop();
      typing.stop();
      field.current?.focus();
    };
    const sendUrgent = (wire: string) =>
      isTask ? onSend(wire, urgent.take()[0], true) : onSend(wire, ...urgent.take());
    sendOrAsk({ ...props, text: toWire(draft.value).trim(), canCall, groupIds, sendUrgent, done });
  }

  return (
    <form
      aria-label={label}
      className="conversation relative flex shrink-0 flex-col px-4 pb-0.5 max-wide:px-2 max-wide:pb-[max(8px,env(safe-area-inset-bottom))]"
      onInput={typing.type}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="@container rounded-pane border border-line-strong bg-bg-raised py-1 pr-1 pl-3 shadow-near transition-colors focus-within:border-control-line">
        <ComposerFiles files={files} />
        <div className="flex items-end gap-1">
          <div className="flex min-w-0 flex-1 py-1.25 touch:py-2.5">
            <MessageField
              ref={field}
              label={label}
              field={draft}
              channelId={channelId}
              takesTyping
              canCall={canCall}
              {...(focusesOnMount && { focusesOnMount })}
              onSubmit={send}
              onFiles={files.add}
              onOtherKey={(event) => handleOtherKey(event, onEditLast)}
            />
          </div>
          <AttachButton onFiles={files.add} />
          <Tools field={field} />
          <Suspense fallback={<SendMenuPlace isEmpty={isEmpty} />}>
            <SendMenu
              {...{ channelId, place, draft, urgent, isEmpty, field }}
              Typed={props.Typed}
              disabled={isUnready}
              onSend={send}
            />
          </Suspense>
          <SendButton disabled={isUnready} />
        </div>
      </div>
      <BelowField>
        {conversation && <Typists {...conversation} />}
        <LengthLeft length={text.length} most={maxLength} />
      </BelowField>
      {choice}
    </form>
  );
}

const BelowField = ({ children }: { children: ReactNode }) => (
  <div className="flex h-4 items-end justify-between gap-3 px-1 text-meta text-text-muted max-wide:h-auto">
    {children}
  </div>
);

/** As wide as what will stand there. */
const SendMenuPlace = ({ isEmpty }: { isEmpty: boolean }) => (
  <span className={clsx("w-17 touch:w-23", isEmpty && "max-wide:w-8 max-wide:touch:w-11")} />
);

function ComposerFiles({ files }: { files: ReturnType<typeof useAttachments> }) {
  if (files.items.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <Attachments items={files.items} onRemove={files.remove} onRetry={files.retry} />
    </Suspense>
  );
}

const SendButton = ({ disabled }: { disabled: boolean }) => (
  <IconButton
    label={texts.messages.keys.send}
    keys="Enter"
    type="submit"
    disabled={disabled}
    className="enabled:bg-accent enabled:text-on-accent enabled:hover:bg-accent-hover enabled:hover:text-on-accent"
  >
    <Icon of={SendHorizontal} />
  </IconButton>
);

/** The length of a text that comes near the longest there may be. */
function LengthLeft({ length, most }: { length: number; most: number }) {
  if (length <= most * 0.8) return null;
  return (
    <span className={length > most ? "tabular pt-1 text-danger" : "tabular pt-1"}>
      {texts.ui.length(length, most)}
    </span>
  );
}
