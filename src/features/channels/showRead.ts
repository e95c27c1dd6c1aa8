import { api } from "@convex/_generated/api";
import type { OptimisticLocalStore } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import type { ChannelId } from "./channel";

type Head = FunctionReturnType<typeof api.channels.head>;
type Position = FunctionReturnType<typeof api.channels.positions>[number];

/** My position when I have read up to a message; how many mentions are left then is for the server to count. */
export function moved(position: Position, { lastMessageAt }: Head, upTo: number): Position {
  const lastReadAt = Math.min(upTo, lastMessageAt);
  if (lastReadAt <= position.lastReadAt) return position;
  return { ...position, lastReadAt, mentions: lastReadAt < lastMessageAt ? position.mentions : 0 };
}

/** Moves my position before the server has. */
export function showRead(
  store: OptimisticLocalStore,
  { channelId, upTo }: { channelId: ChannelId; upTo?: number },
): void {
  const head = store.getQuery(api.channels.head, { channelId });
  const positions = store.getQuery(api.channels.positions, {});
  if (!head || !positions) return;
  const shown = positions.map((position) =>
    position.channelId === channelId ? moved(position, head, upTo ?? head.lastMessageAt) : position,
  );
  store.setQuery(api.channels.positions, {}, shown);
}
