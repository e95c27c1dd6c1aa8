import { messagePath } from "@convex/shared/addresses";
import { cutText } from "@convex/shared/text";
import { texts } from "@/texts";
import { clockTime, dateName } from "@/texts/time";
import type { FeedMessage } from "../feed";

/** Characters of a message that are quoted. */
const LONGEST = 1_000;

/** The link to a message, as it is sent. */
export const linkOf = ({ channelId, id }: Pick<FeedMessage, "channelId" | "id">): string =>
  location.origin + messagePath({ channelId, messageId: id ?? "" });

/** Who said something, and when. */
export const bylineOf = (name: string, at: number): string =>
  texts.messages.byAt(name, texts.messages.sinceDay(dateName(at), clockTime(at)));

/**
 * A message as a Markdown quote with its link.
 *
 * @param text  as it is read: a quote mentions nobody once more
 * @param author  the line that names them: see `bylineOf`
 */
export function quoteOf(
  message: Pick<FeedMessage, "channelId" | "id">,
  text: string,
  author: string,
): string {
  const quoted = text.trim();
  const lines = quoted === "" ? [] : cutText(quoted, LONGEST).split("\n");
  const name = author.replaceAll(/[[\]\\]/g, String.raw`\$&`);
  // The link stands first: below, a block of code that was cut would swallow it.
  return [`[${name}](${linkOf(message)})`, ...lines].map((line) => `> ${line}`.trimEnd()).join("\n");
}
