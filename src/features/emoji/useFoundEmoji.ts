import { useEffect, useSyncExternalStore } from "react";
import { useOwnEmoji } from "./useOwnEmoji";
import { foundEmoji, type FoundEmoji } from "./found";
import { loadStandardEmoji, standardEmoji } from "./standardEmoji";

const MOST_SHOWN = 8;

/** The emoji that a few letters find, the workspace's and the standard ones; none without letters. */
export function useFoundEmoji(text: string | undefined): FoundEmoji[] {
  const own = useOwnEmoji();
  const standard = useSyncExternalStore(standardEmoji.subscribe, standardEmoji.get);
  const isWanted = text !== undefined;
  useEffect(() => {
    if (isWanted) void loadStandardEmoji();
  }, [isWanted]);
  if (text === undefined) return [];
  const named = [...own.keys()].map((name) => ({ name, emoji: `:${name}:` }));
  return foundEmoji(text.toLowerCase(), named, standard, MOST_SHOWN);
}
