const MENTION = /<@([^\s<>]{1,64})>/g;

/** How a mention is written inside the text of a message. */
export function mentionToken(userId: string): string {
  return `<@${userId}>`;
}

/** The ids mentioned in a text, each once, in order. They may name nobody: only the server knows. */
export function mentionedIds(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(MENTION), (match) => match[1]!))];
}

/** A text with something else in place of its mentions; null leaves one as it is. */
export function replaceMentions(text: string, replacement: (id: string) => string | null): string {
  return text.replace(MENTION, (mention, id: string) => replacement(id) ?? mention);
}

/** Minutes after which a mention that was not seen is mailed; 0: never. */
export const MENTION_DELAYS = [15, 60, 240, 0] as const;
export type MentionDelay = (typeof MENTION_DELAYS)[number];
export const DEFAULT_MENTION_DELAY: MentionDelay = 15;
