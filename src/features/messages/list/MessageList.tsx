import { clsx } from "clsx";
import { ArrowDown } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { Settled } from "@/ui/Settled";
import { isChosen, type Chosen } from "../choosing/chosen";
import type { FeedRow } from "../feed";
import type { Opening } from "../places/useOpening";
import { MessageListSkeleton } from "./MessageListSkeleton";
import { MessageRow } from "./MessageRow";
import type { MessageActions } from "./messageActions";
import { NewsForReaders } from "./NewsForReaders";
import { useListKeys } from "./useListKeys";
import { useMessageScroll } from "./scroll/useMessageScroll";

type Props = {
  label: string;
  /** Names the list, so that going back opens it where it was left. */
  place: string;
  rows: readonly FeedRow[];
  isLoading: boolean;
  /** Where it opens; undefined while that is not known. */
  opening: Opening | undefined;
  canLoadOlder: boolean;
  /** Whether the list ends before the newest message. */
  canLoadNewer: boolean;
  actions: MessageActions;
  editingKey: string | undefined;
  chosen: Chosen;
  /** Shown above the very first message, once there is nothing older. */
  intro?: ReactNode;
  /** A short list begins at the top (a thread) instead of ending at the composer (a channel). */
  startsAtTop?: boolean;
  onLoadOlder: () => void;
  onLoadNewer: () => void;
  /** Whether the address of the page is that of a place in the list: its end has another one. */
  isAddressed?: boolean;
  /** Opens the list at the newest message, where that is not loaded or has another address. */
  onOpenEnd: () => void;
  /** Whether the newest message is on screen; called again for each new one. */
  onSeeEnd?: (isAtEnd: boolean) => void;
};

export function MessageList(props: Props) {
  const { rows, opening, isLoading, canLoadNewer } = props;
  const isLive = opening !== undefined && !isLoading && !canLoadNewer;
  return (
    <>
      <Listed {...props} />
      <NewsForReaders newest={rows.at(-1)?.message} isLive={isLive} myId={props.actions.myId} />
    </>
  );
}

function Listed(props: Props) {
  const { opening, isLoading } = props;
  if (!opening) return <MessageListSkeleton />;
  if (props.rows.length === 0) return isLoading ? <MessageListSkeleton /> : <EmptyList {...props} />;
  // Where it opens is decided once, so not before the messages are there; only unsent ones show until then.
  return (
    <Settled key={`${opening.id} ${isLoading}`} skeleton={<MessageListSkeleton />}>
      <LoadedList {...props} opening={opening} />
    </Settled>
  );
}

function EmptyList({ label, intro, startsAtTop }: Props) {
  return (
    <div
      role="log"
      aria-label={label}
      aria-live="off"
      tabIndex={0}
      className={clsx(
        "row-focus flex min-h-0 flex-1 flex-col overflow-y-auto",
        !startsAtTop && "justify-end",
      )}
    >
      <div className="conversation">{intro}</div>
    </div>
  );
}

function LoadedList(props: Props & { opening: Opening }) {
  "use no memo"; // the virtualizer changes in place; rows are memo() instead
  const { label, rows, canLoadOlder, canLoadNewer, actions, editingKey, chosen, intro, startsAtTop } = props;
  const keys = useKeys(rows);
  const scroller = useRef<HTMLDivElement>(null);
  const { virtualizer, items, isAtEnd, scrollToEnd } = useMessageScroll({
    ...props,
    scroller,
    keys,
  });
  const [activeKey, setActiveKey] = useState<string>();
  const handleKey = useListKeys(scroller, virtualizer, rows.length, (from, to) => {
    const [since, message] = [rows[from]?.message, rows[to]?.message];
    if (message) actions.choose(message, since);
  });
  // What an address means is marked until its tint has faded.
  const { messageId: meantId } = props.opening;
  const [isTinted, setIsTinted] = useState(meantId !== undefined);
  const [fade] = useState(() => () => setIsTinted(false)); // the same for all rows: they are memo()
  const goToEnd = canLoadNewer ? props.onOpenEnd : scrollToEnd;
  useFollowing(rows, isAtEnd, goToEnd, props.onSeeEnd);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between messages */}
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        // Scrolling draws rows anew, which is no news.
        aria-live="off"
        tabIndex={0}
        className="row-focus min-h-0 flex-1 overflow-y-auto overscroll-contain flex flex-col contain-strict [overflow-anchor:none]"
        onKeyDown={handleKey}
        onMouseLeave={() => setActiveKey(undefined)}
      >
        <div
          className={clsx("relative w-full shrink-0", !startsAtTop && "mt-auto")}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ key, index, start }) => {
            const row = rows[index];
            return (
              row && (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <div className="conversation">
                    {index === 0 && !canLoadOlder && intro}
                    <MessageRow
                      row={row}
                      isActive={row.message.key === activeKey}
                      isEditing={row.message.key === editingKey}
                      isMeant={meantId !== undefined && row.message.id === meantId}
                      isTinted={isTinted && row.message.id === meantId}
                      isChosen={isChosen(row.message, chosen)}
                      actions={actions}
                      onActivate={setActiveKey}
                      onFaded={fade}
                    />
                  </div>
                </div>
              )
            );
          })}
        </div>
      </div>
      <JumpToEnd
        rows={rows}
        isAtEnd={isAtEnd}
        canLoadNewer={canLoadNewer}
        onClick={props.isAddressed === true ? props.onOpenEnd : goToEnd}
      />
    </div>
  );
}

/** Says whether the end is in sight, and goes there with what the reader sends. */
function useFollowing(
  rows: readonly FeedRow[],
  isAtEnd: boolean | undefined,
  goToEnd: () => void,
  onSeeEnd: Props["onSeeEnd"],
): void {
  const last = rows.at(-1)?.message;
  const isOwnLast = last?.status === "sending";
  const seeEnd = useEffectEvent(() => onSeeEnd?.(isAtEnd === true));
  useEffect(() => seeEnd(), [isAtEnd, last?.key]);
  const followOwn = useEffectEvent(goToEnd);
  useEffect(() => {
    if (isOwnLast) followOwn();
  }, [isOwnLast, last?.key]);
}

type JumpProps = {
  rows: readonly FeedRow[];
  isAtEnd: boolean | undefined;
  canLoadNewer: boolean;
  onClick: () => void;
};

function JumpToEnd({ rows, isAtEnd, canLoadNewer, onClick }: JumpProps) {
  const newCount = useNewCount(rows, isAtEnd === true, canLoadNewer);
  if (isAtEnd !== false) return null;
  return (
    <button
      type="button"
      className="anim-rise absolute right-4 bottom-2 flex h-8 items-center gap-1.5 rounded-full bg-bg-raised px-3 text-small font-medium text-text shadow-float hover:text-accent-text touch:h-11"
      onClick={onClick}
    >
      <Icon of={ArrowDown} size={14} />
      {newCount > 0 ? (
        <span className="text-accent-text">{texts.messages.newMessages(newCount)}</span>
      ) : (
        texts.messages.latest
      )}
    </button>
  );
}

/** The keys as a plain array that changes only when a key does: it is read for every row on each rebuild. */
function useKeys(rows: readonly FeedRow[]): readonly string[] {
  const next = rows.map((row) => row.message.key);
  const [keys, setKeys] = useState(next);
  const isSame = keys.length === next.length && keys.every((key, i) => key === next[i]);
  if (!isSame) setKeys(next);
  return isSame ? keys : next;
}

/** How many messages came in below while the reader was further up. */
function useNewCount(rows: readonly FeedRow[], isAtEnd: boolean, canLoadNewer: boolean): number {
  const lastKey = rows.at(-1)?.message.key;
  const [seenKey, setSeenKey] = useState(lastKey);
  // A page that was asked for is no news, and neither is what follows the last one.
  const [hadMore, setHadMore] = useState(canLoadNewer);
  const isSeen = isAtEnd || canLoadNewer || hadMore;
  if (hadMore !== canLoadNewer) setHadMore(canLoadNewer);
  if (isSeen && seenKey !== lastKey) setSeenKey(lastKey);
  if (isSeen) return 0;
  const seen = rows.findLastIndex((row) => row.message.key === seenKey);
  return seen === -1 ? 0 : rows.length - 1 - seen;
}
