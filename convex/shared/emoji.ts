const EMOJI_PARTS = /^[\p{Emoji}\p{Emoji_Component}]+$/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u{20e3}]/u;

/**
 * Whether a text is made of emoji only. Emoji newer than the runtime's Unicode tables pass too:
 * their code points were reserved as pictographs long ago.
 */
export function isEmoji(text: string): boolean {
  return EMOJI_PARTS.test(text) && PICTURE.test(text);
}

/** A name has a letter in it, so that no time of day is one. */
const NAME = /^(?=.*[a-z])[a-z0-9_-]{1,32}$/;

/** Whether an emoji of the workspace may be called so: it is written between two colons. */
export const isEmojiName = (name: string): boolean => NAME.test(name);

/** The name in `:name:`; undefined where the text is anything else. */
export function nameOfEmoji(text: string): string | undefined {
  const name = text.startsWith(":") && text.endsWith(":") ? text.slice(1, -1) : "";
  return isEmojiName(name) ? name : undefined;
}
