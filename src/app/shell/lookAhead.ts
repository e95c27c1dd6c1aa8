import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { ConvexReactClient } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { PAGE_SIZE } from "@/features/messages";

/** Messages whose chips are asked for: as many as a large screen shows. */
const SHOWN = 25;

/**
 * Asks for what the page of a channel asks for first, in its words: the client asks once for what is asked alike.
 *
 * @returns stops it
 */
export function lookAhead(client: ConvexReactClient, channelId: Id<"channels">): () => void {
  const stops: (() => void)[] = [];
  const ask = <Query extends FunctionReference<"query">>(
    query: Query,
    args: FunctionArgs<Query>,
    onAnswer?: (answer: FunctionReturnType<Query>) => void,
  ) => {
    const watch = client.watchQuery(query, args);
    let isAnswered = false;
    const look = () => {
      const answer = isAnswered ? undefined : answerOf(watch);
      if (answer === undefined) return;
      isAnswered = true;
      onAnswer?.(answer);
    };
    stops.push(watch.onUpdate(look));
    look();
  };
  const askForChips = ({ page }: { page: readonly { text: string }[] }) => {
    for (const number of numbersIn(page.slice(0, SHOWN))) ask(api.board.chips.get, { number });
  };
  ask(api.channels.head, { channelId }, ({ tailTs }) => {
    ask(api.messages.newest, { channelId, after: tailTs }, askForChips);
    const paginationOpts = { numItems: PAGE_SIZE, cursor: null };
    ask(api.messages.paginated, { channelId, upTo: tailTs, paginationOpts }, askForChips);
  });
  ask(api.channels.get, { channelId });
  ask(api.chat.bookmarks.list, { channelId });
  return () => stops.forEach((stop) => stop());
}

/** Undefined while it is on its way, and of a channel that is refused, which its page says. */
function answerOf<Answer>(watch: { localQueryResult: () => Answer | undefined }): Answer | undefined {
  try {
    return watch.localQueryResult();
  } catch {
    return undefined;
  }
}

/** The tasks that texts name, as in "T-42", each once. */
const numbersIn = (messages: readonly { text: string }[]): ReadonlySet<number> =>
  new Set(
    messages.flatMap(({ text }) =>
      Array.from(text.matchAll(/(?<![\p{L}\p{N}_-])T-(\d{1,9})(?![\p{L}\p{N}-])/gu), ([, number]) =>
        Number(number),
      ),
    ),
  );
