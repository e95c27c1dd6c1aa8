import { api } from "@convex/_generated/api";
import { BEFORE_ALL, timesOf } from "@convex/shared/unread";
import type { OptimisticLocalStore } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import type { ChannelId } from "./channel";

type Head = FunctionReturnType<typeof api.channels.head>;
export type Position = NonNullable<FunctionReturnType<typeof api.channels.position>>;

/** `commitTs` of the newest message that is not deleted; 0 before the first. */
const newestOf = ({ recentTimes }: Head): bigint => timesOf(recentTimes).next().value ?? BEFORE_ALL;

/** My position when I have read up to a message; how many mentions are left then is for the server to count. */
export function moved(position: Position, head: Head, upTo: bigint): Position {
  if (upTo <= position.lastReadTs) return position;
  return { ...position, lastReadTs: upTo, mentions: upTo < newestOf(head) ? position.mentions : 0 };
}

/** Moves my position before the server has. */
export function showRead(
  store: OptimisticLocalStore,
  { channelId, upTo }: { channelId: ChannelId; upTo?: bigint },
): void {
  const head = store.getQuery(api.channels.head, { channelId });
  const position = store.getQuery(api.channels.position, { channelId });
  if (!head || !position) return;
  store.setQuery(api.channels.position, { channelId }, moved(position, head, upTo ?? newestOf(head)));
}
