import { api } from "@convex/_generated/api";
import { BEFORE_ALL, timesOf } from "@convex/shared/unread";
import type { OptimisticLocalStore } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import type { ChannelId } from "./channel";

type Head = FunctionReturnType<typeof api.channels.head>;
type Position = FunctionReturnType<typeof api.channels.positions>[number];

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
  if (!head) return;
  for (const { args, value } of store.getAllQueries(api.channels.positions)) {
    if (!value?.some((position) => position.channelId === channelId)) continue;
    const shown = value.map((position) =>
      position.channelId === channelId ? moved(position, head, upTo ?? newestOf(head)) : position,
    );
    store.setQuery(api.channels.positions, args, shown);
  }
}
