import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { ConvexReactClient } from "convex/react";
import type { FunctionArgs, FunctionReference } from "convex/server";
import { PAGE_SIZE } from "@/features/messages";

/**
 * Asks for what the page of a channel asks for first, in its words: the client asks once for what is asked alike.
 *
 * @returns stops it
 */
export function lookAhead(client: ConvexReactClient, channelId: Id<"channels">): () => void {
  const stops: (() => void)[] = [];
  const ask = <Query extends FunctionReference<"query">>(query: Query, args: FunctionArgs<Query>) =>
    void stops.push(client.watchQuery(query, args).onUpdate(() => undefined));
  const head = client.watchQuery(api.channels.head, { channelId });
  let isKnown = false;
  const follow = () => {
    const tail = isKnown ? undefined : tailOf(head);
    if (tail === undefined) return;
    isKnown = true;
    ask(api.messages.newest, { channelId, after: tail });
    const paginationOpts = { numItems: PAGE_SIZE, cursor: null };
    ask(api.messages.paginated, { channelId, upTo: tail, paginationOpts });
  };
  stops.push(head.onUpdate(follow));
  ask(api.channels.get, { channelId });
  ask(api.chat.bookmarks.list, { channelId });
  follow();
  return () => stops.forEach((stop) => stop());
}

/** Where the newest messages begin; undefined while that is on its way, and of a channel that is refused, which its page says. */
function tailOf(head: { localQueryResult: () => { tailTs: bigint } | undefined }): bigint | undefined {
  try {
    return head.localQueryResult()?.tailTs;
  } catch {
    return undefined;
  }
}
