import { clsx } from "clsx";
import { ArrowDown } from "lucide-react";
import { useEffect, useEffectEvent, useState, type KeyboardEvent, type ReactNode } from "react";
import { plural } from "@/lib/text";
import { Icon } from "@/ui/Icon";
import type { FeedRow } from "../feed";
import { MessageListSkeleton } from "./MessageListSkeleton";
import { MessageRow } from "./MessageRow";
import type { MessageActions } from "./messageActions";
import { useMessageScroll } from "./useMessageScroll";

type Props = {
  label: string;
  rows: readonly FeedRow[];
  isLoading: boolean;
  canLoadOlder: boolean;
  actions: MessageActions;
  editingKey: string | undefined;
  /** Shown above the very first message, once there is nothing older. */
  intro?: ReactNode;
  /** A short list begins at the top (a thread) instead of ending at the composer (a channel). */
  startsAtTop?: boolean;
  onLoadOlder: () => void;
  /** Whether the newest message is on screen; called again for each new one. */
  onSeeEnd?: (isAtEnd: boolean) => void;
};

export function MessageList(props: Props) {
  if (props.isLoading) return <MessageListSkeleton />;
  if (props.rows.length === 0) return <EmptyList intro={props.intro} startsAtTop={props.startsAtTop} />;
  return <LoadedList {...props} />;
}

function EmptyList({ intro, startsAtTop }: Pick<Props, "intro" | "startsAtTop">) {
  return (
    <div className={clsx("flex min-h-0 flex-1 flex-col overflow-y-auto", !startsAtTop && "justify-end")}>
      {intro}
    </div>
  );
}

function LoadedList({
  label,
  rows,
  canLoadOlder,
  actions,
  editingKey,
  intro,
  startsAtTop,
  onLoadOlder,
  onSeeEnd,
}: Props) {
  "use no memo"; // the virtualizer changes in place; rows are memo() instead
  const keys = useKeys(rows);
  const { scroller, virtualizer, items, isAtEnd, scrollToEnd } = useMessageScroll({
    keys,
    startIndex: rows.findIndex((row) => row.startsUnread),
    canLoadOlder,
    onLoadOlder,
  });
  const [activeKey, setActiveKey] = useState<string>();
  const lastKey = keys.at(-1);
  const isOwnLast = rows.at(-1)?.message.status === "sending";

  const seeEnd = useEffectEvent(() => onSeeEnd?.(isAtEnd === true));
  useEffect(() => seeEnd(), [isAtEnd, lastKey]);
  const followOwn = useEffectEvent(scrollToEnd);
  useEffect(() => {
    if (isOwnLast) followOwn();
  }, [isOwnLast, lastKey]);

  function handleKey(event: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !(event.target instanceof HTMLElement) || event.target.tagName === "TEXTAREA") return;
    const row = event.target.closest<HTMLElement>("[data-index]");
    const index = row ? Number(row.dataset["index"]) + step : rows.length - 1;
    if (index < 0 || index >= rows.length) return;
    event.preventDefault();
    virtualizer.scrollToIndex(index, { align: "auto" });
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${index}"] article`)
        ?.focus({ preventScroll: true });
    });
  }

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between messages */}
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        tabIndex={0}
        className="row-focus min-h-0 flex-1 overflow-y-auto overscroll-contain flex flex-col contain-strict [overflow-anchor:none]"
        onKeyDown={handleKey}
        onMouseLeave={() => setActiveKey(undefined)}
      >
        <div
          className={clsx("relative w-full shrink-0", !startsAtTop && "mt-auto")}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const { key } = row.message;
            return (
              <div
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className="absolute top-0 left-0 w-full"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {item.index === 0 && !canLoadOlder && intro}
                <MessageRow
                  row={row}
                  isActive={key === activeKey}
                  isEditing={key === editingKey}
                  actions={actions}
                  onActivate={setActiveKey}
                />
              </div>
            );
          })}
        </div>
      </div>
      <JumpToEnd rows={rows} isAtEnd={isAtEnd} onClick={scrollToEnd} />
    </div>
  );
}

type JumpProps = { rows: readonly FeedRow[]; isAtEnd: boolean | undefined; onClick: () => void };

function JumpToEnd({ rows, isAtEnd, onClick }: JumpProps) {
  const newCount = useNewCount(rows, isAtEnd === true);
  if (isAtEnd !== false) return null;
  return (
    <button
      type="button"
      className="anim-rise absolute right-4 bottom-2 flex h-8 items-center gap-1.5 rounded-full bg-bg-raised px-3 text-small font-medium text-text shadow-float hover:text-accent-text touch:h-11"
      onClick={onClick}
    >
      <Icon of={ArrowDown} size={14} />
      {newCount > 0 ? <span className="text-accent-text">{plural(newCount, "new message")}</span> : "Latest"}
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
function useNewCount(rows: readonly FeedRow[], isAtEnd: boolean): number {
  const lastKey = rows.at(-1)?.message.key;
  const [seenKey, setSeenKey] = useState(lastKey);
  if (isAtEnd && seenKey !== lastKey) setSeenKey(lastKey);
  if (isAtEnd) return 0;
  const seen = rows.findLastIndex((row) => row.message.key === seenKey);
  return seen === -1 ? 0 : rows.length - 1 - seen;
}
