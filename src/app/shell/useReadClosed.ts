import { useEffect } from "react";
import { useUnread } from "@/features/channels";
import { closeShownWhere } from "@/platform/device/push";

/** What was told so lately may not be counted yet. */
const SETTLED_MS = 5_000;

/** Takes notifications away whose place was read, here or elsewhere, while any window is open. The next push does so without one. */
export function useReadClosed(): void {
  const unread = useUnread();
  useEffect(() => {
    if (!unread) return;
    const threads = new Set(
      [...unread.values()].flatMap(({ replies }) => replies.map(({ threadId }) => threadId)),
    );
    const isRead = (tag: string) => {
      const [kind, id] = [tag.slice(0, 2), tag.slice(2)];
      if (kind === "t:") return !threads.has(id as never);
      return kind === "c:" && unread.get(id)?.unread === 0;
    };
    closeShownWhere(({ tag, at }) => Date.now() - at > SETTLED_MS && isRead(tag)).catch(() => undefined);
  }, [unread]);
}
