import { cutText } from "@convex/shared/text";
import type { People } from "@/features/users";
import { texts } from "@/texts";
import { clockTime, dateName } from "@/texts/time";
import type { FeedMessage } from "../feed";
import { fromWire } from "../mentions";
import { linkOf } from "./link";

/** Characters of a message that are quoted; of many fewer, so that all have room. */
const LONGEST = 1_000;
const LONGEST_OF_ALL = 20_000;

type Names = Pick<People, "get" | "nameOf">;

/** Who said something, and when. */
const bylineOf = ({ authorId, at }: FeedMessage, people: Names): string =>
  texts.messages.byAt(people.nameOf(authorId), texts.messages.sinceDay(dateName(at), clockTime(at)));

/** What a message says as it is read: nobody is mentioned once more. */
const readable = ({ text }: FeedMessage, people: Names): string =>
  fromWire(text, (id) => people.get(id)?.name).text.trim();

/** Messages as Markdown quotes with their links. */
export function quotesOf(messages: readonly FeedMessage[], people: Names): string {
  const longest = Math.min(LONGEST, Math.floor(LONGEST_OF_ALL / messages.length));
  return messages.map((message) => quoteOf(message, people, longest)).join("\n\n");
}

function quoteOf(message: FeedMessage, people: Names, longest: number): string {
  const quoted = readable(message, people);
  const lines = quoted === "" ? [] : cutText(quoted, longest).split("\n");
  const name = bylineOf(message, people).replaceAll(/[[\]\\]/g, String.raw`\$&`);
  // The link stands first: below, a block of code that was cut would swallow it.
  return [`[${name}](${linkOf(message)})`, ...lines].map((line) => `> ${line}`.trimEnd()).join("\n");
}

/** Messages as plain text: one as it is read, several with who said them and when. */
export function plainText(messages: readonly FeedMessage[], people: Names): string {
  const isOne = messages.length === 1;
  return messages
    .map((message) => (isOne ? "" : `${bylineOf(message, people)}\n`) + readable(message, people))
    .join("\n\n");
}
