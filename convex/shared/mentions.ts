const MENTION = /<@([^\s<>]{1,64})>/g;

/** How a mention is written inside the text of a message. */
export function mentionToken(userId: string): string {
  return `<@${userId}>`;
}

/** The ids mentioned in a text, each once, in order. They may name nobody: only the server knows. */
export function mentionedIds(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(MENTION), (match) => match[1]!))];
}

const CALL = /(?<![\p{L}\p{N}_@./-])@(channel|here)(?![\p{L}\p{N}_-])/gu;
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;

/** Whom a text calls besides the people it names: everybody in its channel, or those of them who are here. */
export const CALLS = ["channel", "here"] as const;
export type Call = (typeof CALLS)[number];

/** Beyond so many people a call is asked about once more, and only who may call everybody calls a group. */
export const FEW_CALLED = 20;

/** The widest call of a text, outside of code. */
export function callIn(text: string): Call | undefined {
  if (!text.includes("@")) return undefined;
  const calls = new Set(Array.from(text.replace(CODE, " ").matchAll(CALL), (match) => match[1]));
  return CALLS.find((call) => calls.has(call));
}

/** A text with something else in place of its mentions; null leaves one as it is. */
export function replaceMentions(text: string, replacement: (id: string) => string | null): string {
  return text.replace(MENTION, (mention, id: string) => replacement(id) ?? mention);
}

/** Minutes after which a mention that was not seen is mailed; 0: never. */
export const MENTION_DELAYS = [15, 60, 240, 0] as const;
export type MentionDelay = (typeof MENTION_DELAYS)[number];
export const DEFAULT_MENTION_DELAY: MentionDelay = 15;
