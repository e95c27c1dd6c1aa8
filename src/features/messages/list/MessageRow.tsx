import { clsx } from "clsx";
import { lazy, memo, Suspense, useId, useState, type KeyboardEvent, type MouseEvent } from "react";
import { StatusMark } from "@/features/presence";
import { DeactivatedMark, openProfile, type Person, usePerson } from "@/features/users";
import { texts } from "@/texts";
import { clockTime, dayName, exactTime, shortClockTime } from "@/texts/time";
import { Avatar } from "@/ui/Avatar";
import { canBeChosen } from "../choosing/chosen";
import { isSameRow, type FeedMessage, type FeedRow } from "../feed";
import { Marks } from "./Marks";
import { MessageBody } from "./MessageBody";
import { MessageToolbar } from "./MessageToolbar";
import { actionOfKey, type MessageActions } from "./messageActions";
import { useLongPress } from "@/ui/useLongPress";
import { retryImport } from "@/lib/retryImport";

const MessageSheet = lazy(
  retryImport(async () => ({ default: (await import("./MessageSheet")).MessageSheet })),
);

const Choice = lazy(retryImport(() => import("../choosing/Choice")));

type Props = {
  row: FeedRow;
  isActive: boolean;
  isEditing: boolean;
  /** Whether the address means this message. */
  isMeant?: boolean;
  /** Whether that shows. */
  isTinted?: boolean;
  /** Whether it is chosen; undefined while none is. */
  isChosen?: boolean | undefined;
  actions: MessageActions;
  onActivate: (key: string) => void;
  onFaded?: () => void;
};

/** A list of thousands is drawn again on every scroll step and every answer of the server; its rows must not be. */
function isUnchanged(before: Props, after: Props): boolean {
  return (
    before.isActive === after.isActive &&
    before.isEditing === after.isEditing &&
    before.isMeant === after.isMeant &&
    before.isTinted === after.isTinted &&
    before.isChosen === after.isChosen &&
    before.actions === after.actions &&
    before.onActivate === after.onActivate &&
    isSameRow(before.row, after.row)
  );
}

export const MessageRow = memo(function MessageRow(props: Props) {
  const { row, isActive, isEditing, isMeant, isTinted, isChosen, actions, onActivate, onFaded } = props;
  const { message, isGrouped, startsDay, startsUnread } = row;
  const author = usePerson(message.authorId);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const longPress = useLongPress(() => setIsSheetOpen(true), "a,button,textarea");
  const isSaved = message.status === "sent";
  const isForLater = actions.isSaved(message);
  const bodyId = useId();
  const isChoosing = isChosen !== undefined;
  const canPress = isSaved && !isEditing && !isChoosing;
  const byline = texts.messages.byAt(author.name, clockTime(message.at));

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== event.currentTarget || !isSaved) return;
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const action = actionOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }, message, actions);
    if (!action) return;
    event.preventDefault();
    action.run();
  }

  return (
    <>
      {startsDay && <Divider onJump={actions.jumpToDate}>{dayName(message.at)}</Divider>}
      {startsUnread && <Divider isUnread>{texts.messages.new}</Divider>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of a focused message */}
      <article
        aria-label={byline}
        aria-describedby={bodyId}
        data-message-id={message.id}
        className={clsx(
          "row-focus group relative grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 px-4 max-wide:px-3",
          isGrouped ? "py-0.5" : "pt-2 pb-0.5",
          isEditing || isChosen ? "bg-accent-soft/50" : isActive && "mouse:bg-bg-hover",
          !isSaved && "text-text-muted",
          isTinted && "anim-meant",
        )}
        {...(isMeant && { "aria-current": "location" })}
        onAnimationEnd={(event) => {
          if (isTinted && event.target === event.currentTarget) onFaded?.();
        }}
        onMouseEnter={() => onActivate(message.key)}
        onFocus={() => onActivate(message.key)}
        onKeyDown={handleKey}
        {...(canPress && longPress)}
        {...(isChoosing && {
          // With Shift it would select text.
          onMouseDown: (event: MouseEvent) => event.preventDefault(),
          onClickCapture: (event: MouseEvent) => {
            event.stopPropagation();
            event.preventDefault();
            actions.choose(message, event.shiftKey ? "last" : undefined);
          },
        })}
        onPointerDown={(event) => {
          // Only the keyboard selects a message (see selection.ts): a click must not.
          event.currentTarget.removeAttribute("tabindex");
          if (canPress) longPress.onPointerDown(event);
        }}
      >
        <Marks message={message} isSaved={isForLater} />
        <Margin row={row} author={author} isChosen={isChosen} byline={byline} />
        <div className="min-w-0">
          {!isGrouped && <Byline author={author} at={message.at} />}
          <div id={bodyId} dir="auto" className="measure">
            <MessageBody message={message} isEditing={isEditing} actions={actions} />
          </div>
        </div>
        {isActive && canPress && !message.isDeleted && <MessageToolbar message={message} actions={actions} />}
      </article>
      {isSheetOpen && (
        <Suspense fallback={null}>
          <MessageSheet message={message} actions={actions} onClose={() => setIsSheetOpen(false)} />
        </Suspense>
      )}
    </>
  );
}, isUnchanged);

type MarginProps = { row: FeedRow; author: Person; isChosen: boolean | undefined; byline: string };

/** What stands beside a message: its author's picture, its time, or the box that chooses it. */
function Margin({ row: { message, isGrouped }, author, isChosen, byline }: MarginProps) {
  if (isChosen !== undefined)
    return (
      <Suspense fallback={<span />}>
        <Choice isChosen={isChosen} byline={byline} isOff={!canBeChosen(message)} />
      </Suspense>
    );
  if (isGrouped) return <GutterTime at={message.at} />;
  return (
    <span className="pt-0.5">
      <Avatar id={message.authorId} name={author.name} picture={author.picture} size={36} />
    </span>
  );
}

function Byline({ author, at }: { author: Person; at: FeedMessage["at"] }) {
  return (
    <div className="flex items-baseline gap-2">
      {/* By keys a profile is reached from where people are listed: a list of messages has stops enough. */}
      <button
        type="button"
        tabIndex={-1}
        dir="auto"
        className="min-w-0 truncate text-base font-semibold hover:underline"
        onClick={() => openProfile(author.id)}
      >
        {author.name}
      </button>
      <StatusMark person={author} />
      <DeactivatedMark person={author} />
      <time
        dateTime={new Date(at).toISOString()}
        title={exactTime(at)}
        className="tabular shrink-0 text-meta text-text-muted"
      >
        {clockTime(at)}
      </time>
    </div>
  );
}

function GutterTime({ at }: { at: number }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={exactTime(at)}
      className="tabular invisible pt-[3px] text-right text-[11px] leading-4 whitespace-nowrap text-text-muted group-hover:visible group-focus-within:visible"
    >
      {shortClockTime(at)}
    </time>
  );
}

type DividerProps = { children: string; isUnread?: boolean; onJump?: (() => void) | undefined };

function Divider({ children, isUnread, onJump }: DividerProps) {
  return (
    <div
      // With a button inside it is none: what is in a separator is not read.
      {...(!onJump && {
        role: "separator",
        "aria-label": isUnread ? texts.messages.unreadLine : children,
      })}
      className={clsx(
        "flex items-center gap-3 px-4 pt-3 pb-1 text-meta font-medium",
        isUnread ? "text-danger" : "text-text-muted",
      )}
    >
      {!isUnread && <span className="h-px flex-1 bg-line" />}
      {isUnread && <span className="h-px flex-1 bg-danger/40" />}
      {onJump ? (
        <button
          type="button"
          aria-label={texts.messages.dayToOthers(children)}
          className="finger relative rounded-control px-1.5 hover:bg-bg-hover hover:text-text"
          onClick={onJump}
        >
          {children}
        </button>
      ) : (
        <span>{children}</span>
      )}
      {!isUnread && <span className="h-px flex-1 bg-line" />}
    </div>
  );
}
