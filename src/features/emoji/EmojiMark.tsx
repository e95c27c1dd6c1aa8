import { nameOfEmoji } from "@convex/shared/emoji";
import { useMedia } from "@/platform/useMedia";
import { usePicture } from "@/ui/usePicture";
import { useOwnEmoji } from "./useOwnEmoji";

/** An emoji as it is written: a standard one, or one of the workspace, whose name stands where there is none. */
export function EmojiMark({ emoji }: { emoji: string }) {
  const picture = useOwnEmoji().get(nameOfEmoji(emoji) ?? "");
  // The small picture stands still.
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const address = usePicture(picture, isStill);
  if (picture === undefined || address === null) return <>{emoji}</>;
  if (address === undefined) return <span role="img" aria-label={emoji} className="own-emoji" />;
  return (
    <img src={address} alt={emoji} title={emoji} draggable={false} decoding="sync" className="own-emoji" />
  );
}
