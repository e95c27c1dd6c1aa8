/** What of many things a person may read, each channel asked for once. */
import type { Id } from "../../_generated/dataModel";
import { canRead } from "../access";
import type { DbCtx } from "../context";

type InChannel = { channelId?: Id<"channels"> | undefined };

/**
 * Tells which of these a person may read. What is in no channel is everybody's.
 *
 * @param own  channels that the person is known to be in
 */
export async function readableTo(
  ctx: DbCtx,
  items: readonly InChannel[],
  readerId: Id<"users">,
  own: Iterable<Id<"channels">> = [],
): Promise<(item: InChannel) => boolean> {
  const mayRead = new Set<Id<"channels"> | undefined>([undefined, ...own]);
  for (const channelId of new Set(items.map((item) => item.channelId)))
    if (channelId && !mayRead.has(channelId) && (await canRead(ctx, channelId, readerId)))
      mayRead.add(channelId);
  return ({ channelId }) => mayRead.has(channelId);
}
