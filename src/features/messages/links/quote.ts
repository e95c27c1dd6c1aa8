import { messagePath } from "@convex/shared/addresses";
import { cutText } from "@convex/shared/text";
import type { FeedMessage } from "../feed";

/** Characters of a message that are quoted. */
const LONGEST = 1_000;

/** The link to a message, as it is sent. */
export const linkOf = ({ channelId, id }: Pick<FeedMessage, "channelId" | "id">): string =>
  location.origin + messagePath({ channelId, messageId: id ?? "" });

/**
 * A message as a Markdown quote with its link.
 *
 * @param text  as it is read: a quote mentions nobody once more
 * @param author  who said it, and when
 */
export function quoteOf(
  message: Pick<FeedMessage, "channelId" | "id">,
  text: string,
  author: string,
): string {
  const lines = cutText(text.trim(), LONGEST).split("\n");
  const name = author.replaceAll(/[[\]\\]/g, String.raw`\$&`);
  return [...lines, "", `[${name}](${linkOf(message)})`].map((line) => `> ${line}`.trimEnd()).join("\n");
}
