const EMOJI_PARTS = /^[\p{Emoji}\p{Emoji_Component}]+$/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u{20e3}]/u;

/**
 * Whether a text is made of emoji only. Emoji newer than the runtime's Unicode tables pass too:
 * their code points were reserved as pictographs long ago.
 */
export function isEmoji(text: string): boolean {
  return EMOJI_PARTS.test(text) && PICTURE.test(text);
}
