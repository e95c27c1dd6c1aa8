import { ArrowUp } from "lucide-react";
import { LIMITS } from "@convex/shared/limits";
import { msOf } from "@convex/shared/unread";
import { texts } from "@/texts";
import { clockTime, dayName } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";

type Props = {
  unread: number;
  lastReadTs: bigint;
  isSeeking: boolean;
  onGo: () => void;
  onMarkRead: () => void;
};

/** A bar above a channel whose first unread message is not loaded yet. */
export default function FirstUnreadBar({ unread, lastReadTs, isSeeking, onGo, onMarkRead }: Props) {
  const lastReadAt = msOf(lastReadTs);
  const since =
    lastReadAt > 0 ? texts.messages.sinceDay(dayName(lastReadAt), clockTime(lastReadAt)) : undefined;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-accent-soft px-4 py-1.5 text-small text-accent-text max-wide:px-3">
      <p className="min-w-0 flex-1">{texts.messages.unread(unread, LIMITS.unreadCounted, since)}</p>
      <Button size="small" onClick={onGo} disabled={isSeeking}>
        <Icon of={ArrowUp} size={14} />
        {isSeeking ? texts.ui.loading : texts.messages.toFirstUnread}
      </Button>
      <Button size="small" look="ghost" onClick={onMarkRead}>
        {texts.messages.markAsRead}
      </Button>
    </div>
  );
}
