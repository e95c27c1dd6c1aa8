import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import { useEffect, useEffectEvent, useState } from "react";
import { isPresent, useIsPresent } from "@/platform/presence";

const idOf = (row: Element) => row.getAttribute("data-message-id") ?? "";

/** The rows of those of these messages that are drawn. */
function rowsOf(messageIds: string): Element[] {
  const wanted = new Set(messageIds.split(","));
  return messageIds === ""
    ? []
    : [...document.querySelectorAll("[data-message-id]")].filter((row) => wanted.has(idOf(row)));
}

/**
 * Marks seen what is told of messages and no reading position knows, such as reactions, once they are on screen in a window
 * with focus.
 *
 * @param drawn  changes when other messages may be drawn
 */
export function useSeenMessages(drawn: unknown): void {
  const unseen = useQuery(api.notices.unseen);
  const markSeen = useMutation(api.notices.markSeen);
  const waiting = (unseen ?? []).flatMap(({ kind, messageId }) =>
    kind === "mention" || kind === "reaction" ? (messageId ?? []) : [],
  );
  const [onScreen, setOnScreen] = useState<ReadonlySet<string>>(new Set());
  const ids = waiting.join();

  useEffect(() => {
    const rows = rowsOf(ids);
    if (rows.length === 0) return;
    const observer = new IntersectionObserver((entries) =>
      setOnScreen((before) => {
        const next = new Set(before);
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) next.add(idOf(target));
          else next.delete(idOf(target));
        }
        return next;
      }),
    );
    for (const row of rows) observer.observe(row);
    return () => {
      observer.disconnect();
      setOnScreen(new Set());
    };
  }, [ids, drawn]);

  const seen = waiting.filter((id) => onScreen.has(id));
  const report = useEffectEvent(() => {
    if (seen.length === 0 || !isPresent()) return;
    // Refused only where access was lost, and the notice with it.
    markSeen({ messageIds: seen.slice(0, 100) }).catch(() => undefined);
  });
  const isNowPresent = useIsPresent();
  const seenIds = seen.join();
  useEffect(() => report(), [seenIds, isNowPresent]);
}
