/** What becomes of an image before it is an emoji. */
import { ANIMATED_TYPE, EMOJI_PICTURE } from "@convex/shared/files";
import { LIMITS } from "@convex/shared/limits";
import { fittedInto } from "@/lib/smallPictures";

/** The emoji and a smaller one that stands still. */
export type EmojiImage = { whole: Blob; small: Blob };

/** Null for what this browser cannot draw, "tooLarge" for an animation: nobody can make it smaller here. */
export async function emojiImage(file: File): Promise<EmojiImage | null | "tooLarge"> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const pixels = Math.max(picture.width, picture.height);
  picture.close();
  const drawn = await fittedInto(file, [EMOJI_PICTURE.side, EMOJI_PICTURE.smallSide]);
  if (!drawn) return null;
  const [whole, small] = drawn as [Blob, Blob];
  if (file.type !== ANIMATED_TYPE) return { whole, small };
  const isSmall = file.size <= LIMITS.imageBytes && pixels <= EMOJI_PICTURE.animatedSide;
  return isSmall ? { whole: file, small } : "tooLarge";
}

/** A name for an image that is called so; empty where nothing of it can be in one. */
export function nameFrom(fileName: string): string {
  const stem = fileName.replace(/\.[^.]*$/, "");
  return asName(stem).replace(/^[-_]+|[-_]+$/g, "");
}

/** What is typed as far as it may be in a name, as people mean it. */
export const asName = (typed: string): string =>
  typed
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\s.]+/g, "-")
    .replace(/[^a-z0-9_-]/g, "")
    .slice(0, LIMITS.emojiName);
