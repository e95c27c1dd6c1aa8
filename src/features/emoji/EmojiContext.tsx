import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { ReactNode } from "react";
import { EmojiContext } from "@/ui/markdown/Markdown";
import { EmojiMark } from "./EmojiMark";
import { NO_EMOJI, OwnEmojiContext } from "./useOwnEmoji";

/** The emoji of the workspace for views everywhere, those in text included. */
export function EmojiProvider({ children }: { children: ReactNode }) {
  const names = useQuery(api.workspace.emojiNames);
  const own = names ? new Map(names.map(([name = "", picture = ""]) => [name, picture])) : NO_EMOJI;
  return (
    <OwnEmojiContext value={own}>
      <EmojiContext value={drawn}>{children}</EmojiContext>
    </OwnEmojiContext>
  );
}

const drawn = (name: string) => <EmojiMark emoji={`:${name}:`} />;
