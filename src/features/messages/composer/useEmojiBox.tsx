import { useState, type RefObject } from "react";
import { EmojiMark, useFoundEmoji } from "@/features/emoji";
import { texts } from "@/texts";
import type { CompletionSource } from "@/ui/form/CompletionBox";
import { isInCode } from "./lines";
import { insertText } from "@/lib/insertText";

/** Two letters at least: fewer make a face, such as ":D". */
const TYPED = /(?:^|[\s(]):([a-z0-9+][a-z0-9_+-]{1,31})$/i;

/** The emoji that are offered after a colon. */
export function useEmojiBox(field: RefObject<HTMLTextAreaElement | null>): CompletionSource {
  const [query, setQuery] = useState<string>();
  const hits = useFoundEmoji(query);

  function pick(index: number) {
    const [area, hit] = [field.current, hits[index]];
    if (!area || !hit || query === undefined) return;
    const end = area.selectionStart;
    insertText(area, end - query.length - 1, end, `${hit.emoji} `);
    setQuery(undefined);
  }

  /** Puts a standard emoji in whose name was typed to its second colon; those of the workspace stay names. */
  function follow(before: string | undefined) {
    const area = field.current;
    const closed = hits.find(({ name, emoji }) => name === query?.toLowerCase() && !emoji.startsWith(":"));
    // In code a colon is a colon.
    setQuery(before === undefined || isInCode(before) ? undefined : TYPED.exec(before)?.[1]);
    if (!area || !closed || query === undefined || before?.endsWith(`:${query}:`) !== true) return;
    const end = area.selectionStart;
    insertText(area, end - query.length - 2, end, closed.emoji);
  }

  return {
    label: texts.messages.emoji,
    said: texts.messages.emojiFound(hits.length),
    options: hits.map(({ name, emoji }) => ({
      key: emoji,
      leading: (
        <span aria-hidden className="grid w-6 place-items-center text-title leading-none">
          <EmojiMark emoji={emoji} />
        </span>
      ),
      label: `:${name}:`,
    })),
    follow,
    pick,
    waitForFirst: () => false,
  };
}
