import type { Id } from "@convex/_generated/dataModel";
import { AtSign, ListPlus, SendHorizontal, Timer, Type } from "lucide-react";
import { Typists, useTypingSigns } from "@/features/presence";
import { AttachButton, Attachments, useAttachments } from "@/features/files";
import {
  lazy,
  Suspense,
  useRef,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { useIsPhone } from "@/platform/useMedia";
import { askWhen } from "../later/asking";
import { toWire } from "../mentions";
import { EmojiButton } from "../reactions/EmojiButton";
import { isSlash } from "../slash/isSlash";
import { BLOCKS, FORMATS, type Format } from "./formats";
import { MessageField, type FieldHandle } from "./MessageField";
import { Urgent, useUrgent } from "./Urgent";
import { selectNewest } from "../list/selection";
import { useMessageDraft } from "./useMessageDraft";
import { Icon } from "@/ui/Icon";

const OutsidersNote = lazy(
  retryImport(async () => ({ default: (await import("./OutsidersNote")).OutsidersNote })),
);

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
  onSend: (text: string, isUrgent?: true) => void;
  /** ↑ in an empty field. */
  onEditLast?: () => void;
};

export function Composer(props: Props) {
  const { place, label, maxLength, focusesOnMount, choice, channelId, threadId, onSend, onEditLast } = props;
  const field = useRef<FieldHandle>(null);
  const draft = useMessageDraft(place);
  const files = useAttachments(place);
  const conversation = channelId && { channelId, ...(threadId && { threadId }) };
  const typing = useTypingSigns(conversation);
  const { text, marks } = draft.value;
  const urgent = useUrgent();
  const isEmpty = text.trim() === "" && files.items.length === 0;
  const isUnready = isEmpty || text.length > maxLength || files.hasRefused;

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (isUnready) return;
    const sent = toWire(draft.value).trim();
    const done = () => {
      draft.drop();
      typing.stop();
      field.current?.focus();
    };
    if (channelId && isSlash(sent)) {
      askWhen({ kind: "command", channelId, id: idOf(place), text: sent, send: onSend, done });
    } else {
      onSend(sent, ...urgent.take());
      done();
    }
  }

  function handleOtherKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Escape closes a pane; what was typed in it stays as a draft.
    if (event.key === "Escape" && !event.shiftKey && !event.currentTarget.closest("aside")) {
      event.preventDefault();
      event.stopPropagation();
      selectNewest(event.currentTarget);
    } else if (event.key === "ArrowUp" && text === "" && onEditLast) {
      event.preventDefault();
      onEditLast();
    }
  }

  return (
    <form
      aria-label={label}
      className="conversation relative shrink-0 px-4 pb-0.5 max-wide:px-2 max-wide:pb-[max(8px,env(safe-area-inset-bottom))]"
      onInput={typing.type}
      onSubmit={send}
    >
      {channelId && <Outsiders channelId={channelId} ids={marks.map(({ id }) => id)} />}
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
              {...(focusesOnMount && { focusesOnMount })}
              onSubmit={() => send()}
              onFiles={files.add}
              onOtherKey={handleOtherKey}
            />
          </div>
          <AttachButton onFiles={files.add} />
          <Tools field={field} />
          <MoreFormats onFormat={(format) => field.current?.format(format)} />
          <Urgent urgent={urgent} channelId={isEmpty ? undefined : channelId} names={marks} />
          <LaterButton channelId={channelId} place={place} disabled={isUnready} isEmpty={isEmpty} />
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

/** What becomes of lines; on a phone, where the bar has no room, the marks as well. */
function MoreFormats({ onFormat }: { onFormat: (format: Format) => void }) {
  const isPhone = useIsPhone();
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <IconButton label={texts.messages.moreFormats}>
          <Icon of={isPhone ? Type : ListPlus} />
        </IconButton>
      }
    >
      {[...(isPhone ? FORMATS : []), ...BLOCKS].map((format) => (
        <MenuItem key={format.name} icon={format.icon} keys={format.keys} onSelect={() => onFormat(format)}>
          {texts.messages.formats[format.name]}
        </MenuItem>
      ))}
    </Menu>
  );
}

const BelowField = ({ children }: { children: ReactNode }) => (
  <div className="flex h-4 items-end justify-between gap-3 px-1 text-meta text-text-muted max-wide:h-auto">
    {children}
  </div>
);

function Outsiders({ channelId, ids }: { channelId: Id<"channels">; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <OutsidersNote channelId={channelId} mentionedIds={ids} />
    </Suspense>
  );
}

function ComposerFiles({ files }: { files: ReturnType<typeof useAttachments> }) {
  if (files.items.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <Attachments items={files.items} onRemove={files.remove} onRetry={files.retry} />
    </Suspense>
  );
}

/** Of the channel, or of the first message of the thread. */
const idOf = (place: string): string => place.slice("message:".length);

type LaterProps = Pick<Props, "channelId" | "place"> & { disabled: boolean; isEmpty: boolean };

/** Asks when to send what stands in the composer of a channel. */
function LaterButton({ channelId, place, disabled, isEmpty }: LaterProps) {
  if (!channelId) return null;
  return (
    <IconButton
      label={texts.messages.keys.sendLater}
      disabled={disabled}
      className={isEmpty ? "max-wide:hidden" : undefined}
      onClick={() => askWhen({ kind: "send", channelId, id: idOf(place) })}
    >
      <Icon of={Timer} />
    </IconButton>
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

function Tools({ field }: { field: RefObject<FieldHandle | null> }) {
  const tools = [
    ...FORMATS.map((format) => ({
      ...format,
      label: texts.messages.formats[format.name],
      run: () => field.current?.format(format),
    })),
    { label: texts.messages.keys.mention, icon: AtSign, keys: "@", run: () => field.current?.insert("@") },
  ];
  return (
    <div role="toolbar" aria-label={texts.messages.formatting} className="hidden @sm:flex">
      {tools.map(({ label, keys, icon, run }) => (
        <IconButton
          key={label}
          label={label}
          keys={keys}
          onClick={run}
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon of={icon} />
        </IconButton>
      ))}
      <EmojiButton label={texts.messages.addAnEmoji} onPick={(emoji) => field.current?.insert(emoji)} />
    </div>
  );
}
